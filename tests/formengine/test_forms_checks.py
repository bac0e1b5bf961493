"""The table [check] of a form set: what it may say, and what the documentation tells of it."""
from __future__ import annotations

import re
from pathlib import Path

import pytest

from planeditor.domain.errors import KnownError
from planeditor.domain.rulebook import rule_names
from planeditor.formengine.form.checks import check_settings
from planeditor.formengine.form.loading import load_form_set
from tests.formengine.drawings import Drawn, form_set

DOCUMENT = (Path(__file__).resolve().parents[2] / "docs" / "forms.md").read_text(encoding="utf-8")


def test_the_example_of_the_documentation(tmp_path: Path) -> None:
    (example,) = (piece for piece in re.findall(r"```toml\n(.*?)```", DOCUMENT, re.DOTALL) if "[check]" in piece)
    checks = form_set(tmp_path, {"sheet": Drawn([["{{概要}}"]])}, toml=example).checks
    assert checks.off == {"effect-without-figure"}
    assert checks.on == {"digit-width", "comma"}
    assert checks.severity == {"term-spellings": "warning"}
    assert checks.numbers == {("same-as-other-measure", "length"): 60, ("same-as-other-measure", "share"): 0.95}


def test_every_rule_is_in_the_documentation() -> None:
    section = DOCUMENT.partition("### 点検の調整")[2].partition("\n#")[0]
    assert [name for name in rule_names() if f"| `{name}` |" not in section] == []


@pytest.mark.parametrize(
    "toml",
    [
        '[check]\noff = ["no-such-rule"]', '[check]\non = "comma"', '[check.no-such-rule]\nseverity = "note"',
        '[check.comma]\nseverity = "grave"',
        "[check.comma]\nlength = 3", '[check.same-everywhere]\nleast = "many"', "[check]\ncomma = true", "[check]\noff = [1]",
        "[check.same-everywhere]\nleast = -1", "[check.same-everywhere]\nleast = inf",
        f"[check.same-everywhere]\nleast = 1{'0' * 400}",
    ],
)
def test_what_there_is_not_is_a_sentence(tmp_path: Path, toml: str) -> None:
    with pytest.raises(KnownError, match="check"):
        form_set(tmp_path, {"sheet": Drawn([["{{概要}}"]])}, toml=toml)


@pytest.mark.parametrize("value", ["1", '"x"', "[]", "2026-01-01"])
def test_the_table_is_a_table(tmp_path: Path, value: str) -> None:
    form_set(tmp_path, {"sheet": Drawn([["{{概要}}"]])})
    settings = tmp_path / "formset.toml"
    settings.write_text(f"check = {value}\n" + settings.read_text(encoding="utf-8"), encoding="utf-8")
    with pytest.raises(KnownError, match="「check」は表"):
        load_form_set(tmp_path)


def test_an_empty_table_changes_nothing() -> None:
    assert check_settings({}) == check_settings({"off": [], "on": []})
