"""What 会議資料 is ordered: of which year, for which meeting, with which parts."""
from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

from planeditor.domain.current import current_period, main_series
from planeditor.domain.errors import KnownError
from planeditor.domain.fields import Vocabulary
from planeditor.domain.periods import Period, parse_period
from planeditor.domain.plan import Plan
from planeditor.domain.text import label_key
from planeditor.messages import meeting as say

SECTIONS = tuple(say.SECTIONS)
"""The parts behind the first page, in order."""


@dataclass(frozen=True, slots=True)
class MeetingOrder:
    """``period``: a key; ``meeting`` and ``date`` as printed; ``since``: the node of the state the changes are told from, ""
    for none, None for the last one that was handed out."""

    period: str
    meeting: str = ""
    date: str = ""
    number: str = ""
    agenda: tuple[str, ...] = ()
    sections: tuple[str, ...] = SECTIONS
    since: str | None = None

    def told(self) -> str:
        """As it is kept with a paper."""
        return json.dumps(asdict(self), ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def read(cls, text: str, period: str) -> MeetingOrder:
        """The order a paper was made by; a plain one of that period where what is kept cannot be read."""
        try:
            found = json.loads(text)
            meeting, date, number = (str(found[name]) for name in ("meeting", "date", "number"))
            sections = tuple(s for s in SECTIONS if s in found["sections"])
            since = None if found["since"] is None else str(found["since"])
            return cls(period, meeting, date, number, _texts(found["agenda"]), sections, since)
        except (ValueError, TypeError, KeyError):
            return cls(period)


def find_period(plan: Plan, vocabulary: Vocabulary, text: str) -> Period:
    """The period of the report's series that a user means, the current one for "". Raises KnownError naming those there are."""
    known = vocabulary.periods(plan, main_series(vocabulary))
    if not known:
        raise KnownError(say.NO_PERIODS)
    if not text and (current := current_period(plan, vocabulary)) in known and current is not None:
        return current
    labels = {p: vocabulary.period_label(plan, p) for p in known}
    wanted = label_key(text)
    found = next((p for p in known if text == p.key or wanted == label_key(labels[p])), None) or parse_period(text, known)
    if found is None:
        raise KnownError(say.NO_PERIOD.format(period=text, known="、".join(labels.values())))
    return found


def chosen_sections(wanted: Sequence[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The parts of these names, in their order; all of them where none is named. Raises KnownError for a name that is none."""
    titles = section_titles(vocabulary)
    found = set()
    for text in wanted:
        section = next((s for s, title in titles.items() if label_key(text) in (s, label_key(title))), None)
        if section is None:
            raise KnownError(say.UNKNOWN_SECTION.format(section=text, known="、".join(titles.values())))
        found.add(section)
    return tuple(s for s in SECTIONS if s in found) or SECTIONS


def section_titles(vocabulary: Vocabulary) -> dict[str, str]:
    """The parts by name, as they are called in the words of a form set."""
    return {section: title.format(word=vocabulary.word("measure")) for section, title in say.SECTIONS.items()}


def _texts(found: object) -> tuple[str, ...]:
    return tuple(map(str, found)) if isinstance(found, list) else ()
