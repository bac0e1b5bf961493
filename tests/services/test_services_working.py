"""Working copies: taken, known to colleagues, put back whole or merged; and nothing lost where that is cut short."""
from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest

from planeditor import paths
from planeditor.domain.errors import KnownError
from planeditor.domain.plan import Key
from planeditor.messages import working as say
from planeditor.services.backups.choices import keep_in
from planeditor.services.formsets import FormSets
from planeditor.services.planfiles.copies import practice_copy
from planeditor.services.working import taking
from planeditor.services.working.backing import CheckedBack, OriginalAway, check_back
from planeditor.services.working.notes import CopyNote, drop_note, leave_note, note_path, notes_of
from planeditor.services.working.places import all_copies, copies_of, remove, sweep_done, working_copies_of
from planeditor.services.working.record import record_of, record_path, told, write_record
from planeditor.services.working.taking import Taken, take_working_copy
from planeditor.store.backup import list_backups
from planeditor.store.departments import Department
from planeditor.store.document import Document
from planeditor.store.location import Location
from planeditor.store.lock import HeldByOther
from planeditor.store.lockfile import lock_path
from planeditor.store.putting_back import content_mark, put_back
from planeditor.store.receipts import NewReceipt
from tests.services.editing_plans import R3, key_of, make

FORMS = FormSets()


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "working_folder", lambda: tmp_path / "手元")


@pytest.fixture
def original(tmp_path: Path) -> Path:
    folder = tmp_path / "共有"
    folder.mkdir()
    make(folder).close()
    return folder / "計画.plandb"


def take(original: Path, folder: Path | None = None) -> Taken:
    with Document.open(original, read_only=True) as document:
        return take_working_copy(document, folder, who="試験")


def taken(original: Path) -> Path:
    return take(original).copy.path


def write(path: Path, text: str, field: str = "work", who: str = "試験") -> Key:
    with Document.open(path, who=who) as document:
        key = key_of(document.plan(), "①-01", field, R3)
        with document.edit("記入", who=who) as edit:
            edit.set(key, text)
    return key


def read(path: Path, field: str = "work") -> str:
    with Document.open(path, read_only=True) as document:
        assert document.verify() == []
        return document.plan().text(*key_of(document.plan(), "①-01", field, R3))


def back(copy: Path, original: Path | None = None) -> CheckedBack:
    return check_back(copy, FORMS, who="試験", original=original)


def names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


def test_taken_it_knows_where_it_belongs_and_colleagues_know_of_it(original: Path) -> None:
    with Document.open(original, who="佐藤"):  # whoever writes meanwhile
        copy = take(original).copy
    assert copy.path == paths.working_folder() / "計画（作業用）.plandb"
    record = record_of(copy.path)
    assert record is not None
    assert (record.original, record.who, record.done) == (str(original), "試験", "")
    assert content_mark(copy.path) == content_mark(original) == record.base
    [note] = notes_of(original)
    assert (note.who, note.token) == ("試験", record.token)
    with Document.open(original, read_only=True) as document:
        assert working_copies_of(document.plan_id) == [copy.path]
        assert copies_of(original, document.plan_id) == [copy]
    assert taken(original).name == "計画（作業用2）.plandb"


def test_a_folder_of_ones_own_is_remembered(original: Path, tmp_path: Path) -> None:
    copy = take(original, tmp_path / "自分" / "作業").copy
    assert copy.path.parent == tmp_path / "自分" / "作業"
    assert all_copies() == [copy]


def test_nothing_changed_nothing_put_back(original: Path) -> None:
    before, copy = original.read_bytes(), taken(original)
    done = back(copy)
    assert (done.how, done.copy_kept) == ("same", False)
    assert original.read_bytes() == before
    assert names(original.parent) == {original.name}
    assert not all_copies()


