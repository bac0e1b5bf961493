"""Local habits of writing: rules that only run where a form set asks for them."""
from __future__ import annotations

import re
from collections.abc import Iterator

from planeditor.domain.findings import CheckContext, Finding
from planeditor.domain.rulebook import rule
from planeditor.messages import checks as say

_WIDE_DIGIT = re.compile("[０-９]")
_NARROW_DIGIT = re.compile("[0-9]")
_COMMA = re.compile("(?<![0-9０-９])[，．]")
_KUTEN = re.compile("(?<![0-9０-９])[、。]")


@rule("digit-width", local=True, together=True)
def digit_width(context: CheckContext) -> Iterator[Finding]:
    """A digit of full width."""
    yield from _each(context, "digit-width", _WIDE_DIGIT, say.DIGIT_WIDTH)


@rule("digit-narrow", local=True, together=True)
def digit_narrow(context: CheckContext) -> Iterator[Finding]:
    """A digit of half width, where a city writes full ones."""
    yield from _each(context, "digit-narrow", _NARROW_DIGIT, say.DIGIT_NARROW)


@rule("comma", local=True, together=True)
def comma(context: CheckContext) -> Iterator[Finding]:
    """「，」 or 「．」 as punctuation."""
    yield from _each(context, "comma", _COMMA, say.COMMA)


@rule("kuten", local=True, together=True)
def kuten(context: CheckContext) -> Iterator[Finding]:
    """「、」 or 「。」, where a city writes 「，」 and 「．」."""
    yield from _each(context, "kuten", _KUTEN, say.KUTEN)


def _each(context: CheckContext, name: str, pattern: re.Pattern[str], sentence: str) -> Iterator[Finding]:
    for key, text, _ in context.texts():
        if pattern.search(text):
            yield Finding(name, "note", sentence, key.node, key.field, key.period)
