"""What became of each file: a list, and beside it what is to be known of the chosen one."""
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QItemSelection, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QTableView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from planeditor.domain.text import visible
from planeditor.messages import ui_import as say
from planeditor.services.editing import undoing
from planeditor.services.intake.awaiting import Awaiting, awaiting
from planeditor.services.intake.outcome import FileResult
from planeditor.store.report import ChangeReport
from planeditor.ui.importing.lines import Lines
from planeditor.ui.importing.results_model import ResultsModel, lines_of
from planeditor.ui.look import STEP
from planeditor.ui.place import Place
from planeditor.ui.session import Session
from planeditor.ui.theme import scaled

_LINE = 200
"""So much of a waiting text is shown; the tool tip has all of it."""


class ImportResults(QWidget):
    """The files of one import. Enter on what waits goes to its place in the plan."""

    jumped = Signal()
    """The user went to a place of the plan."""

    def __init__(self, session: Session, names: Sequence[str]) -> None:
        super().__init__()
        self.session = session
        self.model = ResultsModel(names, self)
        self.sum = QLabel()
        self.sum.setProperty("role", "quiet")
        self.table = _Table(self)
        self.notes = Lines(say.NOTES)
        self.waiting = QTreeWidget()
        self.waiting.setHeaderLabels(say.WAITING_COLUMNS)
        self.waiting.setRootIsDecorated(False)
        self.waiting.setAccessibleName(say.WAITING)
        self.waiting.setAllColumnsShowFocus(True)
        self.waiting.itemActivated.connect(self._jump)
        self.waiting_head = QLabel(say.WAITING)
        self.waiting_head.setProperty("role", "quiet")
        self.take_back = QPushButton(say.TAKE_BACK)
        self.take_back.setToolTip(say.TAKE_BACK_HELP)
        self.take_back.clicked.connect(self.take_back_chosen)
        self.copy = QPushButton(say.COPY)
        self.copy.clicked.connect(self.copy_all)
        for button in (self.take_back, self.copy):
            button.setAutoDefault(False)
        self._lay_out()
        self._show(None)
        self.show_sum()

    def _lay_out(self) -> None:
        beside = QWidget()
        column = QVBoxLayout(beside)
        column.setContentsMargins(0, STEP * 2, 0, 0)
        column.setSpacing(STEP)
        head = QLabel(say.NOTES)
        head.setProperty("role", "quiet")
        for widget, stretch in ((head, 0), (self.notes, 1), (self.waiting_head, 0), (self.waiting, 2)):
            column.addWidget(widget, stretch)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.addWidget(self.table)
        split.addWidget(beside)
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(STEP * 2)
        buttons.addWidget(self.take_back)
        buttons.addWidget(self.copy)
        buttons.addStretch(1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(STEP * 2)
        rows.addWidget(self.sum)
        rows.addWidget(split, 1)
        rows.addLayout(buttons)

    def put(self, row: int, result: FileResult) -> None:
        """Show what became of a file; the first that needs a look is chosen."""
        self.model.put(row, result)
        self.show_sum()
        open_end = result.outcome == "refused" or result.waiting.total or result.unread
        if open_end and not self.chosen():
            self.table.selectRow(row)
        elif row == self.table.currentIndex().row():
            self._show(row)

    def end(self) -> None:
        """Nothing more is to come; where nothing needs a look, the first file is chosen."""
        self.model.end()
        if not self.chosen():
            self.table.selectRow(0)

    def show_sum(self) -> None:
        """How far it is and what it came to."""
        results = [r for r in self.model.results if r is not None]
        text = say.PROGRESS.format(
            done=len(results), total=len(self.model.results), accepted=sum(r.accepted for r in results),
            waiting=sum(r.waiting.total for r in results), refused=sum(r.outcome == "refused" for r in results),
        )
        self.sum.setText(text)

    # The chosen file

    def chosen(self) -> list[int]:
        """The chosen rows."""
        return sorted({index.row() for index in self.table.selectionModel().selectedRows()})

    def select_changed(self, _chosen: QItemSelection, _left: QItemSelection) -> None:
        """Another file was chosen."""
        index = self.table.currentIndex()
        self._show(index.row() if index.isValid() else None)

    def _show(self, row: int | None) -> None:
        result = self.model.results[row] if row is not None else None
        self.notes.tell(lines_of(result) if result else ())
        self.take_back.setEnabled(any(self._undoable(r) for r in self.chosen()) and not self.session.read_only)
        self.waiting.clear()
        shown = result is not None and result.receipt is not None and result.waiting.total > 0
        self.waiting.setVisible(shown)
        self.waiting_head.setText(say.WAITING if shown else say.NO_WAITING if result else "")
        if result is not None and result.receipt is not None and shown:
            vocabulary, receipt = self.session.vocabulary, result.receipt
            self.session.ask(
                lambda document: awaiting(document, vocabulary, receipt), lambda items: self._list(row, items)
            )

    def _list(self, row: int | None, items: list[Awaiting]) -> None:
        if not isValid(self) or row is None or self.table.currentIndex().row() != row:
            return
        self.waiting.clear()
        for item in items:
            texts = [
                say.KINDS[item.kind], item.title, item.period, item.field, item.now or say.BLANK, item.submitted or say.BLANK,
                item.question,
            ]
            line = QTreeWidgetItem(self.waiting, [visible(text.replace("\n", " ")[:_LINE]) for text in texts])
            line.setData(0, Qt.ItemDataRole.UserRole, item)
            for column, text in enumerate(texts):
                line.setToolTip(column, text)
        for column in range(4):
            self.waiting.resizeColumnToContents(column)
        for column in (4, 5, 6):
            self.waiting.setColumnWidth(column, scaled(220))

    def _jump(self, line: QTreeWidgetItem) -> None:
        item: Awaiting = line.data(0, Qt.ItemDataRole.UserRole)
        if item.key is not None:
            self.session.go(Place(item.key.node, item.key.period, item.key.field))
            self.jumped.emit()

    # What can be done

    def _undoable(self, row: int) -> bool:
        result = self.model.results[row]
        return result is not None and result.accepted > 0 and row not in self.model.taken_back

    def take_back_chosen(self) -> None:
        """Take back what came from the chosen files."""
        for row in filter(self._undoable, self.chosen()):
            result = self.model.results[row]
            if result is None or result.receipt is None:
                continue
            self._take_back(row, result.receipt)

    def _take_back(self, row: int, receipt: int) -> None:
        who, vocabulary = self.session.who, self.session.vocabulary

        def done(_: ChangeReport) -> None:
            if not isValid(self):
                return
            self.model.take_back(row)
            self._show(self.table.currentIndex().row())

        self.session.edit(lambda document: undoing.undo_import(document, vocabulary, receipt, who), done)

    def copy_all(self) -> None:
        """Put the list with all that is to be said on the clipboard, as a table that Excel takes."""
        rows = self.chosen()
        self._copy(rows if len(rows) > 1 else range(self.model.rowCount()))

    def copy_chosen(self) -> None:
        """The same of the chosen files only."""
        self._copy(self.chosen())

    def _copy(self, rows: Sequence[int]) -> None:
        lines = ["\t".join([*say.COLUMNS, say.NOTES])]
        for row in rows:
            result = self.model.results[row]
            lines.append("\t".join([*self.model.texts(row), "　".join(lines_of(result)) if result else ""]))
        QGuiApplication.clipboard().setText("\n".join(lines))
        self.session.told.emit(say.COPIED)


class _Table(QTableView):
    """The list of files."""

    def __init__(self, owner: ImportResults) -> None:
        super().__init__()
        self._owner = owner
        self.setModel(owner.model)
        self.setAccessibleName(say.RESULTS)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(scaled(28))
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in ((1, 200), (2, 64), (3, 80), (4, 80)):
            self.setColumnWidth(column, scaled(width))
        self.selectionModel().selectionChanged.connect(owner.select_changed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+C copies whole lines with their notes."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self._owner.copy_chosen()
        else:
            super().keyPressEvent(event)
