"""Bits flipped, files cut, pages zeroed: nothing crashes, everything is noticed, and what was not hit is there again."""
from __future__ import annotations

import random
import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from planeditor.domain.errors import KnownError
from planeditor.services.planfiles.salvaging import SalvageReport, salvage_plan
from planeditor.store.connection import journal_of
from planeditor.store.document import Document
from planeditor.store.walfile import wal_of
from tests.safety.cells import Cell, Name, Span, cells_of
from tests.safety.plansofsize import write_plan
from tests.safetytable import Figures

PAGE = 4096
DYING = """
import os, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("PRAGMA cache_size = 1")
db.execute("BEGIN IMMEDIATE")
db.execute("UPDATE entry SET text = text || 'x' WHERE field = 'work'")
os._exit(1)
"""
IN_WAL = """
import os, sqlite3, sys
db = sqlite3.connect(sys.argv[1], isolation_level=None)
db.execute("PRAGMA journal_mode = WAL")
db.execute("UPDATE draft SET text = 'x'")
os._exit(1)
"""
Damage = tuple[str, bytes, list[Span]]
Rows = dict[str, dict[Name, tuple[object, ...]]]


@dataclass
class Tally:
    """What came of many damaged copies of one file."""

    tried: Counter[str] = field(default_factory=Counter)
    crashes: list[str] = field(default_factory=list)
    unnoticed: list[str] = field(default_factory=list)
    harmless: int = 0
    refused: int = 0
    """Salvages that found nothing at all."""
    whole: int = 0
    """Rows that were not hit."""
    kept: int = 0
    """Of those, how many are in the salvaged file."""
    missing: Counter[str] = field(default_factory=Counter)
    other: list[str] = field(default_factory=list)
    """Rows of a salvaged file that say something else than they did."""


class Patient:
    """A sound plan file, and what becomes of damaged copies of it."""

    def __init__(self, folder: Path, measures: int) -> None:
        self.folder = folder
        self.sound = folder / "sound.plandb"
        write_plan(self.sound, measures)
        self.data = self.sound.read_bytes()
        self.cells: list[Cell] = cells_of(self.sound)
        self.rows = rows_of(self.sound)
        self.says = what_it_says(self.sound)

    def try_all(self, damages: Iterator[Damage], tally: Tally) -> None:
        """Open, verify and salvage each damaged copy."""
        path, target = self.folder / "計画.plandb", self.folder / "救出.plandb"
        for what, data, spans in damages:
            path.write_bytes(data)
            tally.tried[what.split()[0]] += 1
            try:
                noticed = is_noticed(path)
            except Exception as error:  # noqa: BLE001  # whatever it is, it is a crash
                tally.crashes.append(f"{what}: {error!r}")
                continue
            if not noticed:
                if what_it_says(path) == self.says:
                    tally.harmless += 1
                else:
                    tally.unnoticed.append(what)
            target.unlink(missing_ok=True)
            try:
                report = salvage_plan(path, target, "見本課 甲")
            except KnownError as error:
                tally.refused += 1
                if "読み取れる計画の内容がありません" not in error.message:
                    tally.crashes.append(f"{what}: {error.message}")
                self._count(what, {}, None, spans, tally)
            except Exception as error:  # noqa: BLE001
                tally.crashes.append(f"{what}: {error!r}")
            else:
                with Document.open(target, read_only=True) as document:
                    tally.crashes += [f"{what}: {fault}" for fault in document.verify()]
                self._count(what, rows_of(target), report, spans, tally)

    def _count(self, what: str, rows: Rows, report: SalvageReport | None, spans: list[Span], tally: Tally) -> None:
        changes = {(row[0], *row[2:]) for row in rows.get("change", {}).values()}
        for cell in self.cells:
            if cell.hit(spans):
                continue
            tally.whole += 1
            row = self.rows[cell.table][cell.name]
            there = (row[0], *row[2:]) in changes if cell.table == "change" else rows.get(cell.table, {}).get(cell.name) == row
            tally.kept += there
            if not there:
                tally.missing[f"{what.split()[0]} {cell.table}"] += 1
        if report is not None:
            tally.other += [f"{what}: {one}" for one in self._others(rows, report)]

    def _others(self, rows: Rows, report: SalvageReport) -> Iterator[str]:
        lost = {table: count.lost + count.doubtful for table, count in report.counts.items()}
        for table, own in rows.items():
            if table in ("change", "meta"):  # what was worked out of the log is told in its last group
                continue
            names = [name for name, row in own.items() if self.rows[table].get(name) != row]
            told = lost.get(table, 0) + lost["change"] if table == "entry" else len(_standins(table, names, own))
            if table == "change_group":
                told = lost[table] + 1
            if table in ("receipt", "paper"):
                told += sum(f"{word} " in line for line in report.lost for word in ("取込番号", "配布した資料"))
            if len(names) > told:
                yield f"{table} {names[:3]} told {told}"


