"""JSON that others wrote: typed by hand it is filled in, and whatever cannot be a plan is one sentence with its place."""
from __future__ import annotations

import json
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import DEPARTMENTS, MERGED_INTO, STATE, Key
from planeditor.services.formsets import FormSets
from planeditor.services.transport import parsing
from planeditor.services.transport.parsing import parse, read_json
from planeditor.services.transport.reading import PlanContent, read_content
from planeditor.services.transport.writing import as_json
from tests.services.editing_plans import FORMS
from tests.services.transport_plans import counting

SETS = FormSets()
BY_HAND: dict[str, Any] = {
    "format_version": 1,
    "plan": {"title": "見本市計画", "municipality": "見本市", "start": "R3", "end": "令和5年度", "forms": "sodegaura", "fields": {}},
    "areas": [
        {
            "number": "①", "name": "暮らし", "measures": [
                {
                    "number": "①-01", "name": "公衆LAN", "departments": ["企画課", "財政課"], "state": "継続",
                    "fields": {"情報化施策の概要": "概要\r\n2行目"},
                    "periods": [{"label": "令和3年度", "fields": {"作業内容": "・調査"}}, {"label": "R4年度", "fields": {}}],
                },
                {"number": "①-02", "name": "窓口", "merged_into": "①－01"},
            ],
            "areas": [{"name": "下の分野"}],
        }
    ],
    "blocks": [
        {"type": "heading1", "number": "1", "fields": {"本文": "はじめに"}}, {"type": "table", "cells": [["役割", "職"], ["長", ""]]},
    ],
    "departments": [{"section": "企画課", "aliases": ["企画"]}, {"division": "財務部"}],
}  # fmt: skip


def read(data: Any) -> PlanContent:
    raw = data if isinstance(data, bytes) else json.dumps(data, ensure_ascii=False).encode("utf-8", "surrogatepass")
    return read_content(parse("plan.json", raw), SETS, counting())


def sentence(data: Any) -> str:
    with pytest.raises(KnownError) as raised:
        read(data)
    return raised.value.message


def changed(**by_path: Any) -> dict[str, Any]:
    """``BY_HAND`` with values put at places such as areas__0__name."""
    data = deepcopy(BY_HAND)
    for path, value in by_path.items():
        *steps, last = (int(s) if s.isdigit() else s for s in path.split("__"))
        place: Any = data
        for step in steps:
            place = place[step]
        place[last] = value
    return data


# Typed by hand


def test_what_is_typed_by_hand_is_filled_in() -> None:
    content = read(BY_HAND)
    plan = content.plan
    assert content.notes == []
    assert plan.period_keys("年度") == ["年度:2021", "年度:2022", "年度:2023"]
    (area,) = plan.children("plan", "area")
    first, second = plan.measures
    assert [n.name for n in plan.children(area.id)] == ["下の分野", "公衆LAN", "窓口"]
    assert plan.text(first.id, "summary") == "概要\n2行目"
    assert plan.text(first.id, "work", "年度:2021") == "・調査"
    assert plan.text(first.id, DEPARTMENTS) == "企画課、財政課"
    assert plan.text(first.id, STATE) == "継続"
    assert plan.text(second.id, MERGED_INTO) == first.id
    heading, table = plan.children("plan", "block")
    assert (heading.number, plan.text(heading.id, "text")) == ("1", "はじめに")
    assert plan.text(table.id, "cell:2:1") == "長"
    assert Key(table.id, "cell:2:2") not in plan.entries
    assert [(d.name, d.sort, d.id, d.aliases) for d in content.departments] == [("企画課", 1, 1, ("企画",)), ("財務部", 2, 2, ())]
    assert content.placed == frozenset()


def test_what_was_typed_travels_on_whole() -> None:
    content = read(BY_HAND)
    assert read(as_json(content.plan, FORMS)).entries == content.entries


def test_labels_of_the_file_come_first_and_width_does_not_matter() -> None:
    data = changed(areas__0__measures__0__fields={"情報化施策の 概要": "A", "独自の欄": "B"}, labels={"measure": {"独自の欄": "own"}})
    plan = read(data).plan
    first = plan.measures[0]
    assert (plan.text(first.id, "summary"), plan.text(first.id, "own")) == ("A", "B")


def test_printed_years_stand_for_periods() -> None:
    written = [{"label": "R1年度", "fields": {"作業内容": "・"}}]
    data = changed(plan__periods={"年度": ["H30年度", "平成31年度"]}, areas__0__measures__0__periods=written)
    plan = read(data).plan
    assert plan.period_keys("年度") == ["年度:2018", "年度:2019"]
    assert plan.text(plan.measures[0].id, "work", "年度:2019") == "・"


