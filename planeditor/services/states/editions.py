"""Editions: the decided states of a plan. The change group that writes one is its place in the log, and so its content."""
from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planeditor.domain.blocks import DATE, EDITION, SORT, TEXT, blocks
from planeditor.domain.building import PlanBuilder
from planeditor.domain.days import long_month, today
from planeditor.domain.eras import era_by_name
from planeditor.domain.plan import BLOCK_TYPE, ORDER, PLAN_ID, Key, Plan
from planeditor.domain.text import label_key
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import editions as say
from planeditor.services.states.labels import labels_of_forms
from planeditor.services.states.moments import one_line, require_free
from planeditor.services.tree.nodes import write
from planeditor.store.report import ChangeReport

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document

_DATE = re.compile(r"(\D*?)(\d{1,4}|元)(?:年|[-/.])(\d{1,2})(?:(?:月|[-/.])(\d{1,2})?)?")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Edition:
    """One edition, as it is printed."""

    node: str
    name: str
    date: str
    sort: str
    note: str


def editions(plan: Plan) -> list[Edition]:
    """The editions of a plan, first to last."""
    return [
        Edition(n.id, n.name, plan.text(n.id, DATE), plan.text(n.id, SORT), plan.text(n.id, TEXT))
        for n in blocks(plan, PLAN_ID, EDITION)
    ]


def latest(plan: Plan) -> Edition | None:
    """The last edition, None where there is none yet."""
    return next(reversed(editions(plan)), None)


def suggested_name(plan: Plan) -> str:
    """What the next edition is usually called: 初版, then 2版, 3版 …"""
    known = editions(plan)
    if not known:
        return say.FIRST
    numbers = [int(found[0]) for e in known if (found := _NUMBER.search(unicodedata.normalize("NFKC", e.name)))]
    return say.NEXT.format(number=max([len(known), *numbers]) + 1)


def this_month() -> str:
    """The month it is, as covers print it: 令和8年11月."""
    return long_month(today())


def decide(
    document: Document, forms: FormSet, name: str, date: str = "", note: str = "", *, who: str
) -> ChangeReport:
    """Add an edition: the plan as it is now is its content. ``date`` as it is to be printed, by default this month.

    An edition of an earlier date than others (one that was decided on paper) is listed before them; its content is still
    that of this moment. Raises KnownError for an empty name and for one that is taken.
    """
    plan = document.plan()
    name, date, note = map(one_line, (name, date, note))
    require_free(plan, name)
    date = date or this_month()
    known = editions(plan)
    place = next((n for n, e in enumerate(known) if _when(e.date) > _when(date)), len(known))
    builder = PlanBuilder(plan)
    node = builder.add("block", PLAN_ID, {
        BLOCK_TYPE: EDITION, DATE: date, TEXT: note, SORT: _sort(forms, name, first=place == 0),
        **labels_of_forms(plan, forms),
    }, name=name)  # fmt: skip
    texts: dict[Key, str | None] = dict(builder.entries)
    order = [e.node for e in known]
    order.insert(place, node)
    places = sorted(int(builder.text(n, ORDER)) for n in order)
    texts |= {Key(n, ORDER): str(at) for n, at in zip(order, places, strict=True)}
    return write(document, say.GROUP_DECIDE.format(name=name), texts, who, forms.vocabulary.word("revision"))


def _sort(forms: FormSet, name: str, *, first: bool) -> str:
    """策定 or the set's word for a revision: by the name where it tells (初版, 3版), else by the place."""
    number = _NUMBER.search(unicodedata.normalize("NFKC", name))
    if label_key(name) == label_key(say.FIRST) or (number and int(number[0]) == 1):
        return say.DECIDED
    return say.DECIDED if first and not number else forms.vocabulary.word("revision")


def _when(date: str) -> tuple[int, int, int]:
    """The day a printed date means, to sort by; one that cannot be read is after all others."""
    found = _DATE.match("".join(unicodedata.normalize("NFKC", date).split()))
    era = era_by_name().get(found[1]) if found else None
    if found is None or (found[1] and era is None):
        return (9999, 0, 0)
    year = 1 if found[2] == "元" else int(found[2])
    return (year + (era.offset if era else 0), int(found[3]), int(found[4] or 0))
