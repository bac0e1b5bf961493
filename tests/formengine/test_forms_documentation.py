"""docs/forms.md is true: every drawn example is filled and compared, its formset.toml is read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from planeditor.domain.plan import Plan
from planeditor.domain.progress import Progress
from planeditor.formengine.form.definition import (
    BARE,
    COUNTER_STYLES,
    COVERING,
    FLOW_TYPES,
    OVER_NODES,
    PERIOD_STYLES,
    SPAN_FORMATS,
    TREE,
)
from planeditor.formengine.form.lint import ROW_WORDS
from planeditor.formengine.form.loading import (
    FIELD_KEYS,
    FORM_KEYS,
    PART_KEYS,
    PROGRESS_KEYS,
    REQUEST_KEYS,
    SERIES_KEYS,
    load_form_set,
)
from tests.formengine.drawings import Drawn, excel, fill, form_set, lay_out, plan_of, sheet_texts, texts

DOCUMENT = (Path(__file__).resolve().parents[2] / "docs" / "forms.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```様式\n(.*?)```\s+```結果\n(.*?)```", DOCUMENT, re.DOTALL)


def plan() -> Plan:
    return plan_of(
        {"1 安全": ["1-1 防災", "1-2 防犯"], "2 福祉": ["2-1 子育て"]},
        fields={
            "1-1": {
                "summary": "訓練",
                "cost": "10",
                "state": "完了",
                "sign@2018": "○",
                "sign@2019": "○",
                "progress@2018": "準備",
                "progress@2019-2020": "統合",
                "amount@2018": "10",
                "amount@2019": "20",
            },
            "1-2": {"summary": "灯り", "cost": "9", "note": "済", "sign@2019": "◎", "amount@2018": "5"},
            "2-1": {"summary": "相談", "cost": "100", "amount@2019": "7"},
        },
    )


def cells(text: str) -> list[list[str]]:
    return [[c.strip() for c in line.split("|")] for line in re.sub(r"\{\{[^}]*\}\}", _hidden, text).splitlines()]


def _hidden(match: re.Match[str]) -> str:
    return match[0].replace("|", "\ue000")


def drawn(text: str) -> Drawn:
    lines = text.splitlines()
    rows: list[list[str | None]] = [
        [c.replace("\ue000", "|") or None for c in row]
        for row in cells("\n".join(one for one in lines if one[0] not in "→↓□"))
    ]
    marks: dict[str, dict[str, str]] = {"→": {}, "↓": {}}
    for line in lines:
        if line[0] in marks:
            where, _, mark = line[1:].strip().partition(" ")
            own = marks[line[0]]
            own[where] = f"{own[where]}\n{mark}" if where in own else mark
    return Drawn(rows, marks["→"], marks["↓"], [one[1:].strip() for one in lines if one[0] == "□"])


@pytest.mark.parametrize(("drawing", "result"), EXAMPLES)
def test_example(tmp_path: Path, drawing: str, result: str) -> None:
    forms = form_set(tmp_path, {"a": drawn(drawing)})
    expected = cells(result)
    assert texts(fill(forms, plan())) == expected
    assert sheet_texts(excel(lay_out(forms, plan()), values=True).worksheets[0]) == expected


def test_the_settings_shown_are_those_there_are(tmp_path: Path) -> None:
    match = re.search(r"```toml\n(\[set\].*?)```", DOCUMENT, re.DOTALL)
    assert match
    form_set(tmp_path, {"sheet": Drawn([["{{概要}}"]])})
    (tmp_path / "formset.toml").write_text(match[1], encoding="utf-8")
    forms = load_form_set(tmp_path)
    assert not forms.problems
    assert list(forms.documents) == ["計画書"]


def test_the_other_settings_shown_can_be_read(tmp_path: Path) -> None:
    pieces = re.findall(r"```toml\n(.*?)```", DOCUMENT, re.DOTALL)
    rules = next(piece for piece in pieces if "[symbol_rules]" in piece)
    forms = form_set(tmp_path, {"summary": Drawn([["{{計=1}}"]])}, toml=rules)
    assert forms.symbol_rules["○/◎"] == ("", "◎")
    judged = next(piece for piece in pieces if piece.startswith("[progress]"))
    field = '[[field]]\nkey = "status"\nlabel = "実施状況"\n'
    forms = form_set(tmp_path, {"summary": Drawn([["{{計=1}}"]])}, toml=judged + field)
    assert (forms.progress.word(Progress.LATE), forms.progress.of_symbol("○/△")) == ("遅れ", Progress.LATE)
    printed = next(piece for piece in pieces if "computed =" in piece)
    forms = form_set(tmp_path, {"summary": Drawn([["{{計=1}}"]])}, toml=printed)
    assert "summary.計" in {f.computed for f in forms.vocabulary.fields}


def test_every_word_of_the_language_is_described() -> None:
    spoken = (*ROW_WORDS, *FLOW_TYPES, *SPAN_FORMATS, *PERIOD_STYLES, *COUNTER_STYLES, BARE, TREE, f"{{{{{COVERING}}}}}")
    assert not [word for word in spoken if word not in DOCUMENT]
    assert not [word for word in OVER_NODES if word != "計画" and f"繰返 {word}" not in DOCUMENT]


def test_every_key_of_the_settings_is_described() -> None:
    keys = FIELD_KEYS | SERIES_KEYS | FORM_KEYS | PART_KEYS | REQUEST_KEYS | PROGRESS_KEYS
    assert not [key for key in sorted(keys) if not re.search(rf"\b{key}\b", DOCUMENT)]
