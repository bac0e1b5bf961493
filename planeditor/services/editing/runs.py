"""Entries that stand for several years at once (a bar over R1～R3, one 進捗総括 for two years): made of single ones, and back.

Each is one named operation. Nothing typed is lost: texts that differ stand below each other in the joined entry.
"""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from planeditor.domain.errors import KnownError
from planeditor.domain.periods import Period
from planeditor.domain.plan import Key, Plan
from planeditor.domain.runs import covered, is_run
from planeditor.formengine.filling.spans import ARROW
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import writing as say
from planeditor.services.editing.entering import enter_many
from planeditor.services.editing.permissions import Mode
from planeditor.store.report import ChangeReport

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document

Place = tuple[str, str, str]
"""Node, field and series."""


def joined(plan: Plan, keys: Iterable[Key], *, bars: bool) -> dict[Key, str]:
    """The entries as they will be once these are joined, each node and field by itself; "" = the entry goes.

    ``bars``: an empty one is an arrow without words. Raises KnownError for less than two years, for years that do not
    follow each other, and where there is nothing to join.
    """
    texts: dict[Key, str] = {}
    for (node, field, series), found in _by_place(keys).items():
        texts |= _joined(plan, node, field, series, found, bars=bars)
    if not texts:
        raise KnownError(say.JOIN_TWO)
    return texts


def parted(plan: Plan, keys: Iterable[Key], *, bars: bool) -> dict[Key, str]:
    """The entries as they will be once the joined ones among these are taken apart: the text stands in the first year, of a
    bar the arrow in the others. Raises KnownError where none of them is joined."""
    texts: dict[Key, str] = {}
    for key in keys:
        if key not in plan.entries or not is_run(plan, key.period):
            continue
        first, *rest = covered(plan, key.period) or [""]
        if not first:
            continue
        own = plan.text(key.node, key.field, first)
        texts[key._replace(period=first)] = "\n".join(dict.fromkeys(t for t in (plan.text(*key), own) if t))
        for period in rest if bars else ():
            texts[key._replace(period=period)] = plan.text(key.node, key.field, period) or ARROW
        texts[key] = ""
    if not texts:
        raise KnownError(say.NOTHING_JOINED)
    return texts


def join(
    document: Document, forms: FormSet, keys: Sequence[Key], *, bars: bool, mode: Mode, who: str, source: str = "", why: str = ""
) -> ChangeReport:
    """Make one entry of those chosen. Raises KnownError as ``joined`` and where one of them may not be edited now."""
    texts = joined(document.plan(), keys, bars=bars)
    name = say.GROUP_JOIN.format(count=_years(document.plan(), texts))
    return enter_many(document, forms, texts, name=name, mode=mode, who=who, source=source, why=why)


def part(
    document: Document, forms: FormSet, keys: Sequence[Key], *, bars: bool, mode: Mode, who: str, source: str = "", why: str = ""
) -> ChangeReport:
    """Take joined entries apart. Raises KnownError as ``parted`` and where one of them may not be edited now."""
    texts = parted(document.plan(), keys, bars=bars)
    return enter_many(document, forms, texts, name=say.GROUP_SPLIT, mode=mode, who=who, source=source, why=why)


def _by_place(keys: Iterable[Key]) -> dict[Place, list[Key]]:
    places: dict[Place, list[Key]] = {}
    for key in keys:
        if key.period:
            places.setdefault((key.node, key.field, key.period.rpartition(":")[0]), []).append(key)
    return places


def _joined(plan: Plan, node: str, field: str, series: str, chosen: list[Key], *, bars: bool) -> dict[Key, str]:
    known = plan.period_keys(series)
    wanted = {period for key in chosen for period in covered(plan, key.period)}
    if not wanted or not _several(plan, wanted, chosen):
        raise KnownError(say.JOIN_TWO)
    places = sorted(known.index(period) for period in wanted)
    if places[-1] - places[0] + 1 != len(places):
        raise KnownError(say.JOIN_GAP)
    parts = _entries_in(plan, node, field, wanted)
    if any(set(covered(plan, key.period)) - wanted for key in parts):
        whole = {period for key in parts for period in covered(plan, key.period)} | wanted
        return _joined(plan, node, field, series, [Key(node, field, period) for period in whole], bars=bars)
    lines = [text for text in dict.fromkeys(plan.text(*key) for key in parts) if text]
    if bars and len(lines) > 1:
        lines = [text for text in lines if text != ARROW] or [ARROW]
    if not lines and not bars:
        raise KnownError(say.JOIN_EMPTY)
    first, last = Period.from_key(known[places[0]]), Period.from_key(known[places[-1]])
    run = Key(node, field, Period(series, first.first, last.last).key)
    return dict.fromkeys(parts, "") | {run: "\n".join(lines) or ARROW}


def _several(plan: Plan, wanted: set[str], chosen: list[Key]) -> bool:
    """Whether there are several entries to join, not just one that is joined already."""
    return len(wanted) > 1 and not (len(set(chosen)) == 1 and is_run(plan, chosen[0].period))


def _entries_in(plan: Plan, node: str, field: str, wanted: set[str]) -> list[Key]:
    """The entries of a field that stand in any of these periods, in their order."""
    found = [k for k in plan.of_node(node) if k.field == field and k.period and wanted & set(covered(plan, k.period))]
    return sorted(found, key=lambda key: Period.from_key(key.period))


def _years(plan: Plan, texts: dict[Key, str]) -> int:
    return max(len(covered(plan, key.period)) for key, text in texts.items() if text)
