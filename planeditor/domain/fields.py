"""What a form set asks for: fields, period series, words. The single source for forms, panels, checks and merge."""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from planeditor.domain.blocks import COVERS
from planeditor.domain.eras import era_of_fiscal_year
from planeditor.domain.periods import Period, bare_year, parse_run, year_label
from planeditor.domain.plan import HANDED_OVER, LABEL, PERIODS, PLAN_ID, SEEN, NodeKind, Plan
from planeditor.domain.soundness import is_period_key
from planeditor.domain.stages import counts_places, is_place, parse_place, place_of, print_place
from planeditor.domain.text import shorten
from planeditor.messages import words

_STYLES = ("H", "和暦", "西暦", "年")
YEAR_LABEL = "{H}年度"
_LONGEST = 40
FieldKind = Literal["plan", "report", "internal"]
FieldType = Literal["text", "number", "choice", "symbol"]


@dataclass(frozen=True, slots=True)
class FieldDef:
    """One thing a form asks of a node, or of a node in a period."""

    key: str
    label: str
    of: NodeKind
    series: str = ""
    """The period series the field belongs to; "" where it is not of a period."""
    kind: FieldKind = "plan"
    type: FieldType = "text"
    choices: tuple[str, ...] = ()
    default: str = ""
    """What a form prints where nothing is entered: a label with variants (活動目標 / 成果指標)."""
    required: bool = False
    length: int = 0
    """How many characters are usual; 0 = no hint."""
    aliases: tuple[str, ...] = ()
    """Other printings of the label."""
    computed: str = ""
    """``form.name``: the computed cell that a figure typed from a printed table should equal."""
    figure: bool = False
    """Whether a figure is asked for, so that it may be 見込 at first and 確定 later."""
    previous: str = ""
    """The field of the plan before that the next plan fills this one from; "" = from none."""


@dataclass(frozen=True, slots=True)
class SeriesDef:
    """A series of periods and how their labels are printed, with {H} {和暦} {西暦} {年} and {H2} {年2} for the last year,
    or with {序} (1st) {番} (1) for the period's place in the plan."""

    name: str
    label: str = YEAR_LABEL
    run: str = "{H}～{H2}年度"
    pair: str = ""
    """Label of a run of two years; "" = as any run."""
    default_era: str = ""
    """The era of years printed without one, where no plan is at hand; a plan counts them in the era its series begins in."""
    bare_years: bool = False
    """Whether a bare number in this series' heads is a year."""
    years: int = 1
    """How many years a period of this series is in a new plan."""
    previous: str = ""
    """The series of the plan before whose years this one shows; "" = the years are the plan's own."""

    @property
    def counts_places(self) -> bool:
        """Whether a period is printed by its place in the plan."""
        return counts_places(self.label)

    def print_label(
        self, period: Period, style: str = "", places: tuple[int, int] | None = None, era: str = ""
    ) -> str:
        """The usual label of a period; ``style`` is one of H, 和暦, 西暦, 年 instead of the series' own.

        ``places``: of the first and the last period in the plan, where they are printed by it and the plan is known.
        ``era``: that of years printed without one, where it is not the usual one.
        """
        era = era or self.default_era
        if is_place(period) and self.counts_places:
            places, style = (period.first, period.last), ""
        if not style and places and self.counts_places:
            first, last = (print_place(self.label, place) for place in places)
            return first if places[0] == places[1] else f"{first}～{last}"
        if style:
            first = _year(period.first, style, era)
            return first if period.first == period.last else f"{first}～{_year(period.last, style, era)}"
        years = period.last - period.first + 1
        one = YEAR_LABEL if self.counts_places else self.label
        pattern = one if years == 1 else self.pair if years == 2 and self.pair else self.run
        values = {s: _year(period.first, s, era) for s in _STYLES}
        values |= {f"{s}2": _year(period.last, s, era) for s in _STYLES}
        return pattern.format_map(values)

    def cut(self, first: int, last: int) -> list[Period]:
        """The periods of a plan of these fiscal years: of as many years as the series says, the last one of those left."""
        length = max(self.years, 1)
        return [Period(self.name, year, min(year + length - 1, last)) for year in range(first, last + 1, length)]

    def parse_label(self, text: str) -> Period | None:
        """The period a printed label means, whatever its spelling or era; None where it is no such label.

        A label that counts places gives a period of "years" 1, 2 …: only the plan tells which years these are.
        """
        place = parse_place(self.name, self.label, text) if self.counts_places else None
        if place is not None:
            return place
        if not self.bare_years and text.strip().isdigit():
            return None
        run = parse_run(text, self.default_era)
        return Period(self.name, *run) if run else None


