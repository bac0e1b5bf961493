"""Rules about what a year's report says: what is still empty, and what contradicts itself."""
from __future__ import annotations

import re
from collections.abc import Iterator

from planeditor.domain.findings import CheckContext, Finding, rule
from planeditor.domain.plan import MERGED_INTO, STATE, Key
from planeditor.domain.runs import joined_in
from planeditor.messages import checks as say

_ON_TRACK = re.compile(r"(?:計画|予定)(?:通り|どおり|とおり)")
_NEGATED = re.compile(
    r"(?:計画|予定)(?:通り|どおり|とおり)(?:に|には|の|と|とは)?[^。、,\n]{0,12}?"
    r"(?:でき(?:ず|てお(?:ら|り)ず|ていな|な[いかく])|(?:進|行|い|至|なら?|達)[^。、,\n]{0,4}?(?:ず|な[いかく])|とはならず|ではな|ではあり|困難|難しく)"
)
_DELAYED = re.compile(
    r"(?:遅延|遅れ)(?:が|は|も)?[^。、\n]{0,6}?(?:生じ|発生|あ[りる]|出て|見られ)|(?:遅延|遅れ)(?:し|て)(?:て)?い?(?:る|ます|おり|た)"
    r"|(?:遅延|遅れ)となっ|(?:進捗|進行|実施|達成|着手)(?:が|は)?でき(?:てお(?:ら|り)ず|ていな|なかった|ず)"
)
_RESOLVED = re.compile(
    r"解消|取り戻|挽回|回復|防[ぎぐ止]|回避|(?:遅延|遅れ)(?:が|は|も)?(?:なく|無く|ない|無い)"
    r"|(?:遅延|遅れ)(?:が|は|も|を)?(?:生じ|発生し|出|し)(?:てい)?(?:な[いかく]|ませ|ておら|ず)"
    r"|(?:前|昨)年度(?:まで)?の?(?:遅延|遅れ)|(?:遅延|遅れ)[^。、\n]{0,6}?ものの|(?:遅れ|遅延)た(?:分|期間)"
)
_SENTENCE = re.compile(r"[。\n]")


@rule("empty-report")
def empty_report(context: CheckContext) -> Iterator[Finding]:
    """A report field that must be filled in is empty in the current year, where the measure has reported or was returned."""
    period = context.current
    if not period:
        return
    series = period.rpartition(":")[0]
    own = [f for f in context.vocabulary.of("measure") if f.kind == "report" and f.series == series]
    needed = [f for f in own if f.required]
    for measure in context.plan.measures:
        entries = context.plan.of_node(measure.id)
        if entries.get(Key(measure.id, STATE)) or entries.get(Key(measure.id, MERGED_INTO)):
            continue
        filled = {f.key for f in own if entries.get(Key(measure.id, f.key, period), "").strip()}
        filled |= {key.field for key in joined_in(context.plan, measure.id, period)}
        if not filled and measure.id not in context.submitted:
            continue
        for definition in needed:
            if definition.key not in filled:
                message = say.EMPTY_REPORT.format(period=context.label(period), field=definition.label)
                yield Finding("empty-report", "warning", message, measure.id, definition.key, period)


@rule("on-track-but-late")
def on_track_but_late(context: CheckContext) -> Iterator[Finding]:
    """A report that says both that all goes as planned and that something is late; lateness made up for is none."""
    for key, text, _ in context.reports():
        late = contradiction(text)
        if late:
            message = say.ON_TRACK_BUT_LATE.format(late=late)
            yield Finding("on-track-but-late", "warning", message, key.node, key.field, key.period)


def contradiction(text: str) -> str:
    """The words that tell of lateness in a text which also says 計画通り; "" where it does not contradict itself."""
    if not _ON_TRACK.search(text):
        return ""
    without_denied = _NEGATED.sub("", text)
    if not _ON_TRACK.search(without_denied):
        return ""
    for sentence in _SENTENCE.split(without_denied):
        late = _DELAYED.search(sentence)
        if late and not _RESOLVED.search(sentence):
            return late[0]
    return ""