def _standins(table: str, names: list[Name], rows: dict[Name, tuple[object, ...]]) -> list[Name]:
    return [name for name in names if table in ("department", "receipt") and "失われた" in str(rows[name])]


def rows_of(file: Path) -> Rows:
    """Every row by its table and key, as it is written."""
    with closing(sqlite3.connect(file)) as db:
        tables = [t for (t,) in db.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name NOT GLOB '_*'"
        )]
        found: Rows = {}
        for table in tables:
            columns = db.execute(f'PRAGMA table_info("{table}")').fetchall()
            keys = [c[0] for c in sorted(columns, key=lambda c: int(c[5])) if c[5]]
            rows = db.execute(f'SELECT * FROM "{table}"').fetchall()  # noqa: S608
            if table == "change":  # by what it says: its place within the group may move up
                rows = [row[:-1] for row in rows]
            found[table] = {tuple(row[k] for k in keys): row for row in rows}
    return found


def what_it_says(file: Path) -> object:
    """Everything one can read in a file: its rows, its schema, its settings; None where it cannot be read whole."""
    try:
        with closing(sqlite3.connect(file)) as db:
            schema = db.execute("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY name, type").fetchall()
            settings = [db.execute(f"PRAGMA {name}").fetchone() for name in (
                "application_id", "user_version", "encoding", "page_size", "auto_vacuum", "journal_mode",
            )]
            tables = [name for kind, name, _, _ in schema if kind == "table"]
            rows = [db.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables]  # noqa: S608
            return schema, settings, rows
    except sqlite3.Error:
        return None


def is_noticed(path: Path) -> bool:
    """Whether opening refuses the file or verify names something; raises where either crashes."""
    try:
        with Document.open(path) as document:
            return bool(document.verify())
    except KnownError:
        pass
    try:
        with Document.open(path, read_only=True) as document:
            document.verify()
    except KnownError:
        pass
    return True


def flips(data: bytes, count: int, chance: random.Random) -> Iterator[Damage]:
    """One bit turned over, anywhere."""
    for _ in range(count):
        at, bit = chance.randrange(len(data)), chance.randrange(8)
        broken = bytearray(data)
        broken[at] ^= 1 << bit
        yield f"flip {at}.{bit}", bytes(broken), [(at, at + 1)]


def cuts(data: bytes, count: int, chance: random.Random) -> Iterator[Damage]:
    """The end gone."""
    for _ in range(count):
        length = chance.randrange(1, len(data))
        yield f"cut {length}", data[:length], [(length, len(data))]


