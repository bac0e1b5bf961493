"""Rules about what a year's report says: what is still empty, and what contradicts itself."""
from __future__ import annotations

from collections.abc import Iterator

from planeditor.domain.findings import CheckContext, Finding
from planeditor.domain.judging import contradiction
from planeditor.domain.plan import MERGED_INTO, STATE, Key
from planeditor.domain.rulebook import rule
from planeditor.domain.runs import joined_in
from planeditor.messages import checks as say


@rule("empty-report", of_current=True)
def empty_report(context: CheckContext) -> Iterator[Finding]:
    """A report field that must be filled in is empty in the current year, where the measure has reported or was returned."""
    period = context.current
    if not period:
        return
    series = period.rpartition(":")[0]
    own = [f for f in context.vocabulary.of("measure") if f.kind == "report" and f.series == series]
    needed = [f for f in own if f.required]
    for measure in context.nodes():
        if measure.kind != "measure":
            continue
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


@rule("required-field")
def required_field(context: CheckContext) -> Iterator[Finding]:
    """A field of the plan that must be filled in is empty at a measure that has others."""
    needed = [f for f in context.vocabulary.of("measure") if f.required and f.kind == "plan" and not f.series]
    for measure in context.nodes():
        entries = context.plan.of_node(measure.id) if measure.kind == "measure" else {}
        if not entries or entries.get(Key(measure.id, STATE)) or entries.get(Key(measure.id, MERGED_INTO)):
            continue
        empty = [f for f in needed if not entries.get(Key(measure.id, f.key), "").strip()]
        for definition in empty:
            message = say.REQUIRED_FIELD.format(field=definition.label)
            yield Finding("required-field", "warning", message, measure.id, definition.key)
