"""The panel on the left: filter, grouping, the tree, and in 改定 mode the buttons that add to it."""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from planeditor.domain.blocks import standing
from planeditor.domain.plan import CLOSED, CURRENT, DEPARTMENTS, KIND, LABEL, NAME, NUMBER, ORDER, PARENT, PERIODS, PLAN_ID
from planeditor.messages import ui_tree as say
from planeditor.services.editing.permissions import Mode
from planeditor.services.tree.outline import Row, filtered, only
from planeditor.store.report import ChangeReport
from planeditor.ui.icons import icon
from planeditor.ui.keys_to import keys_to
from planeditor.ui.look import STEP
from planeditor.ui.place import Place
from planeditor.ui.runner import Lane
from planeditor.ui.session import Session
from planeditor.ui.tree.tree_commands import TreeCommands
from planeditor.ui.tree.tree_head import TreeHead
from planeditor.ui.tree.tree_marks import Badge, Marks
from planeditor.ui.tree.tree_model import TreeModel
from planeditor.ui.tree.tree_note import TreeNote
from planeditor.ui.tree.tree_place import row_for
from planeditor.ui.tree.tree_source import TreeSource
from planeditor.ui.tree.tree_view import TreeView

_SHAPING = frozenset({KIND, PARENT, ORDER, NUMBER, NAME, DEPARTMENTS})
_MANY = 200
"""From so many changed nodes on, all rows that were looked at are renewed rather than each."""
_LARGE, _NOTHING = 2000, "\N{REPLACEMENT CHARACTER}"


