"""Rules about any text: characters, symbols, lengths, names."""
from __future__ import annotations

from collections.abc import Iterator

from planeditor.domain.findings import CheckContext, Finding
from planeditor.domain.plan import NAME
from planeditor.domain.rulebook import rule
from planeditor.messages import checks as say

EXCEL_TEXT_LIMIT = 32767


@rule("missing-character", together=True)
def missing_character(context: CheckContext) -> Iterator[Finding]:
    """A character that no font of this machine has: it is drawn as 〓."""
    for key, text, _ in context.entries():
        if text.isascii():
            continue
        for char in context.missing_characters(text):
            message = say.MISSING_CHARACTER.format(char=char, code=f"U+{ord(char):04X}")
            yield Finding("missing-character", "warning", message, key.node, key.field, key.period)


@rule("area-without-name")
def area_without_name(context: CheckContext) -> Iterator[Finding]:
    """An area known only by its number: progress sheets do not tell its name."""
    for area in context.nodes():
        if area.kind == "area" and not area.name:
            message = say.AREA_WITHOUT_NAME.format(number=area.number)
            yield Finding("area-without-name", "warning", message, area.id, NAME)


@rule("unknown-symbol")
def unknown_symbol(context: CheckContext) -> Iterator[Finding]:
    """A symbol that the form set's legend does not explain; a pair such as ○/◎ is looked at part by part."""
    if not context.symbols:
        return
    legend = " ".join(context.symbols)
    for key, text, definition in context.entries():
        if definition is None or definition.type != "symbol":
            continue
        for symbol in text.split("/"):
            if symbol.strip() not in context.symbols:
                message = say.UNKNOWN_SYMBOL.format(symbol=symbol.strip() or "/", legend=legend)
                yield Finding("unknown-symbol", "error", message, key.node, key.field, key.period)


@rule("over-excel-limit")
def over_excel_limit(context: CheckContext) -> Iterator[Finding]:
    """A text longer than one cell of Excel can hold."""
    for key, text, _ in context.entries():
        if len(text) > EXCEL_TEXT_LIMIT:
            message = say.OVER_EXCEL_LIMIT.format(count=f"{len(text):,}")
            yield Finding("over-excel-limit", "warning", message, key.node, key.field, key.period)