def test_put_back_whole_with_all_its_history_and_receipts(original: Path) -> None:
    copy = taken(original)
    write(copy, "手元で書いた")
    with Document.open(copy, who="試験") as document:
        document.add_receipt(NewReceipt("提出.xlsx", b"bytes", "試験", "progress"))
        document.backups.take("閉じる")
    mark = content_mark(copy)
    done = back(copy)
    assert (done.how, done.copy_kept, done.waiting) == ("whole", False, 0)
    assert read(original) == "手元で書いた"
    assert content_mark(original) == mark
    with Document.open(original, read_only=True) as document:
        assert [r.file_name for r in document.receipts.all()] == ["提出.xlsx"]
        assert document.log(limit=1)[0].name == "記入"
    assert [backup.reason for backup in list_backups(original)] == [say.BACKUP_BEFORE]
    assert read(list_backups(original)[0].path) == "・調査を行った", "as it was before"
    assert names(paths.working_folder()) <= {"folders.json"}, "backups of the copy are gone too"
    assert not notes_of(original)


def test_who_reads_the_original_meanwhile_reads_on(original: Path) -> None:
    copy = taken(original)
    key = write(copy, "手元で書いた")
    with Document.open(original, read_only=True) as reader:
        assert reader.plan().text(*key) == "・調査を行った"
        assert back(copy).how == "whole"
        assert reader.refresh()
        assert reader.plan().text(*key) == "手元で書いた"


def test_where_the_original_moved_on_both_are_merged(original: Path) -> None:
    copy = taken(original)
    write(copy, "手元で書いた")
    write(copy, "手元の効果", "effect")
    write(original, "元で書いた", who="佐藤")
    write(original, "元で直した", "progress", who="佐藤")
    done = back(copy)
    assert (done.how, done.copy_kept, done.waiting) == ("merged", True, 1)
    assert done.result is not None
    assert (done.result.accepted, done.result.waiting.conflicts) == (1, 1)
    assert [read(original, field) for field in ("work", "progress", "effect")] == ["元で書いた", "元で直した", "手元の効果"]
    assert read(copy) == "手元で書いた"
    [kept] = all_copies()
    assert kept.is_done
    with Document.open(original, read_only=True) as document:
        assert not copies_of(original, document.plan_id), "it is offered no more"
        assert working_copies_of(document.plan_id) == [copy], "記録の抹消 still reaches it"
        assert {p.submitted for p in document.receipts.proposals(1)} == {"手元で書いた", "手元の効果"}
    again = back(copy)
    assert (again.how, again.waiting) == ("merged", 1)
    assert len(list_backups(original)) >= 1


def test_the_backup_before_a_merge_is_in_the_users_folder_too(original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "backup_choices_file", lambda: tmp_path / "控え.json")
    own = tmp_path / "控え"
    own.mkdir()
    keep_in(own)
    copy = taken(original)
    write(copy, "手元で書いた")
    write(original, "元で書いた", who="佐藤")
    assert back(copy).how == "merged"
    [place] = own.iterdir()
    assert [one.reason for one in list_backups(original, place)] == [say.BACKUP_BEFORE]


def test_a_merge_does_not_keep_the_files_of_the_original_twice(original: Path) -> None:
    with Document.open(original, who="試験") as document:
        document.add_receipt(NewReceipt("提出.xlsx", random.Random(1).randbytes(400_000), "試験", "progress"))
    copy = taken(original)
    write(copy, "手元で書いた")
    with Document.open(copy, who="試験") as document:
        document.add_receipt(NewReceipt("手元で受けた.xlsx", b"only here", "試験", "progress"))
    write(original, "元で書いた", who="佐藤")
    assert back(copy).how == "merged"
    with Document.open(original, read_only=True) as document:
        kept = document.receipts.original(document.receipts.last())
        assert document.verify() == []
    assert len(kept) < 400_000
    inside = original.with_name("中身.plandb")
    inside.write_bytes(kept)
    with Document.open(inside, read_only=True) as document:
        assert document.receipts.original(2) == b"only here", "what the plan does not hold stays"
        assert [r.file_name for r in document.receipts.all()] == ["提出.xlsx", "手元で受けた.xlsx"]


