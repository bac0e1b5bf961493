"""Entries of several years: joined and taken apart in one step, with nothing typed lost, and locked as their years are."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planeditor.domain.errors import KnownError
from planeditor.domain.findings import CheckContext
from planeditor.domain.plan import CURRENT, PLAN_ID, Key, Plan
from planeditor.domain.rulebook import run_rules
from planeditor.domain.runs import covered, fits, is_run
from planeditor.services.editing import runs, years
from planeditor.services.editing.entering import enter
from planeditor.services.editing.entry import entry_name
from planeditor.services.editing.lastyear import last_year
from planeditor.services.editing.permissions import Lock, Mode, Permissions
from planeditor.services.editing.states import Filled, States
from planeditor.store.document import Document
from tests.services.editing_plans import FORMS, R3, R4, R5, VOCABULARY, WHO, make, node_of, small_plan


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    with make(tmp_path) as document:
        yield document


def key(document: Document, period: str, field: str = "planning", number: str = "①-01") -> Key:
    return Key(node_of(document.plan(), number), field, f"年度:{period}" if period else "")


def texts(document: Document, field: str = "planning", number: str = "①-01") -> dict[str, str]:
    node = node_of(document.plan(), number)
    return {k.period: t for k, t in document.plan().of_node(node).items() if k.field == field}


def join(document: Document, *periods: str, bars: bool = True, field: str = "planning") -> None:
    runs.join(document, FORMS, [key(document, p, field) for p in periods], bars=bars, mode=Mode.REVISION, who=WHO)


def part(document: Document, *periods: str, bars: bool = True, field: str = "planning") -> None:
    runs.part(document, FORMS, [key(document, p, field) for p in periods], bars=bars, mode=Mode.REVISION, who=WHO)


def test_equal_texts_become_one_and_undo_brings_them_back(document: Document) -> None:
    before = dict(document.plan().entries)
    join(document, "2021", "2022", "2023")
    assert texts(document) == {"年度:2021-2023": "検討"}
    assert document.log()[0].name == "3 年度分を 1 つにまとめる"
    document.undo(WHO)
    assert dict(document.plan().entries) == before


def test_texts_that_differ_stand_below_each_other(document: Document) -> None:
    enter(document, FORMS, key(document, "2022"), "構築", mode=Mode.REVISION, who=WHO)
    enter(document, FORMS, key(document, "2023"), "", mode=Mode.REVISION, who=WHO)
    join(document, "2021", "2022", "2023")
    assert texts(document) == {"年度:2021-2023": "検討\n構築"}


def test_an_empty_bar_is_an_arrow_and_an_empty_text_is_refused(document: Document) -> None:
    join(document, "2021", "2022", field="operation")
    assert texts(document, "operation") == {"年度:2021-2022": "→"}
    with pytest.raises(KnownError, match="まとめる文がありません"):
        join(document, "2021", "2022", bars=False, field="development")


def test_a_bar_taken_apart_still_reaches_as_far(document: Document) -> None:
    join(document, "2021", "2022", "2023")
    part(document, "2021-2023")
    assert texts(document) == {"年度:2021": "検討", "年度:2022": "→", "年度:2023": "→"}
    join(document, "2021", "2022", "2023")
    assert texts(document) == {"年度:2021-2023": "検討"}
    part(document, "2021-2023", bars=False)
    assert texts(document) == {"年度:2021": "検討"}


def test_a_bar_grows_by_the_years_beside_it(document: Document) -> None:
    join(document, "2021", "2022")
    join(document, "2021-2022", "2023")
    assert texts(document) == {"年度:2021-2023": "検討"}


def test_what_makes_no_bar_is_refused(document: Document) -> None:
    with pytest.raises(KnownError, match="2 つ以上"):
        join(document, "2021")
    with pytest.raises(KnownError, match="2 つ以上"):
        join(document, "")
    with pytest.raises(KnownError, match="続いていない"):
        join(document, "2021", "2023")
    with pytest.raises(KnownError, match="まとめた欄を"):
        part(document, "2021")
    join(document, "2021", "2022")
    with pytest.raises(KnownError, match="2 つ以上"):
        join(document, "2021-2022")


def test_a_joined_entry_is_edited_like_any_other(document: Document) -> None:
    join(document, "2021", "2022")
    run = key(document, "2021-2022")
    enter(document, FORMS, run, "調査", mode=Mode.REVISION, who=WHO)
    assert document.plan().text(*run) == "調査"
    assert entry_name(document.plan(), VOCABULARY, run) == "①-01 R3～R4年度 計画・設計"
    for strange in ("2021-2025", "2020-2021", "2024-2025"):
        with pytest.raises(KnownError, match="今の計画にありません"):
            enter(document, FORMS, key(document, strange), "文", mode=Mode.REVISION, who=WHO)


def test_it_is_locked_where_any_of_its_years_is(document: Document) -> None:
    join(document, "2021", "2022", "2023", field="planning")
    run = key(document, "2021-2023")
    years.close_period(document, FORMS, R4, WHO)
    permissions = Permissions(document.plan(), VOCABULARY, Mode.REVISION)
    assert permissions.lock(run) is Lock.CLOSED
    assert years.is_closed(document.plan(), run.period)
    for act in (lambda: part(document, "2021-2023"), lambda: enter(document, FORMS, run, "文", mode=Mode.REVISION, who=WHO)):
        with pytest.raises(KnownError, match="確定"):
            act()


def test_a_report_over_this_year_and_the_next_is_open(document: Document) -> None:
    with document.edit("現在の年度", who=WHO) as edit:
        edit.set(Key(PLAN_ID, CURRENT), R4.key)
    permissions = Permissions(document.plan(), VOCABULARY)
    assert permissions.lock(key(document, "2022-2023", "work")) is Lock.OPEN
    assert permissions.lock(key(document, "2023", "work")) is Lock.FUTURE


def test_which_years_a_period_stands_in() -> None:
    plan = small_plan()
    assert covered(plan, "年度:2021-2022") == [R3.key, R4.key]
    assert (covered(plan, R5.key), covered(plan, "年度:2030"), covered(plan, "")) == ([R5.key], [], [])
    assert is_run(plan, "年度:2021-2022")
    assert not is_run(plan, R3.key)
    assert fits(plan, "年度:2022-2023")
    assert not fits(plan, "年度:2023-2024")


WORDS = st.sampled_from(["", "→", "甲", "乙", "甲\n乙"])


@settings(max_examples=200, deadline=None)
@given(st.lists(WORDS, min_size=3, max_size=3), st.sampled_from(["", "丙"]), st.booleans())
def test_no_word_is_lost_by_joining_and_parting(words: list[str], over: str, bars: bool) -> None:
    plan = small_plan()
    node = node_of(plan, "①-01")
    given_ = {Key(node, "planning", p.key): w for p, w in zip((R3, R4, R5), words, strict=True)}
    given_[Key(node, "planning", "年度:2021-2022")] = over
    entries = {k: t for k, t in plan.entries.items() if k.field != "planning"} | {k: t for k, t in given_.items() if t}
    plan = Plan(entries)
    lines = {line for text in (*words, over) for line in text.split("\n") if line not in ("", "→")}
    keys = [Key(node, "planning", p.key) for p in (R3, R4, R5)]
    try:
        after = runs.joined(plan, keys, bars=bars)
    except KnownError:
        assert not lines
        return
    one = {k: t for k, t in after.items() if t}
    assert [k.period for k in one] == ["年度:2021-2023"]
    assert lines <= set("".join(one.values()).split("\n"))
    joined = Plan({k: t for k, t in {**entries, **after}.items() if t})
    again = runs.parted(joined, list(one), bars=bars)
    assert lines <= {line for text in again.values() for line in text.split("\n")}


def test_a_joined_report_counts_in_each_of_its_years(tmp_path: Path) -> None:
    plan = small_plan()
    node = node_of(plan, "①-01")
    joined = {Key(node, field, "年度:2022-2023"): "二年分の文" for field in ("progress", "work")}
    kept = {k: t for k, t in plan.entries.items() if k.field not in ("progress", "work") or k.period == R3.key}
    after = Plan({**kept, **joined})
    states = States(after, VOCABULARY)
    assert (states.filled(node, R4.key), states.filled(node, R5.key)) == (Filled.FULL, Filled.FULL)
    before = last_year(after, VOCABULARY, Key(node, "work", "年度:2022-2023"))
    assert before is not None
    assert before.text == "・調査を行った"
    context = CheckContext(after, VOCABULARY, current=R4.key, submitted=frozenset({node}))
    findings = [f for f in run_rules(context) if f.rule == "empty-report"]
    assert [f for f in run_rules(replace(context, plan=Plan(kept))) if f.rule == "empty-report" and f.node == node]
    assert not [f for f in findings if f.node == node]
