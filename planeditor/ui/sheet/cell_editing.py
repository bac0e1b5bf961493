"""Editing one cell: from the first key to the text in the plan."""
from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QPoint, QRect, QTimer, Signal
from PySide6.QtGui import QTextCursor

from planeditor.domain.plan import Change, Plan
from planeditor.formengine.pages import Box
from planeditor.formengine.paging.laid import LEADING, PAD_X, PAD_Y
from planeditor.formengine.paging.layout import WRAP_SAFETY
from planeditor.messages import ui_sheet as say
from planeditor.ui.session import Session
from planeditor.ui.sheet import cell_words
from planeditor.ui.sheet.cell_editor import CellEditor
from planeditor.ui.sheet.cell_walk import Cell
from planeditor.ui.sheet.choice_list import ChoiceList
from planeditor.ui.sheet.draft_keeper import DraftKeeper
from planeditor.ui.sheet.length_hint import LengthHint
from planeditor.ui.sheet.sheet_canvas import SheetCanvas
from planeditor.ui.typed import Typed

_SHARE = {"left": 0.0, "center": 0.5, "right": 1.0}
FOLLOW_MS = 50
"""So long after the last key the sheet is laid out with the new text."""


class CellEditing(QObject):
    """The cell that is being edited, or none."""

    began = Signal()
    ended = Signal()

    def __init__(self, session: Session, canvas: SheetCanvas, editor: CellEditor, lay_out: Callable[[], None]) -> None:
        super().__init__(canvas)
        self._session, self._canvas, self._editor, self._lay_out = session, canvas, editor, lay_out
        self.cell: Cell | None = None
        self.typing = False
        """Begun by typing: arrow keys leave the cell, as in a spreadsheet."""
        self._old = ""
        self.choices = ChoiceList(canvas.viewport())
        self.choices.taken.connect(self._take)
        self._hint = LengthHint(canvas.viewport())
        self.drafts = DraftKeeper(session, self)
        self._follow = QTimer(self)
        self._follow.setSingleShot(True)
        self._follow.setInterval(FOLLOW_MS)
        self._follow.timeout.connect(lay_out)
        editor.edited.connect(self._edited)
        editor.cursorPositionChanged.connect(self._see_caret)

    @property
    def is_on(self) -> bool:
        """Whether a cell is being edited."""
        return self.cell is not None

    @property
    def text(self) -> str:
        """What is typed so far."""
        return self._editor.text() if self.is_on else ""

    def begin(self, cell: Cell, *, typing: bool, text: str | None = None, at: QPoint | None = None) -> None:
        """Open a cell. ``typing``: what comes replaces the text; ``text``: begin with another one than the plan's;
        ``at``: where in the viewport the caret goes, else behind the text."""
        definition = self._session.field(cell.key)
        self.cell, self.typing = cell, typing
        self._old = cell_words.shown_text(self._session, cell.key)
        self.drafts.follow(cell.key, self._old)
        self._editor.show_text(self._old)
        self._editor.wake()
        if typing:
            self._editor.type_over("")
        elif text is not None:
            self._editor.type_over(text)
        self._editor.moveCursor(QTextCursor.MoveOperation.End)
        if definition is not None and definition.choices:
            self.choices.offer(definition.choices, self._old, definition.label)
        self.began.emit()
        self.stand()
        if at is not None:
            self.put_caret(at)
        self._see_caret()

    def put_caret(self, at: QPoint) -> None:
        """Put the caret where the mouse was pressed in the viewport."""
        self.typing = False
        inside = self._editor.viewport().mapFrom(self._canvas.viewport(), at)
        self._editor.setTextCursor(self._editor.cursorForPosition(inside))

    def commit(self, *, stay: bool = False) -> bool:
        """Take the text into the plan and end. False where it is no word of the field's choices: then the old text
        stays, and with ``stay`` the editor too."""
        cell = self.cell
        if cell is None:
            return True
        self._editor.finish_composing()
        text = self._editor.text()
        fits = True
        if self.choices.isVisible():
            word = self._word(text)
            fits = word is not None
            if word is None:
                self._session.told.emit(say.NOT_A_CHOICE.format(text=text.strip()))
                if stay:
                    return False
            text = self._old if word is None else word
        self._close(entered=text != self._old)
        if text != self._old:
            self._enter(cell, text)
        else:
            self._lay_out()
        self.ended.emit()
        return fits

    def cancel(self) -> None:
        """Give the old text back."""
        if self.cell is not None:
            self._close(entered=False)
            self._lay_out()
            self.ended.emit()

    def keep_draft(self) -> None:
        """Keep what is typed in the file now, with what is still being composed."""
        if self.is_on:
            self.drafts.typed(self._editor.text())
            self.drafts.keep()

    def plan_with_text(self, plan: Plan) -> Plan:
        """The plan as it would be with the text typed so far."""
        if self.cell is None or self.text == self._old:
            return plan
        text = self.text or None
        return plan.with_changes([Change(key, plan.entries.get(key), text) for key in self.cell.keys])

    def found_again(self, cell: Cell | None) -> None:
        """The sheet was laid out anew: this is the cell now. Where it is gone, what was typed for it is handed back."""
        if cell is None:
            if self.is_on and self.cell is not None and self.text not in ("", self._old):
                self._session.handed_back.emit(Typed(self._session.plan_id, self.cell.key, self.text))
            self.cancel()
        elif self.is_on:
            self.cell = cell
            self.stand()

    def slow_down(self, seconds: float) -> None:
        """Laying out took so long: follow the keys only as often as leaves time for typing."""
        self._follow.setInterval(max(FOLLOW_MS, round(seconds * 3000)))

    # Where it stands

    def stand(self) -> None:
        """Put the editor exactly over the text of its cell, with what belongs to it around."""
        canvas, cell = self._canvas, self.cell or self._canvas.overlays.chosen
        boxes = canvas.sheet.boxes.get(cell.number) if canvas.sheet and cell else None
        if not boxes:
            self._editor.place(QRect(0, 0, 1, 1))
            return
        page, box = boxes[0]
        where = canvas.box_place(page, box)
        scale = canvas.scale
        indent = (PAD_X + box.style.indent * box.size) * scale
        inner = where.width() - indent - PAD_X * scale
        wrap = round(inner * WRAP_SAFETY)
        left = where.left() + round(indent + (inner - wrap) * _SHARE[box.style.horizontal])
        self._editor.dress(box.style, canvas.fonts.family(box.style.face), box.size * scale, wrap)
        height, top = self._editor.needed_height, round(PAD_Y * scale)
        where.setHeight(max(where.height(), height + 2 * top) if self.is_on else where.height())
        ascent = canvas.fonts.book.ascent(box.style.face)
        baseline = ((LEADING - 1) / 2 + ascent) * box.size * scale  # of the first line, as the sheet sets it
        lift = round(_lift(box, where.height() - height, top) + baseline - self._editor.baseline)
        self._editor.place(QRect(left, where.top() + lift, wrap + 2, height + 2))
        canvas.overlays.edited = where if self.is_on else None
        if self.is_on:
            canvas.viewport().update()
            self._show_hint(where)
            if self.choices.isVisible():
                self.choices.stand_at(where, canvas.viewport().rect())

    # Inside

    def _close(self, *, entered: bool) -> None:
        self._follow.stop()
        if entered:
            self.drafts.entered()
        else:
            self.drafts.drop()
        self.cell = None
        self._canvas.overlays.edited = None
        self.choices.hide()
        self._hint.hide()
        self._editor.rest("", locked=True)
        self._canvas.viewport().update()

    def _enter(self, cell: Cell, text: str) -> None:
        if len(cell.keys) == 1:
            self._session.enter(cell.key, text)
        else:
            name = cell_words.cell_name(self._session, cell.key)
            self._session.enter_many(dict.fromkeys(cell.keys, text), name)

    def _edited(self) -> None:
        self.drafts.typed(self._editor.text())
        if self.choices.isVisible():
            self.choices.narrow(self._editor.text())
        self.stand()
        self._see_caret()
        self._follow.start()

    def _see_caret(self) -> None:
        """Scroll the sheet where the caret leaves the window: in a cell higher than it."""
        if self.is_on:
            caret = self._editor.cursorRect()
            caret.moveTopLeft(self._editor.viewport().mapTo(self._canvas.viewport(), caret.topLeft()))
            room = self._canvas.viewport().rect()
            if not room.contains(caret):
                self._canvas.reveal_place(caret)

    def _word(self, text: str) -> str | None:
        """The word of the choices that is meant."""
        if text == self._old and not self._editor.document().isModified():
            return self.choices.word
        return self.choices.word if text.strip() else ""

    def _take(self, word: str) -> None:
        self._editor.type_over(word)
        self.choices.narrow(word)
        self.commit()

    def _show_hint(self, where: QRect) -> None:
        """How long the text is, where the field says how long is usual."""
        definition = self._session.field(self.cell.key) if self.cell else None
        if definition is None or not definition.length or self.choices.isVisible():
            self._hint.hide()
        else:
            self._hint.tell(len(self.text.replace("\n", "")), definition.length)
            self._hint.stand_at(where, self._canvas.viewport().rect())


def _lift(box: Box, free: int, top: int) -> int:
    """How far below the cell's edge its text begins, as the sheet sets it."""
    if box.style.vertical == "top" or free < 2 * top:
        return top
    return free // 2 if box.style.vertical == "center" else free - top