class TreePanel(QFrame):
    """The tree of the open plan. Its ``actions()`` are for menus; ``commands`` has each of them as a method."""

    sheet_wanted = Signal()
    """The user wants to go on to the sheet of the place."""
    import_wanted = Signal()
    """The user wants to take in workbooks."""
    contacts_wanted = Signal(str)
    """The user wants to choose the 照会先 of this measure."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.setProperty("role", "panel")
        self.source = TreeSource(session, self)
        self.marks = Marks(session)
        self.model = TreeModel(session, self.marks, self)
        self.head = TreeHead()
        self.view = TreeView(self.model)
        self.note = TreeNote(self)
        self.commands = TreeCommands(self, session, self.view, self.source)
        self.addActions(self.commands.actions.all)
        self._following = True
        self._only: tuple[str, frozenset[str]] = ("", frozenset())
        self._build()
        self._connect()
        self._opened()

    def _build(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        self.foot = QWidget()
        buttons = QHBoxLayout(self.foot)
        buttons.setContentsMargins(STEP * 2, STEP * 2, STEP * 2, STEP * 2)
        buttons.setSpacing(STEP * 2)
        self.add_area_button, self.add_measure_button = QPushButton(), QPushButton()
        for button, act in ((self.add_area_button, self.add_area), (self.add_measure_button, self.add_measure)):
            button.setIcon(icon("add"))
            button.clicked.connect(act)
            buttons.addWidget(button)
        for widget, stretch in ((self.head, 0), (self.note, 0), (self.view, 1), (self.foot, 0)):
            rows.addWidget(widget, stretch)
        rows.addStretch(0)
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        keys_to(self, self.view)
        head, foot = self.head, (self.add_area_button, self.add_measure_button)
        chain = [head.filter, head.area, head.department, *self.note.buttons, self.view, *foot]
        for before, after in pairwise(chain):
            self.setTabOrder(before, after)

    def _connect(self) -> None:
        session, view = self.session, self.view
        session.leaving.connect(self.view.commit)
        session.opened.connect(self._opened)
        session.changed.connect(self._changed)
        session.place_changed.connect(self._place_changed)
        session.mode_changed.connect(self._mode_changed)
        session.access_changed.connect(self._mode_changed)
        self.head.filtered.connect(self._filter)
        self.head.filter.entered.connect(self._prepare_filter)
        self.head.to_tree.connect(self._to_rows)
        self.head.grouped.connect(self._group)
        self.source.regrouped.connect(self._regroup)
        view.chosen.connect(self._chosen)
        view.sheet_wanted.connect(self.sheet_wanted)
        self.commands.jobs.added.connect(self._added)
        self.commands.contacts_wanted.connect(self.contacts_wanted)

    # For the window

    def set_badges(self, badges: Mapping[str, Sequence[Badge]]) -> None:
        """Badges of findings and submissions, by ``node`` or ``node/period``; they take the place of those given before."""
        self.marks.give(badges)
        self.view.viewport().update()  # of a row told to have changed, the view would ask what is below it

    def reload_departments(self) -> None:
        """The register of departments was changed."""
        if self.source.by_department:
            self.source.reload()

    def focus_tree(self) -> None:
        """Give the tree the keys; the filter where no row is shown."""
        place = self.view if self.model.shown.rows else self.head.filter
        place.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_only(self, words: str, nodes: Iterable[str]) -> None:
        """Show these measures alone, until the filter is typed in or emptied; ``words`` stand in it meanwhile."""
        self._only = (words.strip(), frozenset(nodes))
        if self.head.text == self._only[0]:
            self._filter()
        else:
            self.head.filter.setText(self._only[0])

    def add_area(self) -> None:
        """Ask for a new area."""
        self.commands.add_area()

    def add_measure(self) -> None:
        """Ask for a new measure."""
        self.commands.add_measure()

    def add_chapter(self) -> None:
        """Ask for a new chapter."""
        self.commands.add_chapter()

    def next_measure(self) -> None:
        """Go to the measure after this one, as shown; the year stays."""
        self._step(1)

    def previous_measure(self) -> None:
        """Go to the measure before this one, as shown; the year stays."""
        self._step(-1)

    def _step(self, by: int) -> None:
        current, place = self.view.current, self.session.place
        if current is None or current.node != place.node:
            current = next(iter(self.model.shown.of_nodes((place.node,))), None)
        row = self.model.shown.step(current.id if current else "", by)
        if row is not None:
            self.view.choose(row.id)
            self.session.go(Place(row.node, place.period))

    # Following the session

    def _opened(self) -> None:
        words = self.commands.jobs.words
        self.head.begin(words, by_department=self.source.by_department)
        self.view.setAccessibleName(say.TREE.format_map(words))
        self.add_area_button.setText(say.ADD_AREA_BUTTON.format_map(words))
        self.add_measure_button.setText(say.ADD_MEASURE_BUTTON.format_map(words))
        self.source.begin()
        self.view.begin(self.source.rows)
        self._settle()
        self._place_changed(self.session.place)

    def _changed(self, report: ChangeReport) -> None:
        fields = {change.key.field for change in report.changes}
        nodes = {change.key.node for change in report.changes}
        if fields & _SHAPING or any(field.startswith((PERIODS, LABEL)) for field in fields):
            self._reshape()
        elif len(nodes) > _MANY or fields & {CURRENT, CLOSED}:
            self.model.all_changed()
        else:
            self.model.texts_changed(nodes - {PLAN_ID})
        self.commands.refresh()

    def _reshape(self) -> None:
        """The rows are others: show them, and where the current one is gone, go to the one beside it."""
        current, shown = self.view.current, self.model.shown
        self.source.take()
        self._show()
        if current is not None and not self.session.place.node:
            now = self.model.shown
            row = next((row for other in shown.beside(current.id) if (row := now.at(now.path(other) or ()))), None)
            if row is not None and row.node:
                self.session.go(Place(row.node, row.period))

    def _mode_changed(self) -> None:
        self.model.all_changed()
        self._settle()

    def _place_changed(self, place: Place) -> None:
        if self._following:
            current = self.view.current
            node = standing(self.session.plan, place.node)
            place = place._replace(node=node.id if node else place.node)
            row = row_for(self.model.shown, place, current.id if current else "", self._is_expanded)
            if row is None:
                self.view.clearSelection()
            elif current is None or row.id != current.id or not self.view.selected:
                self.view.choose(row.id)

    def _is_expanded(self, row_id: str) -> bool:
        return self.view.isExpanded(self.model.index_of(row_id))

    def _chosen(self, row: Row) -> None:
        if row.node:
            self._following = False
            try:
                self.session.go(Place(row.node, row.period))
            finally:
                self._following = True

    def _added(self, node: str) -> None:
        if not self.model.shown.of_nodes((node,)):
            self.head.clear()
        self.session.go(Place(node))
        self.focus_tree()

    # Rows

    def _show(self) -> None:
        rows, text = self.source.rows, self.head.text
        if text and text == self._only[0]:
            rows = only(rows, self._only[1])
        elif text:
            rows = filtered(rows, text)
        self.view.show_rows(rows, filtered=bool(text))
        self._settle()

    def _prepare_filter(self) -> None:
        """Have a large plan read through once beside the window, so that the first key is as quick as the others."""
        if len(self.model.shown.measures) > _LARGE:
            rows = self.source.rows
            self.session.runner.run(Lane.BESIDE, lambda: len(filtered(rows, _NOTHING)), _ignore, _ignore)

    def _filter(self) -> None:
        self._show()
        self._place_changed(self.session.place)

    def _to_rows(self) -> None:
        """From the filter to the first measure it has left, or the current row."""
        measures = self.model.shown.measures
        if not self.view.selected and measures:
            self.view.setCurrentIndex(self.model.index_of(measures[0].id))
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _group(self, by_department: bool) -> None:
        self.source.group(by_department=by_department)

    def _regroup(self) -> None:
        self.source.take()
        self.view.begin(self.source.rows)
        if self.head.text:
            self._show()
        self._settle()
        self._place_changed(self.session.place)

    def _settle(self) -> None:
        """Show what fits the moment: the tree or a sentence, the buttons that add, the actions that can be done."""
        session, words = self.session, self.commands.jobs.words
        rows, text = self.model.shown.rows, self.head.text
        self.head.setEnabled(session.is_open)
        self.view.setVisible(bool(rows))
        self.foot.setVisible(session.is_open and session.mode is Mode.REVISION and not session.read_only)
        if not session.is_open:
            self.note.say(say.NO_PLAN.format_map(words))
        elif text and not rows:
            self.note.say(say.NO_HIT.format_map({**words, "text": text}), [(say.SHOW_ALL, self.head.clear)])
        elif not text and not self.model.shown.measures and not session.plan.measures:
            self._invite(words)
        else:
            self.note.say("")
        self.commands.refresh()

    def _invite(self, words: Mapping[str, str]) -> None:
        if self.session.read_only:
            self.note.say(say.NO_MEASURE_READ_ONLY.format_map(words))
            return
        adding = say.ADD_MEASURE if self.session.mode is Mode.REVISION else say.ADD_IN_REVISION
        ways = [(say.IMPORT, self.import_wanted.emit), (adding.format_map(words), self._revise_and_add)]
        self.note.say(say.NO_MEASURE.format_map(words), ways)

    def _revise_and_add(self) -> None:
        self.session.set_mode(Mode.REVISION)
        self.add_measure()


def _ignore(_: object) -> None:
    pass
