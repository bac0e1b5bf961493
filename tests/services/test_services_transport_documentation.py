"""The example and the tables of docs/plan-json.md say what the program does."""
from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from planeditor.domain.blocks import MOST_COLUMNS, MOST_ROWS
from planeditor.services.formsets import FormSets
from planeditor.services.transport import reading
from planeditor.services.transport.parsing import parse
from planeditor.services.transport.reading import read_content
from planeditor.services.transport.shape import BLOCK_TYPES, DEEPEST
from planeditor.services.transport.writing import as_json
from tests.services.editing_plans import FORMS

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "plan-json.md").read_text(encoding="utf-8")
SETS = FormSets()


def test_the_example_is_a_plan_and_stays_one() -> None:
    found = re.search(r"```json\n(.*?)```", PAGE, re.DOTALL)
    assert found is not None
    content = read_content(parse("plan.json", found[1].encode()), SETS)
    assert content.notes == []
    plan = content.plan
    assert [m.number for m in plan.measures] == ["①-01", "①-02"]
    assert [n.number or n.name for n in plan.children("plan", "block")] == ["第1章", "公衆LAN", "初版"]
    assert [d.name for d in content.departments] == ["総務部 企画課", "総務部 財政課"]
    again = as_json(plan, FORMS, departments=content.departments)
    second = read_content(parse("plan.json", json.dumps(again).encode()), SETS)
    assert second.entries == content.entries
    assert second.departments == content.departments


@pytest.mark.parametrize("words", [reading._TOP, reading._PLAN, *reading._WORDS.values(), BLOCK_TYPES - {""}])
def test_every_word_is_described(words: frozenset[str]) -> None:
    assert [word for word in sorted(words) if f"`{word}`" not in PAGE] == []


def test_the_limits_are_told() -> None:
    assert f"{DEEPEST - 1} 段" in PAGE
    assert f"{MOST_ROWS:,} 行・{MOST_COLUMNS} 列" in PAGE
