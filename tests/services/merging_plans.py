"""Two copies of a plan for the tests of merging: random edits of either, and a merge without a file."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict

from hypothesis import strategies as st

from planeditor.domain.building import PlanBuilder
from planeditor.domain.fields import periods_entry, periods_field
from planeditor.domain.periods import Period
from planeditor.domain.plan import (
    DEPARTMENTS,
    KIND,
    MERGED_INTO,
    NAME,
    NUMBER,
    ORDER,
    PARENT,
    PLAN_ID,
    STATE,
    Change,
    Key,
    Plan,
)
from planeditor.services.intake.applying import apply
from planeditor.services.intake.merging_changes import changes_between
from planeditor.services.intake.standing import Standing, Standings, standing
from planeditor.services.intake.structure_first import structure_first
from planeditor.store.receipts import NewProposal, Proposal
from tests.services.editing_plans import VOCABULARY

YEARS = [Period("年度", year, year) for year in (2021, 2022, 2023)]
TEXTS = st.sampled_from(["検討", "設計を行った", "計画通り", "90％", "90%", "・調査\n・設計"])
AREAS, MEASURES = ("a1", "a2", "a3"), ("m1", "m2", "m3", "m4", "m5")
Edit = Callable[[dict[Key, str]], None]


def base_plan() -> Plan:
    """Three areas (one of them below another) and five measures, with texts in the first two years."""
    builder = PlanBuilder()
    builder.start("見本市計画", "見本市", "sodegaura", YEARS)
    entries = dict(builder.entries)
    for order, (area, parent) in enumerate(zip(AREAS, (PLAN_ID, PLAN_ID, "a1"), strict=True), start=1):
        entries |= shape(area, "area", parent, order, "①②③"[order - 1], "分野")
    for order, (measure, parent) in enumerate(zip(MEASURES, ("a1", "a1", "a2", "a2", "a3"), strict=True), start=1):
        entries |= shape(measure, "measure", parent, order, f"①-{order:02}", f"施策{order}")
        entries |= {Key(measure, DEPARTMENTS): "見本課", Key(measure, "summary"): "概要"}
        entries |= {Key(measure, "work", period.key): f"・{measure}の作業" for period in YEARS[:2]}
    return Plan(entries)


def shape(node: str, kind: str, parent: str, order: int, number: str, name: str) -> dict[Key, str]:
    """What a node is."""
    values = {KIND: kind, PARENT: parent, ORDER: str(order), NUMBER: number, NAME: name}
    return {Key(node, f): text for f, text in values.items() if text}


def edited(plan: Plan, edits: Iterable[Edit]) -> Plan:
    """The plan after these edits; those that make no sense by then do nothing."""
    entries = dict(plan.entries)
    for edit in edits:
        edit(entries)
    return Plan(entries)


def merge_into(node: str, target: str) -> Edit:
    """A measure goes on in another one that is there, or by itself again."""

    def edit(entries: dict[Key, str]) -> None:
        if node == target or Key(target, KIND) in entries:
            write(node, MERGED_INTO, "" if node == target else target)(entries)

    return edit


def write(node: str, field: str, text: str, period: str = "") -> Edit:
    """Set an entry of a node that is there; "" removes it."""

    def edit(entries: dict[Key, str]) -> None:
        if Key(node, KIND) in entries:
            entries.pop(Key(node, field, period), None)
            entries.update({Key(node, field, period): text} if text else {})

    return edit


def put(node: str, parent: str, order: int) -> Edit:
    """Move a node under another one, unless that is below it or gone."""

    def edit(entries: dict[Key, str]) -> None:
        place: str | None = parent
        while place is not None and place != PLAN_ID:
            if place == node or Key(place, KIND) not in entries:
                return
            place = entries.get(Key(place, PARENT))
        if Key(node, KIND) in entries:
            entries |= {Key(node, PARENT): parent, Key(node, ORDER): str(order)}

    return edit


def add(node: str, parent: str, number: str) -> Edit:
    """A new measure with a text."""

    def edit(entries: dict[Key, str]) -> None:
        if parent == PLAN_ID or Key(parent, KIND) in entries:
            entries.update(shape(node, "measure", parent, 9, number, "新しい施策"))
            entries[Key(node, "work", YEARS[0].key)] = "・新しい作業"

    return edit


def delete(node: str) -> Edit:
    """Take a node out with all below it."""

    def edit(entries: dict[Key, str]) -> None:
        going = {node} | {n.id for n in Plan(dict(entries)).walk(node)}
        if any(k.field == MERGED_INTO and text in going and k.node not in going for k, text in entries.items()):
            return
        for key in [k for k in entries if k.node in going]:
            del entries[key]

    return edit


def more_years(*years: int) -> Edit:
    """The plan runs for these years, too."""

    def edit(entries: dict[Key, str]) -> None:
        key = Key(PLAN_ID, periods_field("年度"))
        known = [Period.from_key(k) for k in entries[key].split()]
        entries[key] = periods_entry([*known, *(Period("年度", y, y) for y in years)])

    return edit


def edits_of(measures: Sequence[str], areas: Sequence[str] = AREAS, side: str = "x") -> st.SearchStrategy[Edit]:
    """Any edit that concerns these nodes only."""
    nodes, years = st.sampled_from(measures), st.sampled_from([p.key for p in YEARS])
    return st.one_of(
        st.builds(write, nodes, st.sampled_from(["work", "progress"]), TEXTS | st.just(""), years),
        st.builds(write, nodes, st.sampled_from([NAME, DEPARTMENTS, "summary"]), TEXTS),
        st.builds(lambda n, s: write(n, STATE, s), nodes, st.sampled_from(["中止", "完了", ""])),
        st.builds(merge_into, nodes, nodes),
        st.builds(lambda n, i: write(n, NUMBER, f"{side}-{n}{i}"), nodes, st.integers(1, 3)),
        st.builds(put, nodes, st.sampled_from((PLAN_ID, *areas)), st.integers(1, 9)),
        st.builds(lambda n, a: add(f"{side}{n}", a, f"{side}-9{n}"), st.integers(1, 3), st.sampled_from((PLAN_ID, *areas))),
        st.builds(delete, nodes),
    )


def proposals(ancestor: Plan, ours: Plan, theirs: Plan) -> list[Proposal]:
    """What merging proposes, as a file would keep it."""
    return kept(changes_between(ancestor, ours, theirs, VOCABULARY).items)


def kept(items: Sequence[NewProposal]) -> list[Proposal]:
    """Proposals with ids."""
    return [Proposal(**asdict(item), id=number, receipt=1) for number, item in enumerate(items, start=1)]


class Written:
    """Takes the place of an edit of the file."""

    def __init__(self) -> None:
        self.texts: dict[Key, str | None] = {}
        self.decided: list[int] = []

    def set(self, key: Key, text: str | None) -> None:
        """Set an entry."""
        self.texts[key] = text or None

    def decide(self, ids: Iterable[int], _decision: str) -> None:
        """Note what was decided."""
        self.decided += ids


def accepted(plan: Plan, given: Sequence[Proposal], wanted: Callable[[Standing], bool] = lambda _: True) -> Plan:
    """The plan after accepting those of the proposals that are wanted, in one step."""
    looking = Standings(plan)
    chosen = [item for item in standing(plan, given) if wanted(item)]
    items = structure_first(plan, chosen, [looking.of(p) for p in given])
    return taken(plan, items)[0]


def taken(plan: Plan, items: Sequence[Standing]) -> tuple[Plan, list[int]]:
    """The plan after these were accepted, and which of them count as decided."""
    edit = Written()
    apply(edit, plan, VOCABULARY, items)  # type: ignore[arg-type]  # all that it needs of an edit
    return plan.with_changes(Change(k, plan.entries.get(k), t) for k, t in edit.texts.items()), edit.decided