def test_words_that_nobody_knows_are_told() -> None:
    notes = read(changed(areas__0__feilds={}, 余分=1)).notes
    assert [n.partition(" は")[0] for n in notes] == ["plan.json の 余分", "plan.json の areas の1番目 の feilds"]


def test_only_some_of_many_are_told() -> None:
    assert len(read(BY_HAND | {f"x{n}": 1 for n in range(50)}).notes) == 21


def test_an_id_that_is_made_meets_none_that_is_given() -> None:
    data = changed(areas__0__measures__0__id="new1")
    nodes = [n.id for n in read(data).plan.walk()]
    assert len(nodes) == len(set(nodes)) == 6


# What cannot be a plan

PLAN = {"format_version": 1, "plan": {"forms": "sodegaura"}}
NESTED: dict[str, Any] = {"name": "一番下"}
for _ in range(60):
    NESTED = {"areas": [NESTED]}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "JSON として読めません（1行目"),
        (b"{", "JSON として読めません"),
        (b"\x93\xfa\x96{", "UTF-8"),
        (b"[]", "plan.json：{ }"),
        (b"null", "{ }"),
        (b"[" * 200_000, "深すぎる"),
        (b'{"a":' * 200_000, "深すぎる"),
        (b'{"format_version": 1, "plan": {"title": "\\ud800", "forms": "sodegaura"}}', "plan の title：使えない文字"),
        (b'{"format_version": 1, "format_version": 1}', "「format_version」が2つ"),
        (b'{"format_version": NaN}', "NaN"),
        (b'{"format_version": 1e999}', "1e999"),
        (b'{"format_version": ' + b"9" * 5000 + b"}", "9999"),
        ({}, "format_version がありません"),
        ({"format_version": 2}, "format_version 2"),
        ({"format_version": "1"}, "format_version：整数"),
        ({"format_version": True}, "format_version：整数"),
        ({"format_version": 1}, "plan：{ }"),
        ({"format_version": 1, "plan": {}}, "forms：様式セットの名前"),
        (PLAN | {"areas": {}}, "areas：[ ]"),
        (PLAN | {"areas": [1]}, "areas の1番目：{ }"),
        (PLAN | {"areas": [{"number": 1}]}, "areas の1番目 の number：文字"),
        (PLAN | {"areas": [{"name": "\x01"}]}, "name：使えない文字"),
        (PLAN | {"areas": [{"id": "a b"}]}, "id に使えない文字"),
        (PLAN | {"areas": [{"id": "plan"}]}, "計画そのもの"),
        (PLAN | {"areas": [{"id": "a", "measures": [{"id": "a"}]}]}, "measures の1番目：id「a」が2つ"),
        (PLAN | {"areas": [NESTED]}, "50 段まで"),
        (PLAN | {"areas": [{"order": 10**10}]}, "order：整数"),
        (PLAN | {"areas": [{"order": 1.5}]}, "1.5"),
        (PLAN | {"measures": [{"fields": {"ない項目": "文"}}]}, "項目「ない項目」は様式セット「sodegaura」にありません"),
        (PLAN | {"measures": [{"fields": {"作業内容": ["文"]}}]}, "作業内容：文字"),
        (PLAN | {"measures": [{"fields": {"情報化施策の概要": "A", "情報化施策の　概要": "B"}}]}, "2つあります"),
        (PLAN | {"labels": {"measure": {"欄": "@kind"}}}, "「@kind」は使えません"),
        (PLAN | {"measures": [{"reserved": {"@kind": "area"}}]}, "「@kind」はここに書けません"),
        (PLAN | {"measures": [{"reserved": {"@parent": "x"}}]}, "ここに書けません"),
        (PLAN | {"measures": [{"reserved": {"work": "x"}}]}, "ここに書けません"),
        (PLAN | {"measures": [{"reserved": {"@order": "多い"}}]}, "並び順「多い」"),
        (PLAN | {"measures": [{"reserved": {"@order": "9" * 5000}}]}, "並び順"),
        (PLAN | {"measures": [{"reserved": {"@merged_into": "plan"}}]}, "計画そのもの"),
        (PLAN | {"measures": [{"merged_into": "⑨-99"}]}, "「⑨-99」の施策がありません"),
        (PLAN | {"measures": [{"periods": [{"fields": {}}]}]}, "label か key"),
        (PLAN | {"measures": [{"periods": [{"label": "R3年度"}]}]}, "「R3年度」はこの計画の年度ではありません"),
        (PLAN | {"measures": [{"periods": [{"key": "年度:1-999999999"}]}]}, "年度「年度:1-999999999」"),
        (PLAN | {"measures": [{"periods": [{"key": "年度:02021"}]}]}, "年度「年度:02021」"),
        (PLAN | {"measures": [{"periods": [{"key": "年度:2022-2021"}]}]}, "分かりません"),
        (PLAN | {"measures": [{"periods": [{"key": "きのう"}]}]}, "年度「きのう」"),
        ({"format_version": 1, "plan": {"forms": "sodegaura", "start": "昔", "end": "今"}}, "start（初めの年度）"),
        ({"format_version": 1, "plan": {"forms": "sodegaura", "periods": {"期": ["R3"]}}}, "「期」は様式セット"),
        ({"format_version": 1, "plan": {"forms": "ない", "periods": {"年度": ["R3"]}}}, "period_keys"),
        ({"format_version": 1, "plan": {"forms": "sodegaura", "period_keys": {"年度": ["期:2021"]}}}, "年度「期:2021」"),
        ({"format_version": 1, "plan": {"forms": "sodegaura", "reserved": {"@periods:年度": "2021"}}}, "年度「2021」"),
        ({"format_version": 1, "plan": {"forms": "sodegaura", "reserved": {"@current": "今年"}}}, "年度「今年」"),
        (
            {"format_version": 1, "plan": {"forms": "sodegaura", "in_periods": [{"key": "年度:2021", "reserved": {"@closed": "春"}}]}},
            "日付「春」",
        ),
        (PLAN | {"blocks": [{"type": "picture"}]}, "種類「picture」"),
        (PLAN | {"blocks": [{"type": "table", "cells": ["行"]}]}, "cells の1番目：[ ]"),
        (PLAN | {"blocks": [{"type": "table", "cells": [["x"] * 300]}]}, "200 列まで"),
        (PLAN | {"blocks": [{"type": "table", "reserved": {"@size": "999999999 2"}}]}, "10000 行"),
        (PLAN | {"blocks": [{"labels": {}, "fields": {"c": "x"}}], "labels": {"block": {"c": "cell:99999999999:1"}}}, "10000 行"),
        (PLAN | {"departments": [{}]}, "departments の1番目：division"),
        (PLAN | {"departments": [{"section": "課", "successors": [9]}]}, "id「9」"),
        (PLAN | {"departments": [{"section": "課", "id": 1}, {"section": "係", "id": 1}]}, "departments の2番目：id「1」が2つ"),
        (PLAN | {"departments": [{"section": "課", "valid_to": "昨日"}]}, "日付「昨日」"),
        (PLAN | {"unplaced": [{"node": "x", "field": "@kind", "text": "area"}]}, "計画までつながっていません"),
        (PLAN | {"unplaced": [{"node": "plan", "field": "a", "text": "b"}]}, "id に使えない"),
    ],
)
def test_what_cannot_be_a_plan_is_one_sentence_with_its_place(data: Any, words: str) -> None:
    message = sentence(data)
    assert words in message
    assert "plan.json" in message
    assert "\n" not in message


