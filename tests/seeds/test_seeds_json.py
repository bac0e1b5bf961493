"""The real plans as plan files: every printed text is in them, and they travel as JSON unchanged."""
from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from planeditor.cli import main
from planeditor.domain.plan import FORM_SET, KIND, PLAN_ID, Key, Plan
from planeditor.store.document import Document
from tests.seeds.common import (
    cities,
    converter,
    covers,
    idle,
    load,
    missing,
    not_again,
    option,
    printed_strings,
    too_few,
    wanted_on,
)

pytestmark = pytest.mark.shared


def shown(file: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["show", str(file), "--json"]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("city", cities())
def test_the_plan_of_a_seed_is_the_same_each_time(city: str) -> None:
    convert = converter(city).convert
    entries = convert(load(city))
    assert entries == convert(load(city))
    plan = Plan(entries)
    assert entries[Key(PLAN_ID, FORM_SET)]
    assert {k.node for k in entries if k.field == KIND} == {PLAN_ID, *(n.id for n in plan.walk())}
    assert all(entries.values())


@pytest.mark.parametrize("city", cities())
def test_every_printed_text_is_an_entry(city: str) -> None:
    seed, found = load(city), converter(city)
    printed = list(printed_strings(seed, found.EXEMPT))
    assert len(printed) > 100
    assert missing(printed, found.convert(seed)) == []


@pytest.mark.parametrize("city", [c for c in cities() if option(c, "AGAIN", [])])
def test_what_is_said_to_be_there_once_more_is(city: str) -> None:
    seed, found, again = load(city), converter(city), option(city, "AGAIN", [])
    assert all(any(covers(exempt, pattern) for exempt in found.EXEMPT) for pattern in again)
    assert not_again(seed, again, found.convert(seed)) == []


@pytest.mark.parametrize("city", cities())
def test_a_text_that_is_an_entry_in_each_place_is_there_as_often(city: str) -> None:
    seed, found = load(city), converter(city)
    counted = wanted_on(seed, found.EXEMPT, option(city, "COUNTED", []))
    assert too_few(counted, found.convert(seed)) == {}


@pytest.mark.parametrize("city", cities())
def test_what_a_converter_says_of_the_seed_is_about_something(city: str) -> None:
    seed, found = load(city), converter(city)
    assert all(found.EXEMPT.values())
    assert idle(seed, [*found.EXEMPT, *option(city, "COUNTED", []), *(p for own in found.FORMS.values() for p in own)]) == []


@pytest.mark.parametrize("city", cities())
def test_a_seed_goes_through_plan_json_and_back(city: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    entries = converter(city).convert(load(city))
    first, text, second, third = (tmp_path / name for name in ("一.plandb", "plan.json", "二.plandb", "三.plandb"))
    Document.create(first, entries, name="作成", who="試験").close()
    assert main(["show", str(first), "--to", str(text)]) == 0
    assert main(["import", str(second), str(text)]) == 0
    again = tmp_path / "again.json"
    assert main(["show", str(second), "--to", str(again)]) == 0
    capsys.readouterr()
    assert again.read_bytes() == text.read_bytes()
    with Document.open(second, read_only=True) as document:
        assert dict(document.plan().entries) == entries
        assert document.verify() == []
    assert main(["import", str(third), str(again)]) == 0
    capsys.readouterr()
    assert shown(third, capsys) == shown(first, capsys)


@pytest.mark.parametrize("city", cities())
def test_a_seed_sent_to_itself_changes_nothing(city: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, text = tmp_path / "計画.plandb", tmp_path / "plan.json"
    Document.create(file, converter(city).convert(load(city)), name="作成", who="試験").close()
    data: dict[str, Any] = json.loads(shown(file, capsys))
    text.write_text(json.dumps(data), encoding="utf-8")
    assert main(["import", str(file), str(text), "--accept", "all", "--json"]) == 0
    (found,) = json.loads(capsys.readouterr().out)["files"]
    assert (found["outcome"], found["accepted"], found["waiting"]) == ("unchanged", 0, 0)
