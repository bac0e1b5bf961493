"""A new plan from the wizard's answers, and the sample."""
from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planeditor import paths
from planeditor.domain.current import current_period
from planeditor.domain.errors import KnownError
from planeditor.domain.plan import CURRENT, MUNICIPALITY, PLAN_ID
from planeditor.services.formsets import FormSets
from planeditor.services.planfiles import creating
from planeditor.services.planfiles.creating import PlanDraft
from planeditor.services.tree import contacts
from planeditor.store.departments import DepartmentRegister
from planeditor.store.document import Document

FORMS = FormSets()
GOOD = PlanDraft(
    "見本市", "見本市情報化推進計画2024", "sodegaura", 2024, 2028, (("①", "くらし"), ("②", ""), ("", "番号なし")),
    ("総務部 企画課", "総務部　情報課", "市民課"),
)  # fmt: skip


def test_the_plan_holds_what_was_asked(tmp_path: Path) -> None:
    path = tmp_path / "計画.plandb"
    with creating.create(path, GOOD, FORMS, "甲") as document:
        plan = document.plan()
        assert (plan.title, plan.text(PLAN_ID, MUNICIPALITY), plan.form_set) == (GOOD.title, "見本市", "sodegaura")
        assert plan.period_keys("年度") == [f"年度:{y}" for y in range(2024, 2029)]
        assert [(a.number, a.name) for a in plan.areas] == list(GOOD.areas)
        assert plan.text(PLAN_ID, CURRENT) == "年度:2024"
        departments = document.departments.all()
        assert [(d.division, d.section) for d in departments] == [("総務部", "企画課"), ("総務部", "情報課"), ("", "市民課")]
        assert [d.sort for d in departments] == [1, 2, 3]
        assert (document.log()[0].name, document.log()[0].who) == ("計画の作成", "甲")
        assert document.verify() == []
    with pytest.raises(KnownError, match="すでにあります"):
        creating.create(path, GOOD, FORMS, "甲")
    with Document.open(path) as document:
        assert document.plan().title == GOOD.title


def test_every_form_set_makes_a_plan(tmp_path: Path) -> None:
    for name in FORMS.places:
        with creating.create(tmp_path / f"{name}.plandb", replace(GOOD, form_set=name), FORMS, "甲") as document:
            vocabulary = FORMS.get(name).vocabulary
            now = current_period(document.plan(), vocabulary)
            assert now is None if not vocabulary.series else now is not None and now.first == 2024
            assert set(document.plan().series_names) == {s.name for s in vocabulary.series.values() if not s.previous}


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("municipality", " ", "自治体"), ("title", "", "題名"), ("title", "計\x00画", "使えない文字"), ("form_set", "ない", "様式セット"),
        ("first_year", 0, "年度を"), ("last_year", 2023, "前です"), ("last_year", 2100, "51 年以内"), ("last_year", 9999, "年度を"),
        ("areas", (("①", "一"), ("1", "二")), "2 つ"), ("areas", (("①", "一"), (" ", "")), "2 行目"),
        ("departments", ("企画課", "企画 課"), "2 つ"), ("departments", ("", "企画課"), "1 行目"),
    ],
)  # fmt: skip
def test_each_slip_is_told_beside_its_field(tmp_path: Path, field: str, value: object, sentence: str) -> None:
    draft = replace(GOOD, **{field: value})  # type: ignore[arg-type]
    found = creating.problems(draft, FORMS)
    assert next(iter(found)) == field
    assert sentence in found[field]
    with pytest.raises(KnownError, match=sentence):
        creating.create(tmp_path / "a.plandb", draft, FORMS, "甲")
    assert list(tmp_path.iterdir()) == []


def test_an_empty_draft_has_a_sentence_for_each_field() -> None:
    assert creating.problems(GOOD, FORMS) == {}
    assert set(creating.problems(PlanDraft(), FORMS)) == {"municipality", "title", "form_set", "first_year", "last_year"}


def test_half_a_plan_is_no_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise KnownError("空きがありません")

    monkeypatch.setattr(DepartmentRegister, "add", full)
    with pytest.raises(KnownError, match="空き"):
        creating.create(tmp_path / "a.plandb", GOOD, FORMS, "甲")
    assert list(tmp_path.iterdir()) == []


def test_the_suggestions() -> None:
    assert creating.suggested_title(" 見本市 ", 2024) == "見本市情報化推進計画2024"
    assert creating.suggested_file_name(GOOD) == "見本市情報化推進計画2024.plandb"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ('A/B:C*?"<>|\\', "A／B：C＊？”＜＞｜＼.plandb"), ("con", "計画_con.plandb"), ("AUX.2024", "計画_AUX.2024.plandb"),
        ("COM¹", "計画_COM¹.plandb"), ("console", "console.plandb"), ("計画. .", "計画.plandb"), ("...", "計画.plandb"),
        ("一\n二\t三", "一 二 三.plandb"), ("か\u3099", "が.plandb"), ("画" * 100, "画" * 73 + ".plandb"),
    ],
)  # fmt: skip
def test_a_file_name_every_system_takes(title: str, name: str) -> None:
    assert creating.suggested_file_name(replace(GOOD, title=title)) == name


@given(st.text(max_size=120))
def test_any_title_gives_a_file_name(title: str) -> None:
    name = creating.suggested_file_name(replace(GOOD, title=title))
    stem = name.removesuffix(".plandb")
    assert stem
    assert stem == stem.strip(" .")
    assert len(name) <= 80
    assert len(name.encode()) <= 240
    assert not set(name) & set('<>:"/\\|?*')
    assert name == unicodedata.normalize("NFC", name)
    assert not any(unicodedata.category(c) in ("Cc", "Cs") for c in name)


def test_the_sample_with_its_departments(tmp_path: Path) -> None:
    with creating.create_sample(tmp_path / "見本.plandb", "甲") as document:
        plan = document.plan()
        assert (len(plan.measures), len(plan.areas), plan.title) == (12, 4, "見本市情報化推進計画2021")
        register = document.departments.all()
        assert contacts.unknown_names(plan, register, date(2024, 6, 1)) == {}
        assert all(contacts.usage(plan, register).values())
        now = current_period(plan, FORMS.of(plan).vocabulary)
        assert now is not None
        assert now.first == 2023
        assert document.verify() == []


def test_a_missing_sample_is_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "resources_folder", lambda: tmp_path)
    with pytest.raises(KnownError, match=r"mihonshi\.json"):
        creating.create_sample(tmp_path / "見本.plandb", "甲")
