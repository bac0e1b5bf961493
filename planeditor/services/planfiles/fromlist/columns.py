"""What the columns of a list are for: proposed from their heads, by the form set's labels and by what offices usually write."""
from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from planeditor.domain.fields import FieldDef, SeriesDef, Vocabulary
from planeditor.domain.periods import Period, parse_run
from planeditor.domain.plan import DEPARTMENTS, NAME, NUMBER, RESERVED_MARK
from planeditor.domain.text import label_key
from planeditor.messages import fromlist as say

MEMO = "memo"
"""The internal field that takes what no other field does, where the form set has it."""
UseKind = Literal["skip", "number", "name", "departments", "area", "field", "memo"]


@dataclass(frozen=True, slots=True)
class Use:
    """What a column is for. ``field`` and ``period`` (its years only count) say which entry of a measure it holds."""

    kind: UseKind = "skip"
    field: str = ""
    period: str = ""


SKIP = Use()
_WESTERN = re.compile(r"(?:19|20)[0-9]{2}")
_NO_PLACE = 1000
"""A stage is told by its place in the plan (1st); only the plan knows its years."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its number from 1, its letter in Excel, the texts of its head from the top, and some of its cells."""

    index: int
    letter: str
    parts: tuple[str, ...]
    samples: tuple[str, ...] = ()

    @property
    def head(self) -> str:
        """The head on one line; the column's letter where it has none."""
        return say.HEAD_JOIN.join(" ".join(p.split()) for p in self.parts) or say.COLUMN.format(letter=self.letter)


def propose(columns: Iterable[Column], vocabulary: Vocabulary) -> dict[int, Use]:
    """The likely use of each column; what is not known is kept in the memo where there is one."""
    taken: set[Use] = set()
    found: dict[int, Use] = {}
    rest = Use("memo") if memo_field(vocabulary) else SKIP
    for column in columns:
        use = likely(column, vocabulary)
        if use is None or (use in taken and use.kind != "area"):
            use = rest if column.samples else SKIP
        if use.kind not in ("area", "memo", "skip"):
            taken.add(use)
        found[column.index] = use
    return found


def likely(column: Column, vocabulary: Vocabulary) -> Use | None:
    """What a column is likely for, None where nothing speaks for anything."""
    for part in reversed(column.parts):
        use = _plain(part, vocabulary)
        if use is not None:
            return use
    return _of_year(column, vocabulary)


def _plain(part: str, vocabulary: Vocabulary) -> Use | None:
    wanted = label_key(part)
    known: tuple[tuple[UseKind, str, tuple[str, ...]], ...] = (
        ("number", NUMBER, say.NUMBERS), ("name", NAME, say.NAMES), ("departments", DEPARTMENTS, say.DEPARTMENTS),
    )  # fmt: skip
    for kind, key, _ in known:
        if wanted == label_key(vocabulary.label("measure", key)):
            return Use(kind)
    for field in fields(vocabulary):
        if not field.series and wanted in _labels(field):
            return Use("field", field.key)
    for kind, _, usual in known:
        if wanted.casefold() in {label_key(u).casefold() for u in usual}:
            return Use(kind)
    areas = {*map(label_key, say.AREAS), label_key(vocabulary.word("area")), label_key(vocabulary.word("area") + "名")}
    return Use("area") if wanted in areas else None


def _of_year(column: Column, vocabulary: Vocabulary) -> Use | None:
    """A field of a year, where one part of the head is a year and another the field's label.

    Without a label the first field that takes any words, of years rather than of longer periods; never one that shows the
    years of the plan before.
    """
    years = {series.name: year for series in vocabulary.series.values() if (year := _year(column, series)) is not None}
    own = [f for f in fields(vocabulary) if f.series in years]
    parts = {label_key(part) for part in column.parts}
    named = next((f for f in own if parts & _labels(f)), None)
    if named is None:
        free = [f for f in own if not vocabulary.series[f.series].previous]
        named = min(free, key=lambda f: (f.type == "symbol", vocabulary.series[f.series].years), default=None)
    return Use("field", named.key, years[named.series].key) if named is not None else None


