"""What belongs to a year: the files that came in, the changes that were made."""
from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planeditor.domain.days import today
from planeditor.domain.fields import Vocabulary
from planeditor.domain.periods import Period
from planeditor.domain.plan import CURRENT, PLAN_ID, Key, Plan
from planeditor.messages import archiving as say
from planeditor.services.editing.years import closed_on
from planeditor.services.intake.senders import Senders
from planeditor.services.intake.structure_words import StructureWords
from planeditor.store.log import ChangeGroup
from planeditor.store.receipts import Receipt

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document

_GUARDED = ("=", "+", "@", "\t", "\r")
"""What a spreadsheet would take for a formula at the head of a cell."""


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """One file that came in."""

    receipt: Receipt
    sender: str
    waiting: int
    accepted: int
    declined: int
    written: bool
    """Whether it wrote anything into the plan that is still in force, with or without a proposal."""

    @property
    def outcome(self) -> str:
        """What became of it, in words."""
        counts = (say.ACCEPTED, self.accepted), (say.DECLINED, self.declined), (say.WAITING, self.waiting)
        told = [words.format(count=count) for words, count in counts if count]
        return "、".join(told) or (say.WRITTEN if self.written else say.UNCHANGED)


def receipts_of(document: Document, period: Period, log: Sequence[ChangeGroup]) -> list[ReceiptLine]:
    """The files of a year: those with anything about it, and those about no year that came while it was worked on. ``log``: all
    of it."""
    senders, days = Senders(document), _Days(document.plan(), period)
    periods: dict[int, set[str]] = {}
    counts: dict[int, Counter[str]] = {}
    for proposal in document.receipts.proposals():
        if proposal.period:
            periods.setdefault(proposal.receipt, set()).add(proposal.period)
        counts.setdefault(proposal.receipt, Counter())[proposal.decision] += 1
    wrote = {group.receipt for group in log if group.receipt is not None and group.changes and not group.undone}
    found = []
    for receipt in document.receipts.all():
        own = periods.get(receipt.number, set())
        if period.key in own or (not own and receipt.at.astimezone().date() in days):
            own_counts = counts.get(receipt.number, Counter())
            found.append(ReceiptLine(
                receipt, senders.of(receipt.number), own_counts[""], own_counts["accepted"],
                own_counts["declined"] + own_counts["kept"], receipt.number in wrote,
            ))  # fmt: skip
    return found


def groups_of(plan: Plan, period: Period, log: Sequence[ChangeGroup]) -> list[ChangeGroup]:
    """The operations of a year, first to last: those that changed anything of it, and those while it was worked on."""
    days = _Days(plan, period)
    return [
        group for group in reversed(log)
        if group.at.astimezone().date() in days or any(c.key.period == period.key for c in group.changes)
    ]  # fmt: skip


def change_rows(plan: Plan, vocabulary: Vocabulary, groups: list[ChangeGroup]) -> Iterator[tuple[str, ...]]:
    """A row for each change of these operations."""
    words = StructureWords(plan, vocabulary)
    for group in groups:
        at = group.at.astimezone().strftime(say.AT)
        head = (
            str(group.id), at, group.who, group.name, group.source, str(group.receipt or ""), say.YES if group.undone else "",
        )
        for change in group.changes:
            old, new = (words.shown(change.key.field, text or "") for text in (change.old, change.new))
            if change.key.field == CURRENT:
                old, new = (vocabulary.label_of_period(plan, text or "") for text in (change.old, change.new))
            yield tuple(guarded(text) for text in (*head, *_place(plan, vocabulary, change.key), old, new))


def guarded(text: str) -> str:
    """A text for a CSV that is opened in a spreadsheet: what would be a formula there is led by an apostrophe."""
    return f"'{text}" if text.startswith(_GUARDED) else text


def _place(plan: Plan, vocabulary: Vocabulary, key: Key) -> tuple[str, str, str, str]:
    node = plan.node(key.node)
    label = vocabulary.label(node.kind, key.field) if node else key.field
    shown = node is not None and node.id != PLAN_ID
    return node.number if node and shown else "", node.name if node and shown else "", vocabulary.label_of_period(plan, key.period), label


class _Days:
    """From the first day of a year to the one it was closed on, or today."""

    def __init__(self, plan: Plan, period: Period) -> None:
        self.first = dt.date(period.first, 4, 1)
        self.last = max(closed_on(plan, period.key) or today(), self.first)

    def __contains__(self, day: dt.date) -> bool:
        return self.first <= day <= self.last
