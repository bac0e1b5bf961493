"""Backups: taken when something changed, whole or not at all, thinned with age."""
from __future__ import annotations

import os
import random
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import KIND, PLAN_ID, Key
from planeditor.store import backup as store_backup
from planeditor.store.backup import backup_folder, free_name, keep_as_it_is, list_backups, take_backup
from planeditor.store.contents import is_sound
from planeditor.store.departments import Department
from planeditor.store.document import Document
from planeditor.store.lockfile import lock_path
from planeditor.store.requests import NewRequest, RequestBook
from planeditor.store.thinning import kept
from tests.store.test_store_crash import ROOT, run

WORK = Key("m1", "work", "R2")
NOW = datetime(2026, 11, 21, 12, 0)  # noqa: DTZ001
FULL = """
import resource, sys
from pathlib import Path
from planeditor.domain.errors import KnownError
from planeditor.store.document import Document
path = Path(sys.argv[1])
with Document.open(path) as document:
    resource.setrlimit(resource.RLIMIT_FSIZE, (40_000, 40_000))
    try:
        document.backups.take("定期")
    except KnownError as error:
        print(error.message)
"""
TAKING = """
import sys
from pathlib import Path
from planeditor.domain.plan import Key
from planeditor.store.document import Document
with Document.open(Path(sys.argv[1])) as document:
    while True:
        with document.edit("入力", who="甲") as edit:
            edit.set(Key("m1", "work", "R2"), str(document.last_group))
        document.backups.take("定期")
        print("taken", flush=True)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "計画.plandb"
    Document.create(path, {Key(PLAN_ID, KIND): "plan", WORK: "設計"}, name="計画の作成", who="甲").close()
    return path


def enter(document: Document, text: str) -> None:
    with document.edit(f"「{text}」の入力", who="甲") as edit:
        edit.set(WORK, text)


def test_a_backup_is_the_file_as_it_was(path: Path) -> None:
    with Document.open(path) as document:
        document.drafts.keep(WORK, "書きかけ", "甲")
        enter(document, "構築")
        document.drafts.keep(WORK, "書きかけの文", "甲")
        taken = take_backup(document, "定期")
        assert taken is not None
        assert taken.parent == path.with_name("計画.backups")
        enter(document, "運用")
    with Document.open(taken, read_only=True) as backup:
        assert backup.plan().text(*WORK) == "構築"
        assert backup.verify() == []
        assert backup.drafts.all() == []
    assert "書きかけ".encode() not in taken.read_bytes()
    assert not lock_path(taken).exists()
    [listed] = list_backups(path)
    assert (listed.path, listed.reason, listed.group, listed.group_name) == (taken, "定期", 2, "「構築」の入力")
    assert listed.size == taken.stat().st_size
    assert abs(datetime.now() - listed.at) < timedelta(minutes=1)  # noqa: DTZ005


def test_only_where_something_changed(path: Path) -> None:
    with Document.open(path) as document:
        taken = [document.backups.take("定期"), document.backups.take("閉じる")]
        document.drafts.keep(WORK, "構", "甲")
        taken += [document.backups.take("定期")]
        enter(document, "構築")
        taken += [document.backups.take("定期"), document.backups.take("定期")]
        document.departments.add([Department("総務部", "見本課", 1)])
        taken += [document.backups.take("定期"), document.backups.take("定期")]
    taken += [take_backup(path, "定期")]
    assert [t is not None for t in taken] == [True, False, False, True, False, True, False, False]
    names = [b.path.name for b in document.backups.all()]
    assert names == sorted(names, reverse=True)
    assert len(set(names)) == 3
    assert sorted(p.name for p in path.parent.iterdir()) == ["計画.backups", "計画.plandb"]


def test_two_programs_that_take_one_in_the_same_second(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names: list[Path] = []

    def raced(folder: Path, reason: str, head: str = "") -> Path:
        names.append(free_name(folder, reason, head))
        if len(names) == 2:
            names[-1].write_bytes(b"another's")
        return names[-1]

    monkeypatch.setattr("planeditor.store.backup.free_name", raced)
    taken = take_backup(path, "定期")
    assert taken is not None
    assert taken not in names[:2]
    assert names[1].read_bytes() == b"another's"


def test_another_plan_under_the_same_name_is_another(path: Path) -> None:
    take_backup(path, "定期")
    path.unlink()
    Document.create(path, {Key(PLAN_ID, KIND): "plan", WORK: "設計"}, name="計画の作成", who="甲").close()
    assert take_backup(path, "定期") is not None


def test_beside_another_writer_and_of_a_file_for_reading(path: Path) -> None:
    with Document.open(path) as writer, Document.open(path, read_only=True) as reader:
        enter(writer, "構築")
        assert reader.backups.take("定期") is not None
    assert list_backups(path)[0].group == 2


@pytest.mark.skipif(sys.platform == "win32", reason="no file size limits there")
def test_a_full_disk_leaves_no_half_backup(path: Path) -> None:
    before = path.read_bytes()
    done = run(FULL, path)
    assert done.returncode == 0, done.stderr
    assert "バックアップをフォルダー「" in done.stdout
    assert "計画.backups" in done.stdout
    assert path.read_bytes() == before
    assert list(backup_folder(path).iterdir()) == []


def test_where_no_folder_can_be_made(path: Path) -> None:
    backup_folder(path).write_text("a file of that name")
    with pytest.raises(KnownError, match=r"バックアップをフォルダー.*計画\.backups"):
        take_backup(path, "定期")


def test_a_damaged_file_costs_no_backup(path: Path) -> None:
    old = make_backups(path, [NOW - timedelta(days=400), NOW - timedelta(days=401)])
    with Document.open(path) as document:
        enter(document, "構築")
        with closing(sqlite3.connect(path)) as db:
            db.execute("UPDATE entry SET text = '改' WHERE field = 'work'")
            db.commit()
        with pytest.raises(KnownError, match=r"計画\.plandb.*壊れた"):
            document.backups.take("閉じる")
    assert {b.path for b in list_backups(path)} == set(old)


def make_backups(path: Path, moments: list[datetime], reason: str = "閉じる") -> list[Path]:
    folder = backup_folder(path)
    folder.mkdir(exist_ok=True)
    found = [folder / f"{at:%Y%m%d-%H%M%S}_{reason}.plandb" for at in moments]
    for file in found:
        file.write_bytes(b"x")
    return found


def test_old_backups_go_but_not_what_is_not_ours(path: Path) -> None:
    now = datetime.now()  # noqa: DTZ005
    old = make_backups(path, [now - timedelta(days=d) for d in (1000, 800, *range(300, 610, 31))])
    originals = make_backups(path, [now - timedelta(days=1001)], "移行前")
    other = backup_folder(path) / "手で置いた写し.plandb"
    other.write_bytes(b"x")
    taken = take_backup(path, "定期")
    assert set(backup_folder(path).iterdir()) == {taken, *old[2:], *originals, other}
    assert [b.group for b in list_backups(path)] == [1, *[None] * 11]


def test_a_damaged_backup_does_not_count_as_the_last(path: Path) -> None:
    first = take_backup(path, "定期")
    assert first is not None
    with closing(sqlite3.connect(first)) as db:
        db.execute("UPDATE entry SET text = '改' WHERE field = 'work'")
        db.commit()
    assert take_backup(path, "定期") is not None
    assert take_backup(path, "定期") is None


def test_of_a_closed_file_of_an_older_version(path: Path) -> None:
    path.write_bytes((ROOT / "tests" / "data" / "plan-v1.plandb").read_bytes())
    before = path.read_bytes()
    assert take_backup(path, "定期") is not None
    assert take_backup(path, "定期") is None
    assert path.read_bytes() == before


def test_what_a_crash_left_is_swept_away_later(path: Path) -> None:
    folder = backup_folder(path)
    folder.mkdir()
    old = [folder / ".20260101-000000_定期.0123abcd.tmp", folder / ".20260101-000000_定期.0123abcd.tmp-journal",
           path.with_name(".計画.0123abcd.tmp"), path.with_name(".別の計画.0123abcd.tmp")]  # fmt: skip
    others = [path.with_name(".計画.tmp"), folder / ".20260101.89abcdef.tmp"]
    for file in (*old, *others):
        file.write_bytes(b"x")
        os.utime(file, (0, 0))
    os.utime(others[-1])
    taken = take_backup(path, "定期")
    assert taken is not None
    assert {*path.parent.iterdir(), *folder.iterdir()} == {path, folder, taken, *others}


def test_killed_while_taking_backups(path: Path) -> None:
    chance = random.Random(5)
    for _ in range(6):
        program = subprocess.Popen([sys.executable, "-c", TAKING, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        assert program.stdout is not None
        program.stdout.readline()
        time.sleep(chance.random() * 0.05)
        program.kill()
        program.communicate()
    found = list_backups(path)
    assert len(found) >= 6
    for backup in found:
        with Document.open(backup.path, read_only=True) as document:
            assert document.verify() == []


def test_which_backups_are_kept() -> None:
    chance = random.Random(3)
    moments = [NOW - timedelta(minutes=chance.randrange(3 * 365 * 24 * 60)) for _ in range(20_000)]
    stay = kept(moments, NOW)
    age = sorted((NOW - at).total_seconds() / 86400 for at in stay)
    recent = [at for at in moments if NOW - at < timedelta(days=2)]
    assert set(recent) <= stay
    assert 12 <= sum(2 <= a < 14 for a in age) <= 13
    assert 6 <= sum(14 <= a < 56 for a in age) <= 7
    assert 22 <= sum(56 <= a < 730 for a in age) <= 24
    assert max(age) < 730
    assert kept(stay, NOW) == stay


def test_thinning_day_by_day_keeps_the_same_plan() -> None:
    """Thinned after every backup of two years, three a day: every span still holds what it should."""
    files: set[datetime] = set()
    start = NOW - timedelta(days=730)
    for day in range(731):
        for hour in (9, 12, 17):
            now = start + timedelta(days=day, hours=hour - 12)
            files = kept({*files, now}, now)
    now = max(files)
    per_day = {at.date() for at in files}
    assert {(now - timedelta(days=d)).date() for d in range(13)} <= per_day
    weeks = {at.isocalendar()[:2] for at in files}
    assert {(now - timedelta(weeks=w)).isocalendar()[:2] for w in range(8)} <= weeks
    months = {(at.year, at.month) for at in files}
    assert len(months) >= 24
    assert len(files) < 60


def test_the_latest_ten_stay_however_old() -> None:
    """A terminal whose clock is years ahead must not cost all backups but one."""
    old = [NOW - timedelta(days=d) for d in range(2000, 2014)]
    assert kept(old, NOW) == set(old[:10])
    assert kept([], NOW) == set()
    ahead = NOW + timedelta(days=9)  # the clock was set back
    assert kept([ahead, *old], NOW) == {ahead, *old[:9]}


class Later(datetime):
    """A clock that can be moved on."""

    moment = NOW

    @classmethod
    def now(cls, tz: object = None) -> datetime:  # type: ignore[override]  # noqa: ARG003
        return cls.moment


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> type[Later]:
    monkeypatch.setattr(store_backup, "datetime", Later)
    Later.moment = NOW
    return Later


def taken_at(document: Document, clock: type[Later], moment: datetime) -> Path:
    clock.moment = moment
    enter(document, moment.isoformat())
    taken = document.backups.take("定期")
    assert taken is not None
    return taken


def spoil(file: Path) -> None:
    """One text of a plan file is another than its checksum says; nothing else tells."""
    with closing(sqlite3.connect(file)) as db:
        db.execute("UPDATE entry SET text = '改' WHERE field = 'work'")
        db.commit()


def test_a_damaged_backup_pushes_no_sound_one_out(path: Path, clock: type[Later]) -> None:
    with Document.open(path) as document:
        morning, noon, evening = (taken_at(document, clock, NOW + timedelta(hours=h)) for h in (-3, 0, 3))
        spoil(evening)
        late = taken_at(document, clock, NOW + timedelta(days=3))
        assert set(backup_folder(path).iterdir()) == {noon, evening, late}
        assert not morning.exists()


def test_backups_of_another_plan_of_the_same_name_stay(path: Path, clock: type[Later]) -> None:
    with Document.open(path) as document:
        former = taken_at(document, clock, NOW - timedelta(hours=1))
    path.unlink()
    Document.create(path, {Key(PLAN_ID, KIND): "plan", WORK: "別"}, name="計画の作成", who="甲").close()
    with Document.open(path) as document:
        first = taken_at(document, clock, NOW)
        second = taken_at(document, clock, NOW + timedelta(hours=1))
        late = taken_at(document, clock, NOW + timedelta(days=4))
    assert set(backup_folder(path).iterdir()) == {former, second, late}
    assert not first.exists()


def test_what_was_before_a_restore_stays_for_thirty_days(path: Path, clock: type[Later]) -> None:
    with Document.open(path) as document:
        first = taken_at(document, clock, NOW)
        last = taken_at(document, clock, NOW + timedelta(hours=2))
    clock.moment = NOW + timedelta(hours=1)
    former = keep_as_it_is(path)
    assert former is not None
    with Document.open(path) as document:
        later = taken_at(document, clock, NOW + timedelta(days=29))
        assert set(backup_folder(path).iterdir()) == {former, last, later}
        assert not first.exists()
        much_later = taken_at(document, clock, NOW + timedelta(days=32))
    assert set(backup_folder(path).iterdir()) == {last, later, much_later}


def test_a_request_sent_out_is_something_new(path: Path) -> None:
    with Document.open(path) as document:
        assert document.backups.take("定期") is not None
        book = RequestBook("T1", None, "見本課", "見本課.xlsx")
        request = document.add_request(NewRequest(periods=("年度:2024",), who="甲", books=(book,)))
        assert document.backups.take("定期") is not None
        document.withdraw_request(request.number)
        assert document.backups.take("定期") is not None
        assert document.backups.take("定期") is None


def test_who_writes_meanwhile_is_not_kept_waiting(path: Path) -> None:
    """A backup by a connection of its own, as the window takes it, beside a writer who goes on."""
    with Document.open(path) as document:
        with document.edit("多くの記入", who="甲") as edit:
            for number in range(3000):
                edit.set(Key("m1", f"f{number}", "R2"), "文" * 200)
        taken: list[Path | None] = []
        thread = threading.Thread(target=lambda: taken.append(take_backup(path, "定期")))
        thread.start()
        longest, count = 0.0, 0
        while thread.is_alive() or not count:
            before = time.monotonic()
            enter(document, f"{count}")
            longest, count = max(longest, time.monotonic() - before), count + 1
            time.sleep(0.02)
        thread.join()
    assert taken[0] is not None
    assert is_sound(taken[0])
    assert longest < 2
