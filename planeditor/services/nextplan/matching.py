"""Which field and series of the new form set takes over what one of the old set holds: the same key, else the same label."""
from __future__ import annotations

from functools import cached_property

from planeditor.domain.fields import FieldDef, Vocabulary
from planeditor.domain.periods import Period
from planeditor.domain.plan import NAME, NUMBER, NodeKind, Plan
from planeditor.domain.text import label_key


class Matching:
    """From one vocabulary to another, which may be the same."""

    def __init__(self, old: Vocabulary, new: Vocabulary) -> None:
        self.old, self.new = old, new
        self._targets: dict[tuple[NodeKind, str], FieldDef | None] = {}

    def target(self, of: NodeKind, key: str) -> FieldDef | None:
        """The plan field that a text of a field is carried to, None where there is none. Fields of years have none."""
        place = (of, key)
        if place not in self._targets:
            self._targets[place] = self._find(of, key)
        return self._targets[place]

    @cached_property
    def previous(self) -> dict[str, list[FieldDef]]:
        """The fields of measures that show the plan before, by the field of it that they are filled from."""
        found: dict[str, list[FieldDef]] = {}
        for definition in self.new.of("measure"):
            if definition.previous:
                found.setdefault(definition.previous, []).append(definition)
        return found

    def former_period(self, definition: FieldDef, period: str) -> str | None:
        """The key of the period in which a field shows what stood in a period of the plan before, None for none."""
        if not definition.series or not period:
            return "" if not definition.series and not period else None
        series = self.new.series[definition.series]
        found = Period.from_key(period)
        return Period(series.name, found.first, found.last).key if series.previous == found.series else None

    def _find(self, of: NodeKind, key: str) -> FieldDef | None:
        known = {f.key: f for f in self.new.fields if f.of == of and f.key not in (NUMBER, NAME) and _takes_over(f)}
        own = self.old.by_key.get((of, key))
        if own is not None and (own.kind != "plan" or own.series):
            return None
        if key in known:
            return known[key]
        labels = {label_key(label) for label in (own.label, *own.aliases)} if own else set()
        fitting = [f for f in known.values() if labels & {label_key(label) for label in (f.label, *f.aliases)}]
        return fitting[0] if len(fitting) == 1 else None


def next_periods(old: Plan, old_words: Vocabulary, new: Vocabulary, years: range) -> list[Period]:
    """The periods of the next plan: its years, as each series cuts them, and those of the plan before where a series shows it."""
    found = []
    for name, series in new.series.items():
        if series.previous:
            found += [Period(name, p.first, p.last) for p in old_words.periods(old, series.previous)]
        else:
            found += series.cut(years.start, years.stop - 1)
    return found


def _takes_over(definition: FieldDef) -> bool:
    return definition.kind == "plan" and not definition.series and not definition.previous
