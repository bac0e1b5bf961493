"""Backups at two places, the list of them, and the way back to one: from a plan that is sound, damaged, missing or held by another."""
from __future__ import annotations

import errno
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from planeditor import paths
from planeditor.domain.errors import KnownError
from planeditor.domain.plan import KIND, PLAN_ID, Key
from planeditor.messages import backups as say
from planeditor.services.backups import choices, listing, places, restoring, taking
from planeditor.services.planfiles.copies import save_copy
from planeditor.services.planfiles.keeping import Keeper
from planeditor.store.backup import backup_folder, list_backups
from planeditor.store.connection import journal_of
from planeditor.store.contents import is_sound, read_contents
from planeditor.store.document import Document
from planeditor.store.lock import HeldByOther
from planeditor.store.lockfile import lock_path
from planeditor.store.receipts import NewReceipt

WORK = Key("m1", "work", "年度:2024")
DATA = Path(__file__).parent.parent / "data"


@pytest.fixture(autouse=True)
def chosen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of choices, of this test alone."""
    file = tmp_path / "config" / "backups.json"
    monkeypatch.setattr(paths, "backup_choices_file", lambda: file)
    return file


@pytest.fixture
def plan_file(tmp_path: Path) -> Path:
    return made(tmp_path / "計画.plandb")


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """The user's folder, chosen."""
    folder = tmp_path / "控え"
    folder.mkdir()
    choices.keep_in(folder)
    return folder


def made(path: Path) -> Path:
    path.parent.mkdir(exist_ok=True)
    entries = {Key(PLAN_ID, KIND): "plan", Key("m1", KIND): "measure", WORK: "設計"}
    Document.create(path, entries, name="計画の作成", who="甲").close()
    return path


def write(path: Path, text: str) -> None:
    with Document.open(path, who="甲") as document, document.edit(f"「{text}」の入力", who="甲") as edit:
        edit.set(WORK, text)


def text_in(path: Path) -> str:
    return read_contents(path).entries[WORK]


def spoil(path: Path) -> None:
    data = bytearray(path.read_bytes())
    at = data.find("設計".encode())
    data[at : at + 3] = "改".encode()
    path.write_bytes(data)


# Where, and what is chosen


def test_both_places_have_the_same(plan_file: Path, own: Path) -> None:
    first = taking.take(plan_file, "hand")
    assert [file.parent.parent for file in first.written] == [plan_file.parent, own]
    assert first.written[0].read_bytes() == first.written[1].read_bytes()
    assert taking.take(plan_file, "hand").written == ()
    (one,) = listing.kept_backups(plan_file)
    assert (one.backup.path, one.also) == (first.written[0], (first.written[1],))
    assert places.backup_places(plan_file) == [backup_folder(plan_file), first.written[1].parent]


def test_a_folder_that_is_away_keeps_nothing_from_going_on(plan_file: Path, own: Path) -> None:
    with Document.open(plan_file, who="甲") as document:
        keeper = Keeper(document)
        assert keeper.before("hand") is not None
        own.rename(own.with_name("抜いた"))
        for text in ("構築", "運用"):
            with document.edit("入力", who="甲") as edit:
                edit.set(WORK, text)
            assert keeper.before("regular") is not None
            assert keeper.trouble == say.AWAY.format(folder=own)
        assert keeper.news() == say.AWAY.format(folder=own)
        assert keeper.news() == ""
        assert keeper.on_close() is None
        assert keeper.news() == ""
    own.with_name("抜いた").rename(own)
    again = taking.take(plan_file, "hand")
    assert again.trouble == ""
    assert [text_in(file) for file in again.written] == ["運用"]
    assert again.written[0].parent.parent == own
    assert len(list_backups(plan_file)) == 3


def test_where_nothing_can_be_put_beside_the_plan(plan_file: Path, own: Path) -> None:
    backup_folder(plan_file).write_text("a file of that name")
    taken = taking.take(plan_file, "hand")
    assert [file.parent.parent for file in taken.written] == [own]
    assert "隣には" in taken.trouble
    choices.keep_in(None)
    with pytest.raises(KnownError, match="作れませんでした"):
        taking.take(plan_file, "hand")


def test_what_was_chosen(chosen: Path, tmp_path: Path) -> None:
    assert choices.choices() == choices.Choices()
    with pytest.raises(KnownError, match="見つかりません"):
        choices.keep_in(tmp_path / "ない")
    for name in ("一", "二"):
        (tmp_path / name).mkdir()
        choices.keep_in(tmp_path / name)
    choices.keep_in(None)
    assert choices.choices() == choices.Choices("", (str(tmp_path / "二"), str(tmp_path / "一")))
    for broken in (b"", b"{", b"[1]", b'{"copies": [1]}', b"\xff"):
        chosen.write_bytes(broken)
        assert choices.choices() == choices.Choices()


