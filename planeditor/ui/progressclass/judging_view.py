"""The table of 進捗区分: Enter agrees, a digit chooses another one, Delete takes it back."""
from __future__ import annotations

from PySide6.QtCore import Qt

from planeditor.domain.progress import Progress
from planeditor.ui import theme
from planeditor.ui.progressclass.choice_table import ChoiceTable
from planeditor.ui.progressclass.judging_model import JudgingModel

CHOICES = tuple(p for p in Progress if p is not Progress.UNDECIDED)
_WEIGHTS = (4, 9, 2, 2)
_LEAST = (0, 80, 84, 84)
_ROW = 58


class JudgingView(ChoiceTable):
    """The report has what the other columns leave."""

    def __init__(self, model: JudgingModel) -> None:
        super().__init__(model, CHOICES, Progress.UNDECIDED, _ROW)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def widths(self, room: int) -> list[int]:
        """How wide the columns are in that room."""
        least = [theme.scaled(width) for width in _LEAST]
        widths = [max(room * weight // sum(_WEIGHTS), low) for weight, low in zip(_WEIGHTS, least, strict=True)]
        widths[1] = max(room - widths[0] - widths[2] - widths[3], least[1])
        return widths
