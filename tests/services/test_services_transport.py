"""Plans as JSON: whatever a plan holds comes back as it was, and what others read in it stays as it is."""
from __future__ import annotations

import datetime as dt
import json
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planeditor.domain.fields import FieldDef, Vocabulary
from planeditor.domain.periods import Period
from planeditor.domain.plan import BLOCK_TYPE, KIND, MERGED_INTO, ORDER, PARENT, PLAN_ID, Key, Plan
from planeditor.services.formsets import FormSets
from planeditor.services.intake.importing import Importer
from planeditor.services.planfiles.making import make_plan_file
from planeditor.services.transport.departments import departments_as_json, departments_of
from planeditor.services.transport.parsing import parse
from planeditor.services.transport.reading import PlanContent, read_content
from planeditor.services.transport.shape import Labels
from planeditor.services.transport.spots import Spot
from planeditor.services.transport.writing import as_json
from planeditor.store.departments import Department
from planeditor.store.document import Document
from tests.services.editing_plans import FORMS, VOCABULARY, small_plan
from tests.services.transport_plans import counting, plans

SETS = FormSets()


def through(data: Any) -> PlanContent:
    """What a file with this content would be read as."""
    return read_content(parse("plan.json", json.dumps(data, ensure_ascii=False).encode()), SETS, counting())


# Laws


@given(plans())
@settings(max_examples=300)
def test_any_plan_comes_back_as_it_was(plan: Plan) -> None:
    data = as_json(plan, FORMS)
    content = through(data)
    assert content.entries == dict(plan.entries)
    assert content.notes == []
    assert as_json(content.plan, FORMS) == data


@given(plans(), st.randoms(use_true_random=False))
def test_the_json_does_not_depend_on_the_order_of_entries(plan: Plan, random: Any) -> None:
    shuffled = list(plan.entries.items())
    random.shuffle(shuffled)
    assert json.dumps(as_json(Plan(dict(shuffled)), FORMS)) == json.dumps(as_json(plan, FORMS))


@given(plans())
def test_a_plan_can_be_read_where_its_form_set_is_not(plan: Plan) -> None:
    data = as_json(plan, FORMS)
    data["plan"]["forms"] = "ない様式"
    content = through(data)
    assert {k: t for k, t in content.entries.items() if k.field != "@forms"} == {
        k: t for k, t in plan.entries.items() if k.field != "@forms"
    }
    assert any("ない様式" in note for note in content.notes)


@given(st.sets(st.sampled_from(["a", "b", "同じ", "同じ（b）", "同じ（a）"]), min_size=1))
def test_two_fields_of_one_label_do_not_meet(keys: set[str]) -> None:
    fields = tuple(FieldDef(key, "同じ", "measure") for key in ("a", "b"))
    entries = {Key("m", KIND): "measure", Key("m", PARENT): PLAN_ID, Key("m", ORDER): "1", Key(PLAN_ID, KIND): "plan"}
    labels = Labels(Plan(entries | {Key("m", key): "文" for key in keys}), Vocabulary(fields, {}))
    assert set(labels.as_json()["measure"].values()) == keys
    assert len({labels.of("measure", key) for key in keys}) == len(keys)


# The shape


def test_the_contract_of_the_shape_stays() -> None:
    data = as_json(small_plan(), FORMS)
    assert {"format_version", "plan", "areas", "measures", "blocks"} <= data.keys()
    assert data["format_version"] == 1
    assert {"title", "municipality", "start", "end", "forms", "fields"} <= data["plan"].keys()
    assert (data["plan"]["start"], data["plan"]["end"]) == ("R3年度", "R5年度")
    (area,) = data["areas"]
    assert {"number", "name", "fields", "areas", "measures"} <= area.keys()
    first = area["measures"][0]
    assert (first["number"], first["name"], first["departments"], first["state"]) == ("①-01", "公衆LAN", ["見本課"], "")
    assert first["fields"] == {"情報化施策の概要": "概要"}
    assert [p["label"] for p in first["periods"]] == ["R3年度", "R4年度", "R5年度"]
    assert first["periods"][0]["fields"]["作業内容"] == "・調査を行った"