def test_a_department_added_to_the_original_meanwhile_counts_as_moved_on(original: Path) -> None:
    copy = taken(original)
    write(copy, "手元で書いた")
    with Document.open(original, who="佐藤") as document:
        document.departments.add([Department("見本部", "見本課")])
    assert back(copy).how == "merged"
    with Document.open(original, read_only=True) as document:
        assert "見本課" in {d.section for d in document.departments.all()}, "what has no log is not overwritten either"
    assert read(original) == "手元で書いた"


def test_the_other_copy_of_two_is_merged(original: Path) -> None:
    first, second = taken(original), taken(original)
    write(first, "一つ目")
    write(second, "二つ目")
    assert back(first).how == "whole"
    done = back(second)
    assert (done.how, done.waiting) == ("merged", 1)
    assert read(original) == "一つ目"


def test_what_was_merged_is_removed_after_a_while(original: Path) -> None:
    copy = taken(original)
    write(copy, "手元で書いた")
    write(original, "元で書いた")
    back(copy)
    sweep_done()
    assert copy.exists()
    record = record_of(copy)
    assert record is not None
    write_record(copy, replace(record, done="2020-04-01T00:00:00+00:00"))
    sweep_done()
    assert not list(paths.working_folder().glob("*.plandb*"))


def test_moved_renamed_gone_or_another_plan(original: Path, tmp_path: Path) -> None:
    copy = taken(original)
    write(copy, "手元で書いた")
    moved = original.rename(original.with_name("改名.plandb"))
    with pytest.raises(OriginalAway, match="見つかりません"):
        back(copy)
    original.parent.rename(tmp_path / "別の所")
    with pytest.raises(OriginalAway, match="つながりません"):
        back(copy)
    (tmp_path / "別").mkdir()
    make(tmp_path / "別").close()
    with pytest.raises(OriginalAway, match="別の計画"):
        back(copy, tmp_path / "別" / "計画.plandb")
    with pytest.raises(OriginalAway, match="作業用コピーそのもの"):
        back(copy, copy)
    assert back(copy, tmp_path / "別の所" / moved.name).how == "whole"
    assert read(tmp_path / "別の所" / moved.name) == "手元で書いた"


def test_held_by_another_it_waits(original: Path) -> None:
    copy = taken(original)
    write(copy, "手元で書いた")
    with Document.open(original, who="佐藤"), pytest.raises(KnownError, match="佐藤 さんが"):
        back(copy)
    with Document.open(copy, who="鈴木"), pytest.raises(HeldByOther, match="鈴木"):
        back(copy)
    assert not lock_path(original).exists()
    assert not lock_path(copy).exists()
    assert back(copy).how == "whole"


def test_a_damaged_copy_is_not_put_back(original: Path) -> None:
    copy = taken(original)
    write(copy, "手元で書いた文章")
    data = copy.read_bytes()
    assert "手元で書いた文章".encode() in data
    copy.write_bytes(data.replace("手元で書いた文章".encode(), "手元で書かた文章".encode()))
    before = original.read_bytes()
    with pytest.raises(KnownError, match="壊れたところ"):
        back(copy)
    assert original.read_bytes() == before
    assert copy.exists()


def test_what_is_no_working_copy(original: Path) -> None:
    with pytest.raises(KnownError, match="作業用コピーではありません"):
        back(original)
    copy = taken(original)
    record_path(copy).write_text("{", "utf-8")
    with pytest.raises(OriginalAway, match="元の計画が分かりません"):
        back(copy)
    with Document.open(original, read_only=True) as document:
        assert working_copies_of(document.plan_id) == [copy], "known by its content"
    write(copy, "手元で書いた")
    assert back(copy, original).how == "merged"
    assert read(original) == "手元で書いた"


def test_none_is_taken_of_a_copy_or_for_practice(original: Path, tmp_path: Path) -> None:
    copy = taken(original)
    with pytest.raises(KnownError, match="は作業用コピーです"):
        take(copy)
    with Document.open(original, read_only=True) as document:
        practice = practice_copy(document, tmp_path)
    with pytest.raises(KnownError, match="練習用"):
        take(practice)


