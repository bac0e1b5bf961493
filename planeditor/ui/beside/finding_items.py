"""The findings as rows of a list: by severity, the places of a grouped one below it, and those that were seen already."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planeditor.domain.findings import Finding, Whereabouts
from planeditor.domain.plan import Key
from planeditor.messages import ui_beside as say
from planeditor.ui.beside.entry_list import Item
from planeditor.ui.session import Session

if TYPE_CHECKING:  # the services behind 点検 are loaded late
    from planeditor.services.checking.seen import Seen, SeenBy

_COLORS = {"error": "error", "warning": "warning", "note": "quiet"}


@dataclass(frozen=True, slots=True)
class FoundPlace:
    """One of the places of a grouped finding."""

    finding: Finding
    place: Key


def finding_items(session: Session, findings: Sequence[Finding], opened: Finding | None) -> Iterator[Item]:
    """The rows of findings, which come in the order of their severity; the places of the ``opened`` one stand below it."""
    severity, counts = "", Counter(finding.severity for finding in findings)
    places = Whereabouts(session.plan, session.vocabulary)
    for finding in findings:
        word = say.SEVERITIES[finding.severity]
        if finding.severity != severity:
            severity = finding.severity
            yield Item(say.GROUP.format(word=word, count=counts[severity]))
        place = _spelled(places.of(finding))
        spoken = (say.FINDING if place else say.FINDING_NO_PLACE).format(word=word, place=place, message=finding.message)
        yield Item(place, finding.message, word, severity, _COLORS[severity], spoken, finding)
        if finding == opened and len(finding.places) > 1:
            yield from (_place_item(finding, place, _spelled(places.at(place))) for place in finding.places)


def seen_items(session: Session, seen: Sequence[Seen], by: Sequence[SeenBy]) -> Iterator[Item]:
    """The rows of those that were seen, with the reason, who said so and when (as far as it is known yet)."""
    if seen:
        yield Item(say.SEEN_GROUP.format(count=len(seen)))
    places = Whereabouts(session.plan, session.vocabulary)
    for number, one in enumerate(seen):
        finding = one.finding
        place = _spelled(places.of(finding))
        who = by[number] if number < len(by) else None
        sentence = say.SEEN_REASON if who else say.SEEN_REASON_ALONE
        reason = sentence.format(reason=one.reason, who=who.who if who else "", at=who.at if who else "")
        text = f"{finding.message}\n{reason}"
        spoken = say.FINDING.format(word=say.SEEN_WORD, place=place, message=text)
        yield Item(place, text, say.SEEN_WORD, "", "quiet", spoken, one)


def _place_item(finding: Finding, place: Key, head: str) -> Item:
    return Item("", say.PLACE.format(place=head), spoken=say.PLACE_SPOKEN.format(place=head), what=FoundPlace(finding, place))


def _spelled(parts: tuple[str, str, str]) -> str:
    return " ".join(filter(None, parts))
