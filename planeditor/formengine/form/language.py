"""The language of placeholders: what may stand in a cell of a drawing.

``{{施策名}}`` an entry; ``{{分野.名称}}`` with its owner; ``{{年度|和暦}}`` with formats; ``{{通番:分野}}`` a counter;
``{{本文*}}`` running text; ``{{=SUM([件数])}}`` or ``{{合計=SUM([件数])}}`` a computed cell; ``{{{{`` a literal ``{{``.
"""
from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_OPEN, _CLOSE = "{{", "}}"
_PLACEHOLDER = re.compile(r"\{\{\{\{|\}\}\}\}|\{\{(?P<body>.*?)\}\}", re.DOTALL)
_NAME = re.compile(
    r"(?:(?P<owner>[^.:|=*]+)\.)?(?P<name>[^.:|=*]+)(?P<flow>\*)?(?::(?P<scope>[^|]+))?(?P<formats>(?:\|[^|]+)*)$"
)
_FORMULA = re.compile(r"(?P<name>[^=|:.\[\](]*)=(?P<expression>.+)$", re.DOTALL)


class LanguageError(ValueError):
    """A placeholder that cannot be understood; ``str()`` is the placeholder as drawn."""


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A place for an entry or for something derived from the plan."""

    name: str
    owner: str = ""
    scope: str = ""
    formats: tuple[str, ...] = ()
    flow: bool = False


@dataclass(frozen=True, slots=True)
class Formula:
    """A computed cell: an expression over named cells, written to Excel as a real formula."""

    expression: str
    name: str = ""


Part = str | Placeholder | Formula


@dataclass(frozen=True, slots=True)
class Template:
    """The content of one drawn cell."""

    parts: tuple[Part, ...]

    @property
    def fixed_text(self) -> str | None:
        """The text, where nothing in it varies; else None."""
        if any(not isinstance(p, str) for p in self.parts):
            return None
        return "".join(p for p in self.parts if isinstance(p, str))

    @property
    def alone(self) -> Placeholder | None:
        """The placeholder, where it is all there is; text around one makes the cell print-only."""
        first = self.parts[0] if len(self.parts) == 1 else None
        return first if isinstance(first, Placeholder) else None

    @property
    def formula(self) -> Formula | None:
        """The formula, where the cell is computed."""
        first = self.parts[0] if len(self.parts) == 1 else None
        return first if isinstance(first, Formula) else None

    @property
    def name(self) -> str:
        """By what formulas call the cell, "" where they cannot."""
        return self.alone.name if self.alone else self.formula.name if self.formula else ""

    @property
    def placeholders(self) -> tuple[Placeholder, ...]:
        """Every placeholder in the cell."""
        return tuple(p for p in self.parts if isinstance(p, Placeholder))


    def spelled(self, words: Mapping[Placeholder, str]) -> Template:
        """The template with these placeholders as fixed text."""
        if not any(isinstance(p, Placeholder) and p in words for p in self.parts):
            return self
        parts: list[Part] = []
        for part in self.parts:
            text = words.get(part) if isinstance(part, Placeholder) else part if isinstance(part, str) else None
            if text is None:
                parts.append(part)
            elif parts and isinstance(parts[-1], str):
                parts[-1] += text
            else:
                parts.append(text)
        return Template(tuple(parts))


EMPTY = Template(())


def parse_template(text: str) -> Template:
    """The template of a drawn cell's text. Raises LanguageError naming the placeholder that cannot be understood."""
    parts: list[Part] = []
    literal = ""
    end = 0
    for match in _PLACEHOLDER.finditer(text):
        literal += text[end : match.start()]
        end = match.end()
        body = match["body"]
        if body is None:
            literal += _OPEN if match[0] == _OPEN * 2 else _CLOSE
            continue
        if literal:
            parts.append(literal)
            literal = ""
        parts.append(_parse_body(body, match[0]))
    literal += text[end:]
    if literal:
        parts.append(literal)
    if _OPEN in re.sub(_PLACEHOLDER, "", text):
        raise LanguageError(text)
    if len(parts) > 1 and any(isinstance(p, Formula) for p in parts):
        raise LanguageError(text)
    return Template(tuple(parts))


def _parse_body(body: str, drawn: str) -> Placeholder | Formula:
    formula = _FORMULA.match(body.strip())
    if formula:
        return Formula(formula["expression"].strip(), formula["name"].strip())
    match = _NAME.match(body.strip())
    if match is None:
        raise LanguageError(drawn)
    formats = tuple(f.strip() for f in (match["formats"] or "").split("|") if f.strip())
    return Placeholder(
        match["name"].strip(), (match["owner"] or "").strip(), (match["scope"] or "").strip(), formats, bool(match["flow"])
    )


@dataclass(frozen=True, slots=True)
class Mark:
    """One directive in the margin of a drawing: ``繰返 年度 順=逆`` -> word, arguments, options."""

    word: str
    arguments: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()

    def option(self, name: str, usual: str = "") -> str:
        """The value of an option, or the usual one."""
        return dict(self.options).get(name, usual)

    def every(self, name: str) -> tuple[str, ...]:
        """The values of an option that may be written several times, in order."""
        return tuple(value for one, value in self.options if one == name)

    @property
    def argument(self) -> str:
        """The first argument, "" where there is none."""
        return self.arguments[0] if self.arguments else ""


def parse_marks(text: str) -> list[Mark]:
    """The directives of one margin cell, one a line."""
    marks = []
    for line in text.splitlines():
        words = line.replace("　", " ").replace("＝", "=").split()
        if not words:
            continue
        options = tuple((name, value) for name, _, value in (w.partition("=") for w in words[1:] if "=" in w))
        marks.append(Mark(words[0], tuple(w for w in words[1:] if "=" not in w), options))
    return marks
