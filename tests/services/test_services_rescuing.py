"""A plan saved again when its file is lost, and what could not be written into it."""
from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planeditor import paths
from planeditor.domain.errors import KnownError
from planeditor.domain.plan import Key
from planeditor.formengine.form.formset import FormSet
from planeditor.services.editing import years
from planeditor.services.formsets import FormSets
from planeditor.services.planfiles.creating import create_sample
from planeditor.services.planfiles.rescuing import rescue
from planeditor.services.planfiles.unsaved import (
    UnsavedText,
    enter_unsaved,
    keep_unsaved,
    kept_unsaved,
    unsaved_file,
    with_texts,
)
from planeditor.store.document import Document


@pytest.fixture
def document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Document]:
    monkeypatch.setattr(paths, "unsaved_folder", lambda: tmp_path / "unsaved")
    with create_sample(tmp_path / "見本市.plandb", "試験") as found:
        yield found


@pytest.fixture
def forms(document: Document) -> FormSet:
    return FormSets().of(document.plan())


@pytest.fixture
def typed(document: Document) -> UnsavedText:
    plan = document.plan()
    key = Key(plan.measures[0].id, "work", "年度:2023")
    return UnsavedText(key, plan.text(*key), "届かなかった文")


def test_from_the_open_file_with_its_history(document: Document, forms: FormSet, typed: UnsavedText, tmp_path: Path) -> None:
    target = tmp_path / "新.plandb"
    rescued = rescue(document.plan(), forms, target, who="試験", document=document, unsaved=[typed])
    assert (rescued.whole, rescued.entered.count, rescued.entered.left) == (True, 1, ())
    with Document.open(target, read_only=True) as found:
        assert found.plan_id == document.plan_id
        assert found.plan().text(*typed.key) == typed.text
        assert len(found.departments.all()) == len(document.departments.all()) > 0
        assert found.verify() == []


def test_from_memory_alone(document: Document, forms: FormSet, typed: UnsavedText, tmp_path: Path) -> None:
    target = tmp_path / "新.plandb"
    rescued = rescue(document.plan(), forms, target, who="試験", unsaved=[typed])
    assert (rescued.whole, rescued.entered.count) == (False, 1)
    with Document.open(target, read_only=True) as found:
        assert dict(found.plan().entries) == {**document.plan().entries, typed.key: typed.text}
        assert [g.name for g in found.log()][-1].startswith("消えたファイルの内容")
        assert found.verify() == []


def test_a_copy_of_something_else_is_not_taken_for_ours(document: Document, forms: FormSet, tmp_path: Path) -> None:
    """The very bytes were written over by another program: what the file gives now is not what was open."""
    plan, other = document.plan(), tmp_path / "他.plandb"
    document.practice_copy_to(other)
    with Document.open(other) as changed, changed.edit("他", who="他") as edit:
        edit.set(Key(plan.measures[0].id, "work", "年度:2023"), "他の計画の文")
    document.path.write_bytes(other.read_bytes())
    target = tmp_path / "新.plandb"
    assert not rescue(plan, forms, target, who="試験", document=document).whole
    with Document.open(target, read_only=True) as found:
        assert dict(found.plan().entries) == dict(plan.entries)


def test_a_name_that_is_taken_or_cannot_be_written(document: Document, forms: FormSet, tmp_path: Path) -> None:
    with pytest.raises(KnownError, match="すでにあります"):
        rescue(document.plan(), forms, document.path, who="試験", document=document)
    with pytest.raises(KnownError, match="見つかりません"):
        rescue(document.plan(), forms, tmp_path / "無" / "a.plandb", who="試験", document=document)


def test_what_is_written_late_replaces_nothing(document: Document, forms: FormSet, typed: UnsavedText) -> None:
    other = replace(typed, key=typed.key._replace(field="effect"), before="別の文が立っていた", text="書かない文")
    again = replace(typed, key=Key(document.plan().measures[1].id, "work", "年度:2023"))
    again = replace(again, before="x", text=document.plan().text(*again.key))  # stands there already
    gone = replace(typed, key=Key("無い施策", "work", "年度:2023"), before="")
    entered = enter_unsaved(document, forms, [typed, other, again, gone], "試験")
    assert (entered.count, entered.left) == (2, (other, gone))
    assert document.plan().text(*typed.key) == typed.text
    assert document.undo_name() == "保存できていなかった記入"


def test_a_closed_year_is_left_alone(document: Document, forms: FormSet, typed: UnsavedText) -> None:
    period = next(p for p in forms.vocabulary.all_periods(document.plan()) if p.key == "年度:2023")
    years.close_period(document, forms, period, "試験")
    assert enter_unsaved(document, forms, [typed], "試験").left == (typed,)


def test_kept_across_the_end_of_the_program(document: Document, typed: UnsavedText) -> None:
    texts = with_texts([], [typed, replace(typed, key=typed.key._replace(field="effect"), text="𠮷\n二行目")])
    assert keep_unsaved(document.plan_id, texts)
    assert kept_unsaved(document.plan_id) == texts
    assert kept_unsaved("別の計画") == ()
    unsaved_file(document.plan_id).write_text("{half", "utf-8")
    assert kept_unsaved(document.plan_id) == ()
    assert keep_unsaved(document.plan_id, ())
    assert not unsaved_file(document.plan_id).exists()


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["", "一", "二", "三"])), max_size=12))
def test_of_one_cell_the_latest_text_and_what_stood_there_first(typed: list[tuple[str, str]]) -> None:
    texts: tuple[UnsavedText, ...] = ()
    for field, text in typed:  # each is typed over what is in the file, as what was refused is taken back on screen
        texts = with_texts(texts, [UnsavedText(Key("m", field), "", text)])
    latest = {field: text for field, text in typed if text}
    last = dict(typed)
    assert {one.key.field: one.text for one in texts} == {f: last[f] for f in latest if last[f]}
    assert all(one.before == "" for one in texts)