def test_copies_that_were_saved_are_remembered(plan_file: Path, tmp_path: Path) -> None:
    with Document.open(plan_file, who="甲") as document:
        save_copy(document, tmp_path / "複製.plandb")
        assert choices.choices().copies == ((document.plan_id, str(tmp_path / "複製.plandb")),)


def test_two_plans_of_one_name_keep_apart(plan_file: Path, own: Path, tmp_path: Path) -> None:
    other = made(tmp_path / "別の部" / "計画.plandb")
    write(other, "別の計画")
    taking.take(plan_file, "hand")
    taking.take(other, "hand")
    assert len({file.parent for file in own.rglob("*.plandb")}) == 2
    assert [text_in(one.backup.path) for one in listing.kept_backups(other)] == ["別の計画"]
    shutil.rmtree(backup_folder(other))
    shutil.rmtree(backup_folder(plan_file))
    other.unlink()
    with pytest.raises(KnownError, match="複数の計画"):
        restoring.wanted_backup(other, "")


# Which


def test_the_one_that_is_meant(plan_file: Path) -> None:
    for text in ("一", "二", "三"):
        write(plan_file, text)
        taking.take(plan_file, "hand")
    backups = listing.kept_backups(plan_file)
    assert [one.number for one in backups] == [1, 2, 3]
    assert restoring.wanted_backup(plan_file, "").number == 2
    for word in ("2", "２", backups[1].at, backups[1].at.replace("-", "/"), backups[1].backup.path.name, str(backups[1].backup.path)):
        assert restoring.wanted_backup(plan_file, word).backup.path == backups[1].backup.path
    assert restoring.wanted_backup(plan_file, backups[1].at[:10]).number == 1
    for word in ("9", "1999-01-01", "きのう"):
        with pytest.raises(KnownError, match="合うバックアップがありません"):
            restoring.wanted_backup(plan_file, word)


def test_without_any_it_says_where_it_looked(plan_file: Path, own: Path) -> None:
    for word in ("", "1"):
        with pytest.raises(KnownError, match=r"計画\.backups"):
            restoring.wanted_backup(plan_file, word)


def test_what_differs_is_counted(plan_file: Path) -> None:
    taking.take(plan_file, "hand")
    write(plan_file, "構築")
    with Document.open(plan_file, who="甲") as document:
        document.add_receipt(NewReceipt("提出.xlsx", b"x", "甲", "progress", "", ""))
    (one,) = listing.kept_backups(plan_file)
    looked = listing.look(one.backup.path, listing.present(plan_file))
    assert looked.changed is not None
    assert (looked.changed.entries, looked.changed.measures, looked.changed.receipts) == (1, 1, 1)
    assert looked.changed.operations == ("「構築」の入力",)
    assert looked.changed.told("事業") == "記入 1 件（1 事業）、受領 1 件"


# Back


def test_back_and_back_again(plan_file: Path) -> None:
    taking.take(plan_file, "hand")
    write(plan_file, "構築")
    before = plan_file.read_bytes()
    done = restoring.restore(plan_file, restoring.wanted_backup(plan_file, "").backup.path, "甲")
    assert text_in(plan_file) == "設計"
    assert done.former is not None
    assert done.former.read_bytes() == before
    assert done.changed is not None
    assert done.changed.entries == 1
    restoring.restore(plan_file, done.former, "甲")
    assert text_in(plan_file) == "構築"
    assert not lock_path(plan_file).exists()
    assert [one.backup.reason for one in listing.kept_backups(plan_file)] == ["復元後", "復元前", "復元後", "復元前", "手動"]
    assert text_in(restoring.wanted_backup(plan_file, "").backup.path) == "設計"


def test_where_all_of_them_hold_the_same(plan_file: Path) -> None:
    taking.take(plan_file, "hand")
    with pytest.raises(KnownError, match="壊れていなくて今の内容と違う"):
        restoring.wanted_backup(plan_file, "")
    one = restoring.wanted_backup(plan_file, "", same_too=True)
    assert one.number == 1
    write(plan_file, "構築")
    assert restoring.wanted_backup(plan_file, "", same_too=True) == one


