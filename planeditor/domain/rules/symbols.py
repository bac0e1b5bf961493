"""Rules about the symbols of a row of periods: which may stand there, and which may follow which."""
from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from planeditor.domain.fields import FieldDef
from planeditor.domain.findings import SYMBOLS_START as START
from planeditor.domain.findings import CheckContext, Finding
from planeditor.domain.plan import Node
from planeditor.domain.rulebook import rule
from planeditor.messages import checks as say


@dataclass(frozen=True, slots=True)
class _Mark:
    """The symbol of one period."""

    period: str
    text: str


@rule("symbol-pair")
def symbol_pair(context: CheckContext) -> Iterator[Finding]:
    """A pair of known symbols that the form set does not have: ◎/○."""
    rules = context.symbol_rules
    for key, text, definition in context.entries() if rules else ():
        if definition is None or definition.type != "symbol" or text in rules:
            continue
        if all(part.strip() in context.symbols for part in text.split("/")):
            message = say.SYMBOL_PAIR.format(symbol=text, known=_listed(s for s in rules if s != START))
            yield Finding("symbol-pair", "error", message, key.node, key.field, key.period)


@rule("symbol-order")
def symbol_order(context: CheckContext) -> Iterator[Finding]:
    """A row of periods whose symbols cannot follow each other: a gap, a symbol after the end, a beginning in the middle."""
    rules = context.symbol_rules
    if not rules:
        return
    fields = [f for f in context.vocabulary.fields if f.type == "symbol" and f.series]
    rows = [(f, context.plan.period_keys(f.series)) for f in fields]
    for node in context.nodes() if rows else ():
        for definition, periods in rows:
            if node.kind == definition.of:
                yield from _row(context, node, definition, periods)


def _row(context: CheckContext, node: Node, definition: FieldDef, periods: list[str]) -> Iterator[Finding]:
    before: _Mark | None = None
    ended = gap = False
    for period in periods:
        text = context.plan.text(node.id, definition.key, period).strip()
        if text and text not in context.symbol_rules:
            return  # what it means is not known, so nothing can be said of the rest
        sentence = _sentence(context, before, text, ended=ended) if before or text else ""
        if sentence and not (gap and not text):
            yield Finding("symbol-order", "warning", sentence, node.id, definition.key, period)
        gap = not text and bool(sentence)
        if text:
            before, ended = _Mark(period, text), False
        elif before is not None and "" in context.symbol_rules[before.text]:
            ended = True


def _sentence(context: CheckContext, before: _Mark | None, text: str, *, ended: bool) -> str:
    """What is wrong with a symbol after the one before it in its row; "" where nothing is."""
    rules: Mapping[str, tuple[str, ...]] = context.symbol_rules
    if before is None:
        known = _listed(rules.get(START, ()))
        return "" if text in rules.get(START, (text,)) else say.SYMBOL_START.format(symbol=text, known=known)
    following = rules[before.text]
    words = {"symbol": text, "before": before.text, "period": context.label(before.period), "known": _listed(following)}
    if ended:
        return say.SYMBOL_AFTER_END.format_map(words) if text else ""
    if text in following:
        return ""
    if not following:
        return say.SYMBOL_ONLY_LAST.format_map(words)
    if not any(following):
        return say.SYMBOL_AFTER_END.format_map(words)
    return (say.SYMBOL_FOLLOWING if text else say.SYMBOL_GAP).format_map(words)


def _listed(symbols: Iterator[str] | tuple[str, ...]) -> str:
    return "、".join(symbol or say.SYMBOL_EMPTY for symbol in symbols)
