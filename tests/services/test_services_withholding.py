"""公表しない: the marks, what cannot be marked, undo, closed years."""
from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import CLOSED, DEPARTMENTS, NAME, PLAN_ID, Key, Plan
from planeditor.domain.withholding import is_withheld, withheld_key
from planeditor.services.formsets import FormSets
from planeditor.services.formswitch.choice import Choice
from planeditor.services.formswitch.fields import Source
from planeditor.services.formswitch.moving import Moving
from planeditor.services.nextplan.carrying import next_plan
from planeditor.services.nextplan.draft import first_draft
from planeditor.services.publishing.public import public_plan
from planeditor.services.withholding import can_withhold, publish_again, reason, withheld, withhold
from planeditor.store.document import Document
from tests.services import formswitch_plans
from tests.services.editing_plans import FORMS, R3, R4, VOCABULARY, WHO, key_of, make
from tests.services.nextplan_plans import ending_plan


@pytest.fixture
def document(tmp_path: Path) -> Document:
    return make(tmp_path)


def test_an_entry_is_marked_and_released(document: Document) -> None:
    work, progress = (key_of(document.plan(), "①-01", field, R3) for field in ("work", "progress"))
    report = withhold(document, FORMS, [work, progress], who=WHO, why=" 個人の\n名前がある ")
    assert "公表しない" in report.name
    assert "2 件" in report.name
    plan = document.plan()
    assert {(w.key, w.why) for w in withheld(plan)} == {(work, "個人の 名前がある"), (progress, "個人の 名前がある")}
    assert (reason(plan, work), reason(plan, key_of(plan, "①-01", "work", R4))) == ("個人の 名前がある", None)
    assert work not in public_plan(plan, FORMS).entries
    assert plan.text(*work)
    publish_again(document, FORMS, [work], who=WHO)
    assert work in public_plan(document.plan(), FORMS).entries
    document.undo(WHO)
    assert is_withheld(document.plan(), work)
    with pytest.raises(KnownError, match="印はありません"):
        publish_again(document, FORMS, [key_of(plan, "①-02", "planning", R3)], who=WHO)


def test_a_mark_needs_no_reason_and_may_stand_where_nothing_is_written_yet(document: Document) -> None:
    key = key_of(document.plan(), "①-02", "work", R4)
    withhold(document, FORMS, [key], who=WHO)
    assert [w.why for w in withheld(document.plan())] == [""]
    with document.edit("書く", who=WHO) as edit:
        edit.set(key, "後で書いた")
    assert key not in public_plan(document.plan(), FORMS).entries


def test_what_joins_a_marked_year_is_withheld_with_it(document: Document) -> None:
    key = key_of(document.plan(), "①-01", "progress", R4)
    withhold(document, FORMS, [key], who=WHO)
    run = key._replace(period="年度:2021-2022")
    other = key._replace(period="年度:2023")
    with document.edit("まとめる", who=WHO) as edit:
        edit.set(run, "2年分")
        edit.set(other, "別の年")
    public = public_plan(document.plan(), FORMS)
    assert run not in public.entries
    assert other in public.entries
    assert is_withheld(document.plan(), run)


def test_a_closed_year_can_still_be_marked(document: Document) -> None:
    with document.edit("確定", who=WHO) as edit:
        edit.set(Key(PLAN_ID, CLOSED, R3.key), "2022-05-01")
    key = key_of(document.plan(), "①-01", "work", R3)
    withhold(document, FORMS, [key], who=WHO)
    assert is_withheld(document.plan(), key)


def test_names_and_internal_fields_cannot_be_marked(document: Document) -> None:
    plan = document.plan()
    node = key_of(plan, "①-01", "memo").node
    for key, sentence in ((Key(node, NAME), "できません"), (Key(node, "memo"), "もともと"), (Key("無い", "work"), "できません")):
        assert not can_withhold(plan, VOCABULARY, key)
        with pytest.raises(KnownError, match=sentence):
            withhold(document, FORMS, [key], who=WHO)
    assert can_withhold(plan, VOCABULARY, Key(node, DEPARTMENTS))
    withhold(document, FORMS, [Key(node, DEPARTMENTS)], who=WHO)
    assert public_plan(document.plan(), FORMS).text(node, DEPARTMENTS) == ""
    assert withheld_key(Key(node, "work", R3.key)) == Key(node, "@withheld:work", R3.key)


def test_the_next_plan_publishes_nothing_that_was_withheld() -> None:
    """Also not as a text to begin with, nor in the chapter of the last results."""
    old = ending_plan()
    node, last = old.measures[0], "年度:2023"
    marked = [Key(node.id, "summary"), Key(node.id, "progress", last), Key(node.id, DEPARTMENTS)]
    old = Plan({**old.entries, **{withheld_key(key): "理由" for key in marked}})
    forms = FormSets().get("sodegaura")
    after = next_plan(old, forms.vocabulary, forms, replace(first_draft(old, forms.vocabulary), results=True)).plan
    texts = [old.text(*key) for key in marked[:2]]
    assert all(text in after.entries.values() for text in texts)
    public = public_plan(after, forms)
    assert not any(text in public.entries.values() for text in texts)
    assert public.text(public.measures[0].id, DEPARTMENTS) == ""
    assert after.text(after.measures[0].id, "@withheld:summary") == "理由"


def test_a_mark_goes_with_its_text_to_another_form_set() -> None:
    old, new = formswitch_plans.OLD, formswitch_plans.NEW
    plan = formswitch_plans.plan_of({("m1", "work", "年度:2021"): "作業", ("m1", "@withheld:work", "年度:2021"): "理由"})
    choice = Choice({Source("measure", "work", "年度"): "done"}, {"年度": "期"})
    after = Plan(Moving(plan, old, new, choice).after())
    assert after.text("m1", "done", "期:2021") == "作業"
    assert "作業" not in public_plan(after, new).entries.values()
