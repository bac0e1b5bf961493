"""The editor that lies over the chosen cell. It always has the focus of the sheet: so the first character of the input
method is composed in it already, and nothing is lost between two widgets. While nobody types it is not seen.
"""
from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QMimeData, QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFont,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QPaintEvent,
    QTextBlockFormat,
    QTextCursor,
    QTextOption,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from planeditor.formengine.pages import CellStyle
from planeditor.formengine.paging.laid import LEADING
from planeditor.ui.sheet import cell_clipboard, sheet_keys

_ALIGN = {
    "left": Qt.AlignmentFlag.AlignLeft, "center": Qt.AlignmentFlag.AlignHCenter, "right": Qt.AlignmentFlag.AlignRight,
}  # fmt: skip
_PLAIN = "QTextEdit { border: none; padding: 0; background: transparent; color: #000000; }"
"""The window's looks are not for paper."""


class CellEditor(QTextEdit):
    """A text field without looks of its own, as the cell is set."""

    edited = Signal()
    """The text was changed by the user."""
    came = Signal()
    """The focus is here now."""
    left = Signal()
    """The focus went elsewhere in the window."""
    put_by = Signal()
    """Another program came to the front."""
    resting = True
    """Nobody is editing. On the class, since Qt sends events before ``__init__`` is through."""

    def __init__(
        self, parent: QWidget, on_key: Callable[[QKeyEvent], bool], on_compose: Callable[[], bool],
        on_menu: Callable[[QContextMenuEvent], None],
    ) -> None:
        """``on_key`` sees every key first and says whether it is done with; ``on_compose`` is asked before text that an
        input method brings while nobody was editing, and says whether it may come; ``on_menu`` shows a menu."""
        super().__init__(parent)
        self._on_key, self._on_compose, self._on_menu = on_key, on_compose, on_menu
        self._preedit = ""
        self._quiet = False
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAcceptRichText(False)
        self.setStyleSheet(_PLAIN)
        self.document().setDocumentMargin(0)
        self.document().setUseDesignMetrics(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.textChanged.connect(self._changed)
        self._rest(resting=True)

    # The text

    def text(self) -> str:
        """What is typed so far, to the letter; what is still being composed is not part of it."""
        # ``toPlainText`` would make plain spaces of the no-break ones.
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")

    def show_text(self, text: str) -> None:
        """Put in a text that is no edit of the user."""
        self._quiet = True
        self.setPlainText(text)
        self._set_blocks()
        self.document().clearUndoRedoStacks()
        self.document().setModified(False)
        self._quiet = False

    def type_over(self, text: str) -> None:
        """Replace all of the text as if it had been typed."""
        cursor = self.textCursor()
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(text)
        self.setTextCursor(cursor)

    def finish_composing(self) -> None:
        """Take in what the input method is still composing."""
        if self._preedit:
            QGuiApplication.inputMethod().commit()
        if self._preedit:  # an input method that did not answer
            rest = QInputMethodEvent()
            rest.setCommitString(self._preedit)
            self.inputMethodEvent(rest)

    @property
    def composing(self) -> str:
        """What the input method is composing now."""
        return self._preedit

    # Looks and states

    def wake(self) -> None:
        """Be seen and take the mouse: editing begins."""
        self._rest(resting=False)

    def rest(self, text: str, *, locked: bool) -> None:
        """Be unseen, with the chosen cell's text for those who listen to the screen."""
        self._preedit = ""
        self._rest(resting=True)
        self.show_text(text)
        self.setReadOnly(locked)
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def dress(self, style: CellStyle, family: str, size: float, width: int) -> None:
        """Set the type as the cell has it: ``size`` in pixels, lines broken at ``width`` pixels."""
        font = QFont(family)
        whole = max(1, round(size))  # Qt has no other sizes: the rest is made up between the letters
        font.setPixelSize(whole)
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 100 * size / whole)
        font.setBold(style.face.bold)
        font.setItalic(style.face.italic)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        block = QTextBlockFormat()
        block.setAlignment(_ALIGN[style.horizontal])
        block.setLineHeight(size * LEADING, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        if font != self.font() or block != self._block:
            self._block = block
            self.setFont(font)
            self._set_blocks()
        if self.lineWrapColumnOrWidth() != width:
            self.setLineWrapMode(QTextEdit.LineWrapMode.FixedPixelWidth)
            self.setLineWrapColumnOrWidth(max(1, width))

    @property
    def needed_height(self) -> int:
        """How high the text stands, in pixels."""
        return round(self.document().size().height())

    @property
    def baseline(self) -> float:
        """How far below its upper edge the first line stands, in pixels."""
        line = self.document().firstBlock().layout().lineAt(0)
        return line.y() + line.ascent() if line.isValid() else 0.0

    def place(self, where: QRect) -> None:
        """Lie there in the parent."""
        if self.geometry() != where:
            self.setGeometry(where)

    # Qt

    def event(self, event: QEvent) -> bool:
        """The sheet's own keys are for the sheet, which knows a chosen range and an open cell; while resting, all others
        belong to the window's commands first."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if sheet_keys.known(event, editing=not self.resting):
                event.accept()
                return True
            if self.resting:
                event.ignore()
                return False
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The sheet's keys first, then typing."""
        if not self._on_key(event) and not self.resting:
            super().keyPressEvent(event)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Text from the input method; the first of it begins editing."""
        brings = bool(event.preeditString() or event.commitString())
        if self.resting and brings and not self._on_compose():
            event.ignore()
            return
        self._preedit = event.preeditString()
        if not self.resting or brings:
            super().inputMethodEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keys are for the sheet now."""
        super().focusInEvent(event)
        self.came.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving: what is being composed is taken in first."""
        self.finish_composing()
        super().focusOutEvent(event)
        if event.reason() == Qt.FocusReason.ActiveWindowFocusReason:
            self.put_by.emit()
        elif event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.MenuBarFocusReason):
            self.left.emit()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, ARG002  # Qt's own name
        """Tab goes to cells, not to widgets."""
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Only while editing."""
        if not self.resting:
            super().paintEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The sheet scrolls, not the cell."""
        event.ignore()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The sheet's menu."""
        self._on_menu(event)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Text, but no files: those are for the window."""
        return not self.resting and source.hasText() and not source.hasUrls()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """A text as it is; of a cell copied in a spreadsheet its content."""
        text = source.text().replace("\r\n", "\n").replace("\r", "\n")
        rows = cell_clipboard.from_text(text)
        if len(rows) == 1 and len(rows[0]) == 1:
            text = rows[0][0]
        self.textCursor().insertText(text)
        self.ensureCursorVisible()

    # Inside

    _block = QTextBlockFormat()

    def _rest(self, *, resting: bool) -> None:
        changed, self.resting = resting is not self.resting, resting
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, resting)
        self.setAcceptDrops(not resting)
        self.setUndoRedoEnabled(not resting)
        if not resting:
            self.setReadOnly(False)
        if changed:
            self.viewport().update()

    def _set_blocks(self) -> None:
        """Give every paragraph the cell's alignment and line height, outside of what can be undone."""
        before, self._quiet = self._quiet, True
        undoable, changed = self.document().isUndoRedoEnabled(), self.document().isModified()
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        if not self.document().isUndoAvailable():
            self.document().setUndoRedoEnabled(False)
        cursor.mergeBlockFormat(self._block)
        self.document().setUndoRedoEnabled(undoable)
        self.document().setModified(changed)
        self._quiet = before

    def _changed(self) -> None:
        if not self._quiet and not self.resting:
            self.edited.emit()