def test_where_it_cannot_be_made_nothing_is_left(original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "手元").write_text("ファイル")
    with pytest.raises(KnownError, match="作れません"):
        take(original)
    (tmp_path / "手元").unlink()

    def fails(_: Path) -> str:
        raise KnownError("ディスクの空きがない")

    monkeypatch.setattr(taking, "content_mark", fails)
    with pytest.raises(KnownError, match="空きがない"):
        take(original)
    assert not list(paths.working_folder().glob("*.plandb*"))
    assert names(original.parent) == {original.name}


def test_where_nobody_can_be_told_it_is_said(original: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "leave_note", lambda *_: False)
    monkeypatch.setattr(taking, "location_of", lambda _: Location("share", "//server/share"))
    assert take(original).notes == [say.NOT_NOTED, say.ON_OTHER_PLACE]


def test_notes_of_others_are_read_without_trust(original: Path) -> None:
    note = CopyNote("0123456789abcdef", "佐藤", "端末2", "2026-04-01T00:00:00+00:00")
    assert leave_note(original, note)
    note_path(original, "ffffffffffffffff").write_text("壊れ")
    note_path(original, "eeeeeeeeeeeeeeee").write_text(json.dumps({"token": "x"}))
    note_path(original, "dddddddddddddddd").write_bytes(b" " * 5000)
    assert notes_of(original) == [note]
    drop_note(original, "../計画")
    drop_note(original, note.token)
    assert notes_of(original) == []
    assert original.exists()
    assert told("x") == "x"


def test_the_disk_of_the_original_fills_up(original: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    copy = taken(original)
    write(copy, "手元で書いた")
    before = content_mark(original)

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("planeditor.store.putting_back.backup_of", full)
    with pytest.raises(KnownError, match="空き"):
        back(copy)
    assert content_mark(original) == before
    assert copy.exists()


CHILD = """
import sys
from pathlib import Path
from planeditor import paths
paths.working_folder = lambda: Path(sys.argv[2])
from planeditor.services.backups.choices import keep_in
from planeditor.services.formsets import FormSets
from planeditor.services.working.backing import check_back
forms = FormSets()
print("on", flush=True)
check_back(Path(sys.argv[1]), forms, who="試験")
print("done", flush=True)
"""


def killed(copy: Path, after: float) -> bool:
    """Put back in a process that is killed after so many seconds; whether it had said that it was done."""
    words = [sys.executable, "-c", CHILD, str(copy), str(paths.working_folder())]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "on\n"
        time.sleep(after)
        child.send_signal(signal.SIGKILL)
        return "done" in child.stdout.read()


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
@pytest.mark.parametrize("rounds", [3, pytest.param(60, marks=pytest.mark.full)])
def test_killed_while_putting_back(original: Path, rounds: int) -> None:
    for number in range(rounds):
        if number % 12 == 0:  # each merge keeps the whole copy as an original: the plan doubles
            original.unlink()
            make(original.parent).close()
        was, text = read(original), f"手元で書いた {number}"
        copy = taken(original)
        write(copy, text)
        if number % 3 == 2:
            write(original, f"元の効果 {number}", "effect", who="佐藤")
        said = killed(copy, 0.01 + 0.25 * (number % 10) / 10)
        now = read(original)
        assert now in (was, text), "before or after, nothing between"
        assert not said or now == text
        if copy.exists():
            assert read(copy) == text, "the copy stays as it was"
            back(copy)
        assert read(original) == text, "and is put back in the end"
        for left in all_copies():
            remove(left.path)


def test_put_back_says_moved_and_changes_nothing(original: Path) -> None:
    copy = taken(original)
    write(copy, "手元で書いた")
    before = original.read_bytes()
    assert put_back(copy, original, "anything else", who="試験", reason="試験") == "moved"
    assert original.read_bytes() == before
    assert names(original.parent) <= {original.name, f"{original.name}.copy-{all_copies()[0].record.token}"}
