"""Creating, opening and editing a plan file."""
from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest

from planeditor.domain.errors import BugError, KnownError
from planeditor.domain.plan import KIND, NAME, PLAN_ID, Change, Key
from planeditor.store.document import Document
from planeditor.store.edit import Edit

START = {Key(PLAN_ID, KIND): "plan", Key(PLAN_ID, NAME): "情報化推進計画", Key("m1", KIND): "measure"}
WORK = Key("m1", "work", "R2")


def make(path: Path) -> Document:
    return Document.create(path, START, name="計画の作成", who="事務局")


@pytest.mark.parametrize("name", ["計画.plandb", "令和 2年度 #1?50%25&a=b.plandb", "a'b\"c;d.plandb"])
def test_any_file_name_works(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "共有 フォルダー#%41?"
    folder.mkdir()
    with make(folder / name) as document, document.edit("入力", who="甲") as edit:
        edit.set(WORK, "構築")
    assert [p.name for p in folder.iterdir()] == [name]
    with Document.open(folder / name, read_only=True) as document:
        assert document.plan().text(*WORK) == "構築"
        assert document.path == folder / name


def test_settings_of_the_connection(tmp_path: Path) -> None:
    with make(tmp_path / "a.plandb") as document, document._access.reading() as db:
        read = {name: db.execute(f"PRAGMA {name}").fetchone()[0] for name in (
            "journal_mode", "synchronous", "foreign_keys", "secure_delete", "application_id", "user_version"
        )}  # fmt: skip
    assert read == {
        "journal_mode": "delete", "synchronous": 3, "foreign_keys": 1, "secure_delete": 1,
        "application_id": int.from_bytes(b"PLAN", "big"), "user_version": 5,
    }  # fmt: skip


def test_create_takes_changes_and_refuses_to_overwrite(tmp_path: Path) -> None:
    path = tmp_path / "a.plandb"
    changes = [Change(Key(PLAN_ID, NAME), None, "計画"), Change(Key(PLAN_ID, "x"), None, None)]
    with Document.create(path, changes, name="作成", who="甲") as document:
        assert document.plan().entries == {Key(PLAN_ID, NAME): "計画"}
        assert document.plan_id
    before = path.read_bytes()
    with pytest.raises(KnownError, match=r"a\.plandb.*すでにあります"):
        make(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_failed_creation_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("planeditor.store.document.put_in_place", full)
    with pytest.raises(KnownError, match="空きがない"):
        make(tmp_path / "a.plandb")
    assert not list(tmp_path.iterdir())
    with pytest.raises(KnownError, match="フォルダー"):
        make(tmp_path / "ない" / "a.plandb")


def test_an_edit_is_one_group(tmp_path: Path) -> None:
    with make(tmp_path / "a.plandb") as document:
        snapshot = document.plan()
        with document.edit("入力", who="甲", source="電話") as edit:
            edit.set(WORK, "設計")
            edit.set(WORK, "構築")
            edit.set(Key(PLAN_ID, NAME), "")
            edit.set(Key("m1", "no"), None)
            assert edit.get(WORK) == "構築"
            assert edit.get(Key(PLAN_ID, NAME)) is None
            assert document.plan() is snapshot
        assert edit.report.group == 2
        assert edit.report.changes == (
            Change(WORK, None, "構築"), Change(Key(PLAN_ID, NAME), "情報化推進計画", None),
        )  # fmt: skip
        assert snapshot.text(*WORK) == ""
        assert document.plan().text(*WORK) == "構築"
        assert document.plan() is document.plan()
        first = document.log()[0]
        assert (first.name, first.who, first.source, first.undone) == ("入力", "甲", "電話", False)
        assert first.at.utcoffset() is not None
        assert document.verify() == []


def test_nothing_changed_is_no_group(tmp_path: Path) -> None:
    with make(tmp_path / "a.plandb") as document:
        with document.edit("入力", who="甲") as edit:
            edit.set(WORK, "a")
            edit.set(WORK, None)
            edit.set(Key(PLAN_ID, NAME), "情報化推進計画")
        assert edit.report.group is None
        assert len(document.log()) == 1


def broken_off(document: Document) -> Edit:
    """An edit whose block ended in an error of the caller's own, which comes out as it was."""
    edits = []

    def work() -> None:
        with document.edit("入力", who="甲") as edit:
            edits.append(edit)
            edit.set(WORK, "a")
            raise OSError("mine")

    with pytest.raises(OSError, match="mine"):
        work()
    return edits[0]


def test_an_exception_leaves_nothing(tmp_path: Path) -> None:
    with make(tmp_path / "a.plandb") as document:
        before = document.plan()
        edit = broken_off(document)
        assert document.plan() is before
        assert document.undo_name() is None
        with pytest.raises(BugError):
            edit.set(WORK, "b")
        with pytest.raises(BugError):
            _ = edit.report
    with Document.open(tmp_path / "a.plandb") as document:
        assert document.plan() == before


def test_an_edit_within_an_edit_is_a_bug(tmp_path: Path) -> None:
    with make(tmp_path / "a.plandb") as document:
        with document.edit("外", who="甲") as outer:
            outer.set(WORK, "a")
            with pytest.raises(BugError), document.edit("内", who="甲"):
                pass
        assert document.plan().text(*WORK) == "a"


def test_every_character_comes_back(tmp_path: Path) -> None:
    text = "𠮷野家\t「葛󠄀城市」\n\r\nか\u3099 \x00 \u202e ﷺ 👨‍👩‍👧  "
    with make(tmp_path / "a.plandb") as document, document.edit("入力", who="甲") as edit:
        edit.set(WORK, text)
        edit.set(Key("m1", "lone"), "a\ud83db")
    with Document.open(tmp_path / "a.plandb") as document:
        assert document.plan().text(*WORK) == text
        assert document.plan().text("m1", "lone") == "a\ufffdb"
        assert document.verify() == []


def test_plan_at_an_earlier_group(tmp_path: Path) -> None:
    with make(tmp_path / "a.plandb") as document:
        for text in ("一", "二", None):
            with document.edit("入力", who="甲") as edit:
                edit.set(WORK, text)
        assert [document.plan_at(g).text(*WORK) for g in (1, 2, 3, 4)] == ["", "一", "二", ""]
        assert document.plan_at(4) == document.plan()
        with pytest.raises(KnownError, match="番号 9"):
            document.plan_at(9)


def test_the_log_of_one_node(tmp_path: Path) -> None:
    with make(tmp_path / "a.plandb") as document:
        for node in ("m1", "m2", "m1"):
            with document.edit(f"{node}の入力", who="甲") as edit:
                edit.set(Key(node, "work", "R2"), f"{len(document.log())}")
                edit.set(Key("m3", "work"), f"{len(document.log())}")
        assert [g.id for g in document.log()] == [4, 3, 2, 1]
        assert [g.id for g in document.log(limit=2)] == [4, 3]
        groups = document.log(node="m1")
        assert [g.id for g in groups] == [4, 2, 1]
        assert all(c.key.node == "m1" for g in groups for c in g.changes)


def test_read_only_writes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "a.plandb"
    make(path).close()
    before = path.read_bytes()
    with Document.open(path, read_only=True) as document:
        assert document.read_only
        assert list(tmp_path.iterdir()) == [path]
        with pytest.raises(KnownError, match="読み取り専用"), document.edit("入力", who="甲"):
            pass
        with pytest.raises(KnownError, match="読み取り専用"):
            document.undo("甲")
        assert document.verify() == []
    assert path.read_bytes() == before


def test_a_reader_sees_what_the_writer_wrote(tmp_path: Path) -> None:
    path = tmp_path / "a.plandb"
    with make(path) as writer, Document.open(path, read_only=True) as reader:
        assert reader.plan().text(*WORK) == ""
        assert not reader.refresh()
        with writer.edit("入力", who="甲") as edit:
            edit.set(WORK, "構築")
        assert reader.refresh()
        assert reader.plan().text(*WORK) == "構築"
        assert not writer.refresh()


def test_a_change_by_another_program_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "a.plandb"
    with make(path) as document:
        document.plan()
        other = sqlite3.connect(path)
        other.execute("INSERT INTO period_label VALUES ('R2', 'R2年度', '')")
        other.commit()
        other.close()
        with pytest.raises(KnownError, match="書き換えられた"), document.edit("入力", who="甲") as edit:
            edit.set(WORK, "a")
        with document.edit("入力", who="甲") as edit:
            edit.set(WORK, "b")
        assert document.plan().text(*WORK) == "b"


@pytest.mark.parametrize("replaced", [False, True])
def test_a_file_gone_is_noticed(tmp_path: Path, replaced: bool) -> None:
    path = tmp_path / "a.plandb"
    with make(path) as document:
        path.rename(tmp_path / "b.plandb")
        if replaced:
            path.write_bytes((tmp_path / "b.plandb").read_bytes())
        with pytest.raises(KnownError, match=r"a\.plandb.*(消えた|置き換え)"), document.edit("入力", who="甲"):
            pass


def test_another_thread_can_edit_and_the_plan_does_not_wait(tmp_path: Path) -> None:
    with make(tmp_path / "a.plandb") as document:
        inside, go_on = threading.Event(), threading.Event()

        def work() -> None:
            with document.edit("取込", who="甲") as edit:
                inside.set()
                go_on.wait(10)
                edit.set(WORK, "a")

        thread = threading.Thread(target=work)
        thread.start()
        assert inside.wait(10)
        assert document.plan().text(*WORK) == ""
        assert document.undo_name() is None
        go_on.set()
        thread.join()
        assert document.plan().text(*WORK) == "a"


def test_a_link_shares_the_lock_of_its_file(tmp_path: Path) -> None:
    link = tmp_path / "link.plandb"
    with make(tmp_path / "a.plandb"):
        try:
            link.symlink_to(tmp_path / "a.plandb")
        except OSError:
            pytest.skip("no right to make links here")
        with pytest.raises(KnownError, match="開いています"):
            Document.open(link)


def test_labels_are_kept(tmp_path: Path) -> None:
    with make(tmp_path / "a.plandb") as document:
        document.set_labels({"work": "作業内容"}, {"R2": "R2年度"})
        document.set_labels({"work": "作業内容"}, {})
        document.set_labels({"work": "作業の内容"}, {})
        with document._access.reading() as db:
            assert db.execute("SELECT label FROM field_label WHERE field = 'work'").fetchall() == [("作業の内容",)]
            assert db.execute("SELECT period, label FROM period_label").fetchall() == [("R2", "R2年度")]
