"""The places of a file that came in at which a department can be asked to put something right."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planeditor.domain.current import current_period
from planeditor.domain.fields import FieldDef, Vocabulary
from planeditor.domain.periods import Period
from planeditor.domain.plan import Key, Plan
from planeditor.services.editing.years import is_closed
from planeditor.services.requests.scope import Scope

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document


@dataclass(frozen=True, slots=True)
class Pointable:
    """A place, and what the department wrote there: what it handed in, else what the plan says."""

    key: Key
    text: str


def pointables(document: Document, vocabulary: Vocabulary, receipt: int) -> list[Pointable]:
    """Every place of a receipt's sheets that its request left open, in the plan's order; years closed since are left out.

    Raises KnownError where there is no such 取込番号.
    """
    document.receipts.get(receipt)
    plan, sheets = document.plan(), document.receipts.sheets(receipt)
    proposals = document.receipts.proposals(receipt)
    written = {p.key: p.submitted for p in proposals if p.key is not None and not p.damaged}
    stamps = [found for sheet in sheets if sheet.token and (found := document.requests.find(sheet.token))]
    if stamps:
        scope = Scope(stamps[0].request.periods, stamps[0].request.revision)
    else:
        scope = _unstamped(plan, vocabulary, {p.period for p in proposals if p.period})
    periods = tuple(key for key in scope.periods if not is_closed(plan, key))
    nodes = {sheet.node for sheet in sheets} | {key.node for key in written}
    return [
        Pointable(key, written.get(key, plan.text(*key)))
        for node in plan.measures
        if node.id in nodes
        for key in _open(node.id, vocabulary, Scope(periods, scope.revision))
    ]


def _unstamped(plan: Plan, vocabulary: Vocabulary, proposed: set[str]) -> Scope:
    current = current_period(plan, vocabulary)
    return Scope(tuple(sorted(proposed, key=Period.from_key)) or ((current.key,) if current else ()))


def _open(node: str, vocabulary: Vocabulary, scope: Scope) -> Iterator[Key]:
    for period in ("", *scope.periods):
        for definition in vocabulary.of("measure"):
            if _stands_in(definition, period) and scope.is_open(definition, period):
                yield Key(node, definition.key, period)


def _stands_in(definition: FieldDef, period: str) -> bool:
    return definition.series == (Period.from_key(period).series if period else "")
