"""Generated plans for the tests of plans as JSON: every kind of node anywhere, every kind of entry."""
from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

from planeditor.domain.blocks import CHAPTER, COVERS, EDITION, FLOW, ITEM, LIST, NOTE, TABLE_WIDTHS
from planeditor.domain.plan import (
    BLOCK_TYPE,
    CLOSED,
    CONFIRMED,
    CONTACTS,
    CURRENT,
    DEPARTMENTS,
    FORECAST,
    FORM_SET,
    KIND,
    LABEL,
    MERGED_INTO,
    MUNICIPALITY,
    NAME,
    NUMBER,
    ORDER,
    PARENT,
    PERIODS,
    PLAN_ID,
    ROUNDS,
    SECRETARIAT,
    STATE,
    Key,
    Plan,
)

TYPES = (*FLOW, CHAPTER, NOTE, EDITION, LIST, ITEM, "")
PERIOD_KEYS = ("年度:2021", "年度:2022", "期:2014-2015", "ステージ:2021-2025")
"""The last is of a series that the plan has no list of."""
FIELDS = ("summary", "work", "effect", "text", "date", "昔の項目", "work2", "cell:1:1", "cell:2:3", "cell:01:1", "cell:9000:2")
TEXTS = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="".join(map(chr, [*range(9), *range(11, 32), 0xFFFE, 0xFFFF]))),
    min_size=1, max_size=12,
)
RESERVED = {
    CONTACTS: TEXTS, STATE: TEXTS, DEPARTMENTS: TEXTS, "@former": TEXTS, f"{COVERS}:n2": st.just("○"),
    TABLE_WIDTHS: st.just("2 1"), "@head": st.just("1"), NUMBER: TEXTS, NAME: TEXTS, MERGED_INTO: st.sampled_from(["n1", "n2", "nowhere"]),
}
IN_PERIOD = {f"{FORECAST}:effect": TEXTS, f"{CONFIRMED}:work": TEXTS, f"{LABEL}:progress": TEXTS, CLOSED: st.just("2024-03-29")}
OF_PLAN = {
    SECRETARIAT: TEXTS, ROUNDS: TEXTS, CURRENT: st.sampled_from(PERIOD_KEYS), "@forms_version": st.just("2"), NAME: TEXTS,
    MUNICIPALITY: TEXTS, f"{PERIODS}:年度": st.sampled_from(["年度:2021 年度:2022", "年度:2022  年度:2021"]),
    f"{PERIODS}:期": st.just("期:2014-2015"),
}


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A plan whose tree holds together; all else is as wild as a plan file can hold."""
    entries = {Key(PLAN_ID, KIND): "plan", Key(PLAN_ID, FORM_SET): "sodegaura"}
    _some(draw, entries, PLAN_ID, OF_PLAN)
    _texts(draw, entries, PLAN_ID)
    nodes = [PLAN_ID]
    for number in range(1, draw(st.integers(0, 6)) + 1):
        node = f"n{number}"
        kind = draw(st.sampled_from(["area", "measure", "block"]))
        entries |= {Key(node, KIND): kind, Key(node, PARENT): draw(st.sampled_from(nodes))}
        order = draw(st.sampled_from(["1", "2", "-3", "16", "007", "", "999999999"]))
        if order:
            entries[Key(node, ORDER)] = order
        if kind == "block" and (sort := draw(st.sampled_from(TYPES))):
            entries[Key(node, BLOCK_TYPE)] = sort
        _some(draw, entries, node, RESERVED)
        _texts(draw, entries, node)
        nodes.append(node)
    if draw(st.booleans()):
        entries[Key("gone", draw(st.sampled_from(["work", "@number"])), "年度:2021")] = draw(TEXTS)
    return Plan(entries)


def _texts(draw: st.DrawFn, entries: dict[Key, str], node: str) -> None:
    for field in draw(st.lists(st.sampled_from(FIELDS), max_size=4, unique=True)):
        entries[Key(node, field)] = draw(TEXTS)
    for period in draw(st.lists(st.sampled_from(PERIOD_KEYS), max_size=2, unique=True)):
        _some(draw, entries, node, IN_PERIOD, period)
        for field in draw(st.lists(st.sampled_from(FIELDS), max_size=2, unique=True)):
            entries[Key(node, field, period)] = draw(TEXTS)


def _some(draw: st.DrawFn, entries: dict[Key, str], node: str, of: dict[str, st.SearchStrategy[str]], period: str = "") -> None:
    for field in draw(st.lists(st.sampled_from(sorted(of)), max_size=4, unique=True)):
        entries[Key(node, field, period)] = draw(of[field])


def counting() -> Callable[[], str]:
    """Ids one after the other."""
    numbers = iter(range(1, 10_000))
    return lambda: f"new{next(numbers)}"
