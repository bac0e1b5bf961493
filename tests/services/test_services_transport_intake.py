"""A plan as JSON taken into a plan that is there: a proposal like any other, by ids or by numbers, and nothing is deleted."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from planeditor.domain.building import PlanBuilder
from planeditor.domain.plan import BLOCK_TYPE, KIND, MERGED_INTO, NAME, NUMBER, ORDER, PARENT, PLAN_ID, Change, Key, Plan
from planeditor.services.formsets import FormSets
from planeditor.services.intake.importing import Importer
from planeditor.services.intake.matching_nodes import as_ours
from planeditor.services.intake.outcome import FileResult
from planeditor.services.intake.waiting import waiting
from planeditor.services.transport.parsing import parse
from planeditor.services.transport.reading import PlanContent, read_content
from planeditor.services.transport.writing import as_json
from planeditor.store.document import Document
from tests.services.editing_plans import FORMS, R3, WHO, make, small_plan
from tests.services.transport_plans import counting, plans

SETS = FormSets()


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    """A plan with a chapter of two paragraphs beside its measures."""
    builder = PlanBuilder(small_plan())
    chapter = builder.add("block", PLAN_ID, {BLOCK_TYPE: "chapter"}, "第1章", "はじめに")
    for text in ("一つ目の段落", "二つ目の段落"):
        builder.add("block", chapter, {BLOCK_TYPE: "paragraph", "text": text})
    with make(tmp_path, Plan({**builder.plan.entries, **builder.entries})) as document:
        return document.path


def shown(plan_file: Path) -> dict[str, Any]:
    with Document.open(plan_file, read_only=True) as document:
        return as_json(document.plan(), FORMS, departments=document.departments.all())


def bare(data: Any) -> Any:
    """Without the ids and what goes with them, as somebody would type it."""
    if isinstance(data, dict):
        return {k: bare(v) for k, v in data.items() if k not in ("id", "order")}
    return [bare(v) for v in data] if isinstance(data, list) else data


def take(plan_file: Path, data: Any, accept: Any = None) -> FileResult:
    file = plan_file.with_name("plan.json")
    file.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    (result,) = Importer(plan_file, SETS, who=WHO, accept=accept).run([file])
    return result


def told(plan_file: Path, receipt: int | None) -> list[tuple[str, str, str, str]]:
    """Kind, number of the measure or area, field and text of all that waits."""
    with Document.open(plan_file, read_only=True) as document:
        assert receipt is not None
        items = waiting(document, receipt)
        return [(i.kind, i.proposal.measure_number or i.proposal.area_number, i.proposal.field, i.submitted) for i in items]


@pytest.mark.parametrize("form", [lambda data: data, bare], ids=["with ids", "by numbers"])
def test_the_same_plan_changes_nothing(plan_file: Path, form: Any) -> None:
    result = take(plan_file, form(shown(plan_file)), "all")
    assert (result.outcome, result.waiting.total, result.accepted) == ("unchanged", 0, 0)


@pytest.mark.parametrize("form", [lambda data: data, bare], ids=["with ids", "by numbers"])
def test_texts_are_compared_and_wait(plan_file: Path, form: Any) -> None:
    data = form(shown(plan_file))
    first, second = data["areas"][0]["measures"]
    first["fields"]["情報化施策の概要"] = "別の概要"
    first["periods"][0]["fields"]["作業内容"] = "･調査を行った"
    first["periods"][2]["fields"]["作業内容"] = "・据付"
    del second["periods"][0]["fields"]["計画・設計"]
    before = shown(plan_file)
    result = take(plan_file, data)
    assert (result.outcome, result.receipt) == ("staged", 1)
    assert set(told(plan_file, 1)) == {
        ("conflict", "①-01", "summary", "別の概要"), ("notation", "①-01", "work", "･調査を行った"), ("clean", "①-01", "work", "・据付"),
    }
    assert shown(plan_file) == before


def test_it_is_taken_and_taken_back_as_one(plan_file: Path) -> None:
    before = shown(plan_file)
    data = bare(before)
    data["areas"][0]["measures"].append({"number": "①-03", "name": "新しい施策", "departments": ["企画課"]})
    data["areas"].append({"number": "②", "name": "新しい分野", "measures": [{"number": "②-01", "name": "もう一つ"}]})
    data["blocks"][0]["blocks"].insert(1, {"type": "paragraph", "fields": {"本文": "間の段落"}})
    result = take(plan_file, data, "clean")
    assert (result.outcome, result.waiting.total) == ("imported", 0)
    after = shown(plan_file)
    assert [m["number"] for m in after["areas"][0]["measures"]] == ["①-01", "①-02", "①-03"]
    assert after["areas"][1]["measures"][0]["name"] == "もう一つ"
    texts = [b["fields"]["本文"] for b in after["blocks"][0]["blocks"]]
    assert sorted(texts) == sorted(["一つ目の段落", "二つ目の段落", "間の段落"])
    with Document.open(plan_file, who=WHO) as document:
        document.undo_import(1, WHO)
        assert document.receipts.original(1) == plan_file.with_name("plan.json").read_bytes()
    assert shown(plan_file) == before


def test_what_the_file_lacks_stays(plan_file: Path) -> None:
    data = bare(shown(plan_file))
    data["areas"], data["blocks"] = [], []
    assert take(plan_file, data, "all").outcome == "unchanged"
    assert len(shown(plan_file)["areas"][0]["measures"]) == 2


def test_the_same_file_again_changes_nothing(plan_file: Path) -> None:
    data = shown(plan_file)
    data["areas"][0]["measures"][0]["fields"]["情報化施策の概要"] = "別の概要"
    take(plan_file, data)
    again = take(plan_file, data)
    assert (again.again, again.receipt, again.waiting.conflicts) == (True, 1, 1)


def test_what_waits_already_is_not_proposed_twice(plan_file: Path) -> None:
    data = shown(plan_file)
    first = data["areas"][0]["measures"][0]
    first["fields"]["情報化施策の概要"] = "別の概要"
    take(plan_file, data)
    first["name"] = "別の名前"
    later = take(plan_file, data)
    assert told(plan_file, later.receipt) == [("conflict", "①-01", NAME, "別の名前")]
    assert any("1 件" in note for note in later.notes)


def test_a_moved_measure_is_asked_about(plan_file: Path) -> None:
    data = shown(plan_file)
    data["measures"].append(data["areas"][0]["measures"].pop())
    result = take(plan_file, data)
    assert ("conflict", "①-02", PARENT, PLAN_ID) in told(plan_file, result.receipt)


def test_a_closed_year_is_left_alone(plan_file: Path) -> None:
    with Document.open(plan_file, who=WHO) as document, document.edit("確定", who=WHO) as edit:
        edit.set(Key(PLAN_ID, "@closed", R3.key), "2022-04-01")
    data = bare(shown(plan_file))
    data["areas"][0]["measures"][0]["periods"][0]["fields"]["運用"] = "開始"
    result = take(plan_file, data, "all")
    assert (result.accepted, result.waiting.total) == (0, 1)


def test_another_form_set_is_refused(plan_file: Path) -> None:
    data = bare(shown(plan_file))
    data["plan"]["forms"] = "tomakomai"
    data["areas"], data["labels"] = [], {}
    result = take(plan_file, data)
    assert result.outcome == "refused"
    assert "tomakomai" in result.message


def test_another_plan_is_not_taken_in_bulk(plan_file: Path) -> None:
    data = bare(shown(plan_file))
    data["plan"]["title"] = "隣市計画"
    data["areas"][0]["measures"].append({"number": "①-03", "name": "隣の施策"})
    result = take(plan_file, data, "clean")
    assert result.accepted == 0
    assert "隣市計画" in result.notes[0]


def test_other_departments_are_told(plan_file: Path) -> None:
    data = shown(plan_file) | {"departments": [{"section": "見本課"}]}
    assert any("担当部署" in note for note in take(plan_file, data).notes)


def test_folders_are_not_searched_for_json(plan_file: Path) -> None:
    folder = plan_file.parent / "提出"
    folder.mkdir()
    (folder / "plan.json").write_text(json.dumps(shown(plan_file)), encoding="utf-8")
    from planeditor.services.intake.importing import look_for

    assert look_for([folder]).files == ()


# Which node is which


def content_of(plan: Plan, *, with_ids: bool) -> PlanContent:
    data = as_json(plan, FORMS)
    return read_content(parse("plan.json", json.dumps(data if with_ids else bare(data)).encode()), SETS, counting())


@given(plans())
@settings(max_examples=150)
def test_a_plan_with_its_ids_is_itself(plan: Plan) -> None:
    assert dict(as_ours(plan, content_of(plan, with_ids=True)).entries) == dict(plan.entries)


def test_ids_that_mean_something_else_here_are_not_followed() -> None:
    ours = small_plan()
    area, first = ours.areas[0].id, ours.measures[0].id
    entries = {Key(PLAN_ID, KIND): "plan", Key(PLAN_ID, "@forms"): "sodegaura"}
    for node, kind, parent, number in ((first, "area", PLAN_ID, "⑨"), ("new", "measure", first, "⑨-01"), ("m", "measure", first, "①-02")):
        entries |= {Key(node, KIND): kind, Key(node, PARENT): parent, Key(node, ORDER): "1", Key(node, NUMBER): number}
    entries[Key("new", MERGED_INTO)] = "m"
    theirs = as_ours(ours, content_of(Plan(entries), with_ids=True), counting())
    (brought,) = [n for n in theirs.areas if n.number == "⑨"]
    assert brought.id not in (first, area)
    assert theirs.text("new", MERGED_INTO) == ours.measures[1].id
    assert theirs.text("new", PARENT) == brought.id


def test_running_text_is_matched_in_its_sequence() -> None:
    builder = PlanBuilder()
    builder.start("題", "市", "sodegaura", [])
    for text in ("あ", "い", "う"):
        builder.add("block", PLAN_ID, {BLOCK_TYPE: "paragraph", "text": text})
    ours = Plan(builder.entries)
    here = [n.id for n in ours.children(PLAN_ID)]
    second = Key(here[1], "text")
    changed = ours.with_changes([Change(second, "い", "い、直した")])
    theirs = as_ours(ours, content_of(changed, with_ids=False))
    assert theirs.text(*second) == "い、直した"
    assert [n.id for n in theirs.children(PLAN_ID)] == here or set(here) == {k.node for k in theirs.entries} - {PLAN_ID}


def test_lists_and_terms_are_matched_by_name() -> None:
    builder = PlanBuilder()
    builder.start("題", "市", "sodegaura", [])
    node = builder.add("block", PLAN_ID, {BLOCK_TYPE: "list"}, name="見本市総合計画")
    item = builder.add("block", node, {BLOCK_TYPE: "item"}, "1", "安全")
    measure = builder.add("measure", PLAN_ID, {f"@covers:{item}": "○"}, "1", "施策")
    ours = Plan(builder.entries)
    theirs = as_ours(ours, content_of(ours, with_ids=False))
    assert theirs.text(item, NAME) == "安全"
    assert {k for k in theirs.entries if k.node == measure and k.field == KIND}