def zeros(data: bytes, count: int, chance: random.Random) -> Iterator[Damage]:
    """A page of zeros."""
    for _ in range(count):
        page = chance.randrange(len(data) // PAGE)
        start = page * PAGE
        yield f"zeros {page + 1}", data[:start] + bytes(PAGE) + data[start + PAGE:], [(start, start + PAGE)]


def judge(tallies: list[Tally], figure: Figures, what: str) -> None:
    """Say what came out, and hold what must hold."""
    tried = sum((tally.tried for tally in tallies), Counter[str]())
    crashes = [one for tally in tallies for one in tally.crashes]
    unnoticed = [one for tally in tallies for one in tally.unnoticed]
    other = [one for tally in tallies for one in tally.other]
    whole, kept = sum(t.whole for t in tallies), sum(t.kept for t in tallies)
    share = 100 * kept / whole
    figure(
        8,
        f"{len(crashes)} crashes; {len(unnoticed)} unnoticed ({sum(t.harmless for t in tallies)} harmless: the file says the same);"
        f" {share:.3f} % of {whole:,} undamaged rows salvaged, {len(other)} rows changed"
        f" — {', '.join(f'{count:,} {name}' for name, count in tried.items())}",
        passed=not crashes and not unnoticed and share >= 99 and not other, what=what,
    )
    assert not crashes, crashes[:5]
    assert not unnoticed, unnoticed[:20]
    assert not other, other[:10]
    assert share >= 99, sum((t.missing for t in tallies), Counter[str]()).most_common(10)


def run(folder: Path, measures: int, counts: tuple[int, int, int]) -> Tally:
    """So many flips, cuts and zeroed pages of a plan of this size."""
    chance, tally = random.Random(8), Tally()
    patient = Patient(folder, measures)
    # What a file says of the program that made it is not content.
    patient.cells = [cell for cell in patient.cells if cell.table != "meta" or cell.name[0] in ("plan_id", "created")]
    for damages, count in zip((flips, cuts, zeros), counts, strict=True):
        patient.try_all(damages(patient.data, count, chance), tally)
    return tally


def test_damage_is_noticed_and_what_is_whole_comes_back(tmp_path: Path, figure: Figures) -> None:
    judge([run(tmp_path, 0, (30, 6, 6))], figure, "bits flipped, truncated, pages zeroed")


@pytest.mark.full
def test_much_damage_is_noticed_and_what_is_whole_comes_back(tmp_path: Path, figure: Figures) -> None:
    small, large = tmp_path / "small", tmp_path / "large"
    small.mkdir()
    large.mkdir()
    tallies = [run(small, 0, (980, 192, 192)), run(large, 200, (20, 8, 8))]
    judge(tallies, figure, "bits flipped, truncated, pages zeroed")


def left_by_a_crash(path: Path) -> Path:
    """Have a program die in the middle of writing to a plan file; returns the journal that it leaves."""
    subprocess.run([sys.executable, "-c", DYING, str(path)], check=False)
    journal = journal_of(path)
    assert journal.stat().st_size > PAGE
    return journal


@pytest.fixture(scope="module")
def crashed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Two plans, each as a crash in the middle of a large save left it, and how they were before."""
    folder = tmp_path_factory.mktemp("crashed")
    found = {}
    for name in ("甲", "乙"):
        found[name] = folder / f"{name}.plandb"
        write_plan(found[name], 40, edits=0)
        found[f"{name}の前"] = folder / f"{name}の前.plandb"
        shutil.copyfile(found[name], found[f"{name}の前"])
        left_by_a_crash(found[name])
    return found


def copied(crashed: dict[str, Path], folder: Path, name: str, journal: str | None) -> Path:
    """A crashed plan with the journal of this name beside it."""
    path = folder / "計画.plandb"
    shutil.copyfile(crashed[name], path)
    if journal is not None:
        shutil.copyfile(journal_of(crashed[journal]), journal_of(path))
    return path


def test_the_own_journal_is_played_back(crashed: dict[str, Path], tmp_path: Path) -> None:
    path = copied(crashed, tmp_path, "甲", "甲")
    report = salvage_plan(path, tmp_path / "救出.plandb", "甲")
    assert report.lost == []
    assert any("元に戻しました" in line for line in report.notes)
    assert rows_of(tmp_path / "救出.plandb")["entry"] == rows_of(crashed["甲の前"])["entry"]
    with Document.open(path) as document:
        assert document.verify() == []
    assert what_it_says(path) == what_it_says(crashed["甲の前"])


def test_journals_lost_and_foreign(crashed: dict[str, Path], tmp_path: Path, figure: Figures) -> None:
    outcomes = []
    for name, journal in (("甲", None), ("甲", "乙"), ("甲の前", "乙"), ("甲の前", "甲")):
        path = copied(crashed, tmp_path, name, journal)
        before = path.read_bytes()
        noticed, after = is_noticed(path), path.read_bytes()
        # Its own journal beside a file that was not written yet is played back, and that changes nothing.
        assert noticed or journal == "甲", (name, journal)
        assert after == before or what_it_says(path) == what_it_says(crashed["甲の前"])
        if journal == "乙":
            assert after == before
            with pytest.raises(KnownError, match=r"このファイルのものではありません.*移して"):
                Document.open(path)
        shutil.copyfile(crashed[name], path)
        target = tmp_path / "救出.plandb"
        target.unlink(missing_ok=True)
        salvage_plan(path, target, "甲")
        sound, found = rows_of(crashed["甲の前"])["entry"], rows_of(target)["entry"]
        outcomes.append(sum(found.get(key) == row for key, row in sound.items()) / len(sound))
        journal_of(path).unlink(missing_ok=True)
    worst = min(outcomes[1:])
    figure(
        8, "0 played into another file; a lost journal is noticed;"
        f" {100 * outcomes[0]:.1f} % of the entries salvaged without it, {100 * worst:.1f} % beside a foreign one",
        what="journals lost or foreign", passed=worst == 1,
    )
    assert worst == 1


def test_a_lost_wal_is_noticed_or_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "計画.plandb"
    write_plan(path, edits=4)
    says = what_it_says(path)
    subprocess.run([sys.executable, "-c", IN_WAL, str(path)], check=False)
    wal_of(path).unlink()
    wal_of(path).with_name(path.name + "-shm").unlink(missing_ok=True)
    assert is_noticed(path) or rows_only(what_it_says(path)) == rows_only(says)
    assert salvage_plan(path, tmp_path / "救出.plandb", "甲").lost == []


def rows_only(says: object) -> object:
    """What a file says, its settings aside."""
    return None if not isinstance(says, tuple) else (says[0], says[2])
