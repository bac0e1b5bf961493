"""The last step: what is saved and where."""
from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLabel, QVBoxLayout, QWidget

from planeditor.messages import ui_designing as say
from planeditor.ui.designing.board import Board
from planeditor.ui.look import STEP


class SaveStep(QWidget):
    """Says what is saved, and asks where a form set is replaced."""

    edited = Signal()

    def __init__(self, board: Board) -> None:
        super().__init__()
        self.board = board
        self.lines = {name: QLabel() for name in ("set", "form", "fields", "place")}
        self.replace = QCheckBox()
        self.problem = QLabel()
        self.problem.setProperty("role", "error")
        after = QLabel(say.AFTER)
        after.setProperty("role", "quiet")
        form = QFormLayout()
        form.setSpacing(4 * STEP)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        for name, word in (("set", say.SAVE_SET), ("form", say.SAVE_FORM), ("fields", say.SAVE_FIELDS), ("place", say.SAVE_PLACE)):
            head = QLabel(word)
            head.setProperty("role", "heading")
            form.addRow(head, self.lines[name])
            self.lines[name].setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            self.lines[name].setAccessibleName(word)
        for label in (*self.lines.values(), self.problem, after):
            label.setWordWrap(True)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(4 * STEP)
        rows.addLayout(form)
        for widget in (self.replace, self.problem, after):
            rows.addWidget(widget)
        rows.addStretch(1)
        self.replace.toggled.connect(self.edited)

    @property
    def target_there(self) -> bool:
        """Whether the form set is there already."""
        return (self.board.folder / self.board.design.set_id).exists()

    @property
    def ready(self) -> bool:
        """Whether it can be saved as it is."""
        trial = self.board.trial
        return trial is not None and trial.sound and (self.replace.isChecked() or not self.target_there)

    def enter(self) -> None:
        """Say what there is."""
        design = self.board.design
        self.lines["set"].setText(design.set_title)
        self.lines["form"].setText(design.form_title)
        shown = "、".join(f.label for f in design.new_fields)
        self.lines["fields"].setText(shown or say.SAVE_NONE)
        self.lines["place"].setText(str(self.board.folder / design.set_id))
        self.replace.setText(say.REPLACE.format(title=design.set_title))
        self.replace.setVisible(self.target_there)
        self.replace.setChecked(False)
        trial = self.board.trial
        self.tell("" if trial is not None and trial.sound else say.CANNOT_SAVE)

    def tell(self, sentence: str) -> None:
        """What kept it from being saved."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))
        self.edited.emit()
