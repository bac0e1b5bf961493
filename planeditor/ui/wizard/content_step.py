"""The second step: areas, departments, and where the file goes."""
from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from planeditor.messages import ui_wizard as say
from planeditor.ui.look import STEP
from planeditor.ui.settings import Settings
from planeditor.ui.wizard.place_question import PlaceQuestion, usual_folder
from planeditor.ui.wizard.question import Question
from planeditor.ui.wizard.rows_editor import RowsEditor


class ContentStep(QWidget):
    """What may be filled in now or later, and the place of the file."""

    edited = Signal(str)
    """The field that was edited."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        areas = RowsEditor(say.LABELS["areas"], (say.NUMBER, say.NAME))
        departments = RowsEditor(say.LABELS["departments"], (say.DEPARTMENT,))
        self.areas, self.departments = areas.table, departments.table
        self.place = PlaceQuestion(usual_folder(settings))
        self.questions: dict[str, Question] = {
            "areas": Question(say.LABELS["areas"], self.areas, say.AREAS_HINT, areas),
            "departments": Question(say.LABELS["departments"], self.departments, say.DEPARTMENTS_HINT, departments),
            "place": self.place,
        }
        lists = QHBoxLayout()
        lists.setSpacing(STEP * 4)
        for name in ("areas", "departments"):
            lists.addWidget(self.questions[name], 1)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(STEP * 4)
        rows.addLayout(lists, 1)
        rows.addWidget(self.place)
        self.areas.edited.connect(self._areas_edited)
        self.departments.edited.connect(self._departments_edited)
        self.place.edited.connect(self._place_edited)

    def _areas_edited(self) -> None:
        self.edited.emit("areas")

    def _departments_edited(self) -> None:
        self.edited.emit("departments")

    def _place_edited(self) -> None:
        self.edited.emit("place")