def _year(column: Column, series: SeriesDef) -> Period | None:
    """The period of a series that a part of the head says; 2025 alone is a year too."""
    for part in column.parts:
        found = series.parse_label(part)
        if found is None and _WESTERN.fullmatch(label_key(part)) and (run := parse_run(part)) is not None:
            found = Period(series.name, *run)
        if found is not None and found.first > _NO_PLACE:
            return found
    return None


def _labels(field: FieldDef) -> set[str]:
    return {label_key(label) for label in (field.label, *field.aliases)}


def fields(vocabulary: Vocabulary) -> list[FieldDef]:
    """The fields of a measure that a column can be for."""
    return [f for f in vocabulary.of("measure") if not f.key.startswith(RESERVED_MARK)]


def memo_field(vocabulary: Vocabulary) -> FieldDef | None:
    """The field for what has no other place: internal, of no year."""
    internal = [f for f in fields(vocabulary) if f.kind == "internal" and not f.series and f.type == "text"]
    return next((f for f in internal if f.key == MEMO), internal[0] if internal else None)


def use_label(use: Use, vocabulary: Vocabulary) -> str:
    """How a use is called on screen."""
    words = {"measure": vocabulary.word("measure"), "area": vocabulary.word("area")}
    if use.kind == "field":
        field = vocabulary.by_key.get(("measure", use.field))
        label = field.label if field else use.field
        period = Period.from_key(use.period) if use.period else None
        series = vocabulary.series.get(period.series) if period else None
        if period is None or series is None:
            return say.FIELD.format(field=label)
        return say.FIELD_IN.format(field=label, period=period_name(series, period))
    if use.kind == "memo":
        memo = memo_field(vocabulary)
        return say.MEMO.format(field=memo.label if memo else "")
    texts: Mapping[str, str] = {"skip": say.SKIP, "number": say.NUMBER, "name": say.NAME, "departments": say.DEPARTMENT, "area": say.AREA}
    return texts[use.kind].format_map(words)


def period_name(series: SeriesDef, period: Period) -> str:
    """How the years of a column are called: with their era, also where the form leaves it out."""
    return series.print_label(period, "H" if series.default_era else "")


def names(use: Use, vocabulary: Vocabulary) -> set[str]:
    """By what a use may be named: as on screen, and where a column is of no year by the form set's own label (施策番号)."""
    keys = {"number": NUMBER, "name": NAME, "departments": DEPARTMENTS}
    definition = vocabulary.by_key.get(("measure", keys.get(use.kind, use.field)))
    plain = {"number": say.NUMBERS, "name": say.NAMES, "departments": say.DEPARTMENTS, "area": say.AREAS}.get(use.kind, ())
    found = {label_key(text) for text in (use_label(use, vocabulary), *plain)}
    return found | (_labels(definition) if definition and not use.period else set())


def possible(vocabulary: Vocabulary, years: Iterable[int] = (), heads: Iterable[Use] = ()) -> list[Use]:
    """Every use a column can be given. ``years``: of the plan; ``heads``: the uses proposed, whose years are offered too."""
    found = [SKIP, Use("number"), Use("name"), Use("departments"), Use("area")]
    found += [Use("field", f.key) for f in fields(vocabulary) if not f.series]
    wanted = {Period.from_key(use.period) for use in heads if use.period}
    years = list(years)
    for field in fields(vocabulary):
        if field.series:
            definition = vocabulary.series[field.series]
            own = set(definition.cut(min(years), max(years))) if years else set()
            own |= {Period(field.series, p.first, p.last) for p in wanted}
            found += [Use("field", field.key, p.key) for p in sorted(own)]
    return found + ([Use("memo")] if memo_field(vocabulary) else [])


def years_in(uses: Iterable[Use]) -> tuple[int, int] | None:
    """The first and the last year that columns are of; None where none is of a year."""
    periods = [Period.from_key(use.period) for use in uses if use.period]
    return (min(p.first for p in periods), max(p.last for p in periods)) if periods else None
