"""修正依頼: the places of a file that came in are ticked, each with a reason, and the workbook to send back is written."""
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid

from planeditor.domain.days import short_day, today
from planeditor.domain.plan import Key
from planeditor.messages import ui_submissions as say
from planeditor.ui import theme
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.form_labels import align_labels
from planeditor.ui.help.keys import HelpKey
from planeditor.ui.look import STEP
from planeditor.ui.progress import Jobs
from planeditor.ui.requests.day_field import DayField
from planeditor.ui.requests.scope_box import deadline_from
from planeditor.ui.requests.tree_items import BLANK, TICKED, choose_first, ticked_of
from planeditor.ui.requests.writing_dialog import WritingDialog
from planeditor.ui.session import Session
from planeditor.ui.submissions.lines import Line
from planeditor.ui.theme import scaled

if TYPE_CHECKING:  # writing workbooks is not loaded before it is wanted
    from planeditor.services.requests.outgoing import Outgoing
    from planeditor.services.requests.pointing import Pointable
    from planeditor.store.document import Document
    from planeditor.store.receipts import Receipt
    from planeditor.store.requests import Point

_POINT = Qt.ItemDataRole.UserRole
_REASON = 2
_WIDTHS = (280, 260)
_WIDTH, _HEIGHT = 860, 600


