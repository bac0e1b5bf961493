"""Why something is late, what is done about it and by when: read out of the sentences of a report, as a proposal."""
from __future__ import annotations

import re
from dataclasses import dataclass

from planeditor.domain.judging import DELAYED, NEGATED, sentences

_CAUSE_END = re.compile(r".*?(?:ため|ことから|ことにより|により|によって|に伴い|影響で|ことで|ので)(?=[、，]|遅延|遅れ|計画)")
_ACTION = re.compile(
    r"今後|(?:次|来|翌)年度|引き続き|継続して|(?:予定|方針|見込み)(?:で|と|だ|。)|見直し(?:を|て)"
    r"|(?:[RH]|令和|平成)[0-9０-９元]{1,2}年度?以降"
)
_DAY = re.compile(
    r"(?:(?:令和|平成|[RHＲＨ])\s*[0-9０-９元]{1,2}|[0-9０-９]{4}|同|次|来|翌)年度?"
    r"(?:[0-9０-９]{1,2}月(?:[0-9０-９]{1,2}日)?)?(?:中旬|上旬|下旬|中|末|以降|上期|下期)?(?:まで)?"
    r"|(?<![0-9０-９.])[RHＲＨ][0-9０-９]{1,2}\.[0-9０-９]{1,2}(?:月)?(?:末|まで)*|[0-9０-９]{1,2}月(?:末|中旬|上旬|下旬|中)?(?:まで)"
)


@dataclass(frozen=True, slots=True)
class LateDetails:
    """Why, what is done, by when; "" where it is not said."""

    reason: str = ""
    action: str = ""
    due: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said."""
        return not (self.reason or self.action or self.due)


def late_details(text: str, basis: str = "") -> LateDetails:
    """What a report says of its lateness. ``basis``: the sentence the lateness was read from; by default it is looked for."""
    own = sentences(text)
    basis = basis if basis in own else next((s for s in own if NEGATED.search(s) or DELAYED.search(s)), "")
    later = own[own.index(basis) + 1 :] if basis else own
    action = next((s for s in later if _ACTION.search(s)), "") or next((s for s in own if s != basis and _ACTION.search(s)), "")
    days = _DAY.findall(action)
    return LateDetails(_reason(basis), action.rstrip("。"), days[0] if days else "")


def _reason(basis: str) -> str:
    """The part of the sentence that ends in ため、 or the like, with that; the whole sentence before the lateness where it has none."""
    found = list(_CAUSE_END.finditer(basis))
    late = DELAYED.search(basis) or NEGATED.search(basis)
    before = [match for match in found if late is None or match.end() <= late.start()]
    if before:
        return basis[: before[-1].end()].strip()
    return ""
