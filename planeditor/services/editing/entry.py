"""Edits of a plan: one small function per edit, each one named operation."""
from __future__ import annotations

import contextlib
import unicodedata
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from planeditor.domain.blocks import CHAPTER, EDITION, LIST, NOTE, blocks
from planeditor.domain.building import PlanBuilder
from planeditor.domain.contacts import parse_contacts
from planeditor.domain.current import main_series
from planeditor.domain.errors import KnownError
from planeditor.domain.fields import FieldDef, Vocabulary
from planeditor.domain.periods import Period, parse_period, parse_year
from planeditor.domain.plan import BLOCK_TYPE, CONTACTS, FORMS_VERSION, NAME, NUMBER, PLAN_ID, Change, Key, Node, Plan
from planeditor.domain.text import label_key, number_key
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import editing as say_editing
from planeditor.messages import requests as say_requests
from planeditor.messages import services as say
from planeditor.services.editing.naming import field_name, node_name, own_fields
from planeditor.services.editing.permissions import require_open
from planeditor.services.editing.reserved import field_of, reserved_fields
from planeditor.store.report import ChangeReport

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document

PLAN_WORD = "計画"
"""Stands for the plan itself where a measure's number is asked for."""
_MOST_YEARS = 50
"""Between the first and the last year of a plan."""


def find_node(plan: Plan, vocabulary: Vocabulary, number: str) -> Node:
    """The measure or area of that number (width and spaces do not matter). Raises KnownError where there is none."""
    wanted = number_key(number)
    for node in (*plan.measures, *plan.areas):
        if node.number and number_key(node.number) == wanted:
            return node
    root = plan.node("plan")
    if number == PLAN_WORD and root is not None:
        return root
    raise KnownError(say.NO_MEASURE.format(word=vocabulary.word("measure"), number=number))


def find_place(plan: Plan, vocabulary: Vocabulary, name: str) -> Node:
    """As ``find_node``, and further the chapter, term, edition or list of that number or name."""
    with contextlib.suppress(KnownError):
        return find_node(plan, vocabulary, name)
    wanted = number_key(name)
    for block in blocks(plan, PLAN_ID, CHAPTER, NOTE, EDITION, LIST):
        if wanted in {number_key(text) for text in (block.number, block.name) if text}:
            return block
    raise KnownError(say.NO_PLACE.format(word=vocabulary.word("measure"), number=name))


def find_field(plan: Plan, forms: FormSet, node: Node, label: str) -> FieldDef:
    """The field of that label (or key) that can be set alone. Raises KnownError naming those there are."""
    own = own_fields(plan, forms.vocabulary, node)
    if plan.text(node.id, BLOCK_TYPE) in (NOTE, EDITION):  # their names stand elsewhere too
        own = [f for f in own if f.key != NAME]
    wanted = label_key(label)
    for definition in (*own, *reserved_fields(forms.vocabulary, node.kind)):
        if wanted in (label_key(definition.label), definition.key, *map(label_key, definition.aliases)):
            return definition
    raise KnownError(say.NO_FIELD.format(field=label, set=forms.id, known="、".join(f.label for f in own)))


def find_period(plan: Plan, vocabulary: Vocabulary, text: str, series: str = "") -> Period:
    """The plan's period meant by any spelling of it. Raises KnownError naming those there are."""
    known = vocabulary.periods(plan, series) if series else vocabulary.all_periods(plan)
    found = parse_period(text, known)
    if found is None:
        found = next((p for p in known if label_key(vocabulary.period_label(plan, p)) == label_key(text)), None)
    if found is None and not known:
        raise KnownError(say_editing.NO_YEARS)
    if found is None:
        labels = "、".join(vocabulary.period_label(plan, p) for p in known)
        raise KnownError(say.NO_PERIOD.format(period=text, known=labels))
    return found


def find_main_period(plan: Plan, vocabulary: Vocabulary, text: str) -> Period:
    """As ``find_period``, first of all one of the main series: others may have the same years."""
    with contextlib.suppress(KnownError):
        return find_period(plan, vocabulary, text, main_series(vocabulary))
    return find_period(plan, vocabulary, text)


