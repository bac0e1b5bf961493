"""A number format code taken apart into sections and tokens (ECMA-376 part 1, 18.8.31)."""
from __future__ import annotations

import re
from typing import NamedTuple

Token = tuple[str, str]
"""Kind and text: lit, digit, point, comma, percent, exp, slash, general, text, date, ampm, elapsed."""


class Section(NamedTuple):
    """One of the parts between semicolons."""

    kind: str
    """number, date, text, general or literal (nothing but fixed text)."""
    tokens: tuple[Token, ...]
    condition: tuple[str, float] | None
    locale: str
    """'' where none is named, else ja, ja-gannen, en, or other."""
    certain: bool
    """False where the code asks for something this program does not render."""


_TOKEN = re.compile(
    r"""
    "(?P<lit>[^"]*)"?
    |\\(?P<escaped>.)
    |[_*](?P<pad>.)
    |\[(?P<bracket>[^\]]*)\]
    |(?P<end>;)
    |(?P<general>General|G/標準)
    |(?P<ampm>AM/PM|A/P)
    |(?P<exp>E[+-])
    |(?P<date>y+|m+|d+|h+|s+|g+|e+|a+)
    |(?P<digit>[0\#?])
    |(?P<point>\.)|(?P<comma>,)|(?P<percent>%)|(?P<text>@)|(?P<slash>/)
    |(?P<other>.)
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9]+(?:\.[0-9]+)?)")
_COLOUR = re.compile(r"(?i:black|blue|cyan|green|magenta|red|white|yellow|(color|色)\s*[0-9]+)|[黒青水緑紫赤白黄]")
_ELAPSED = re.compile("h+|m+|s+", re.IGNORECASE)
_LOCALES = {"411": "ja", "ja-jp": "ja", "ja-jp-x-gannen": "ja-gannen", "409": "en", "en-us": "en"}


def _locale(name: str) -> str:
    """``411``, ``0411`` and ``ja-JP`` are Japanese; a calendar or numerals of their own are not known here."""
    return _LOCALES.get(name.lower().lstrip("0"), "other")


class _Builder:
    """Collects the tokens of one section."""

    def __init__(self) -> None:
        self.tokens: list[Token] = []
        self.condition: tuple[str, float] | None = None
        self.locale = ""
        self.certain = True

    def bracket(self, content: str) -> None:
        """Take in what stands in square brackets: elapsed time, currency and locale, condition, colour."""
        if _ELAPSED.fullmatch(content):
            self.tokens.append(("elapsed", content.lower()))
        elif content.startswith("$"):
            symbol, dash, name = content[1:].partition("-")
            self.tokens.append(("lit", symbol))
            if dash:
                self.locale = _locale(name)
        elif condition := _CONDITION.fullmatch(content):
            self.condition = (condition[1], float(condition[2]))
        elif not _COLOUR.fullmatch(content):
            self.certain = False

    def take(self, kind: str, text: str) -> None:
        """Take in one token as the expression above found it."""
        if kind == "bracket":
            self.bracket(text)
        elif kind in ("lit", "escaped"):
            self.tokens.append(("lit", text))
        elif kind == "other":
            self.tokens.append(("lit", text))
            self.certain = self.certain and text != "!" and not (text.isascii() and text.isalpha())
        elif kind != "pad":
            self.tokens.append((kind, text.lower() if kind == "date" else text))

    def section(self) -> Section:
        """The finished section."""
        kinds = {kind for kind, _text in self.tokens}
        if kinds & {"date", "elapsed", "ampm"}:
            kind = "date"
        else:
            kind = next((name for name in ("text", "general") if name in kinds), "literal")
            if "digit" in kinds:
                self.certain = self.certain and kind == "literal" and "slash" not in kinds
                kind = "number"
        return Section(kind, tuple(self.tokens), self.condition, self.locale, self.certain)


def sections(code: str) -> list[Section]:
    """The sections of a format code, one at least."""
    result = []
    builder = _Builder()
    for found in _TOKEN.finditer(code):
        kind = found.lastgroup or "lit"
        if kind == "end":
            result.append(builder.section())
            builder = _Builder()
        else:
            builder.take(kind, found[kind] or "")
    result.append(builder.section())
    return result