def test_the_sentence_names_the_place_in_full() -> None:
    assert sentence(changed(areas__0__measures__1__name=5)).startswith("plan.json の areas の1番目 の measures の2番目 の name：")


WORDS = [
    "id", "order", "number", "name", "fields", "reserved", "periods", "areas", "measures", "blocks", "type", "cells", "key", "label",
    "departments", "unplaced", "labels", "plan", "作業内容", "@order", "@closed", "successors", "merged_into", "in_periods",
]  # fmt: skip
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner, max_size=4),
    max_leaves=12,
)


@given(JSON, st.sampled_from(["areas", "measures", "blocks", "departments", "labels", "unplaced", "plan"]))
def test_wild_json_is_read_or_refused(value: Any, word: str) -> None:
    data = PLAN | {word: [value] if word not in ("labels", "plan") else value}
    if word == "plan" and isinstance(value, dict):
        data["plan"] = {**value, "forms": "sodegaura"}
    try:
        content = read(data)
    except KnownError:
        assert sentence(data).startswith("plan.json")
    else:
        assert read(as_json(content.plan, FORMS)).entries == content.entries


@given(st.binary(max_size=60))
def test_wild_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(KnownError):
        parse("plan.json", data)


def test_other_encodings_with_a_mark_are_read() -> None:
    text = json.dumps(BY_HAND, ensure_ascii=False)
    for encoding in ("utf-8-sig", "utf-16"):
        assert read(text.encode(encoding)).plan.title == "見本市計画"


@pytest.mark.parametrize(("size", "words"), [(0, "0バイト"), (2_000, "大きすぎる")])
def test_size_is_looked_at_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, size: int, words: str) -> None:
    monkeypatch.setattr(parsing, "MAX_BYTES", 1000)
    file = tmp_path / "plan.json"
    file.write_bytes(b" " * size)
    with pytest.raises(KnownError, match=words):
        read_json(file)


def test_a_missing_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="見つかりません"):
        read_json(tmp_path / "plan.json")