def test_a_table_is_told_in_rows() -> None:
    entries = dict(small_plan().entries)
    entries |= {Key("t", KIND): "block", Key("t", PARENT): PLAN_ID, Key("t", ORDER): "9", Key("t", BLOCK_TYPE): "table"}
    entries |= {Key("t", "cell:1:1"): "役割", Key("t", "cell:2:3"): "市長"}
    (table,) = as_json(Plan(entries), FORMS)["blocks"]
    assert table["cells"] == [["役割", "", ""], ["", "", "市長"]]
    assert table["fields"] == {}


def test_one_measure_alone() -> None:
    plan = small_plan()
    data = as_json(plan, FORMS, plan.measure_by_number("①-02"))
    assert [m["number"] for m in data["areas"][0]["measures"]] == ["①-02"]


def test_a_merged_measure_is_told_by_its_number_too() -> None:
    plan = small_plan()
    one, other = plan.measures
    data = as_json(Plan({**plan.entries, Key(one.id, MERGED_INTO): other.id}), FORMS)
    assert data["areas"][0]["measures"][0]["merged_into"] == "①-02"


# The register of departments


def test_departments_come_back_with_their_heirs() -> None:
    old = Department("総務部", "情報課", 2, dt.date(2020, 4, 1), dt.date(2024, 3, 31), 3, ("情報",), 1, (2,))
    given_ones = [old, Department("", "財政課", 1, id=2), Department("企画部", "", 3, dt.date(2024, 4, 1), id=3)]
    spot = Spot(departments_as_json(given_ones), "departments")
    assert departments_of(spot.members()) == given_ones


def test_departments_are_written_into_a_new_file(tmp_path: Path) -> None:
    late = [Department("", "旧課", 1, None, dt.date(2024, 3, 31), 7, id=4), Department("", "新課", 2, id=7)]
    with make_plan_file(tmp_path / "新.plandb", small_plan().entries, FORMS, name="作成", who="試験", departments=late) as document:
        first, second = document.departments.all()
    assert (first.section, first.successor, second.section, second.id) == ("旧課", second.id, "新課", 2)


# Files


def test_a_new_plan_file_is_the_same_plan(tmp_path: Path) -> None:
    file, copy = tmp_path / "plan.json", tmp_path / "写し.plandb"
    data = as_json(small_plan(), FORMS, departments=[Department("", "見本課", 1, id=1)])
    file.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    (result,) = Importer(copy, SETS, who="試験").run([file])
    assert (result.outcome, result.receipt, result.notes) == ("imported", 1, [])
    assert "2 施策" in result.message
    with Document.open(copy, read_only=True) as document:
        assert as_json(document.plan(), FORMS, departments=document.departments.all()) == data
        assert document.receipts.original(1) == file.read_bytes()
        assert document.verify() == []


def test_a_refused_file_leaves_no_plan_file(tmp_path: Path) -> None:
    file, copy = tmp_path / "plan.json", tmp_path / "写し.plandb"
    file.write_text('{"format_version": 1, "plan": {"forms": "sodegaura"}, "areas": [{"name": 3}]}', encoding="utf-8")
    (result,) = Importer(copy, SETS, who="試験").run([file])
    assert result.outcome == "refused"
    assert "plan.json の areas の1番目 の name" in result.message
    assert not copy.exists()


def test_a_plan_of_a_form_set_that_is_not_here_becomes_a_file_too(tmp_path: Path) -> None:
    data = as_json(small_plan(), FORMS)
    data["plan"]["forms"] = "ない様式"
    file, copy = tmp_path / "plan.json", tmp_path / "写し.plandb"
    file.write_text(json.dumps(data), encoding="utf-8")
    (result,) = Importer(copy, SETS, who="試験").run([file])
    assert result.outcome == "imported"
    assert any("ない様式" in note for note in result.notes)


@pytest.mark.full
def test_a_thousand_measures_are_quick() -> None:
    entries = dict(small_plan().entries)
    first = small_plan().measures[0]
    for number in range(1000):
        for key, text in small_plan().of_node(first.id).items():
            entries[key._replace(node=f"m{number}")] = text
        for year in range(2021, 2024):
            for word in ("planning", "development", "operation", "progress", "work", "effect"):
                entries[Key(f"m{number}", word, Period("年度", year, year).key)] = "計画通りに進んでいる。" * 5
    started = time.perf_counter()
    raw = json.dumps(as_json(Plan(entries), FORMS), ensure_ascii=False, indent=1).encode()
    content = read_content(parse("plan.json", raw), SETS)
    assert content.entries == entries
    assert time.perf_counter() - started < 10
    assert VOCABULARY.fields
