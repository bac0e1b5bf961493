"""What stands on the sheets of a request: which forms, which cells are open, and what is told beside them."""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from planeditor.domain.errors import KnownError
from planeditor.domain.periods import Period
from planeditor.domain.plan import PLAN_ID, Key, Plan
from planeditor.domain.reserved import forecasts_in
from planeditor.formengine.form.definition import FormDef
from planeditor.formengine.form.formset import FormSet
from planeditor.formengine.requesting.order import OpenCell, SheetOrder
from planeditor.messages import requests as say
from planeditor.services.editing.lastyear import last_year
from planeditor.services.requests.scope import Scope

_NO_POINTS: Mapping[Key, str] = {}


@dataclass(frozen=True)
class AskedForm:
    """A form that a request goes out in, and the keys of the fields that are open there."""

    form: FormDef
    fields: frozenset[str]


@dataclass
class SheetMaker:
    """Orders the sheets of one form for requests of one scope and one state of a plan."""

    plan: Plan
    forms: FormSet
    scope: Scope
    asked: AskedForm
    _cells: dict[tuple[str, str], OpenCell | None] = field(default_factory=dict, init=False)

    def __post_init__(self) -> None:
        self.past = frozenset(p.key for p in _before(self.plan, self.forms, self.scope))
        """The periods before those asked for, whose rows may be corrected beside."""

    def is_open(self, key: Key) -> OpenCell | None:
        """How a cell is filled in, None for one that is not asked for here."""
        node = self.plan.node(key.node)
        if node is None or node.kind != "measure":
            return None
        place = (key.field, key.period)
        if place not in self._cells:
            self._cells[place] = self._open_cell(*place)
        return self._cells[place]

    def sheet(self, node: str, token: str, role: str, points: Mapping[Key, str] = _NO_POINTS) -> SheetOrder:
        """The order for one sheet; ``node`` is the plan's id for a form that shows many measures."""
        return SheetOrder(
            self.asked.form, node, token, self.is_open, role=role, last_year=self._last_year(node), past=self.past,
            forecasts=self._forecasts(node), points=points,
        )  # fmt: skip

    def _open_cell(self, field_key: str, period: str) -> OpenCell | None:
        definition = self.forms.vocabulary.by_key.get(("measure", field_key))
        if definition is None or field_key not in self.asked.fields or not self.scope.is_open(definition, period):
            return None
        symbols = self.forms.symbols if definition.type == "symbol" else {}
        return OpenCell(
            definition.label, definition.length, definition.choices or tuple(symbols), definition.figure and bool(period),
            legend=say.OF_SYMBOLS.join(say.SYMBOL.format(symbol=s, meaning=m) for s, m in symbols.items()),
        )  # fmt: skip

    def _last_year(self, node: str) -> dict[str, str]:
        """For each period asked for what was reported the year before, field by field where there are several."""
        reports = [f for f in self.asked.form.fields if f.kind == "report" and f.series]
        found: dict[str, str] = {}
        for period in self.scope.periods if node != PLAN_ID else ():
            texts = []
            for definition in reports:
                before = last_year(self.plan, self.forms.vocabulary, Key(node, definition.key, period))
                if before and before.text:
                    text = say.LAST_YEAR_FIELD.format(field=definition.label, text=before.text)
                    texts.append(before.text if len(reports) == 1 else text)
            if texts:
                found[period] = "\n".join(texts)
        return found

    def _forecasts(self, node: str) -> dict[tuple[str, str], str]:
        found = forecasts_in(self.plan, node)
        return {(key.field, key.period): text for key, text in found if key.period in self.scope.periods}


def asked_forms(forms: FormSet, scope: Scope, label: str) -> list[AskedForm]:
    """The forms a request goes out in: those the set names, else as few as show everything that is asked for.

    Every field is open on one form only: what is planned on the plan's own sheet, where there is one. Forms of a measure
    are taken before those that show the whole plan. Raises KnownError, naming the periods by ``label``, where nothing that
    is asked for stands on any form.
    """
    usable = [f for f in forms.forms.values() if not f.problems and f.options.reads]
    if forms.request_forms:
        chosen = _divided(scope, [forms.form(name) for name in forms.request_forms])
    else:
        chosen = _divided(scope, [f for f in usable if f.each == "measure"]) or _divided(scope, [f for f in usable if f.each == "plan"])
    if not chosen:
        raise KnownError(say.NO_FORM.format(set=forms.id, period=label))
    return chosen


def narrowed(plan: Plan, measures: Iterable[str]) -> Plan:
    """The plan with these measures only, and the areas above them: what a department sees on a form of the whole plan."""
    kept = {PLAN_ID}
    for measure in measures:
        node = plan.node(measure)
        while node is not None and node.id not in kept:
            kept.add(node.id)
            node = plan.node(node.parent)
    return Plan.of_nodes({node: plan.of_node(node) for node in kept})


def _divided(scope: Scope, candidates: Sequence[FormDef]) -> list[AskedForm]:
    """The forms in their order, those left out on which nothing would be open."""
    taken: set[str] = set()
    fields: dict[str, frozenset[str]] = {}
    for form in sorted(candidates, key=lambda f: any(d.kind == "report" for d in f.fields)):
        shown = {d.key for d in form.fields if any(scope.is_open(d, p) for p in ("", *scope.periods))}
        fields[form.name] = frozenset(shown - taken)
        taken |= shown
    return [AskedForm(form, fields[form.name]) for form in candidates if fields[form.name]]


def _before(plan: Plan, forms: FormSet, scope: Scope) -> Iterable[Period]:
    asked = [Period.from_key(key) for key in scope.periods]
    for series in {p.series for p in asked}:
        first = min(p.first for p in asked if p.series == series)
        yield from (p for p in forms.vocabulary.periods(plan, series) if p.first < first)
