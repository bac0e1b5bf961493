"""The version of the form set a plan remembers, and a form set that is not on this machine."""
from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from planeditor import paths
from planeditor.cli import main
from planeditor.domain.plan import FORMS_VERSION, PLAN_ID, Key
from planeditor.formengine.fonts.book import FontBook
from planeditor.services import checking
from planeditor.services.editing.entering import enter
from planeditor.services.editing.permissions import Lock, Mode, Permissions
from planeditor.services.formsets import FormSets
from planeditor.services.formswitch import versions
from planeditor.services.intake.plan_json import create as create_from_json
from planeditor.services.intake.plan_json import read_plan_json
from planeditor.services.nextplan.creating import create as create_next
from planeditor.services.nextplan.creating import read_old
from planeditor.services.nextplan.draft import first_draft
from planeditor.services.paper import exporting
from planeditor.services.planfiles.creating import PlanDraft, create
from planeditor.services.transport.files import json_text
from planeditor.services.transport.writing import as_json
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


def test_every_way_to_make_a_plan_keeps_the_names(tmp_path: Path) -> None:
    first, following, copy = (tmp_path / f"{name}.plandb" for name in ("計画", "次", "写し"))
    text, typed = tmp_path / "plan.json", tmp_path / "打った.plandb"
    create(first, DRAFT, FORMS, "試験").close()
    old = read_old(first, FORMS)
    draft = replace(first_draft(old.plan, old.forms.vocabulary), title="次の計画", first_year=2026, last_year=2030)
    create_next(following, old, draft, FORMS, "試験")[0].close()
    text.write_text(json_text(as_json(old.plan, old.forms)), encoding="utf-8")
    create_from_json(copy, read_plan_json(text, FORMS), FORMS, who="試験")[0].close()
    assert main(["new", str(typed), "--forms", "sodegaura", "--start", "R3", "--end", "R7"]) == 0
    for file in (first, following, copy, typed):
        with Document.open(file, read_only=True) as document:
            assert document.field_labels()["work"] == "作業内容", file


def test_a_plan_as_json_keeps_its_names_where_the_form_set_is_not(tmp_path: Path) -> None:
    """A city's own set is on one machine only: the names go along, and come back."""
    there, text, back = as_json(plan_of(TEXTS), OLD), tmp_path / "plan.json", tmp_path / "写し.plandb"
    text.write_text(json_text(there), encoding="utf-8")
    document, _ = create_from_json(back, read_plan_json(text, FORMS), FORMS, who="試験")
    with document:
        forms = FORMS.of_file(document)
        assert forms.missing
        assert as_json(document.plan(), forms)["labels"] == there["labels"]
        assert as_json(document.plan(), OLD) == there


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