class CorrectionDialog(WritingDialog):
    """Asks what is to be put right in one of the files of a department."""

    def __init__(self, session: Session, jobs: Jobs, line: Line, parent: QWidget | None = None) -> None:
        super().__init__(session, jobs, say.CORRECTION_GO, parent)
        self.line = line
        self.setWindowTitle(say.CORRECTION_TITLE)
        self.receipt, self.list, self.reason = QComboBox(), QTreeWidget(), QLineEdit()
        self.deadline = DayField(say.CORRECTION_DEADLINE, deadline_from(today()))
        self.sum = QLabel(say.CORRECTION_LOADING)
        self._lay_out()
        self.receipt.currentIndexChanged.connect(self._read_points)
        self.list.itemChanged.connect(self._item_changed)
        self.list.itemActivated.connect(self._write_reason)
        self.reason.textChanged.connect(self._allow)
        self.start_button.clicked.connect(self.start)
        HelpKey(session, "submissions", self)
        self._allow()
        numbers = line.status.receipts
        session.ask(lambda document: [document.receipts.get(number) for number in reversed(numbers)], self._show_receipts)

    def _lay_out(self) -> None:
        head = Sentence(say.CORRECTION_HEAD.format(name=self.line.name), role="")
        self.sum.setWordWrap(True)
        self.sum.setProperty("role", "quiet")
        word = self.session.vocabulary.word("measure")
        self.list.setHeaderLabels([column.format(measure=word) for column in say.CORRECTION_COLUMNS])
        self.list.setAccessibleName(say.CORRECTION_POINTS)
        self.list.setEditTriggers(QTreeWidget.EditTrigger.NoEditTriggers)
        self.list.setRootIsDecorated(False)
        theme.watch().changed.connect(self._dress)
        self._dress()
        self.reason.setPlaceholderText(say.CORRECTION_REASON_HINT)
        form = QFormLayout()
        form.setSpacing(2 * STEP)
        form.setHorizontalSpacing(4 * STEP)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.receipt.setAccessibleName(say.CORRECTION_RECEIPT)
        self.reason.setAccessibleName(say.CORRECTION_REASON)
        below = QFormLayout()
        below.setSpacing(2 * STEP)
        below.setHorizontalSpacing(4 * STEP)
        below.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        form.addRow(say.CORRECTION_RECEIPT, self.receipt)
        for name, field in ((say.CORRECTION_REASON, self.reason), (say.CORRECTION_DEADLINE, self.deadline), (say.FOLDER, self.folder)):
            below.addRow(name, field)
        for rows_ in (form, below):
            align_labels(rows_)
        self.start_button.setAutoDefault(False)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * STEP)
        for widget, stretch in ((self.progress, 0), (self.sum, 1), (self.close_button, 0), (self.start_button, 0)):
            buttons.addWidget(widget, stretch)
        self.fields = QWidget()
        inside = QVBoxLayout(self.fields)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(3 * STEP)
        inside.addWidget(head)
        inside.addLayout(form)
        inside.addWidget(self.list, 1)
        inside.addLayout(below)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(*(5 * STEP,) * 4)
        rows.setSpacing(3 * STEP)
        rows.addWidget(self.fields, 1)
        rows.addWidget(self.problem)
        rows.addLayout(buttons)
        room = self.screen().availableSize()
        self.resize(min(scaled(_WIDTH), room.width() - 6 * STEP), min(scaled(_HEIGHT), room.height() - 12 * STEP))

    def _dress(self) -> None:
        for column, width in enumerate(_WIDTHS):
            self.list.setColumnWidth(column, scaled(width))

    # The places

    def _show_receipts(self, receipts: Sequence[Receipt]) -> None:
        if not isValid(self):
            return
        for receipt in receipts:
            day = short_day(receipt.at.astimezone().date())
            text = say.CORRECTION_RECEIPT_ITEM.format(number=receipt.number, file=receipt.file_name, day=day)
            self.receipt.addItem(text, receipt.number)

    def _read_points(self) -> None:
        number, vocabulary = self.receipt.currentData(), self.session.vocabulary
        self.list.clear()
        self.sum.setText(say.CORRECTION_LOADING)

        def work(document: Document) -> list[Pointable]:
            from planeditor.services.requests.pointing import pointables

            return pointables(document, vocabulary, number)

        def read(found: list[Pointable]) -> None:
            if isValid(self) and self.receipt.currentData() == number:
                self._show_points(found)

        self.session.ask(work, read)

    def _show_points(self, found: Sequence[Pointable]) -> None:
        self.list.blockSignals(True)  # noqa: FBT003
        for one in found:
            name = self._name(one.key)
            item = QTreeWidgetItem(self.list, [name, one.text.replace("\n", " "), ""])
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEditable)
            item.setCheckState(0, BLANK)
            item.setData(0, _POINT, one.key)
            item.setToolTip(1, one.text)
        self.list.blockSignals(False)  # noqa: FBT003
        choose_first(self.list)
        self.list.setFocus()
        self._allow()

    def _name(self, key: Key) -> str:
        plan, vocabulary = self.session.plan, self.session.vocabulary
        node = plan.node(key.node)
        period = vocabulary.label_of_period(plan, key.period)
        number = (node.number or node.title) if node else ""
        return say.CORRECTION_POINT.format(title=number, period=period, field=vocabulary.label("measure", key.field))

    def _write_reason(self, item: QTreeWidgetItem) -> None:
        """Enter or a double click writes the reason, whatever the column."""
        self.list.editItem(item, _REASON)
        editor = self.list.findChild(QLineEdit)
        if editor is not None:
            editor.setAccessibleName(say.CORRECTION_COLUMNS[_REASON])

    def _item_changed(self, item: QTreeWidgetItem, column: int) -> None:
        if column == _REASON and item.text(_REASON).strip() and item.checkState(0) != TICKED:
            item.setCheckState(0, TICKED)  # who writes a reason means the place
        self._allow()

    @property
    def points(self) -> list[Point]:
        """The places that are ticked; one without a reason of its own has the reason of all."""
        from planeditor.store.requests import Point

        common = self.reason.text().strip()
        return [Point(item.data(0, _POINT), item.text(_REASON).strip() or common) for item in ticked_of(self.list)]

    def _why_not(self) -> str:
        if not self.list.topLevelItemCount():
            return say.CORRECTION_NO_POINTS if self.receipt.count() else say.CORRECTION_LOADING
        if not ticked_of(self.list):
            return say.CORRECTION_NONE
        return "" if self.reason.text().strip() else say.CORRECTION_NO_REASON

    def _allow(self) -> None:
        why = self._why_not()
        self.sum.setText(why or say.CORRECTION_CHOSEN.format(count=len(ticked_of(self.list))))
        self.start_button.setEnabled(not why and not self._running)

    # Writing

    def start(self) -> None:
        """Write it; a refusal is shown here."""
        session, number, points, reason = self.session, self.receipt.currentData(), self.points, self.reason.text().strip()
        forms, who, day = session.forms, session.who, self.deadline.day

        def begin(document: Document) -> Outgoing:
            from planeditor.services.requests.correcting import Correcting  # the Excel library comes with it

            return Correcting(document, forms, number, points, reason, day, who=who)

        self._write(say.CORRECTION_JOB, begin)

    def _busy(self, *, busy: bool) -> None:
        super()._busy(busy=busy)
        self.fields.setEnabled(not busy)
        self._allow()
