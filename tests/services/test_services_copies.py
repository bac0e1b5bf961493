"""Copies of a plan, backups of a session, and the way back to its beginning."""
from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import KIND, NAME, PLAN_ID, Key
from planeditor.services.planfiles.copies import practice_copy, save_copy
from planeditor.services.planfiles.keeping import Keeper
from planeditor.store.document import Document
from planeditor.store.lockfile import lock_path
from planeditor.store.receipts import NewProposal, NewReceipt
from tests.services.editing_plans import VOCABULARY

WORK, EFFECT = Key("m1", "work", "R2"), Key("m1", "effect", "R2")
START = {Key(PLAN_ID, KIND): "plan", Key("m1", KIND): "measure", Key("m1", NAME): "電子申請", WORK: "設計"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "計画.plandb"
    with Document.create(path, START, name="作成", who="甲") as document:
        enter(document, WORK, "構築")
    return path


def enter(document: Document, key: Key, text: str | None, who: str = "甲") -> None:
    with document.edit("入力", who=who) as edit:
        edit.set(key, text)


def test_a_saved_copy_is_the_same_plan(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "写し.plandb"
    with Document.open(path) as document:
        document.drafts.keep(WORK, "運", "甲")
        assert save_copy(document, target) == target
        enter(document, WORK, "運用")
        with Document.open(target) as copy:
            assert copy.plan_id == document.plan_id
            assert not copy.is_practice
            assert copy.plan().text(*WORK) == "構築"
            assert [d.text for d in copy.drafts.all()] == ["運"]
            assert copy.verify() == []
        save_copy(document, target)
        with Document.open(target, read_only=True) as copy:
            assert copy.plan().text(*WORK) == "運用"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["写し.plandb", "計画.plandb"]


def test_where_no_copy_may_go(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "写し.plandb"
    with Document.open(path) as document:
        for itself in (path, tmp_path / "." / "計画.plandb"):
            with pytest.raises(KnownError, match="いま開いている"):
                save_copy(document, itself)
        with pytest.raises(KnownError, match="フォルダー"):
            save_copy(document, tmp_path / "なし" / "a.plandb")
        with pytest.raises(KnownError, match="フォルダー"):
            save_copy(document, tmp_path)
        save_copy(document, target)
        with Document.open(target), pytest.raises(KnownError, match="使用中"):
            save_copy(document, target)
        before = target.read_bytes()
        target.with_name(target.name + "-journal").write_bytes(b"x")
        with pytest.raises(KnownError, match="使用中"):
            save_copy(document, target)
        assert target.read_bytes() == before
    assert len(list(tmp_path.iterdir())) == 3


def test_a_failed_copy_leaves_the_old_file(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "写し.plandb"
    target.write_bytes(b"old")

    def full(*_: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr("planeditor.store.copying.sync_file", full)
    with Document.open(path) as document:
        with pytest.raises(KnownError, match="空きがない"):
            save_copy(document, target)
        with pytest.raises(KnownError, match="空きがない"):
            practice_copy(document, tmp_path)
    assert target.read_bytes() == b"old"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["写し.plandb", "計画.plandb"]


def test_a_copy_for_practice_is_another_plan(path: Path, tmp_path: Path) -> None:
    with Document.open(path) as document:
        document.drafts.keep(WORK, "見せられない書きかけ", "甲")
        first = practice_copy(document, tmp_path)
        second = practice_copy(document, tmp_path)
        assert not document.is_practice
        with Document.open(first) as copy:
            assert copy.is_practice
            assert copy.plan_id != document.plan_id
            assert copy.plan().entries == document.plan().entries
            assert copy.drafts.all() == []
            assert copy.verify() == []
            enter(copy, WORK, "練習")
            again = practice_copy(copy, tmp_path)
        assert document.plan().text(*WORK) == "構築"
    assert "見せられない".encode() not in first.read_bytes()
    names = [p.name for p in (first, second, again)]
    assert names == ["計画（練習用）.plandb", "計画（練習用2）.plandb", "計画（練習用）（練習用）.plandb"]
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted([*names, "計画.plandb"])


def test_practice_without_a_folder(path: Path, tmp_path: Path) -> None:
    with Document.open(path) as document, pytest.raises(KnownError, match="フォルダー"):
        practice_copy(document, tmp_path / "なし")


def test_a_backup_on_closing_only_after_work(path: Path) -> None:
    with Document.open(path) as document:
        assert Keeper(document).on_close() is None
    with Document.open(path) as document:
        keeper = Keeper(document)
        assert keeper.before("import") is not None
        enter(document, WORK, "運用")
        taken = keeper.on_close()
        assert taken is not None
        assert taken.name.endswith("_閉じる.plandb")
        assert keeper.on_close() is None
        document.release()
        assert keeper.before("regular") is None
    assert not lock_path(path).exists()


def test_back_to_the_opening_and_forth(path: Path) -> None:
    with Document.open(path) as document:
        keeper = Keeper(document)
        before = document.plan().entries
        assert keeper.last_group_at_open == 2
        assert keeper.revert_to_opening(VOCABULARY, "甲").group is None
        enter(document, WORK, "運用")
        enter(document, EFFECT, "90%")
        document.undo("甲")
        document.undo("甲")
        document.undo("甲")  # what was entered before this session, too
        assert document.plan().text(*WORK) == "設計"
        enter(document, Key("m1", NAME), None)
        after = document.plan().entries
        report = keeper.revert_to_opening(VOCABULARY, "甲")
        assert report.name == "開いた時点に戻す"
        assert report.skipped == ()
        assert document.plan().entries == before
        assert document.undo_name() == "開いた時点に戻す"
        document.undo("甲")
        assert document.plan().entries == after
        assert document.verify() == []
    assert [b.reason for b in document.backups.all()] == ["開いた時点に戻す前"]


def test_without_room_for_a_backup_nothing_is_taken_back(path: Path) -> None:
    path.with_suffix(".backups").write_bytes(b"")
    with Document.open(path) as document:
        keeper = Keeper(document)
        enter(document, WORK, "運用")
        with pytest.raises(KnownError, match="バックアップ"):
            keeper.revert_to_opening(VOCABULARY, "甲")
        assert document.plan().text(*WORK) == "運用"


def test_what_a_colleague_did_meanwhile_stays(path: Path) -> None:
    with Document.open(path) as document:
        keeper = Keeper(document)
        enter(document, WORK, "運用")
        enter(document, EFFECT, "90%")
        document.release()
        with Document.open(path) as other:
            enter(other, EFFECT, "95%", "乙")
            enter(other, Key("m1", "note"), "電話", "乙")
        assert document.regain()
        report = keeper.revert_to_opening(VOCABULARY, "甲")
        assert report.skipped == (EFFECT,)
        plan = document.plan()
        assert [plan.text(*k) for k in (WORK, EFFECT, Key("m1", "note"))] == ["構築", "95%", "電話"]
        assert document.verify() == []


def test_decisions_of_the_session_wait_again(path: Path) -> None:
    with Document.open(path) as document:
        keeper = Keeper(document)
        cell = NewProposal(field="work", period="R2", node="m1", submitted="運用", kind="clean")
        with document.edit("取込", who="甲") as edit:
            edit.add_receipt(NewReceipt("a.xlsx", b"PK", "甲"), [cell])
            edit.set(WORK, "運用")
            edit.decide([1], "accepted")
        assert document.receipts.proposals(waiting_only=True) == []
        keeper.revert_to_opening(VOCABULARY, "甲")
        assert len(document.receipts.proposals(waiting_only=True)) == 1
        document.undo("甲")
        assert document.receipts.proposals(waiting_only=True) == []


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A plan file with something to undo and something to redo."""
    path = tmp_path_factory.mktemp("begun") / "a.plandb"
    with Document.create(path, START, name="作成", who="甲") as document:
        enter(document, WORK, "構築")
        enter(document, EFFECT, "1")
        document.undo("甲")
    return path


@settings(max_examples=40)
@given(st.lists(st.one_of(
    st.tuples(st.sampled_from([WORK, EFFECT, Key("m2", "work", "R2")]), st.sampled_from(["a", "b", None])),
    st.sampled_from(["undo", "redo", "revert"]),
), max_size=14))  # fmt: skip
def test_the_opening_is_always_reached(
    begun: Path, tmp_path_factory: pytest.TempPathFactory, steps: list[str | tuple[Key, str | None]]
) -> None:
    path = tmp_path_factory.mktemp("opening") / "a.plandb"
    shutil.copyfile(begun, path)
    with Document.open(path) as document:
        before = document.plan().entries
        for step in steps:
            try:
                if isinstance(step, tuple):
                    enter(document, *step)
                elif step == "undo":
                    document.undo("甲")
                elif step == "redo":
                    document.redo("甲")
                else:
                    document.revert_session("甲")
            except KnownError:
                continue
        last = document.plan().entries
        report = document.revert_session("甲")
        assert document.plan().entries == before
        if report.group is not None:
            document.undo("甲")
            assert document.plan().entries == last
        assert document.verify() == []
