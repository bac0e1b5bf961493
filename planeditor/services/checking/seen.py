"""確認済み: findings that somebody has looked at and found to be no slip, with the reason."""
from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planeditor.domain.errors import KnownError
from planeditor.domain.findings import Finding
from planeditor.domain.plan import SEEN, Key, Plan
from planeditor.messages import checks as say
from planeditor.services.editing.entry import clean_text
from planeditor.services.tree.nodes import write
from planeditor.store.report import ChangeReport

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document

_DIGEST = 8


@dataclass(frozen=True, slots=True)
class Seen:
    """A finding that is no slip, and why."""

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True)
class SeenBy:
    """Who said so, and when."""

    who: str
    at: str
    """The day, as it is shown."""


def split(plan: Plan, findings: Iterable[Finding]) -> tuple[list[Finding], list[Seen]]:
    """The findings that are still to be looked at, and those that were, each in order. One was only where that was said of all
    its places and their texts have not changed since."""
    still: list[Finding] = []
    seen: list[Seen] = []
    for finding in findings:
        reason = reason_of(plan, finding)
        if reason is None:
            still.append(finding)
        else:
            seen.append(Seen(finding, reason))
    return still, seen


def reason_of(plan: Plan, finding: Finding) -> str | None:
    """Why a finding is no slip; None where nobody said so, or of other texts."""
    said = []
    for place in finding.places:
        digest, _, reason = plan.text(*_seen_key(finding.rule, place)).partition(" ")
        if not digest or digest != _digest(plan, place):
            return None
        said.append(reason)
    return said[0]


def mark_seen(document: Document, finding: Finding, reason: str, *, who: str) -> ChangeReport:
    """Say of a finding that it is no slip, at all its places, in one operation. Raises KnownError without a reason and where a
    place is gone."""
    reason = " ".join(clean_text(reason).split())
    if not reason:
        raise KnownError(say.SEEN_NEEDS_REASON)
    plan = document.plan()
    if any(plan.node(place.node) is None for place in finding.places):
        raise KnownError(say.SEEN_GONE)
    texts: dict[Key, str | None] = {
        _seen_key(finding.rule, place): f"{_digest(plan, place)} {reason}" for place in finding.places
    }
    return write(document, say.GROUP_SEEN.format(title=say.TITLES.get(finding.rule, finding.rule)), texts, who, reason)


def unmark(document: Document, finding: Finding, *, who: str) -> ChangeReport:
    """Take it back: the finding is to be looked at again."""
    texts: dict[Key, str | None] = {_seen_key(finding.rule, place): None for place in finding.places}
    return write(document, say.GROUP_UNSEEN.format(title=say.TITLES.get(finding.rule, finding.rule)), texts, who, "")


def seen_by(document: Document, seen: Sequence[Seen]) -> list[SeenBy]:
    """Who said it of each, and on which day."""
    found = []
    for one in seen:
        log = document.cell_log(_seen_key(one.finding.rule, one.finding.places[0]), 1)
        found.append(SeenBy(log[0].who, f"{log[0].at.astimezone():%Y-%m-%d}") if log else SeenBy("", ""))
    return found


def _seen_key(rule: str, place: Key) -> Key:
    return place._replace(field=f"{SEEN}:{rule}:{place.field}")


def _digest(plan: Plan, place: Key) -> str:
    text = plan.text(*place) if place.field else ""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=_DIGEST).hexdigest()
