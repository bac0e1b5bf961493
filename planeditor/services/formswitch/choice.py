"""What the user chooses when a plan goes over to another form set."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from planeditor.domain.current import main_series
from planeditor.domain.fields import FieldDef, Vocabulary
from planeditor.domain.plan import NodeKind, Plan
from planeditor.formengine.form.formset import FormSet
from planeditor.services.formswitch.fields import OldField, Source, likely

Target = tuple[NodeKind, str]
"""A field of the new set: whose, and its key."""


@dataclass(frozen=True)
class Choice:
    """Where the texts of each field and the periods of each series go."""

    fields: Mapping[Source, str] = field(default_factory=dict)
    """The key of the new field for each; "" or none = the texts stay as they are."""
    series: Mapping[str, str | None] = field(default_factory=dict)
    """The new series for each of the plan's; "" or none = it stays; None = it goes where nothing stands in it."""
    joined: frozenset[Target] = frozenset()
    """New fields that take the texts of several old ones, one below the other."""
    gathered: frozenset[str] = frozenset()
    """Series of the plan whose years are put together into the longer periods of the new series."""
    public: bool = False
    """Whether it is agreed that internal texts come into fields that are printed."""

    def target(self, source: Source, new: Vocabulary) -> FieldDef | None:
        """The new field for the texts of a field; None = they stay."""
        chosen = self.fields.get(source, "")
        return new.by_key.get((source.of, chosen)) if chosen else None


def propose(plan: Plan, old: FormSet, new: FormSet, fields: list[OldField]) -> Choice:
    """What is likely meant. No two fields are put into one; the first of them gets it."""
    chosen: dict[Source, str] = {}
    taken: set[Target] = set()
    own_first = sorted(fields, key=lambda f: (likely_rank(f, new), not f.kind))
    for one in own_first:
        found = likely(one, new.id, new.vocabulary)
        if found is not None and (found.of, found.key) not in taken:
            taken.add((found.of, found.key))
            chosen[one.source] = found.key
    series = _series(plan, old.vocabulary, new.vocabulary)
    return Choice(chosen, series, gathered=gathering(series, old.vocabulary, new.vocabulary))


def gathering(series: Mapping[str, str | None], old: Vocabulary, new: Vocabulary) -> frozenset[str]:
    """The series that become one of longer periods: their years are put together, unless the user would rather keep them."""
    return frozenset(name for name, to in series.items() if to and gathers(name, to, old, new))


def gathers(name: str, to: str, old: Vocabulary, new: Vocabulary) -> bool:
    """Whether the periods of the new series are longer than those of the old one."""
    years = old.series[name].years if name in old.series else 1
    return to in new.series and new.series[to].years > years


def likely_rank(one: OldField, new: FormSet) -> int:
    """0 for a field that the new set has under the same key, 1 for others: those find their place first."""
    return 0 if (one.source.of, one.source.key) in new.vocabulary.by_key else 1


def _series(plan: Plan, old: Vocabulary, new: Vocabulary) -> dict[str, str | None]:
    """Series of the same name; the one that is reported in becomes the one that is reported in."""
    chosen: dict[str, str | None] = {name: name for name in plan.series_names if name in new.series}
    main, reported = main_series(old), main_series(new)
    if main in plan.series_names and main not in chosen and reported and reported not in chosen.values():
        chosen[main] = reported
    return chosen
