"""A new plan: what the wizard asks, what is wrong with the answers, and the file that comes of them."""
from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from planeditor.domain.building import PlanBuilder
from planeditor.domain.current import main_series
from planeditor.domain.errors import KnownError
from planeditor.domain.plan import CURRENT, FORMS_VERSION, PLAN_ID
from planeditor.domain.text import label_key, number_key
from planeditor.messages import structure as say
from planeditor.services.editing.entry import clean_text
from planeditor.services.formsets import FormSets
from planeditor.services.planfiles.filetypes import PLAN_SUFFIX
from planeditor.services.planfiles.making import make_plan_file
from planeditor.services.planfiles.sample import FORM_SET, sample_content
from planeditor.store.departments import Department
from planeditor.store.document import Document

FIRST_YEAR, LAST_YEAR, MOST_YEARS = 1950, 2150, 51
_LENGTH, _BYTES = 80, 240
"""Of a file name: what lists show, and what every system takes with the lock's suffix behind it."""
_FORBIDDEN = str.maketrans('<>:"/\\|?*', "＜＞：”／＼｜？＊")
_DEVICES = re.compile(r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|COM[0-9¹²³]|LPT[0-9¹²³])\s*(?:\.|$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PlanDraft:
    """What the wizard asks. Years are fiscal years as western years; areas are (number, name)."""

    municipality: str = ""
    title: str = ""
    form_set: str = ""
    first_year: int = 0
    last_year: int = 0
    areas: tuple[tuple[str, str], ...] = ()
    departments: tuple[str, ...] = ()


def problems(draft: PlanDraft, forms: FormSets) -> dict[str, str]:
    """What is wrong with each field of the draft: its name -> a sentence. Empty where a plan can be made of it."""
    found: dict[str, str] = {}
    for field, sentence in _problems(draft, forms):
        found.setdefault(field, sentence)
    return found


def create(
    path: Path, draft: PlanDraft, forms: FormSets, who: str, fill: Callable[[PlanBuilder], None] | None = None,
    beside: Callable[[Document], object] | None = None,
) -> Document:  # fmt: skip
    """Make the plan file and open it for writing: the plan, its periods in every series, areas and departments.

    ``fill`` may add measures and texts, ``beside`` what stands beside the entries. Raises KnownError for a draft with problems,
    a file that exists, and one that cannot be written; nothing is left then.
    """
    for sentence in problems(draft, forms).values():
        raise KnownError(sentence)
    form_set = forms.get(draft.form_set)
    vocabulary = form_set.vocabulary
    builder = PlanBuilder()
    periods = vocabulary.new_periods(range(draft.first_year, draft.last_year + 1))
    builder.start(draft.title.strip(), draft.municipality.strip(), draft.form_set, periods)
    builder.set(PLAN_ID, FORMS_VERSION, str(form_set.version))
    main = main_series(vocabulary)
    if main:
        first = next((p for p in periods if p.series == main), None)
        builder.set(PLAN_ID, CURRENT, first.key if first else "")
    for number, name in draft.areas:
        builder.add("area", PLAN_ID, {}, number.strip(), name.strip())
    if fill is not None:
        fill(builder)
    departments = [_department(name, sort) for sort, name in enumerate(draft.departments, start=1)]
    return make_plan_file(
        path, builder.entries, form_set, name=say.GROUP_CREATE, who=who, departments=departments, beside=beside
    )


def create_sample(path: Path, who: str, forms: FormSets | None = None) -> Document:
    """Make a plan file of the invented sample city and open it for writing; it keeps the names of fields where ``forms`` are
    at hand.

    Raises KnownError where the sample is missing, for a file that exists, and one that cannot be written.
    """
    entries, departments = sample_content()
    form_set = forms.get(FORM_SET) if forms is not None else None
    return make_plan_file(path, entries, form_set, name=say.GROUP_SAMPLE, who=who, departments=departments)


def suggested_title(municipality: str, first_year: int) -> str:
    """A title such as plans usually have."""
    return say.SUGGESTED_TITLE.format(municipality=municipality.strip(), year=first_year)


def suggested_file_name(draft: PlanDraft) -> str:
    """A file name made of the title that every system takes: at most 80 characters, with its suffix."""
    title = unicodedata.normalize("NFC", draft.title or draft.municipality).translate(_FORBIDDEN)
    text = "".join(c for c in title if c.isspace() or not unicodedata.category(c).startswith("C"))
    name = _trimmed(" ".join(text.split()))
    while len(name) > _LENGTH - len(PLAN_SUFFIX) or len(name.encode()) > _BYTES - len(PLAN_SUFFIX):
        name = _trimmed(name[:-1])
    if _DEVICES.match(name):
        name = f"{say.FILE_NAME}_{name}"
    return f"{name or say.FILE_NAME}{PLAN_SUFFIX}"


def _problems(draft: PlanDraft, forms: FormSets) -> Iterator[tuple[str, str]]:
    for field, text, empty in (
        ("municipality", draft.municipality, say.MUNICIPALITY_EMPTY), ("title", draft.title, say.TITLE_EMPTY),
    ):  # fmt: skip
        if not text.strip():
            yield field, empty
        yield from _unfit(field, text)
    if draft.form_set not in forms.places:
        yield "form_set", say.FORM_SET_UNKNOWN
    yield from _problems_of_years(draft)
    yield from _problems_of_areas(draft.areas)
    yield from _problems_of_departments(draft.departments)


def _problems_of_years(draft: PlanDraft) -> Iterator[tuple[str, str]]:
    years = draft.last_year - draft.first_year + 1
    strange = [f for f, year in (("first_year", draft.first_year), ("last_year", draft.last_year)) if not FIRST_YEAR <= year <= LAST_YEAR]
    for field in strange:
        yield field, say.YEAR_OUT_OF_RANGE.format(first=FIRST_YEAR, last=LAST_YEAR)
    if strange:
        return  # how many years lie between says nothing then
    if years < 1:
        yield "last_year", say.LAST_BEFORE_FIRST
    elif years > MOST_YEARS:
        yield "last_year", say.TOO_MANY_YEARS.format(years=years, limit=MOST_YEARS)


def _problems_of_areas(areas: Sequence[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for row, (number, name) in enumerate(areas, start=1):
        yield from _unfit("areas", number + name)
        if not number.strip() and not name.strip():
            yield "areas", say.AREA_EMPTY.format(row=row)
        elif number.strip() and number_key(number) in seen:
            yield "areas", say.AREA_TWICE.format(number=number.strip())
        seen.add(number_key(number))


def _problems_of_departments(departments: Sequence[str]) -> Iterator[tuple[str, str]]:
    seen: set[str] = set()
    for row, name in enumerate(departments, start=1):
        yield from _unfit("departments", name)
        if not name.strip():
            yield "departments", say.DEPARTMENT_ROW_EMPTY.format(row=row)
        elif label_key(name) in seen:
            yield "departments", say.DEPARTMENT_ROW_TWICE.format(name=name.strip())
        seen.add(label_key(name))


def _unfit(field: str, text: str) -> Iterator[tuple[str, str]]:
    try:
        clean_text(text)
    except KnownError as error:
        yield field, error.message


def _department(name: str, sort: int) -> Department:
    """A department as typed: 部 and 課 where there is a space between, else a 課 of its own."""
    division, _, section = name.strip().replace("\u3000", " ").partition(" ")
    return Department(division, section.strip(), sort) if section.strip() else Department("", division, sort)


def _trimmed(name: str) -> str:
    """Without what a name may not begin or end with."""
    return name.strip(" .")
