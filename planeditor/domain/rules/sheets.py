"""What another paper says of the plan: the progress sheet beside the plan's own sheet, or another plan file."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from difflib import SequenceMatcher

from planeditor.domain.fields import FieldDef
from planeditor.domain.findings import CheckContext, Claim, Finding, Severity, finding_at
from planeditor.domain.plan import CONTACTS, DEPARTMENTS
from planeditor.domain.rulebook import Facts, named, plan_rule
from planeditor.domain.text import notation_key, shorten
from planeditor.messages import checks as say

_LENGTH = 30
_BEFORE = 8
"""How much of the text before the difference is shown."""


@plan_rule("sheets-disagree")
def sheets_disagree(context: CheckContext, _: Facts) -> Iterator[Finding]:
    """An entry that another paper has otherwise: an error for schedule and department, else a warning; a note where only the
    notation differs. The same difference at several places is one finding."""
    same: defaultdict[tuple[str, str, str, str, str], list[Claim]] = defaultdict(list)
    for claim in context.claims:
        now = context.plan.text(*claim.key)
        if now != claim.text and context.definition(claim.key) is not None:
            same[claim.key.field, claim.key.period, now, claim.text, claim.paper].append(claim)
    for (_field, _period, now, text, paper), claims in same.items():
        places = tuple(claim.key for claim in claims)
        definition = context.definition(places[0])
        if definition is None:
            continue
        severity = _severity(definition, now, text)
        sentence = say.SHEETS_NOTATION if severity == "note" else say.SHEETS_DISAGREE
        ours, theirs = (say.QUOTED.format(text=t) if t else say.NOTHING_PRINTED for t in _shown(now, text))
        message = sentence.format(paper=paper, ours=ours, theirs=theirs)
        if len(places) > 1:
            message = say.TOGETHER.format(message=message, count=len(places), places=named(context, places))
        yield finding_at("sheets-disagree", severity, message, places)


def _severity(definition: FieldDef, now: str, text: str) -> Severity:
    if now and text and notation_key(now) == notation_key(text):
        return "note"
    return "error" if definition.series or definition.key in (DEPARTMENTS, CONTACTS) else "warning"


def _shown(now: str, text: str) -> tuple[str, str]:
    """Both texts cut to where they differ; a difference of notation is only shown where there is no other."""
    steps = [step for step in SequenceMatcher(None, now, text, autojunk=False).get_opcodes() if step[0] != "equal"]
    telling = (s for s in steps if notation_key(now[s[1] : s[2]]) != notation_key(text[s[3] : s[4]]))
    _, at, _, there, _ = next(telling, steps[0]) if steps else ("", 0, 0, 0, 0)
    return _cut(now, at), _cut(text, there)


def _cut(text: str, at: int) -> str:
    start = max(0, at - _BEFORE) if len(text) > _LENGTH else 0
    return ("…" if start else "") + shorten(text[start:], _LENGTH) if text else ""
