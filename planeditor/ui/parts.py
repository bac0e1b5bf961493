"""The parts of the window: pages in the middle, panels round them, search, checks, long jobs. Made as late as may be."""
from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QMainWindow, QWidget

from planeditor.messages.words import USUAL
from planeditor.ui.checks import Checks
from planeditor.ui.docks import Docks
from planeditor.ui.finding.search_box import SearchBox
from planeditor.ui.pages import Pages
from planeditor.ui.progress import Jobs
from planeditor.ui.review.waiting import Waiting
from planeditor.ui.session import Session
from planeditor.ui.sheet.sheet_page import SheetPage
from planeditor.ui.submissions.status_reader import StatusReader
from planeditor.ui.tree.tree_panel import TreePanel

if TYPE_CHECKING:  # not made before the first paint
    from planeditor.ui.points.point_edits import PointEdits

PANELS = ("last_year", "points", "findings", "history", "internal", "glossary")
"""The panels on the right, from the top."""


class Parts(QObject):
    """Makes the parts and knows where they are."""

    def __init__(self, window: QMainWindow, session: Session, docks: Docks) -> None:
        super().__init__(window)
        self.window, self.session, self.docks = window, session, docks
        self.jobs = Jobs(session)
        self.checks = Checks(session, self.jobs.fonts)
        self.waiting = Waiting(session, self)
        self.submitted = StatusReader(session, self)
        self.sheet_page = SheetPage(session)
        self.sheet = self.sheet_page.view
        self.tree = TreePanel(session)
        self.pages = Pages(
            {
                "start": self._start, "sheet": lambda: self.sheet_page, "fields": self._fields, "table": self._table,
                "departments": self._departments, "submissions": self._submissions, "review": self._review, "preview": self._preview,
                "dashboard": self._dashboard,
            }
        )
        self.search_box = SearchBox(session)
        self.panels: dict[str, QWidget] = {}
        docks.add("tree", self.tree, self.words)
        for name in ("search", *PANELS):
            docks.add(name, QWidget(), self.words)

    @property
    def words(self) -> Mapping[str, str]:
        """The form set's own words for menus and titles."""
        session = self.session
        if not session.is_open:
            return USUAL
        return {name: session.vocabulary.word(name) for name in USUAL}

    @cached_property
    def point_edits(self) -> PointEdits:
        """What is done with 指摘, here and in their list."""
        from planeditor.ui.points.point_edits import PointEdits

        return PointEdits(self.session, self)

    @property
    def completed(self) -> bool:
        """Whether the parts that the first paint does not need are there."""
        return bool(self.panels)

    def complete(self) -> None:
        """Make what the first paint does not need: the panels and the search."""
        from planeditor.ui.beside.findings import FindingsPanel
        from planeditor.ui.beside.glossary import GlossaryPanel
        from planeditor.ui.beside.history import HistoryPanel
        from planeditor.ui.beside.internal import InternalPanel
        from planeditor.ui.beside.last_year import LastYearPanel
        from planeditor.ui.finding.search_panel import SearchPanel
        from planeditor.ui.points.points_panel import PointsPanel

        session = self.session
        self.last_year, self.findings = LastYearPanel(session), FindingsPanel(session)
        self.history, self.internal, self.glossary = HistoryPanel(session), InternalPanel(session), GlossaryPanel(session)
        self.search, self.points = SearchPanel(session), PointsPanel(session, self.point_edits)
        made = (self.search, self.last_year, self.points, self.findings, self.history, self.internal, self.glossary)
        self.panels = dict(zip(("search", *PANELS), made, strict=True))
        for name, panel in self.panels.items():
            self.docks.fill(name, panel)

    # The pages

    def _start(self) -> QWidget:
        from planeditor.ui.start.start_page import StartPage

        self.start = StartPage(self.session)
        return self.start

    def _fields(self) -> QWidget:
        from planeditor.ui.fields.fields_view import FieldsView

        return FieldsView(self.session)

    def _table(self) -> QWidget:
        from planeditor.ui.table.table_page import TablePage

        return TablePage(self.session, self.jobs)

    def _departments(self) -> QWidget:
        from planeditor.ui.departments.departments_page import DepartmentsPage

        return DepartmentsPage(self.session)

    def _submissions(self) -> QWidget:
        from planeditor.ui.submissions.submissions_page import SubmissionsPage

        return SubmissionsPage(self.session, self.jobs)

    def _review(self) -> QWidget:
        from planeditor.ui.review.review_page import ReviewPage

        return ReviewPage(self.session)

    def _dashboard(self) -> QWidget:
        from planeditor.ui.dashboard.dashboard_page import DashboardPage

        self.dashboard = DashboardPage(self.session)
        return self.dashboard

    def _preview(self) -> QWidget:
        from planeditor.ui.preview.page import PreviewPage

        return PreviewPage(self.session, self.jobs)

    # Moving about

    def to_tree(self) -> None:
        """The keys go to the tree."""
        self.docks.raise_("tree")
        self.tree.focus_tree()

    def to_sheet(self) -> None:
        """The keys go to the page in the middle."""
        page = self.pages.currentWidget()
        if page is not None:
            page.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def to_panels(self) -> None:
        """The keys go to the first panel on the right that is seen; where none is, to the first, which is shown."""
        name = next((n for n in PANELS if self.docks[n].isVisible()), PANELS[0])
        self.docks.raise_(name)
        panel = self.docks[name].widget()
        if panel is not None:
            inside = [w for w in panel.findChildren(QWidget) if w.focusPolicy() & Qt.FocusPolicy.TabFocus and w.isVisible()]
            (inside[0] if inside else panel).setFocus(Qt.FocusReason.ShortcutFocusReason)