def _year(year: int, style: str, era: str) -> str:
    return bare_year(year, era) if style == "年" else year_label(year, style)


@dataclass(frozen=True)
class Vocabulary:
    """The fields, series and words of a form set."""

    fields: tuple[FieldDef, ...]
    series: Mapping[str, SeriesDef]
    words: Mapping[str, str] = field(default_factory=dict)
    kept: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Names of fields that a plan has texts of although the form set has no such field, by holder and key."""

    @cached_property
    def by_key(self) -> dict[tuple[NodeKind, str], FieldDef]:
        """Fields by kind of node and key."""
        return {(f.of, f.key): f for f in self.fields}

    @cached_property
    def by_label(self) -> dict[str, list[FieldDef]]:
        """Fields by label and alias; several kinds of node may share one."""
        table: dict[str, list[FieldDef]] = {}
        for definition in self.fields:
            for label in (definition.label, *definition.aliases):
                table.setdefault(label, []).append(definition)
        return table

    def of(self, kind: NodeKind) -> list[FieldDef]:
        """The fields of a kind of node, in the form set's order."""
        return [f for f in self.fields if f.of == kind]

    def label(self, kind: NodeKind, key: str) -> str:
        """The label of a field: the form set's, the program's own word for a reserved one, else the key."""
        definition = self.by_key.get((kind, key))
        if definition is not None:
            return definition.label
        if (kind, key) in self.kept:
            return self.kept[kind, key]
        if key in words.RESERVED:
            return words.RESERVED[key]
        base, _, argument = key.partition(":")
        word = words.RESERVED.get(base, base)
        if base in (COVERS, HANDED_OVER):  # the argument is the id of an item
            return word
        if base == SEEN:  # a rule stands before the field
            argument = argument.partition(":")[2]
        other = self.by_key.get((kind, argument))  # @forecast:effect is about the field effect
        return words.WITH_ARGUMENT.format(word=word, argument=other.label if other else argument) if argument else word

    def word(self, name: str, usual: str | None = None) -> str:
        """The form set's word for something (施策 / 事業, 改定 / 改訂), else ``usual``, by default the program's own word."""
        return self.words.get(name, words.USUAL.get(name, "") if usual is None else usual)

    def periods(self, plan: Plan, series: str) -> list[Period]:
        """The plan's periods of a series, in order."""
        return [Period.from_key(k) for k in plan.period_keys(series)]

    def new_periods(self, years: Sequence[int]) -> list[Period]:
        """The periods of a new plan of these fiscal years, in every series; one that shows the plan before has none of its own."""
        own = [series for series in self.series.values() if years and not series.previous]
        return [period for series in own for period in series.cut(years[0], years[-1])]

    def all_periods(self, plan: Plan) -> list[Period]:
        """The plan's periods of every series."""
        return [p for name in plan.series_names for p in self.periods(plan, name)]

    def period_label(self, plan: Plan, period: Period, form: str = "", style: str = "") -> str:
        """The label a period is printed with: the plan's own for that form where it has one, else the series' usual."""
        own = plan.text(PLAN_ID, label_field(form, style), period.key) if form else ""
        series = self.series.get(period.series, SeriesDef(period.series))
        places = place_of(period, self.periods(plan, period.series)) if series.counts_places else None
        return own or series.print_label(period, style, places, self.era(plan, period.series))

    def era(self, plan: Plan, series: str) -> str:
        """The era in which a plan counts the years of a series that are printed without one: that of its first year."""
        known = self.series.get(series)
        if known is None or not known.default_era:
            return ""
        found = era_of_fiscal_year(Period.from_key(keys[0]).first) if (keys := plan.period_keys(series)) else None
        return found.name if found else known.default_era

    def label_of_period(self, plan: Plan, key: str) -> str:
        """The usual label of the period with that key, "" for none; a key that is none is its own label: the log may hold any."""
        return self.period_label(plan, Period.from_key(key)) if is_period_key(key) else shorten(key, _LONGEST)


def periods_entry(periods: Iterable[Period]) -> str:
    """The text of the reserved ``@periods:<series>`` entry for these periods."""
    return " ".join(p.key for p in sorted(set(periods)))


def label_field(form: str, style: str = "") -> str:
    """The field key under which a plan keeps the label that a form prints for a period, where it is not the usual one."""
    return f"{LABEL}:{form}:{style}" if style else f"{LABEL}:{form}"


def periods_field(series: str) -> str:
    """The field key of that entry."""
    return f"{PERIODS}:{series}"
