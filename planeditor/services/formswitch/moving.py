"""What becomes of every entry when a plan goes over to another form set: a pure function of plan, sets and choice."""
from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from planeditor.domain.fields import FieldDef, Vocabulary, periods_entry, periods_field
from planeditor.domain.periods import Period
from planeditor.domain.plan import (
    CONFIRMED,
    CURRENT,
    FORECAST,
    FORM_SET,
    FORMS_VERSION,
    KEPT,
    PERIODS,
    PLAN_ID,
    RESERVED_MARK,
    WITHHELD,
    Change,
    Key,
    NodeKind,
    Plan,
)
from planeditor.domain.reserved import base_of, subject_of
from planeditor.domain.text import label_key
from planeditor.domain.unplaced import HOLDERS, kept_field, series_of
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import formswitch as say
from planeditor.services.formswitch.choice import Choice
from planeditor.services.formswitch.fields import OldField, Source, old_fields
from planeditor.services.formswitch.periods import covers, years_of


@dataclass(frozen=True, slots=True)
class Piece:
    """A text on its way to an entry: the field it comes from, its period there, and the text."""

    rank: int
    period: str
    text: str


@dataclass
class Moving:
    """Works the move out; nothing is changed by it."""

    plan: Plan
    old: FormSet
    new: FormSet
    choice: Choice

    @cached_property
    def fields(self) -> list[OldField]:
        """The plan's fields with texts; of a set that is not here nobody knows their kinds."""
        found = old_fields(self.plan, self.old.vocabulary)
        return [replace(one, kind="") for one in found] if self.old.missing else found

    @property
    def vocabulary(self) -> Vocabulary:
        """Of the new set."""
        return self.new.vocabulary

    def target(self, source: Source) -> FieldDef | None:
        """The new field of a field, None where its texts stay."""
        return self.choice.target(source, self.vocabulary)

    @cached_property
    def stays(self) -> dict[Source, str]:
        """The key under which the texts of a field stay that has no new one. It is another one than now where the new set
        means something else by it."""
        found: dict[Source, str] = {}
        taken: dict[tuple[NodeKind, str], str] = {}
        for one in self.fields:
            if self.target(one.source) is not None:
                continue
            of, key, _ = one.source
            wanted = self._home(of, key)
            if self._means_another(one, wanted):
                wanted = f"{self.old.id}.{key}"
            count = 1
            free = wanted
            while taken.get((of, free), key) != key or self._means_another(one, free):
                count += 1
                free = f"{wanted}.{count}"
            taken[of, free] = key
            found[one.source] = free
        return found

    def _means_another(self, one: OldField, key: str) -> bool:
        """Whether the new set has a field of its own in that place, or calls another thing so."""
        known = self.vocabulary.by_key.get((one.source.of, key))
        return known is not None and (known.series == one.source.series or label_key(known.label) != label_key(one.label))

    def _home(self, of: NodeKind, key: str) -> str:
        """The key without the sign of the set it comes from, where the plan goes back to that set."""
        home = key.removeprefix(f"{self.new.id}.")
        staying = {f.source.key for f in self.fields if f.source.of == of and self.target(f.source) is None}
        return key if home != key and home in staying else home

    def changes(self) -> list[Change]:
        """Everything that becomes different."""
        after = self.after()
        before = self.plan.entries
        changed = [Change(key, before.get(key), text) for key, text in after.items() if before.get(key) != text]
        return changed + [Change(key, text, None) for key, text in before.items() if key not in after]

    def after(self) -> dict[Key, str]:
        """Every entry as it will be."""
        after: dict[Key, str] = {}
        left: list[tuple[Key, str]] = []
        for key, text in self.plan.entries.items():
            if key.field.startswith(RESERVED_MARK) or self._kind(key.node) not in HOLDERS:
                left.append((key, text))
        for place, pieces in self.pieces.items():
            after[place] = self.joined(pieces)
        for key, text in left:
            self._put_reserved(after, key, text)
        self._put_periods(after)
        self._put_names(after)
        after[Key(PLAN_ID, FORM_SET)] = self.new.id
        after[Key(PLAN_ID, FORMS_VERSION)] = str(self.new.version)
        return after

    @cached_property
    def pieces(self) -> Mapping[Key, list[Piece]]:
        """What comes together in each entry of a field, in the order of the fields and years."""
        ranks = {one.source: rank for rank, one in enumerate(self.fields)}
        found: dict[Key, list[Piece]] = {}
        for key, text in self.plan.entries.items():
            kind = self._kind(key.node)
            if key.field.startswith(RESERVED_MARK) or kind not in HOLDERS:
                continue
            source = Source(kind, key.field, series_of(key))
            found.setdefault(self._place(key, source), []).append(Piece(ranks[source], key.period, text))
        for pieces in found.values():
            pieces.sort(key=lambda p: (p.rank, p.period))
        return found

    def joined(self, pieces: Iterable[Piece]) -> str:
        """The text of an entry from what comes together in it; what is the same is written once, other years with their label."""
        pieces = list(pieces)
        texts = dict.fromkeys(p.text for p in pieces)
        if len(texts) == 1:
            return next(iter(texts))
        if len({p.period for p in pieces}) == 1:
            return "\n".join(texts)
        label = self.old.vocabulary.label_of_period
        return "\n".join(say.OF_YEAR.format(period=label(self.plan, p.period), text=p.text) for p in pieces)

    def _kind(self, node: str) -> NodeKind | None:
        found = self.plan.node(node)
        return found.kind if found is not None else None

    def _place(self, key: Key, source: Source) -> Key:
        target = self.target(source)
        if target is None:
            return key._replace(field=self.stays[source])
        return Key(key.node, target.key, self.moved(key.period, target.series) if key.period else "")

    # Periods

    def moved(self, period: str, series: str) -> str:
        """The key of a period in the new series: the same years, or the longer period that they are put together in."""
        was = Period.from_key(period)
        now = Period(series, was.first, was.last)
        if was.series in self.choice.gathered:
            now = next((long for long in self.periods_of(series) if long.covers(now)), now)
        return now.key

    def periods_of(self, series: str) -> list[Period]:
        """The periods the plan will have in a series, before those that single entries need."""
        definition = self.vocabulary.series.get(series)
        if definition is None:
            return []
        own = [s for s in self.plan.series_names if self.choice.series.get(s, "") == series]
        straight = {
            Period(series, p.first, p.last) for s in own if s not in self.choice.gathered for p in self._periods(s)
        }
        long = {p for p in straight if len(p.years) > max(definition.years, 1)}
        if long and not self._used(long, own):
            straight = straight - long | {cut for p in long for cut in definition.cut(p.first, p.last)}
        if straight:
            return sorted(straight)
        if series in self.plan.series_names and series not in self.choice.series:
            return self._periods(series)
        years = years_of(self.plan, own)
        return definition.cut(years.start, years.stop - 1) if years and not definition.previous else []

    def _used(self, periods: set[Period], series: Collection[str]) -> bool:
        """Whether an entry goes with these periods of the new series: a text, a mark that they are closed, the current one."""
        named = {Period(s, p.first, p.last).key for s in series for p in periods}
        if self.plan.text(PLAN_ID, CURRENT) in named:
            return True
        return any(
            key.period in named and (key.field.startswith(RESERVED_MARK) or self._goes_on(key)) for key in self.plan.entries
        )

    def _goes_on(self, key: Key) -> bool:
        kind = self._kind(key.node)
        return kind in HOLDERS and self.target(Source(kind, key.field, series_of(key))) is not None

    def _periods(self, series: str) -> list[Period]:
        return [Period.from_key(k) for k in self.plan.period_keys(series)]

    def _put_periods(self, after: dict[Key, str]) -> None:
        needed: dict[str, set[Period]] = {}
        for key in after:
            if key.period and not key.field.startswith(RESERVED_MARK) and self._kind(key.node) in HOLDERS:
                needed.setdefault(series_of(key), set()).add(Period.from_key(key.period))
        names = dict.fromkeys([*self.plan.series_names, *self.vocabulary.series])
        for name in names:
            periods = set(self.periods_of(name))
            to = self.choice.series.get(name, "")
            if name in self.plan.series_names and to in ("", name, None) and (to is not None or name in needed):
                periods |= set(self._periods(name))
            if name in self.vocabulary.series:
                periods |= {p for p in needed.get(name, ()) if not covers(periods, p)}
            if periods:
                after[Key(PLAN_ID, periods_field(name))] = periods_entry(periods)

    # Reserved entries

    def _put_reserved(self, after: dict[Key, str], key: Key, text: str) -> None:
        base = base_of(key.field)
        if key.node == PLAN_ID and base in (PERIODS, KEPT):
            return
        to = key
        if base in (FORECAST, CONFIRMED, WITHHELD):
            to = self._companion(key)
        elif key.period:
            to = key._replace(period=self._shifted(key.period))
        elif key == Key(PLAN_ID, CURRENT):
            text = self._shifted(text, gathered=True)
        after[key if to in after or to in self.plan.entries else to] = text

    def _companion(self, key: Key) -> Key:
        """Where an entry that tells of another goes: after it."""
        kind = self._kind(key.node)
        source = Source(kind, subject_of(key.field), series_of(key))  # type: ignore[arg-type]  # looked up only
        target = self.target(source)
        if target is None:
            known = self.stays.get(source, source.key)
            return key._replace(field=f"{base_of(key.field)}:{known}")
        return Key(key.node, f"{base_of(key.field)}:{target.key}", self.moved(key.period, target.series) if key.period else "")

    def _shifted(self, period: str, *, gathered: bool = False) -> str:
        """A period of the plan itself (closed, current) in the series that its own becomes."""
        series = period.rpartition(":")[0]
        to = self.choice.series.get(series, "")
        if not to or (series in self.choice.gathered and not gathered):
            return period
        return self.moved(period, to)

    def _put_names(self, after: dict[Key, str]) -> None:
        """Keep the names of the fields that stay without a place."""
        gone = {kept_field(one.source.of, one.source.key) for one in self.fields}
        names = self.plan.of_node(PLAN_ID).items()
        after.update({key: text for key, text in names if base_of(key.field) == KEPT and key.field not in gone})
        for one in self.fields:
            stays = self.stays.get(one.source)
            if stays is not None and one.label != stays and (one.source.of, stays) not in self.vocabulary.by_key:
                after[Key(PLAN_ID, kept_field(one.source.of, stays))] = one.label


def back(moving: Moving) -> Choice:
    """The choice by which the plan goes back to how it was; what was joined or put together cannot be taken apart again."""
    old = moving.old.vocabulary
    fields: dict[Source, str] = {}
    for one in moving.fields:
        source = one.source
        target = moving.target(source)
        series = target.series if target is not None else source.series
        key = target.key if target is not None else moving.stays[source]
        if (source.of, source.key) in old.by_key and old.by_key[source.of, source.key].series == source.series:
            fields[Source(source.of, key, series)] = source.key
    after = Plan(moving.after())
    series_back: dict[str, str | None] = dict.fromkeys(after.series_names)
    for name in moving.plan.series_names:
        series_back[moving.choice.series.get(name, "") or name] = name
    return Choice(fields, series_back, public=True)
