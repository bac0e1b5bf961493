"""New plans of a form set with stages: the plan's years are cut into them, by the wizard and on the command line."""
from __future__ import annotations

import json
from pathlib import Path

import pytest

from planeditor.cli.main import main
from planeditor.domain.plan import CURRENT, PLAN_ID
from planeditor.services.extending import extend
from planeditor.services.formsets import FormSets
from planeditor.services.planfiles import creating
from planeditor.services.planfiles.creating import PlanDraft
from tests.conftest import ROOT

SETS = FormSets([ROOT / "forms"])
STAGES = ["ステージ:2021-2025", "ステージ:2026-2030"]


def test_the_wizard_cuts_the_years_into_stages(tmp_path: Path) -> None:
    draft = PlanDraft("見本市", "見本市計画", "nihonmatsu", 2021, 2030)
    with creating.create(tmp_path / "計画.plandb", draft, SETS, "甲") as document:
        plan = document.plan()
        assert plan.period_keys("ステージ") == STAGES
        assert plan.text(PLAN_ID, CURRENT) == STAGES[0]


def test_the_last_stage_has_the_years_that_are_left(tmp_path: Path) -> None:
    draft = PlanDraft("見本市", "見本市計画", "nihonmatsu", 2021, 2028)
    with creating.create(tmp_path / "計画.plandb", draft, SETS, "甲") as document:
        assert document.plan().period_keys("ステージ") == ["ステージ:2021-2025", "ステージ:2026-2028"]


def test_the_command_line_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = str(tmp_path / "計画.plandb")
    assert main(["new", file, "--forms", "nihonmatsu", "--start", "R3", "--end", "R12"]) == 0
    capsys.readouterr()
    assert main(["show", file, "--json"]) == 0
    plan = json.loads(capsys.readouterr().out)["plan"]
    assert (plan["start"], plan["end"]) == ("R3年度", "R12年度")
    assert plan["periods"] == {"ステージ": ["1stステージ", "2ndステージ"]}


def test_a_stage_is_named_as_it_is_printed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = PlanDraft("見本市", "見本市計画", "nihonmatsu", 2021, 2030, (("(1)", "くらし"),))
    path = tmp_path / "計画.plandb"
    creating.create(path, draft, SETS, "甲").close()
    assert main(["export", str(path), "--form", "schedule", "--to", str(tmp_path / "予定.pdf"), "--period", "2ndステージ"]) == 0
    assert main(["close", str(path), "--period", "R3-R7"]) == 0
    assert "1stステージ" in capsys.readouterr().out


def test_a_further_stage_follows(tmp_path: Path) -> None:
    draft = PlanDraft("見本市", "見本市計画", "nihonmatsu", 2021, 2030)
    with creating.create(tmp_path / "計画.plandb", draft, SETS, "甲") as document:
        forms = SETS.get("nihonmatsu")
        extend(document, forms, "甲")
        plan = document.plan()
        labels = [forms.vocabulary.period_label(plan, p) for p in forms.vocabulary.periods(plan, "ステージ")]
        assert labels[:2] == ["1stステージ", "2ndステージ"]