def clean_text(text: str) -> str:
    """A typed text as it is kept: line ends as LF. Raises KnownError for characters no office file can hold."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t" for c in text) or "\ufffe" in text or "\uffff" in text:
        raise KnownError(say.BAD_CHARACTERS)
    return text


def one_line(text: str) -> str:
    """A typed text that is to be one line: any white space between its words is one space. Raises KnownError as ``clean_text``."""
    return " ".join(clean_text(text).split())


def set_entry(
    document: Document, forms: FormSet, measure: str, field: str, text: str, *, period: str = "", who: str, why: str = ""
) -> ChangeReport:
    """Set one entry; an empty text removes it.

    Raises KnownError for an unknown number, field or period, a period given where the field has none or the other way
    round, a word that is not among the field's choices, and a period that is closed.
    """
    plan, vocabulary = document.plan(), forms.vocabulary
    node = find_place(plan, vocabulary, measure)
    definition = find_field(plan, forms, node, field)
    key = Key(node.id, definition.key)
    if definition.series:
        known = "、".join(vocabulary.period_label(plan, p) for p in vocabulary.periods(plan, definition.series))
        if not period:
            raise KnownError(say.FIELD_NEEDS_PERIOD.format(field=definition.label, known=known))
        key = key._replace(period=find_period(plan, vocabulary, period, definition.series).key)
    elif period:
        raise KnownError(say.FIELD_WITHOUT_PERIOD.format(field=definition.label))
    texts = {key: checked_text(plan, vocabulary, key, text)}
    require_open(plan, vocabulary, texts)
    return write(document, texts, name=entry_name(plan, vocabulary, key), who=who, source=why)


def entry_name(plan: Plan, vocabulary: Vocabulary, key: Key) -> str:
    """What sentences and the history call an entry: ①-01 R5年度 作業内容."""
    number = node_name(plan, plan.node(key.node)) or PLAN_WORD
    field = field_name(plan, vocabulary, key)
    if not key.period:
        return say.GROUP_SET.format(measure=number, field=field).strip()
    period = vocabulary.label_of_period(plan, key.period)
    return say.GROUP_SET_PERIOD.format(measure=number, period=period, field=field)


def checked_text(plan: Plan, vocabulary: Vocabulary, key: Key, text: str, others: Mapping[Key, str] | None = None) -> str:
    """A text typed for an entry as it is kept.

    ``others``: entries that change with it. Raises KnownError for characters no file can hold, a word that is not among
    the field's choices, a number that is empty or taken, and a 照会先 that names no department.
    """
    text = clean_text(text)
    node = plan.node(key.node)
    definition = field_of(vocabulary, node.kind, key.field) if node else None
    if text and definition and definition.choices and text not in definition.choices:
        raise KnownError(say.NOT_A_CHOICE.format(field=definition.label, text=text, known="、".join(definition.choices)))
    if node and key.field == NUMBER and node.kind != "block":
        _require_free(plan, node, text, others or {})
    if key.field == CONTACTS and text.strip() and not parse_contacts(text):
        raise KnownError(say_requests.CONTACTS_WITHOUT_NAME)
    return text


def write(document: Document, texts: Mapping[Key, str], *, name: str, who: str, source: str) -> ChangeReport:
    """Write checked texts as one named operation; an empty text removes its entry."""
    with document.edit(name, who=who, source=source) as edit:
        for key, text in texts.items():
            edit.set(key, text or None)
    return edit.report


def _require_free(plan: Plan, node: Node, number: str, others: Mapping[Key, str]) -> None:
    """Raise KnownError for a number that is empty or already taken: by it sheets find their measure."""
    if not number.strip():
        raise KnownError(say.NUMBER_EMPTY)
    for other in plan.walk():
        taken = others.get(Key(other.id, NUMBER), other.number)
        if other.kind == node.kind and other.id != node.id and number_key(taken) == number_key(number):
            raise KnownError(say.NUMBER_TAKEN.format(number=number, name=other.title))


def new_plan(forms: FormSet, *, title: str, municipality: str, years: Sequence[int]) -> list[Change]:
    """The content of a new, empty plan with these fiscal years in every series of its form set."""
    builder = PlanBuilder()
    builder.start(title, municipality, forms.id, forms.vocabulary.new_periods(years))
    builder.set(PLAN_ID, FORMS_VERSION, str(forms.version))
    return [Change(key, None, text) for key, text in builder.entries.items()]


def year_range(start: str, end: str) -> range:
    """The fiscal years from ``start`` to ``end`` in any spelling. Raises KnownError where they make no range."""
    if not start or not end:
        raise KnownError(say.END_MISSING)
    first, last = parse_year(start), parse_year(end)
    if first is None or last is None:
        raise KnownError(say.BAD_YEARS.format(start=start, end=end))
    if not first <= last <= first + _MOST_YEARS:
        raise KnownError(say.YEARS_NO_SPAN.format(start=start, end=end, most=_MOST_YEARS))
    return range(first, last + 1)
