"""表示 and the rest of what moves about: pages, panels, zoom, search, checks, help."""
from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from planeditor.domain.plan import PLAN_ID
from planeditor.messages import ui_main as say
from planeditor.ui.actions import Actions, Slots
from planeditor.ui.parts import PANELS, Parts
from planeditor.ui.place import Place
from planeditor.ui.session import Session

if TYPE_CHECKING:  # the manual is read when it is first asked for
    from planeditor.ui.help.help_window import HelpWindow

_PAGES = ("sheet", "fields", "table", "departments", "submissions", "review", "dashboard")

_ALONE = {"preview": PANELS, "departments": PANELS, "submissions": PANELS, "dashboard": PANELS, "review": ("tree", *PANELS)}
"""The panels that make room for a page."""


class ViewCommands(QObject):
    """The menus 表示, 点検 and ヘルプ, and what of 編集 is about finding."""

    def __init__(self, window: QWidget, session: Session, parts: Parts, actions: Actions) -> None:
        super().__init__(window)
        self.window, self.session, self.parts, self.actions = window, session, parts, actions
        self._help: QWidget | None = None

    def slots(self) -> Slots:
        """Action name → what it does."""
        parts = self.parts
        return {
            "sheet": self.sheet, "fields": self.fields, "basics": self.basics, "table": self.table, "departments": self.departments,
            "submissions": self.submissions, "review": self.review, "next_undecided": self.next_undecided,
            "to_tree": parts.to_tree, "to_sheet": parts.to_sheet, "to_panels": parts.to_panels,
            "zoom_in": parts.sheet.zoom_in, "zoom_out": parts.sheet.zoom_out, "zoom_100": parts.sheet.zoom_100,
            "zoom_fit": parts.sheet.fit_width, "next_measure": parts.tree.next_measure,
            "previous_measure": parts.tree.previous_measure, "add_area": parts.tree.add_area,
            "add_measure": parts.tree.add_measure, "add_chapter": parts.tree.add_chapter,
            "last_year": self.last_year,
            "find": self.find, "find_next": self.find_next, "find_previous": self.find_previous, "replace": self.replace,
            "check": self.check, "next_finding": self.next_finding, "settings": self.settings, "help": self.help, "about": self.about,
        }

    # Pages

    def sheet(self) -> None:
        """様式のまま."""
        self._turn("sheet")

    def fields(self) -> None:
        """The same as a plain form."""
        self._turn("fields")

    def basics(self) -> None:
        """The entries of the plan itself."""
        self.parts.pages.commit()
        self.session.go(Place(PLAN_ID))
        self.parts.pages.turn("fields")

    def table(self) -> None:
        """一覧."""
        self._turn("table")

    def departments(self) -> None:
        """The register of departments."""
        self._turn("departments")

    def submissions(self) -> None:
        """Who has sent what back."""
        self._turn("submissions")

    def review(self) -> None:
        """What came in and waits for a decision."""
        self._turn("review")

    def next_undecided(self) -> None:
        """To the next row of the review that waits, from any page."""
        from planeditor.ui.review.review_page import ReviewPage

        there, page = self.parts.pages.name == "review", self.parts.pages.page("review")
        self._turn("review")
        if isinstance(page, ReviewPage):
            (page.next_open if there else page.arrive)()
        page.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _turn(self, name: str) -> None:
        self.parts.pages.turn(name)
        self._tick(name)  # choosing the page that is shown already must not take its tick away

    def page_turned(self, name: str) -> None:
        """Tick the page in the menu; the panels about one cell make room where there is none to choose."""
        self._tick(name)
        if self.session.is_open:
            self.parts.docks.make_room(_ALONE.get(name, ()))

    def _tick(self, name: str) -> None:
        for page in _PAGES:
            self.actions[page].setChecked(page == name)
        self.actions["sheet"].setChecked(name in ("sheet", "fields"))

    def show_count(self, count: int) -> None:
        """How much the last check found."""
        self.actions.title("check", say.CHECK_COUNT.format(count=count) if count else say.ACTIONS["check"])

    # Finding

    def find(self) -> None:
        """The keys go to the search; what is marked in the cell is looked for."""
        self.parts.search_box.begin()

    def find_next(self) -> None:
        """The next hit."""
        if self.parts.completed:
            self.parts.search.next_hit()

    def find_previous(self) -> None:
        """The hit before."""
        if self.parts.completed:
            self.parts.search.previous_hit()

    def replace(self) -> None:
        """置き換え."""
        from planeditor.ui.finding.replace_dialog import ReplaceDialog

        self.parts.pages.commit()
        dialog = self.window.findChild(ReplaceDialog)
        if dialog is None:
            dialog = ReplaceDialog(self.session, parent=self.window)
            dialog.jumped.connect(self.sheet)
        dialog.begin(self.parts.search_box.text())

    def last_year(self) -> None:
        """Take over last year's text of the chosen cell."""
        if self.parts.pages.name == "sheet":
            self.parts.sheet.copy_last_year()
        elif self.parts.completed:
            self.parts.last_year.copy()

    # Checks

    def check(self) -> None:
        """Check now, and show what is found."""
        self.parts.pages.commit()
        self.parts.checks.run()
        if self.parts.completed:
            self.parts.docks.raise_("findings")

    def next_finding(self) -> None:
        """Go to the next finding."""
        if self.parts.completed:
            self.parts.findings.next_finding()

    # Settings and help

    def settings(self) -> None:
        """設定."""
        from planeditor.ui.options.settings_dialog import SettingsDialog

        SettingsDialog(self.session, self.window).open()

    def tour(self) -> None:
        """10分で一通り: the sample, and the manual at its tour beside it."""
        self.actions["sample"].trigger()
        self._show_help("tour").stand_beside(self.window)

    def help(self) -> None:
        """The page of the help about where the keys are now."""
        self._show_help(self.place())

    def _show_help(self, place: str) -> HelpWindow:
        from planeditor.ui.help.help_window import HelpWindow
        from planeditor.ui.help.keys import every_key, help_words

        words = help_words(self.session)
        keys = every_key(words)
        if not isinstance(self._help, HelpWindow):
            self._help = HelpWindow(keys, words, self.window)
        self._help.renew(keys, words)
        self._help.show_place(place)
        self._help.come()
        return self._help

    def place(self) -> str:
        """Where the keys are, as the help calls it."""
        parts, focus = self.parts, QApplication.focusWidget()
        if focus and parts.completed:
            for name, panel in (("tree", parts.tree), ("search", parts.search), ("history", parts.history), ("text", parts.glossary)):
                if panel.isAncestorOf(focus):
                    return name
        if parts.pages.name == "sheet" and self.session.is_open and parts.sheet.writing.in_text:
            return "text"
        return parts.pages.name or "start"

    def about(self) -> None:
        """Version, formats, parts with their licences, folders."""
        from planeditor.services.about import about
        from planeditor.ui.about import AboutDialog

        AboutDialog(about(), self.window).open()

    def close(self) -> None:
        """Close what has windows of its own."""
        if self._help is not None:
            self._help.close()
