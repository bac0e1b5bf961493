"""The 対応表 on paper: in which shape, as Excel or PDF."""
from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget

from planeditor.messages import ui_coverage as say
from planeditor.services.coverage.matrix import Matrix
from planeditor.services.paper.order import Kind, Order, Selection
from planeditor.ui.exporting.running import run_export, suggested_target
from planeditor.ui.exporting.targets import ask_target, of_kind
from planeditor.ui.flow import FlowLayout
from planeditor.ui.progress import Jobs
from planeditor.ui.session import Session

MOST_COLUMNS = 70
"""More columns than this do not stay legible on one sheet of paper: the other shape is proposed."""


class PaperBar(QWidget):
    """Chooses the shape that fits, until the user has chosen one."""

    def __init__(self, session: Session, jobs: Jobs) -> None:
        super().__init__()
        self.session, self.jobs = session, jobs
        self._list = ""
        self._chosen = False
        self.form, self.excel, self.pdf = QComboBox(), QPushButton(say.EXCEL), QPushButton(say.PDF)
        word = session.vocabulary.word("measure")
        for name, text in say.FORMS.items():
            if name in session.forms.forms:
                self.form.addItem(text.format(measure=word), name)
        label = QLabel(say.FORM)
        label.setBuddy(self.form)
        self.form.setAccessibleName(say.FORM)
        row = FlowLayout(self)
        row.addWidget(label)
        row.addWidget(self.form)
        row.push()
        kinds: tuple[tuple[QPushButton, Kind], ...] = ((self.excel, "xlsx"), (self.pdf, "pdf"))
        for button, kind in kinds:
            button.setAutoDefault(False)
            button.clicked.connect(partial(self._ask, kind))
            row.addWidget(button)
        self.form.activated.connect(self._choose)

    def show_for(self, matrix: Matrix | None) -> None:
        """Offer the list that is shown."""
        self._list = matrix.owner.id if matrix is not None else ""
        there = matrix is not None and bool(matrix.items) and bool(matrix.measures) and self.form.count() > 0
        for widget in (self.form, self.excel, self.pdf):
            widget.setEnabled(there)
        if matrix is not None and not self._chosen:
            wide = len(matrix.measures) > MOST_COLUMNS
            self.form.setCurrentIndex(max(self.form.findData("coverage_measures" if wide else "coverage"), 0))

    def order(self, kind: Kind) -> Order:
        """What is to be written."""
        return Order((str(self.form.currentData()),), kind, Selection(nodes=(self._list,)))

    def write(self, order: Order, path: str) -> None:
        """Write it to the file that was chosen."""
        self.session.gathering.emit()
        run_export(self.session, self.jobs, order, of_kind(path, order.kind), replace=True, done=self._written)

    def _choose(self) -> None:
        self._chosen = True

    def _ask(self, kind: Kind, _checked: bool = False) -> None:  # noqa: FBT002  # what a button's signal carries
        order = self.order(kind)
        ask_target(self, suggested_target(self.session, order), say.CHOOSE_FILE, say.FILES[kind], partial(self.write, order))

    def _written(self, path: Path) -> None:
        self.session.settings.export_folder = str(path.parent)
