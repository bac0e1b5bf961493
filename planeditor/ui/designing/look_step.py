"""The second step: the sheet as it prints, and what of it a form does not have."""
from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QVBoxLayout, QWidget

from planeditor.messages import ui_designing as say
from planeditor.ui.designing.board import Board
from planeditor.ui.designing.shown import shown_plain
from planeditor.ui.look import STEP
from planeditor.ui.sheet.sheet_canvas import SheetCanvas

_SIDE = 300


class LookStep(QWidget):
    """Shows the worksheet."""

    def __init__(self, board: Board) -> None:
        super().__init__()
        self.board = board
        self.canvas = SheetCanvas(board.fonts)
        self.canvas.setAccessibleName(say.SHEET_NAME)
        self.canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.notices = QListWidget()
        self.notices.setWordWrap(True)
        self.notices.setAccessibleName(say.LEFT_OUT)
        self.notices.setSelectionMode(QListWidget.SelectionMode.NoSelection)
        self.notices.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._head, self.none = QLabel(say.LEFT_OUT), QLabel(say.NOTHING_LEFT_OUT)
        self._head.setProperty("role", "heading")
        self.none.setProperty("role", "good")
        self.none.setWordWrap(True)
        side = QWidget()
        side.setFixedWidth(_SIDE)
        rows = QVBoxLayout(side)
        rows.setContentsMargins(0, 0, 0, 0)
        for widget in (self._head, self.none, self.notices):
            rows.addWidget(widget)
        rows.addStretch(1)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(3 * STEP)
        across.addWidget(self.canvas, 1)
        across.addWidget(side)

    def enter(self) -> None:
        """Show the design's worksheet."""
        sheet = self.board.design.sheet
        self.canvas.show_sheet(shown_plain(sheet, self.board.fonts.book).sheet)
        self.notices.clear()
        for notice in sheet.notices:
            self.notices.addItem(say.NOTICE.format(cell=notice.cell, text=notice.text).strip())
        self.notices.setVisible(bool(sheet.notices))
        self._head.setVisible(bool(sheet.notices))
        self.none.setVisible(not sheet.notices)
        self.canvas.setFocus()
