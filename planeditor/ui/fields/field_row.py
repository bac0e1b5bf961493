"""One field of the form: label, hints, editor, and last year's text to fold out."""
from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from planeditor.domain.fields import FieldDef
from planeditor.domain.plan import Key
from planeditor.messages import editing
from planeditor.messages import ui_fields as say
from planeditor.services.editing.lastyear import same_as_last_year
from planeditor.services.editing.permissions import Lock
from planeditor.ui.fields.drafting import Drafting
from planeditor.ui.fields.editors import editor_for
from planeditor.ui.fields.last_year_fold import LastYearFold
from planeditor.ui.look import STEP
from planeditor.ui.session import Session


class FieldRow(QWidget):
    """A field of whatever node and period is shown. It keeps the text it was given until that is committed."""

    chosen = Signal(object)
    """The ``Key`` the cursor is in now."""
    next_wanted = Signal()
    typed = Signal(QWidget)
    """The editor, after something was typed into it."""

    def __init__(self, session: Session, definition: FieldDef, drafting: Drafting) -> None:
        super().__init__()
        self.session, self.definition, self.drafting = session, definition, drafting
        self.key = Key("", definition.key)
        self.lock = Lock.OPEN
        self._base = ""
        self.label = QLabel(definition.label)
        self.label.setProperty("role", "heading")
        self.label.setWordWrap(True)
        self.locked, self.same, self.count = (_quiet() for _ in range(3))
        self.same.setText(say.SAME)
        self.count.setAccessibleName(say.COUNT_NAME.format(field=definition.label))
        self.editor = editor_for(definition)
        self.label.setBuddy(self.editor.widget)
        has_last_year = definition.kind == "report" and bool(definition.series)
        self.fold = LastYearFold(definition.label, self) if has_last_year else None
        self._lay_out()
        editor = self.editor
        editor.typed.connect(self._typed)
        editor.entered.connect(self._entered)
        editor.left.connect(self.commit)
        editor.given_back.connect(self.give_back)
        editor.next_wanted.connect(self.next_wanted)
        if self.fold is not None:
            self.fold.copy_wanted.connect(self.copy_last_year)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        head.setSpacing(STEP * 2)
        head.addWidget(self.label)
        if self.definition.required:
            required = _quiet()
            required.setText(say.REQUIRED)
            head.addWidget(required)
        head.addWidget(self.locked)
        head.addWidget(self.same)
        head.addStretch(1)
        head.addWidget(self.count)
        if self.fold is not None:
            head.addWidget(self.fold.switch)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(STEP)
        rows.addLayout(head)
        rows.addWidget(self.editor.widget)
        if self.fold is not None:
            rows.addWidget(self.fold)

    def put_after(self, before: QWidget) -> QWidget:
        """Have Tab come here after another widget; returns what comes last here."""
        QWidget.setTabOrder(before, self.editor.widget)
        if self.fold is None:
            return self.editor.widget
        QWidget.setTabOrder(self.editor.widget, self.fold.switch)
        return self.fold.switch

    # What is shown

    def show_key(self, key: Key) -> None:
        """Show the entry of another node or period; what was typed for the one before is committed."""
        if key == self.key:
            self.refresh()
            return
        self.commit()
        self.key = key
        self._fill()

    def refresh(self) -> None:
        """The entry may have changed: show it, unless something is being typed."""
        if self.is_editing:
            self._base = self.session.plan.text(*self.key)
            self._hint()
        else:
            self._fill()

    def _fill(self) -> None:
        self._base = self.session.plan.text(*self.key)
        self.editor.show(self._base)
        self._hint()

    def show_lock(self, period: str, *, told: bool) -> None:
        """Show whether it may be edited now. ``period``: the printed year, for the name that is read out; ``told``: the
        section says why its fields are locked."""
        session = self.session
        self.lock = session.lock(self.key)
        self.editor.lock(locked=self.lock is not Lock.OPEN)
        sentence = session.permissions.sentence(self.lock)
        self.locked.setText("" if told else editing.LOCK_WORDS[self.lock] if sentence else "")
        self.locked.setVisible(bool(self.locked.text()))
        widget, label = self.editor.widget, self.definition.label
        widget.setToolTip(sentence)
        widget.setAccessibleName(say.IN_YEAR.format(period=period, field=label) if period else label)
        usual = say.USUAL.format(usual=self.definition.length) if self.definition.length else ""
        required = say.REQUIRED if self.definition.required else ""
        widget.setAccessibleDescription(sentence or " ".join(s for s in (required, usual) if s))
        self.count.setVisible(bool(self.definition.length) and not sentence)
        if self.fold is not None:
            self.fold.allow(copying=self.lock is Lock.OPEN)

    def _hint(self) -> None:
        """Length, 「昨年度のまま」 and last year's text."""
        session, usual = self.session, self.definition.length
        if usual:
            count = len(self.editor.text().replace("\n", ""))
            over = count > usual
            self.count.setText((say.COUNT_OVER if over else say.COUNT).format(count=count, usual=usual))
        if self.fold is not None:
            self.same.setVisible(not self.is_editing and same_as_last_year(session.plan, session.vocabulary, self.key))
            self.fold.show_of(session, self.key)
        else:
            self.same.hide()

    # Typing

    @property
    def is_editing(self) -> bool:
        """Whether something was typed that is not committed yet."""
        return self.editor.text() != self._base

    def enter(self) -> None:
        """Put the cursor into the field."""
        self.editor.widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def type(self, text: str) -> None:
        """Put a text in as if typed (last year's, a draft); it is committed when the field is left."""
        self.editor.type(text)

    def commit(self) -> None:
        """Have what was typed entered."""
        self.editor.finish_composing()
        if not self.key.node or not self.is_editing:
            self.drafting.given_back(self.key)
            return
        text, self._base = self.editor.text(), self.editor.text()
        self.drafting.entered()
        self.session.enter(self.key, text)
        self._fill()

    def give_back(self) -> None:
        """The old text again."""
        self.drafting.given_back(self.key)
        self._fill()

    def copy_last_year(self) -> None:
        """Last year's text, as if typed."""
        if self.fold is not None and self.fold.text and self.lock is Lock.OPEN:
            self.enter()
            self.type(self.fold.text)

    def _typed(self) -> None:
        self.drafting.typed(self.key, self.editor.text())
        self._hint()
        self.typed.emit(self.editor.widget)

    def _entered(self) -> None:
        if self.key.node:
            self.chosen.emit(self.key)


def _quiet() -> QLabel:
    label = QLabel()
    label.setProperty("role", "quiet")
    label.setWordWrap(True)
    return label
