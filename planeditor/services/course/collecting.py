"""How entries came about: every change of them, from where it came, and what the department has said to it."""
from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from planeditor.domain.days import long_day
from planeditor.domain.fields import FieldDef
from planeditor.domain.periods import Period
from planeditor.domain.plan import CONFIRMED, FORECAST, Change, Key, Node, Plan
from planeditor.domain.reserved import base_of, forecast_field, subject_of
from planeditor.domain.soundness import is_period_key
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import course as say
from planeditor.messages import services as say_services
from planeditor.services.editing.entry import entry_name
from planeditor.services.intake.senders import Senders
from planeditor.services.publishing.readout import figures_in
from planeditor.services.requests.confirming import is_confirmed
from planeditor.store.log import ChangeGroup
from planeditor.store.receipts import Receipt

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document


@dataclass(frozen=True, slots=True)
class Step:
    """One change of an entry, as the paper tells it."""

    at: dt.datetime
    who: str
    name: str
    source: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Course:
    """One entry: what it says now, the time it counts, how its figure is made, whether the department agreed, every change."""

    key: Key
    title: str
    now: str
    span: str
    figure: str
    agreed: str
    steps: tuple[Step, ...]


class Courses:
    """Collects the courses of entries; made with the document, in its thread. With the whole log it needs the document no more."""

    def __init__(self, document: Document, forms: FormSet, log: Sequence[ChangeGroup] | None = None) -> None:
        """``log``: all of it, latest first, where many measures are asked for."""
        self._document, self._forms, self._log = document, forms, log
        self._plan: Plan = document.plan()
        self._receipts: dict[int, Receipt] = {r.number: r for r in document.receipts.all()}
        self._senders = Senders(document)

    def of_measure(self, node: Node, fields: Sequence[FieldDef] = (), periods: Sequence[Period] = ()) -> list[Course]:
        """The courses of a measure's entries that ever had a text: of these fields (default: those of the report) in these periods
        (default: all), by period and field."""
        wanted = fields or [f for f in self._forms.vocabulary.of(node.kind) if f.kind == "report"]
        places = {f.key: n for n, f in enumerate(wanted)}
        chosen = {p.key for p in periods}
        found: dict[Key, list[tuple[ChangeGroup, Change]]] = {}
        for group, change in self._changes(node.id):
            key = _subject(change.key)
            if key.field in places and (not chosen or key.period in chosen):
                found.setdefault(key, []).append((group, change))
        written = [key for key, changes in found.items() if any(c.key == key for _, c in changes)]
        written.sort(key=lambda key: (_when(key.period), places[key.field]))
        return [self._course(node, key, found[key]) for key in written]

    def _changes(self, node: str) -> list[tuple[ChangeGroup, Change]]:
        """Every change of a node, first to last."""
        if self._log is None:
            return [(group, change) for group in self._document.log(node)[::-1] for change in group.changes]
        return self._by_node.get(node, [])

    @cached_property
    def _by_node(self) -> dict[str, list[tuple[ChangeGroup, Change]]]:
        found: dict[str, list[tuple[ChangeGroup, Change]]] = {}
        for group in reversed(self._log or ()):
            for change in group.changes:
                found.setdefault(change.key.node, []).append((group, change))
        return found

    def _course(self, node: Node, key: Key, changes: Sequence[tuple[ChangeGroup, Change]]) -> Course:
        vocabulary, now = self._forms.vocabulary, self._plan.text(*key)
        definition = vocabulary.by_key.get((node.kind, key.field))
        return Course(
            key, entry_name(self._plan, vocabulary, key), now or say.EMPTY, self._span(key.period),
            "\n".join(self._figure(definition, key, now)) if definition else "", self._agreed(key, now, changes),
            tuple(self._step(key, group, change) for group, change in changes),
        )  # fmt: skip

    def _span(self, period_key: str) -> str:
        if not is_period_key(period_key):
            return ""
        period = Period.from_key(period_key)
        first, last = dt.date(period.first, 4, 1), dt.date(period.last + 1, 3, 31)
        label = self._forms.vocabulary.period_label(self._plan, period)
        return say.SPAN.format(period=label, first=long_day(first), last=long_day(last))

    def _figure(self, definition: FieldDef, key: Key, now: str) -> Iterator[str]:
        if definition.figure and now:
            told = [
                say.FIGURE_SHARE.format(number=f.number, whole=f.whole, unit=f.unit, percent=f"{_percent(f.number, f.whole):.1f}")
                if f.whole else say.FIGURE_ONE.format(number=f.number, unit=f.unit)
                for f in figures_in(now)
            ]
            yield say.FIGURE.format(figures="、".join(told)) if told else say.NO_FIGURE
        if self._plan.text(key.node, forecast_field(key.field), key.period):
            yield say.FORECAST_NOW
        form, _, cell = definition.computed.partition(".")
        if cell and form in self._forms.forms:
            yield say.COMPARED.format(form=self._forms.forms[form].title, cell=cell)
        yield from self._computing(definition.label)

    def _computing(self, label: str) -> Iterator[str]:
        """The computed cells of the forms that the field goes into."""
        for form in self._forms.forms.values():
            for cell in form.drawing.cells.values():
                formula = cell.template.formula
                if formula is not None and (f"[{label}]" in formula.expression or f"[{label}:" in formula.expression):
                    name = formula.name or say.UNNAMED_CELL
                    yield say.COMPUTED_BY.format(form=form.title, name=name, formula=formula.expression)

    def _agreed(self, key: Key, now: str, changes: Sequence[tuple[ChangeGroup, Change]]) -> str:
        """What the department has to do with the text as it is now."""
        if not now or not key.period:
            return ""
        if is_confirmed(self._plan, key):
            days = [g.at for g, c in changes if base_of(c.key.field) == CONFIRMED and c.new and not g.undone]
            return say.AGREED_CONFIRMED.format(date=long_day(days[-1].astimezone().date())) if days else ""
        last = next((g for g, c in reversed(changes) if c.key == key and c.new == now and _writes(g)), None)
        if last is not None and last.receipt is not None and last.source.startswith(say_services.SOURCE_SUBMISSION):
            sender = self._senders.of_node(last.receipt, key.node) or say.AGREED_UNKNOWN_SENDER
            return say.AGREED_SUBMITTED.format(department=sender, receipt=last.receipt)
        return say.NOT_AGREED

    def _step(self, key: Key, group: ChangeGroup, change: Change) -> Step:
        old, new = change.old or "", change.new or ""
        base = base_of(change.key.field) if change.key != key else ""
        if base == FORECAST:
            old, new = "", say.STEP_FORECAST.format(text=new) if new else say.STEP_FORECAST_FINAL
        elif base == CONFIRMED:
            old, new = "", say.STEP_CONFIRMED if new else say.STEP_CONFIRMED_OFF
        name = say.UNDONE.format(name=group.name) if group.undone else group.name
        return Step(group.at, group.who, name, "\n".join(filter(None, (group.source, self._receipt(group.receipt)))), old, new)

    def _receipt(self, number: int | None) -> str:
        if number is None:
            return ""
        receipt = self._receipts.get(number)
        if receipt is None:
            return say.RECEIPT_GONE.format(receipt=number)
        return say.RECEIPT.format(receipt=number, file=receipt.file_name, sha256=receipt.sha256)


def _subject(key: Key) -> Key:
    """The entry that a change is about: of a figure's 見込 and of an agreement the figure, the text."""
    if base_of(key.field) in (FORECAST, CONFIRMED):
        return key._replace(field=subject_of(key.field))
    return key


def _writes(group: ChangeGroup) -> bool:
    """Whether an operation wrote its texts itself, and is in force: undoing another one brings back what somebody else wrote."""
    return group.kind in ("create", "edit") and not group.undone


def _when(period_key: str) -> tuple[int, int]:
    period = Period.from_key(period_key) if is_period_key(period_key) else None
    return (period.first, period.last) if period else (0, 0)


def _percent(part: str, whole: str) -> float:
    return float(part) * 100 / float(whole) if float(whole) else 0.0