@pytest.mark.parametrize("state", ["missing", "empty", "garbage", "cut", "text"])
def test_a_plan_that_cannot_be_read(plan_file: Path, state: str) -> None:
    taking.take(plan_file, "hand")
    write(plan_file, "構築")
    sound = plan_file.read_bytes()
    plan_file.unlink()
    content = {
        "empty": b"", "garbage": b"x" * 5000, "cut": sound[: len(sound) // 2],
        "text": sound.replace("構築".encode(), "改悪".encode()),
    }  # fmt: skip
    if state in content:
        plan_file.write_bytes(content[state])
    done = restoring.restore(plan_file, restoring.wanted_backup(plan_file, "").backup.path, "甲")
    assert text_in(plan_file) == "設計"
    assert done.changed is None
    assert (done.former.read_bytes() if done.former else None) == content.get(state)


def test_a_journal_left_by_a_crash_is_kept_and_not_played_into_the_new_file(plan_file: Path) -> None:
    taking.take(plan_file, "hand")
    write(plan_file, "構築")
    journal_of(plan_file).write_bytes(b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7" + bytes(4088))
    done = restoring.restore(plan_file, listing.kept_backups(plan_file)[-1].backup.path, "甲")
    assert text_in(plan_file) == "設計"
    assert not journal_of(plan_file).exists()
    assert done.former is not None
    assert journal_of(done.former).exists()


def test_whoever_writes_is_named_and_nothing_is_done(plan_file: Path) -> None:
    taking.take(plan_file, "hand")
    write(plan_file, "構築")
    backup = listing.kept_backups(plan_file)[-1].backup.path
    with Document.open(plan_file, who="乙"):
        with pytest.raises(HeldByOther, match="乙"):
            restoring.restore(plan_file, backup, "甲")
        assert len(list_backups(plan_file)) == 1
    assert text_in(plan_file) == "構築"


@pytest.mark.parametrize("stays", [True, False], ids=["and stays", "and leaves"])
def test_who_takes_over_while_one_is_put_back_loses_nothing(plan_file: Path, monkeypatch: pytest.MonkeyPatch, *, stays: bool) -> None:
    (backup,) = taking.take(plan_file, "hand").written
    write(plan_file, "構築")
    others: list[Document] = []

    def meanwhile(file: Path) -> bool:
        if file.suffix == ".tmp":  # the copy that is to take the place of the plan
            others.append(Document.open(plan_file, who="乙", take_over=True))
            with others[0].edit("入力", who="乙") as edit:
                edit.set(WORK, "運用")
            if not stays:
                others[0].close()
        return is_sound(file)

    monkeypatch.setattr("planeditor.store.restoring.is_sound", meanwhile)
    with pytest.raises(KnownError, match="乙" if stays else "書き換えられた"):
        restoring.restore(plan_file, backup, "甲")
    others[0].close()
    assert text_in(plan_file) == "運用"


def test_a_damaged_backup_is_not_put_back(plan_file: Path) -> None:
    (backup,) = taking.take(plan_file, "hand").written
    write(plan_file, "構築")
    spoil(backup)
    before = plan_file.read_bytes()
    with pytest.raises(KnownError, match="壊れ"):
        restoring.restore(plan_file, backup, "甲")
    with pytest.raises(KnownError, match="壊れ"):
        restoring.write_to(plan_file, backup, plan_file.with_name("別.plandb"))
    assert plan_file.read_bytes() == before


def test_one_of_a_newer_program_is_said_to_be_one(plan_file: Path) -> None:
    (backup,) = taking.take(plan_file, "hand").written
    data = bytearray(backup.read_bytes())
    data[60:64] = (99).to_bytes(4)
    backup.write_bytes(data)
    with pytest.raises(KnownError, match="新しい"):
        restoring.restore(plan_file, backup, "甲")


def test_another_plan_only_where_that_is_said(plan_file: Path, tmp_path: Path) -> None:
    other = made(tmp_path / "別" / "別の計画.plandb")
    with pytest.raises(KnownError, match="別の計画のバックアップ"):
        restoring.restore(plan_file, other, "甲")
    restoring.restore(plan_file, other, "甲", other=True)
    assert read_contents(plan_file).plan_id == read_contents(other).plan_id
    with pytest.raises(KnownError, match="そのもの"):
        restoring.restore(plan_file, plan_file, "甲")


@pytest.mark.parametrize("version", [1, 2, 3, 4])
def test_of_an_earlier_version(tmp_path: Path, version: int) -> None:
    plan_file = tmp_path / "計画.plandb"
    shutil.copy(DATA / f"plan-v{version}.plandb", plan_file)
    with Document.open(plan_file, who="甲") as document:
        wanted = dict(document.plan().entries)
    (original,) = list_backups(plan_file)
    plan_file.unlink()
    restoring.restore(plan_file, original.path, "甲")
    with Document.open(plan_file, who="甲") as document:
        assert dict(document.plan().entries) == wanted
        assert document.verify() == []


def test_to_another_name(plan_file: Path, tmp_path: Path) -> None:
    (backup,) = taking.take(plan_file, "hand").written
    write(plan_file, "構築")
    target = tmp_path / "別.plandb"
    restoring.write_to(plan_file, backup, target)
    assert (text_in(target), text_in(plan_file)) == ("設計", "構築")
    with pytest.raises(KnownError, match="すでにあります"):
        restoring.write_to(plan_file, backup, target)
    with pytest.raises(KnownError, match="見つかりません"):
        restoring.write_to(plan_file, backup, tmp_path / "ない" / "別.plandb")


def test_a_file_that_cannot_be_replaced_stays(plan_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (backup,) = taking.take(plan_file, "hand").written
    write(plan_file, "構築")

    def refused(*_: object) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr("planeditor.store.restoring.put_over", refused)
    with pytest.raises(KnownError, match="開いているため"):
        restoring.restore(plan_file, backup, "甲")
    assert text_in(plan_file) == "構築"
    assert not list(plan_file.parent.glob(".*"))


def test_without_room_for_the_plan_itself_nothing_is_left(plan_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (backup,) = taking.take(plan_file, "hand").written
    write(plan_file, "構築")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "")

    monkeypatch.setattr("planeditor.store.restoring.temporary_copy", full)
    for _ in range(2):
        with pytest.raises(KnownError, match="空きがない"):
            restoring.restore(plan_file, backup, "甲")
    assert [one.path for one in list_backups(plan_file)] == [backup]
    assert text_in(plan_file) == "構築"


def test_without_room_to_keep_what_is_there_nothing_is_done(plan_file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (backup,) = taking.take(plan_file, "hand").written
    write(plan_file, "構築")

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr("shutil.copyfile", full)
    with pytest.raises(KnownError, match="ディスクの空きがない"):
        restoring.restore(plan_file, backup, "甲")
    assert text_in(plan_file) == "構築"
    assert [one.path for one in list_backups(plan_file)] == [backup]
    assert not lock_path(plan_file).exists()


RESTORING = """
import sys
from pathlib import Path
from planeditor import paths
from planeditor.services.backups import restoring
paths.backup_choices_file = lambda: Path(sys.argv[1]).with_name("none.json")
one, two = (Path(name) for name in sys.argv[2:])
print("ready", flush=True)
while True:
    for backup in (one, two):
        restoring.restore(Path(sys.argv[1]), backup, "甲")
"""


def test_killed_while_one_is_put_back(plan_file: Path, tmp_path: Path) -> None:
    first = taking.take_to(plan_file, tmp_path)
    write(plan_file, "構築")
    second = taking.take_to(plan_file, tmp_path)
    chance = random.Random(7)
    for _ in range(5):
        words = [sys.executable, "-c", RESTORING, str(plan_file), str(first), str(second)]
        program = subprocess.Popen(words, cwd=DATA.parent.parent, stdout=subprocess.PIPE, text=True)
        assert program.stdout is not None
        program.stdout.readline()
        time.sleep(0.05 + chance.random() * 0.3)
        program.kill()
        program.communicate()
        assert text_in(plan_file) in ("設計", "構築")
    with Document.open(plan_file, who="甲") as document:
        assert document.verify() == []
    assert {text_in(backup.path) for backup in list_backups(plan_file)} <= {"設計", "構築"}


@pytest.mark.parametrize(
    "content",
    [
        b"[" * 100_000, b"[]", b"null", b'{"keep_in": null, "former": "abc", "copies": 5}', b'{"keep_in": 5, "former": {"a": 1}}',
        b'{"keep_in": ["x"], "former": [null, 3, "x\\u0000y", "here"], "copies": [["a"], "ab", [1, 2]]}', b'{"keep_in": "near"}', b"\xff",
    ],
)  # fmt: skip
def test_choices_that_say_something_absurd(plan_file: Path, chosen: Path, content: bytes) -> None:
    chosen.parent.mkdir(parents=True, exist_ok=True)
    chosen.write_bytes(content)
    assert choices.choices() == choices.Choices()
    assert places.backup_places(plan_file) == [backup_folder(plan_file)]
    assert places.every_place(plan_file, "p") == ([backup_folder(plan_file)], [])
    assert len(taking.take(plan_file, "hand").written) == 1
