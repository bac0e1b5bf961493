"""The third step: what goes where. The sheet in the middle, proposals, fields and repeats beside it."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QTabWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from planeditor.domain.fields import FieldDef
from planeditor.domain.plan import Plan
from planeditor.formengine.cells import Place
from planeditor.formengine.designing.plainsheet import PlainMark
from planeditor.messages import ui_designing as say
from planeditor.services.designing.design import Design
from planeditor.services.designing.offers import placeholder_of
from planeditor.services.designing.proposals import Proposal, accept
from planeditor.services.designing.proposing import propose
from planeditor.services.formsets import FormSets
from planeditor.ui.designing.board import Board
from planeditor.ui.designing.canvas import DesignCanvas
from planeditor.ui.designing.field_dialog import FieldDialog
from planeditor.ui.designing.fields_panel import FieldsPanel
from planeditor.ui.designing.marks_panel import LEAVE_OUT, MarksPanel
from planeditor.ui.designing.proposals_panel import ProposalsPanel
from planeditor.ui.elided import ElidedLabel
from planeditor.ui.look import STEP
from planeditor.ui.runner import Lane
from planeditor.ui.scrolled import scrolled
from planeditor.ui.theme import scaled, watch

_SIDE = 316
_LABEL = 40


class PlaceStep(QWidget):
    """Puts fields into cells."""

    edited = Signal()

    def __init__(self, board: Board) -> None:
        super().__init__()
        self.board = board
        self.canvas = DesignCanvas(board)
        self.cell = ElidedLabel(say.NO_CELL)
        self.cell.setProperty("role", "quiet")
        self.proposals, self.fields, self.marks = ProposalsPanel(board), FieldsPanel(board), MarksPanel(board)
        self.undo, self.redo = QPushButton(say.UNDO), QPushButton(say.REDO)
        self.side = QTabWidget()
        for panel, name in ((self.proposals, say.PROPOSALS), (self.fields, say.FIELDS), (self.marks, say.REPEATS)):
            self.side.addTab(scrolled(panel, sideways=False), name)
        self._proposed_for: Design | None = None
        left = QVBoxLayout()
        left.setSpacing(STEP)
        left.addWidget(self.canvas, 1)
        foot = QHBoxLayout()
        foot.setSpacing(STEP)
        foot.addWidget(self.cell, 1)
        for button, act in ((self.undo, board.undo), (self.redo, board.redo)):
            button.setAutoDefault(False)
            button.setProperty("role", "quiet")
            button.clicked.connect(act)
            foot.addWidget(button)
        left.addLayout(foot)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(3 * STEP)
        across.addLayout(left, 1)
        across.addWidget(self.side)
        self._fit()
        watch().changed.connect(self._fit)
        board.changed.connect(self._follow)
        self.canvas.chosen.connect(self._show_cell)
        self.canvas.put_wanted.connect(self.put)
        self.canvas.empty_wanted.connect(self.empty)
        self.canvas.dropped.connect(lambda place, text: self.assign(place, text))
        self.proposals.accepted.connect(self.accept)
        self.proposals.pointed.connect(self.canvas.go)
        self.fields.put_wanted.connect(self.put)
        self.fields.empty_wanted.connect(self.empty)
        self.fields.own_text_wanted.connect(self.own_text)
        self.fields.new_wanted.connect(partial(self.ask_field, None))
        self.fields.change_wanted.connect(self.ask_field)
        self.marks.mark_wanted.connect(self.mark)
        self.marks.unmark_wanted.connect(self.unmark)
        self.marks.each_chosen.connect(lambda each: board.do(replace(board.design, each=each)))
        for keys, act in ((QKeySequence.StandardKey.Undo, board.undo), (QKeySequence.StandardKey.Redo, board.redo)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _fit(self) -> None:
        self.side.setFixedWidth(min(scaled(_SIDE), self.screen().availableSize().width() // 3))

    def enter(self) -> None:
        """Show the design and look it over for proposals."""
        self._follow()
        self._propose()
        self.show_panel(self.proposals)
        self.canvas.setFocus()

    def show_panel(self, panel: QWidget) -> None:
        """Bring one of the panels to the front."""
        self.side.setCurrentIndex((self.proposals, self.fields, self.marks).index(panel))

    # Following

    def _follow(self) -> None:
        if self.board.there and self.isVisible():
            self.canvas.follow()
            self.fields.follow()
            self.marks.follow()
            self.undo.setEnabled(self.board.can_undo)
            self.redo.setEnabled(self.board.can_redo)
            self.edited.emit()
            if self._proposed_for is not None and self._proposed_for is not self.board.design:
                self._propose()

    def _propose(self) -> None:
        board, session = self.board, self.board.session
        design = self._proposed_for = board.design

        def found(proposals: list[Proposal]) -> None:
            if isValid(self) and self._proposed_for is design:
                self.proposals.offer(proposals)
                if not proposals and self.side.currentIndex() == 0:
                    self.show_panel(self.fields)

        session.runner.run(Lane.BESIDE, partial(_proposals, design, board.plan, session.form_sets), found, session.failed.emit)

    def _show_cell(self) -> None:
        place, span = self.canvas.place, self.canvas.range
        if place is None or span is None:
            self.cell.setText(say.NO_CELL)
            return
        first, last = self.board.address(place), self.board.address(span[1])
        cell = self.board.design.cell(place)
        several = cell is not None and span != (cell.place, cell.end)
        name = say.SEVERAL.format(first=self.board.address(span[0]), last=last) if several else first
        self.cell.setText(say.CELL.format(cell=name, text=self.canvas.text_of(place) or say.CELL_BLANK))

    # What is done

    def accept(self, proposals: Sequence[Proposal]) -> None:
        """Take proposals."""
        design = self.board.design
        each = next((p.each for p in proposals if p.each), design.each)
        self.board.do(accept(replace(design, each=each), proposals))
        self.canvas.setFocus()  # the button that was pressed may go away

    def assign(self, place: Place, text: str) -> None:
        """A cell shows this."""
        self.board.do(self.board.design.assign(place, text))
        self.fields.point(text)

    def put(self) -> None:
        """The chosen field goes into the chosen cell."""
        place, offer = self.canvas.place, self.fields.chosen
        if place is not None and offer is not None and offer.text:
            self.assign(place, offer.text)

    def empty(self) -> None:
        """The chosen cell is empty."""
        if self.canvas.place is not None:
            self.board.do(self.board.design.assign(self.canvas.place, ""))

    def own_text(self) -> None:
        """The chosen cell shows what stood there in the workbook."""
        if self.canvas.place is not None:
            self.board.do(self.board.design.restore(self.canvas.place))

    def mark(self, rows: bool, what: str) -> None:
        """The chosen rows (columns) get a mark, or are left out."""
        span = self.canvas.range
        if span is None:
            return
        axis = 0 if rows else 1
        first, last = span[0][axis], span[1][axis]
        design = self.board.design
        if what == LEAVE_OUT:
            gone = range(first, last + 1)
            self.board.do(design.remove(rows=gone) if rows else design.remove(columns=gone))
            return
        self.board.do(design.mark(PlainMark(rows, first, last, what)))

    def unmark(self, what: object) -> None:
        """Take a mark away, or have again what was left out."""
        design = self.board.design
        if isinstance(what, PlainMark):
            self.board.do(design.unmark(what))
        elif what == "rows":
            self.board.do(design.put_back(rows=design.removed_rows))
        else:
            self.board.do(design.put_back(columns=design.removed_columns))

    def ask_field(self, before: FieldDef | None) -> None:
        """Ask for a new field, or for changes of one; a new one goes into the chosen cell, if that is empty."""
        dialog = FieldDialog(self.board.design, before, "" if before else self._label_nearby(), self)
        dialog.made.connect(partial(self._field_made, before))
        dialog.open()

    def _field_made(self, before: FieldDef | None, made: FieldDef) -> None:
        design = self.board.design.add_field(made)
        place = self.canvas.place
        shown = placeholder_of(made, design.vocabulary)
        if before is None and made.kind != "internal" and place is not None and not design.text(place):
            design = design.assign(place, shown)
        self.board.do(design)
        self.fields.point(shown)

    def _label_nearby(self) -> str:
        """The text left of the chosen cell, else over it: what a new field is probably called."""
        place = self.canvas.place
        if place is None or self.board.design.text(place):
            return ""
        design = self.board.design
        for cell in sorted(design.sheet.cells.values(), key=lambda c: c.place, reverse=True):
            left = cell.row <= place[0] <= cell.end[0] and cell.end[1] == place[1] - 1
            over = cell.column <= place[1] <= cell.end[1] and cell.end[0] == place[0] - 1
            text = design.text(cell.place).strip()
            if (left or over) and text and "{{" not in text and len(text) <= _LABEL:
                return text
        return ""


def _proposals(design: Design, plan: Plan, sets: FormSets) -> list[Proposal]:
    return propose(design, plan, [forms.vocabulary for forms in sets.readable().values()])
