"""Killed while a text is removed: the plan file is as before or as after, and the same again ends it."""
from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlite_utils import Database

from planeditor.domain.masking import Masker
from planeditor.domain.plan import KIND, PLAN_ID, Key
from planeditor.store.backup import take_backup
from planeditor.store.connection import journal_of
from planeditor.store.document import Document
from planeditor.store.erasing import erase
from planeditor.store.receipts import NewReceipt
from planeditor.store.redaction.files import backup_files, find_in_backup, rewrite
from planeditor.store.redaction.redactions import RedactionOrder, is_readable, redact_in

ROOT = Path(__file__).resolve().parents[2]
SECRET, MARK = "見本花子", "■■■"
REMOVING = """
import sys
from pathlib import Path
from tests.store.test_store_redaction import order, remove
print("begin", flush=True)
remove(Path(sys.argv[1]))
print("end", flush=True)
"""


def order() -> RedactionOrder:
    """To remove the text."""
    return RedactionOrder.of(Masker(SECRET, MARK), "甲", "個人情報", lambda text: f"{len(text):016x}", lambda _: "")


def remove(path: Path) -> None:
    """Remove the text from the backups, then from the plan file."""
    wanted = order()
    with Document.open(path) as document:
        for backup in backup_files(path):
            assert rewrite(backup, lambda db: redact_in(db, wanted), is_readable)
        document.redactions.apply(wanted)
        document.redactions.pack()


def fill(path: Path, nodes: int = 30) -> None:
    """A plan file with the text in its entries, its log, an original and a backup."""
    entries = {Key(PLAN_ID, KIND): "plan", **{Key(f"m{n}", "work"): f"担当は{SECRET}、{n}" for n in range(nodes)}}
    with Document.create(path, entries, name="作成", who="甲") as document:
        document.add_receipt(NewReceipt("提出.txt", f"{SECRET}から".encode() * 2000, "甲"))
        take_backup(document, "定期")
        with document.edit("直し", who="甲") as edit:
            for n in range(nodes):
                edit.set(Key(f"m{n}", "work"), f"担当は{SECRET}、{n}番")


def test_who_writes_into_a_copy_meanwhile_loses_nothing(tmp_path: Path) -> None:
    """Its lock may be taken over while the text is being taken out of it."""
    path, wanted = tmp_path / "写し.plandb", order()
    fill(path)

    def meanwhile(db: Database) -> bool:
        with Document.open(path, who="乙", take_over=True) as document, document.edit("入力", who="乙") as edit:
            edit.set(Key("m1", "work"), "別の文")
        return is_readable(db)

    assert not rewrite(path, lambda db: redact_in(db, wanted), meanwhile)
    with Document.open(path, read_only=True) as document:
        assert document.plan().text("m1", "work") == "別の文"
        assert document.verify() == []



def raw(folder: Path) -> list[str]:
    """The files of a folder with the text in their bytes."""
    return [p.name for p in folder.rglob("*") if p.is_file() and SECRET.encode() in p.read_bytes()]


def test_the_file_is_free_of_it_byte_for_byte_and_can_be_worked_with(tmp_path: Path) -> None:
    path = tmp_path / "計画.plandb"
    fill(path)
    remove(path)
    assert raw(tmp_path) == []
    assert not journal_of(path).exists()
    with Document.open(path) as document:
        assert document.verify() == []
        assert document.plan().text("m3", "work") == f"担当は{MARK}、3番"
        assert document.receipts.original(1) == f"{MARK}から".encode() * 2000
        assert document.undo("甲").changes
        assert document.plan().text("m3", "work") == f"担当は{MARK}、3"
        with document.edit("さらに", who="甲") as edit:
            edit.set(Key("m3", "work"), "続き")
        assert document.verify() == []


def test_the_log_cannot_be_rewritten_otherwise_afterwards(tmp_path: Path) -> None:
    path = tmp_path / "計画.plandb"
    fill(path)
    with Document.open(path) as document, document._access.reading() as db:
        before = db.conn.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall()
        document.redactions.apply(order())
        assert db.conn.execute("SELECT name, sql FROM sqlite_master ORDER BY name").fetchall() == before
        assert db.execute("PRAGMA journal_mode").fetchone()[0] == "delete"


def test_a_fault_in_the_middle_leaves_all_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "計画.plandb"
    fill(path)
    before = path.read_bytes()

    def fails(*_: object) -> None:
        raise OSError(28, "no space")

    with Document.open(path) as document:
        monkeypatch.setattr("planeditor.store.redaction.redactions.append_group", fails)
        with pytest.raises(Exception, match="空き"):
            document.redactions.apply(order())
        assert document.plan().text("m3", "work") == f"担当は{SECRET}、3番"
        monkeypatch.undo()
        assert path.read_bytes()[100:] == before[100:]
        document.redactions.apply(order())
        assert document.verify() == []


def test_a_journal_left_at_the_very_end_goes_at_the_next_opening(tmp_path: Path) -> None:
    path = tmp_path / "計画.plandb"
    fill(path)
    remove(path)
    journal_of(path).write_bytes(bytes(512) + SECRET.encode())
    with Document.open(path) as document:
        assert document.plan().text("m3", "work") == f"担当は{MARK}、3番"
        assert raw(tmp_path) == []


def kill_while_removing(tmp_path: Path, times: int, nodes: int) -> set[str]:
    """Kill the removal so often at random moments; gives the states that the plan file was found in."""
    chance, states = random.Random(7), set()
    path = tmp_path / "計画.plandb"
    fill(path, nodes)
    whole = path.read_bytes()
    (backup,) = backup_files(path)
    kept = backup.read_bytes()
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    longest = 0.3
    for number in range(times):
        for file, data in ((path, whole), (backup, kept)):
            erase(file)
            file.write_bytes(data)
        with subprocess.Popen(
            [sys.executable, "-c", REMOVING, str(path)], stdout=subprocess.PIPE, env=environment, text=True
        ) as child:
            assert child.stdout is not None
            child.stdout.readline()
            started = time.monotonic()
            if number:
                time.sleep(chance.uniform(0, longest))
                child.send_signal(signal.SIGKILL)
            child.stdout.read()
            child.wait()
            longest = longest if number else time.monotonic() - started
        with Document.open(path) as document:
            assert document.verify() == []
            text = document.plan().text("m3", "work")
        states.add(text)
        assert find_in_backup(backup, order().cleaner) is not None
        if text != f"担当は{SECRET}、3番":
            assert raw(tmp_path) == []
        else:
            remove(path)
            assert [name for name in raw(tmp_path) if not name.endswith(".tmp")] == []
    return states


def test_killed_at_any_moment_it_is_before_or_after(tmp_path: Path) -> None:
    states = kill_while_removing(tmp_path, 3, 30)
    assert states <= {f"担当は{SECRET}、3番", f"担当は{MARK}、3番"}


@pytest.mark.full
def test_killed_often_at_any_moment_it_is_before_or_after(tmp_path: Path) -> None:
    assert kill_while_removing(tmp_path, 60, 400) == {f"担当は{SECRET}、3番", f"担当は{MARK}、3番"}
