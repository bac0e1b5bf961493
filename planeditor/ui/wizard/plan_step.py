"""The first step: city, title, years, form set."""
from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from planeditor.domain.days import today
from planeditor.domain.eras import era_of_fiscal_year
from planeditor.domain.periods import parse_year, year_label
from planeditor.formengine.form.formset import FormSet
from planeditor.formengine.pages import Page
from planeditor.messages import ui_wizard as say
from planeditor.services.planfiles.creating import suggested_title
from planeditor.ui.look import STEP
from planeditor.ui.session import Session
from planeditor.ui.wizard.form_picture import FormPicture
from planeditor.ui.wizard.question import Question

YEARS = 5
"""How long a plan usually is."""
_FIRST_MONTH = 4


class PlanStep(QWidget):
    """What the plan is called, for which years, in which forms."""

    edited = Signal(str)
    """The field that was edited."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._pages: Mapping[str, Page | None] = {}
        self._sets: Mapping[str, FormSet] = {}
        day = today()
        first = day.year + (1 if day.month >= _FIRST_MONTH else 0)
        self.municipality, self.title = QLineEdit(), QLineEdit()
        self.municipality.setPlaceholderText(say.EXAMPLES["municipality"])
        self.first_year, self.last_year = QLineEdit(_said(first)), QLineEdit(_said(first + YEARS - 1))
        for name in ("first_year", "last_year"):
            self._line(name).setPlaceholderText(say.EXAMPLES[name])
        self.form_set = QComboBox()
        self.form_set.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.form_set.setMinimumContentsLength(12)
        for name in session.form_sets.places:
            self.form_set.addItem(name, name)
        self.questions = {
            name: Question(say.LABELS[name], field)
            for name, field in (
                ("municipality", self.municipality), ("title", self.title), ("first_year", self.first_year),
                ("last_year", self.last_year), ("form_set", self.form_set),
            )
        }  # fmt: skip
        self.questions["form_set"].say(say.FORMS_READING)
        self._picture = FormPicture(session.fonts)
        self._touched = False
        self._build()
        self.municipality.textEdited.connect(self._municipality_edited)
        self.title.textEdited.connect(self._title_edited)
        self.first_year.textEdited.connect(self._first_year_edited)
        self.last_year.textEdited.connect(self._last_year_edited)
        self.form_set.currentIndexChanged.connect(self._form_set_chosen)
        self._say_years()

    @property
    def years(self) -> tuple[int, int]:
        """First and last year as they are read; 0 for what cannot be read. A last year without an era is of the first one's."""
        first = parse_year(self.first_year.text()) or 0
        era = era_of_fiscal_year(first) if first else None
        return first, parse_year(self.last_year.text(), era.letter if era else "") or 0

    def show_sets(self, sets: Mapping[str, FormSet], pages: Mapping[str, Page | None]) -> None:
        """The form sets, now that they are read: titles, what is in them, a picture."""
        self._sets, self._pages = sets, pages
        for n in range(self.form_set.count()):
            found = sets.get(self.form_set.itemData(n))
            if found is not None:
                self.form_set.setItemText(n, found.title)
        self._form_set_chosen()

    def begin_with(self, municipality: str, title: str, years: tuple[int, int], form_set: str) -> None:
        """Answers that are there already. The title follows the first year as long as it is not typed over."""
        self.municipality.setText(municipality)
        self.title.setText(title)
        for line, year in zip((self.first_year, self.last_year), years, strict=True):
            if year:
                line.setText(_said(year))
        self.form_set.setCurrentIndex(max(self.form_set.findData(form_set), 0))
        self._say_years()

    def _line(self, name: str) -> QLineEdit:
        return self.first_year if name == "first_year" else self.last_year

    def _build(self) -> None:
        form = QVBoxLayout()
        form.setSpacing(STEP * 4)
        years = QHBoxLayout()
        years.setSpacing(STEP * 4)
        for name in ("first_year", "last_year"):
            years.addWidget(self.questions[name], 1, Qt.AlignmentFlag.AlignTop)
        for name in ("municipality", "title"):
            form.addWidget(self.questions[name])
        form.addLayout(years)
        form.addWidget(self.questions["form_set"])
        form.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(STEP * 6)
        row.addLayout(form, 3)
        row.addWidget(self._picture, 2)

    def _municipality_edited(self) -> None:
        self._suggest()
        self.edited.emit("municipality")

    def _title_edited(self, text: str) -> None:
        self._touched = bool(text.strip())
        self.edited.emit("title")

    def _first_year_edited(self) -> None:
        self._say_years()
        self._suggest()
        self.edited.emit("first_year")

    def _last_year_edited(self) -> None:
        self._say_years()
        self.edited.emit("last_year")

    def _suggest(self) -> None:
        name, first = self.municipality.text().strip(), self.years[0]
        if not self._touched and (first or not name):  # a year that is half typed leaves the title as it is
            self.title.setText(suggested_title(name, first) if name else "")

    def _say_years(self) -> None:
        first, last = self.years
        good = 0 < first <= last
        span = say.SPAN.format(first=_said(first), last=_said(last), count=last - first + 1) if good else ""
        self.questions["first_year"].say(span)
        self.questions["last_year"].say("")

    def _form_set_chosen(self) -> None:
        name = self.form_set.currentData()
        found = self._sets.get(name)
        if found is not None:
            titles = [form.title for form in found.forms.values()]
            self.questions["form_set"].say(say.FORMS_OF.format(forms="、".join(titles)))
            self._picture.show_page(self._pages.get(name), say.PICTURE.format(form=titles[0]) if titles else "")
            self.edited.emit("form_set")


def _said(year: int) -> str:
    return year_label(year, "和暦")
