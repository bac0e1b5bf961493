"""6: the plan on a share or in a synchronised folder: journal mode used, warning, copied to this terminal and put back."""
from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from pathlib import Path

import pytest

from planeditor import paths
from planeditor.cli.main import main
from planeditor.domain.plan import Key, Plan
from planeditor.messages import working as say
from planeditor.services.formsets import FormSets
from planeditor.services.planfiles.creating import create_sample
from planeditor.services.working.advice import advice_for, advice_on
from planeditor.services.working.backing import check_back
from planeditor.services.working.taking import take_working_copy
from planeditor.store.backup import take_backup
from planeditor.store.document import Document
from planeditor.store.location import Facts, decide, location_of
from planeditor.store.walfile import is_wal, wal_of
from tests.safety.shares import as_share, mounted_share, why_no_share
from tests.safetytable import Figures

Place = Callable[[Path], AbstractContextManager[Path]]

SYNCED_FACTS = (
    Facts(r"C:\利用者\見本\OneDrive - 見本市\a.plandb", windows=True, drive="fixed"),
    Facts(r"C:\利用者\見本\Dropbox\a.plandb", windows=True, drive="fixed"),
    Facts(r"C:\利用者\見本\Box\a.plandb", windows=True, drive="fixed", home=r"C:\利用者\見本"),
    Facts(r"G:\マイドライブ\a.plandb", windows=True, drive="fixed"),
    Facts("/srv/見本/Nextcloud/a.plandb", mount="ext4"),
    Facts(r"D:\計画\a.plandb", windows=True, drive="fixed", markers=frozenset({".stfolder"})),
)
SHARE_FACTS = (
    Facts(r"\\server\share\a.plandb", windows=True), Facts(r"S:\a.plandb", windows=True, drive="remote", remote=r"\\server\share"),
    Facts(r"S:\a.plandb", windows=True, drive="remote"), Facts(r"\\?\UNC\server\share\a.plandb", windows=True),
    *(Facts("/mnt/s/a.plandb", mount=kind, source="//server/share") for kind in ("cifs", "smb3", "nfs", "nfs4", "fuse.sshfs", "9p")),
)  # fmt: skip


@pytest.fixture(autouse=True)
def _own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "working_folder", lambda: tmp_path / "手元")


@contextlib.contextmanager
def synced(folder: Path) -> Iterator[Path]:
    place = folder / "OneDrive - 見本市"
    place.mkdir()
    yield place


def simulated(kind: str) -> Place:
    return lambda folder: as_share(folder / "共有", kind)


PLACES: dict[str, Place] = {
    "real network file system (SFTP)": mounted_share, "simulated SMB": simulated("cifs"), "simulated NFS": simulated("nfs4"),
    "synchronised folder": synced,
}  # fmt: skip


def journal_mode(path: Path) -> str:
    with closing(sqlite3.connect(path)) as db:
        return str(db.execute("PRAGMA journal_mode").fetchone()[0])


class WalCounter:
    """Counts how often a plan was seen in WAL mode, or beside a file of that mode."""

    def __init__(self, path: Path) -> None:
        self.path, self.looks, self.seen = path, 0, 0

    def look(self) -> None:
        self.looks += 1
        self.seen += is_wal(self.path) or wal_of(self.path).exists() or journal_mode(self.path) != "delete"


def cell(plan: Plan, field: str = "work") -> Key:
    return next(key for key in plan.entries if key.field == field and key.period)


def write(path: Path, text: str, field: str = "work") -> Key:
    with Document.open(path, who="試験") as document:
        key = cell(document.plan(), field)
        with document.edit("記入", who="試験") as edit:
            edit.set(key, text)
    return key


def text(path: Path, key: Key) -> str:
    with Document.open(path, read_only=True) as document:
        assert document.verify() == []
        return document.plan().text(*key)


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.full) if name == "simulated NFS" else name for name in PLACES]
)
def test_on_a_share(name: str, tmp_path: Path, figure: Figures, capsys: pytest.CaptureFixture[str]) -> None:
    what = f"on a share: {name}"
    if PLACES[name] is mounted_share and (why := why_no_share()):
        figure(6, f"not possible here: {why}", what=what)
        pytest.skip(why)
    with PLACES[name](tmp_path) as folder:
        plan, warned, asked = folder / "計画.plandb", 0, 0
        create_sample(plan, "試験").close()
        wal = WalCounter(plan)
        wal.look()
        kind = location_of(plan).kind
        assert kind == ("synced" if PLACES[name] is synced else "share")
        key = write(plan, "共有で書いた")
        wal.look()
        with Document.open(plan, who="試験") as document:
            document.undo("試験")
            wal.look()
            document.redo("試験")
        take_backup(plan, "試験")
        wal.look()
        advice = advice_for(plan)
        assert advice
        for _ in range(2):
            for command in ("undo", "redo"):
                assert main([command, str(plan)]) == 0
                asked, warned = asked + 1, warned + (advice in capsys.readouterr().err)
            wal.look()
        with closing(sqlite3.connect(plan)) as other:  # somebody's tool turns it into WAL mode
            other.execute("PRAGMA journal_mode = WAL")
        with Document.open(plan, who="試験"):
            wal.look()
        put_back_right, rounds = put_back(plan, key), 2
        wal.look()
        figure(
            6, f"WAL used {wal.seen} of {wal.looks} looks; warning shown {warned} of {asked}; "
            f"working copies put back right {put_back_right} of {rounds}",
            what=what, passed=not wal.seen and warned == asked and put_back_right == rounds,
        )  # fmt: skip
        assert wal.seen == 0
        assert warned == asked
        assert put_back_right == rounds


def put_back(plan: Path, key: Key) -> int:
    """Take two working copies one after the other: the first is put back whole, the second after both changed. How many came right."""
    forms, right = FormSets(), 0
    for moved_on in (False, True):
        with Document.open(plan, read_only=True) as document:
            copy = take_working_copy(document, who="試験").copy.path
        assert location_of(copy).kind == "local", "the working copy is on this terminal"
        write(copy, f"手元で書いた {moved_on}")
        write(copy, f"手元の効果 {moved_on}", "effect")
        if moved_on:
            write(plan, "元で書いた")
        done = check_back(copy, forms, who="試験")
        if moved_on:
            right += (done.how, done.waiting, text(plan, key)) == ("merged", 1, "元で書いた")
        else:
            right += (done.how, done.waiting, text(plan, key)) == ("whole", 0, "手元で書いた False")
        with Document.open(plan, read_only=True) as document:
            effect = cell(document.plan(), "effect")
        assert text(plan, effect) == f"手元の効果 {moved_on}"
    return right


def test_every_kind_of_place_is_recognised_by_its_facts(figure: Figures) -> None:
    found = [(decide(facts).kind, "synced") for facts in SYNCED_FACTS] + [(decide(facts).kind, "share") for facts in SHARE_FACTS]
    right = sum(one == wanted for one, wanted in found)
    told = sum(bool(advice_on(decide(facts))) for facts in (*SYNCED_FACTS, *SHARE_FACTS))
    figure(
        6, f"{right} of {len(found)} places recognised, {told} warned of (facts of Windows and of mounts simulated)",
        what="places recognised by their facts", passed=right == told == len(found),
    )  # fmt: skip
    assert right == told == len(found)
    assert say.SYNCED.format(name="OneDrive") == advice_on(decide(SYNCED_FACTS[0]))
