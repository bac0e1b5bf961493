"""What to write, how much of it, and where to."""
from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from planeditor.messages import ui_export as say
from planeditor.services.paper.order import Kind, Order, Selection
from planeditor.services.paper.targets import TargetInUseError
from planeditor.ui.exporting.forms import FormBox, YearBox
from planeditor.ui.exporting.running import run_export, suggested_target
from planeditor.ui.exporting.scope import ScopeBox
from planeditor.ui.help.keys import HelpKey
from planeditor.ui.look import STEP
from planeditor.ui.progress import Jobs, ProgressBar
from planeditor.ui.session import Session, sentence
from planeditor.ui.theme import scaled

_WIDTH = 560


class ExportDialog(QDialog):
    """Asks what to write and writes it. The window stays usable meanwhile."""

    written = Signal(object)
    """The ``Path`` of the file that was written."""

    def __init__(self, session: Session, jobs: Jobs, kind: Kind = "pdf", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.jobs = session, jobs
        self._target: Path | None = None
        """Chosen in the file dialog, which asks before a file is replaced; None = the suggested one, never replacing."""
        self.setWindowTitle(say.TITLE)
        self._running = False
        self.forms = FormBox(session)
        self.kinds = _Kinds(kind)
        self.scope = ScopeBox(session)
        self.years = YearBox(session)
        self.number = QLineEdit()
        self.number.setPlaceholderText(say.NUMBER_HINT)
        self.target = QLineEdit()
        self.target.setReadOnly(True)
        self.change = QPushButton(say.CHANGE_TARGET)
        self.problem = QLabel()
        self.problem.setWordWrap(True)
        self.problem.setProperty("role", "error")
        self.problem.hide()
        self.start_button = QPushButton()
        self.start_button.setProperty("role", "primary")
        self.start_button.setDefault(True)
        self.close_button = QPushButton(say.CLOSE)
        self.close_button.setAutoDefault(False)
        self.change.setAutoDefault(False)
        self.progress = ProgressBar(jobs)
        self._lay_out()
        self.kinds.changed.connect(self._refresh)
        self.forms.currentIndexChanged.connect(self._refresh)
        self.scope.changed.connect(self._allow)
        self.scope.grown.connect(self._fit)
        self.number.textChanged.connect(self._suggest)
        self.change.clicked.connect(self.choose_target)
        self.start_button.clicked.connect(self.start)
        self.close_button.clicked.connect(self.close)
        HelpKey(session, "export", self)
        session.opened.connect(self.close)
        self._refresh()
        self._fit()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setSpacing(STEP * 3)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        where = QHBoxLayout()
        where.addWidget(self.target, 1)
        where.addWidget(self.change)
        where.setSpacing(STEP * 2)
        for word, field in (
            (say.FORM, self.forms), (say.KIND, self.kinds), (say.SCOPE, self.scope), (say.YEAR, self.years),
            (say.NUMBER, self.number), (say.TARGET, where),
        ):
            form.addRow(word, field)
        for word, widget in ((say.NUMBER, self.number), (say.TARGET, self.target)):
            widget.setAccessibleName(word)
        buttons = QHBoxLayout()
        buttons.addWidget(self.progress)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        buttons.addWidget(self.start_button)
        buttons.setSpacing(STEP * 2)
        self.fields = QWidget()
        self.fields.setLayout(form)
        form.setContentsMargins(0, 0, 0, 0)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(*(STEP * 5,) * 4)
        rows.setSpacing(STEP * 4)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(self.fields)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.fields.setAutoFillBackground(False)
        rows.addWidget(area, 1)
        rows.addWidget(self.problem)
        rows.addLayout(buttons)
        self._buttons = buttons

    def _fit(self) -> None:
        """Grow to what is shown now, within the screen."""
        hint = self.fields.sizeHint()
        extra = self._buttons.sizeHint().height() + STEP * 14
        if self.problem.isVisibleTo(self):
            extra += self.problem.sizeHint().height() + STEP * 4
        room = self.screen().availableSize()
        width = max(self.width(), scaled(_WIDTH), hint.width() + STEP * 14)
        self.resize(min(width, room.width()), min(max(self.height(), hint.height() + extra), room.height() - STEP * 10))

    # What is chosen

    def order(self) -> Order | None:
        """What the fields ask for; None while no sheet is ticked."""
        nodes = self.scope.nodes()
        if nodes is None:
            return None
        selection = Selection(nodes=nodes, period=self.years.period)
        return Order(self.forms.names, self.kinds.kind, selection, self.number.text().strip())

    def target_path(self, order: Order) -> Path:
        """Where it goes."""
        return self._target or suggested_target(self.session, order)

    def _refresh(self) -> None:
        kind = self.kinds.kind
        self.forms.offer(kind)
        self.years.offer(self.forms.names)
        self.scope.offer(self.forms.holders)
        self.scope.setEnabled(not self.forms.of_plan)
        self.start_button.setText(say.START.format(kind=say.KINDS[kind]))
        self._target = self._target.with_suffix(f".{kind}") if self._target and self._target.suffix == f".{kind}" else None
        self._suggest()

    def _suggest(self) -> None:
        order = self.order() or Order(self.forms.names, self.kinds.kind)
        path = self.target_path(order)
        self.target.setText(str(path))
        self.target.setToolTip(str(path))
        self._allow()

    def _allow(self) -> None:
        self.start_button.setEnabled(self.order() is not None and self.fields.isEnabled())

    def choose_target(self) -> None:
        """Ask for another place; replacing a file is asked there."""
        kind = self.kinds.kind
        dialog = QFileDialog(self, say.CHOOSE_TARGET, self.target.text(), say.FILTERS[kind])
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(kind)
        dialog.fileSelected.connect(self.set_target)
        dialog.open()

    def set_target(self, name: str) -> None:
        """Write there, in place of what may be there."""
        self._target = Path(name)
        self._suggest()

    # Writing

    def start(self) -> None:
        """Write it; a refusal is shown here, with another name on the button where the file is in use."""
        order = self.order()
        if order is None:
            return
        self.problem.hide()
        self._busy(True)  # noqa: FBT003
        run_export(
            self.session, self.jobs, order, self.target_path(order), replace=self._target is not None,
            done=self._done, failed=self._failed, stopped=self._idle,
        )

    def done(self, result: int) -> None:
        """Closed: gone at once, or, while something is being written, when that is told."""
        super().done(result)
        if not self._running:
            self.deleteLater()

    def _done(self, path: Path) -> None:
        self._running = False
        self.written.emit(path)
        self.close() if self.isVisible() else self.deleteLater()

    def _failed(self, error: Exception) -> None:
        self._idle()
        text = sentence(error)
        if text is None or not self.isVisible():
            self.session.failed.emit(error)
        if not self.isVisible():
            self.deleteLater()
        if text is None:
            return
        self.problem.setText(text)
        self.problem.show()
        if isinstance(error, TargetInUseError):
            self._target = error.other
            self.target.setText(str(self._target))
            self.start_button.setText(say.OTHER_NAME.format(file=self._target.name))
        self._fit()

    def _idle(self) -> None:
        self._busy(False)  # noqa: FBT003

    def _busy(self, busy: bool) -> None:
        self._running = busy
        self.fields.setEnabled(not busy)
        self.close_button.setToolTip(say.CLOSE_HELP if busy else "")
        self._allow()


class _Kinds(QWidget):
    """PDF or Excel."""

    changed = Signal()

    def __init__(self, kind: Kind) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(STEP * 4)
        self._group = QButtonGroup(self)
        self.buttons: dict[Kind, QRadioButton] = {}
        for name in ("pdf", "xlsx"):
            button = QRadioButton(say.KINDS[name])
            self.buttons[name] = button
            self._group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        self.buttons[kind].setChecked(True)
        self._group.buttonClicked.connect(lambda _: self.changed.emit())

    @property
    def kind(self) -> Kind:
        """The chosen one."""
        return next(kind for kind, button in self.buttons.items() if button.isChecked())
