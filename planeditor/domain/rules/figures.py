"""Rules about figures: read out of the texts of the fields that ask for one."""
from __future__ import annotations

import re
from collections.abc import Iterator

from planeditor.domain.fields import FieldDef
from planeditor.domain.figures import fractions, has_number, percents, says_nothing
from planeditor.domain.findings import CheckContext, Finding, Severity
from planeditor.domain.plan import Key
from planeditor.domain.rulebook import rule
from planeditor.messages import checks as say

WHOLE = 100
_MAY_EXCEED = re.compile(r"比|増|対し|対する|達成率|伸び|目標")
"""Words by which more than the whole is meant: 前年度比 120%, 目標 50 名に対し 110%."""


def asks_figure(definition: FieldDef) -> bool:
    """Whether a field is there for a figure."""
    return definition.type == "number" or definition.figure


@rule("effect-without-figure")
def effect_without_figure(context: CheckContext) -> Iterator[Finding]:
    """A field that asks for a figure is filled in without one; 「-」 and なし say that there is none."""
    for key, text, definition in context.reports():
        if asks_figure(definition) and not has_number(text) and not says_nothing(text):
            message = say.EFFECT_WITHOUT_FIGURE.format(field=definition.label)
            yield Finding("effect-without-figure", "note", message, key.node, key.field, key.period)


@rule("rate-over-100")
def rate_over_100(context: CheckContext) -> Iterator[Finding]:
    """A rate over 100 percent, or a share of more than the whole, where nothing tells that it is compared with something."""
    for key, text, definition in context.reports():
        if not asks_figure(definition) or _MAY_EXCEED.search(text):
            continue
        over = next((f"{value:g}%" for value in percents(text) if value > WHOLE), "")
        shares = fractions(text) if percents(text) else []
        over = over or next((f"{f.part:g}/{f.whole:g}" for f in shares if f.part > f.whole), "")
        if over:
            message = say.RATE_OVER_100.format(rate=over)
            yield Finding("rate-over-100", "warning", message, key.node, key.field, key.period)


@rule("rate-falling")
def rate_falling(context: CheckContext) -> Iterator[Finding]:
    """A rate lower than the year before, 100 % then less above all; only where each year tells one rate, and both tell it in
    the same words."""
    for key, text, definition in context.reports():
        earlier = context.before.get(key.period)
        if not asks_figure(definition) or earlier is None:
            continue
        before = context.plan.entries.get(Key(key.node, key.field, earlier), "")
        now, then = percents(text), percents(before)
        if len(now) == len(then) == 1 and now[0] < then[0]:
            message = say.RATE_FALLING.format(rate=f"{now[0]:g}%", period=context.label(earlier), before=f"{then[0]:g}%")
            severity: Severity = "warning" if then[0] == WHOLE else "note"
            yield Finding("rate-falling", severity, message, key.node, key.field, key.period)
