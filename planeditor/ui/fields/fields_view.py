"""The second mode: everything a sheet asks for as a plain form, for small screens and for screen readers."""
from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QFocusEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from planeditor.domain.blocks import Holder, holder
from planeditor.domain.fields import FieldDef
from planeditor.domain.plan import PLAN_ID, Key, Node
from planeditor.messages import ui_fields as say
from planeditor.services.editing.naming import own_fields
from planeditor.store.drafts import Draft
from planeditor.store.report import ChangeReport
from planeditor.ui import theme
from planeditor.ui.fields.field_rows import FieldRows
from planeditor.ui.fields.fields_header import FieldsHeader
from planeditor.ui.fields.section import Section
from planeditor.ui.fields.unplaced_section import UnplacedSection
from planeditor.ui.later import later
from planeditor.ui.look import STEP
from planeditor.ui.place import Place
from planeditor.ui.session import Session

_WIDTH = 760
"""The widest a field gets, in pixels at 100 %: longer lines are hard to read."""


class FieldsView(QWidget):
    """The fields of the node the user is at, those of a year for one year at a time."""

    sheet_wanted = Signal()
    """Show the same as it prints."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setAccessibleName(say.VIEW)
        self._node, self._period = "", ""
        self._built: tuple[str, Holder] | None = None
        self._stale = True
        self._arriving = False
        self.sections: list[Section] = []
        self.fields = FieldRows(session, self)
        self.header = FieldsHeader(session)
        self.empty = QLabel()
        self.empty.setProperty("role", "quiet")
        self.empty.setWordWrap(True)
        self.empty.setContentsMargins(*(STEP * 6,) * 4)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._lay_out()
        self.fields.chosen.connect(self._row_chosen)
        self.fields.typed.connect(self._follow_cursor)
        self.header.year_chosen.connect(self._year_chosen)
        self.header.sheet_wanted.connect(self.sheet_wanted)
        session.opened.connect(self._opened)
        session.changed.connect(self._changed)
        session.place_changed.connect(self._place_changed)
        session.mode_changed.connect(self._renew)
        session.access_changed.connect(self._renew)
        theme.watch().changed.connect(self._widen)
        self._widen()

    def _lay_out(self) -> None:
        self._column = QWidget()
        self._rows = QVBoxLayout(self._column)
        self._rows.setContentsMargins(STEP * 6, STEP * 4, STEP * 6, STEP * 10)
        self._rows.setSpacing(STEP * 8)
        self.unplaced = UnplacedSection(self.session)
        self._rows.addWidget(self.unplaced)
        ground = QWidget()
        middle = QHBoxLayout(ground)
        middle.setContentsMargins(0, 0, 0, 0)
        middle.addStretch(1)
        middle.addWidget(self._column, 100, Qt.AlignmentFlag.AlignTop)
        middle.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setWidget(ground)
        self.area.setAccessibleName(say.VIEW)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.header)
        rows.addWidget(self.empty, 1)
        rows.addWidget(self.area, 1)

    def _widen(self) -> None:
        self._column.setMaximumWidth(theme.scaled(_WIDTH) + STEP * 12)

    # For the main window

    def commit(self) -> None:
        """Have what was typed entered."""
        self.fields.commit()

    @property
    def is_editing(self) -> bool:
        """Whether something was typed that is not committed yet."""
        return self.fields.is_editing

    def restore_draft(self, draft: Draft) -> bool:
        """Go to the field of a draft and put its text in as if typed; False where it cannot be typed there."""
        key = draft.key
        self.session.go(Place(key.node, key.period, key.field))
        self.refresh()
        row = self.fields.row_of(key)
        if row is None or row.editor.locked:
            return False
        row.enter()
        row.type(draft.text)
        return True

    # Following the session

    def showEvent(self, event: QShowEvent) -> None:
        """Shown again: catch up."""
        super().showEvent(event)
        if self._stale:
            self.refresh()
        self._arriving = True
        later(self, 0, self._arrived)

    def _arrived(self) -> None:
        """Qt has given the keys back to the field that had them last; they are for the one the user is at."""
        self._arriving = False
        focused, key = self.fields.focused, self.session.place.key
        if focused is not None:
            row = (self.fields.row_of(key) if key else None) or focused
            row.enter()
            self._row_chosen(row.key)
        self._scroll_to_place()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The cursor goes to the field the user is at, else to the first one that may be edited."""
        super().focusInEvent(event)
        key = self.session.place.key
        row = self.fields.row_of(key) if key else None
        row = row or next((r for r in self.fields.shown if not r.editor.locked), None)
        if row is not None:
            row.enter()

    def _opened(self) -> None:
        self.fields.drop_typed()
        self._built = None
        self._period = ""
        self._renew()

    def _renew(self) -> None:
        self._stale = True
        if self.isVisible():
            self.refresh()

    def _place_changed(self, place: Place) -> None:
        if place.period:
            self._period = place.period
        self._renew()
        if self.isVisible():
            self._show_place()

    def _changed(self, report: ChangeReport) -> None:
        touched = {change.key.node for change in report.changes}
        if self._node in touched or PLAN_ID in touched or self.session.place.node != self._node:
            self._renew()

    def refresh(self) -> None:
        """Show the place the user is at; only what differs costs."""
        self._stale = False
        session = self.session
        node = session.node if session.is_open else None
        if self._node and session.plan.node(self._node) is None:
            self.fields.drop_typed()
        if node is None:
            self.fields.commit()
            self._node = ""
        else:
            self._build(node)
            if not self._period and session.period is not None:
                self._period = session.period.key
            period = self._period if self._has_years else ""
            self._node = node.id
            self.fields.show(node.id, period)
            self._show_locks(period)
        self.unplaced.show_node(node.id if node is not None else "")
        there = (bool(self.fields.rows) or bool(self.unplaced.texts)) and node is not None
        self.header.setVisible(there)
        self.area.setVisible(there)
        self.empty.setVisible(not there)
        if there and node is not None:
            self.header.show_node(node, self._period if self._has_years else "")
        else:
            words = {"measure": session.vocabulary.word("measure") if session.is_open else "施策"}
            self.empty.setText((say.NO_FIELDS if node else say.NOTHING_CHOSEN).format_map(words))

    @property
    def _has_years(self) -> bool:
        return any(row.definition.series for row in self.fields.rows)

    def _build(self, node: Node) -> None:
        """The rows for a kind of node; the same ones serve all nodes of that kind."""
        session = self.session
        built = (session.forms.id, holder(session.plan, node))
        if built == self._built:
            return
        self.fields.clear()
        for section in self.sections:
            section.hide()
            section.deleteLater()
        self._built = built
        definitions = own_fields(session.plan, session.vocabulary, node)
        usual = [f for f in definitions if f.kind != "internal"]
        parts: tuple[tuple[str, str, list[FieldDef]], ...] = (
            (say.PLAN_SECTION, "", [f for f in usual if not f.series]),
            ("", "", [f for f in usual if f.series]),
            (say.INTERNAL_SECTION, say.INTERNAL_NOTE, [f for f in definitions if f.kind == "internal"]),
        )
        self.sections = []
        for title, note, own in parts:
            section = Section(self.session, title, note)
            for definition in own:
                section.add(self.fields.make(definition))
            self._rows.insertWidget(self._rows.count() - 1, section)
            self.sections.append(section)
        self.yearly = self.sections[1]
        before: QWidget = self.header.as_fields
        for row in self.fields.rows:
            before = row.put_after(before)

    def _show_locks(self, period: str) -> None:
        label = self._label(period)
        self.yearly.title.setText(label)
        for section in self.sections:
            section.show_locks(label)

    def _label(self, period: str) -> str:
        session = self.session
        return session.vocabulary.label_of_period(session.plan, period)

    # Place

    def _row_chosen(self, key: Key) -> None:
        row = self.fields.row_of(key)
        if row is None or self._arriving:  # a row of the node before, which Qt has not deleted yet; or nobody has chosen it
            return
        self.session.go(Place(key.node, key.period, key.field))
        self._follow_cursor(row.editor.widget)

    def _year_chosen(self, period: str) -> None:
        self.fields.commit()
        self.session.go(Place(self._node, period))

    def _show_place(self) -> None:
        """Scroll to the field the user is at; the cursor follows where it is in the form already."""
        key, focused = self.session.place.key, self.fields.focused
        if key is None:
            if focused is not None:  # the same field of another place: say so, once all have heard of the place
                later(self, 0, self._tell_place)
            return
        row = self.fields.row_of(key)
        if row is None or row is focused:
            return
        if focused is not None:
            row.enter()
        later(self, 0, self._scroll_to_place)

    def _tell_place(self) -> None:
        focused = self.fields.focused
        if focused is not None and self.session.place.key is None:
            self._row_chosen(focused.key)

    def _scroll_to_place(self) -> None:
        key = self.session.place.key
        row = self.fields.row_of(key) if key else None
        if row is None:
            return
        bar, page, margin = self.area.verticalScrollBar(), self.area.viewport().height(), STEP * 4
        top = row.mapTo(self.area.widget(), QPoint(0, -margin)).y()
        bottom = top + row.height() + 2 * margin
        if top < bar.value():
            bar.setValue(top)
        elif bottom > bar.value() + page:
            bar.setValue(min(top, bottom - page))

    def _follow_cursor(self, editor: QWidget) -> None:
        later(editor, 0, lambda: self._keep_visible(editor))

    def _keep_visible(self, editor: QWidget) -> None:
        cursor = editor.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
        ground = self.area.widget()
        if cursor is not None and ground.isAncestorOf(editor):
            where = editor.mapTo(ground, cursor.toRect().center() if isinstance(cursor, QRectF) else cursor.center())
            self.area.ensureVisible(where.x(), where.y(), 0, STEP * 8)
