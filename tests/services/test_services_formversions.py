"""The version of the form set a plan remembers, and a form set that is not on this machine."""
from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from planeditor import paths
from planeditor.domain.plan import FORMS_VERSION, PLAN_ID, Key
from planeditor.formengine.fonts.book import FontBook
from planeditor.services import checking
from planeditor.services.editing.entering import enter
from planeditor.services.editing.permissions import Lock, Mode, Permissions
from planeditor.services.formsets import FormSets
from planeditor.services.formswitch import versions
from planeditor.services.paper import exporting
from planeditor.services.planfiles.creating import PlanDraft, create
from planeditor.store.document import Document
from tests.services.formswitch_plans import OLD, plan_of

FORMS = FormSets([paths.forms_folder()])
DRAFT = PlanDraft("見本市", "見本計画", "sodegaura", 2021, 2025)
TEXTS = {("m1", "summary", ""): "概要の文", ("m1", "work", "年度:2021"): "設計した", ("area", "lead", ""): "前文"}


def test_a_new_plan_remembers_version_and_names(tmp_path: Path) -> None:
    with create(tmp_path / "計画.plandb", DRAFT, FORMS, "試験") as document:
        forms = FORMS.of(document.plan())
        assert document.plan().text(PLAN_ID, FORMS_VERSION) == str(forms.version)
        assert document.field_labels()["work"] == "作業内容"
        assert versions.standing(document.plan(), forms) == "same"
        assert versions.told(document.plan(), forms, "様式") == ""


def test_another_version_is_told_and_its_differences_named(tmp_path: Path) -> None:
    with create(tmp_path / "計画.plandb", DRAFT, FORMS, "試験") as document:
        forms = FORMS.of(document.plan())
        fields = tuple(replace(f, label="効果") if f.key == "effect" else f for f in forms.vocabulary.fields if f.key != "note")
        extra = replace(forms.vocabulary.by_key["measure", "note"], key="cost", label="費用")
        newer = replace(forms, version=forms.version + 1, vocabulary=replace(forms.vocabulary, fields=(*fields, extra)))
        with document.edit("注記", who="試験") as edit:
            edit.set(Key(PLAN_ID, "note"), "残る")
        plan = document.plan()
        assert f"今は版 {newer.version} です" in versions.told(plan, newer, "")
        assert "古い版" in versions.told(plan, replace(forms, version=0), "")
        found = versions.difference(plan, newer, document.field_labels())
        assert found == versions.Difference(("費用",), ("注記（記入 1 件は残っています）",), ("効果（額） → 効果",))
        versions.use_version(document, newer, "試験")
        assert versions.standing(document.plan(), newer) == "same"


def test_a_plan_whose_form_set_is_not_here_opens_and_is_edited(tmp_path: Path) -> None:
    plan = plan_of(TEXTS)
    forms = FORMS.of(plan, {"summary": "概要"})
    assert (forms.id, forms.missing, forms.problems) == (OLD.id, True, [])
    sentence = versions.told(plan, forms, "様式の置き場")
    assert "様式セット「kyu」が、この端末にありません" in sentence
    assert "様式の置き場" in sentence
    labels = {(f.of, f.key): f.label for f in forms.vocabulary.fields}
    assert labels["measure", "summary"] == "概要"
    assert labels["measure", "work"] == "work"  # its name is not kept: the key, rather than nothing
    key = Key("m1", "work", "年度:2021")
    assert Permissions(plan, forms.vocabulary).lock(key) is Lock.OPEN
    with Document.create(tmp_path / "計画.plandb", plan.entries, name="作成", who="試験") as document:
        enter(document, forms, key, "直した", mode=Mode.NORMAL, who="試験")
        assert document.plan().text(*key) == "直した"
        checking.check(document.plan(), forms, FontBook(), {})


def test_the_plain_sheet_prints_number_and_name_only(tmp_path: Path) -> None:
    plan = plan_of(TEXTS)
    forms = FORMS.of(plan)
    written = exporting.export(plan, forms, "plain", tmp_path / "計画.pdf", fonts=FontBook())
    assert written.pages == 2
