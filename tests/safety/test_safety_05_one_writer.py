"""One writer at a time, whatever happens to the others: several programs at several terminals, killed and stopped at random."""
from __future__ import annotations

import itertools
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

import pytest

from planeditor.domain.errors import KnownError
from planeditor.domain.moments import utc_now
from planeditor.domain.plan import KIND, PLAN_ID, Key
from planeditor.store.document import Document
from planeditor.store.holder import Holder
from planeditor.store.lock import HeldByOther
from planeditor.store.lockfile import lock_path
from planeditor.store.process import terminal_name
from tests.safety.writing_child import COUNTER
from tests.safetytable import Figures

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(os.name == "nt", reason="programs cannot be stopped and continued there")
HOLD = """
import sys
from pathlib import Path
from planeditor.store.document import Document
document = Document.open(Path(sys.argv[1]), who=sys.argv[2])
print("open", flush=True)
sys.stdin.read()
"""


@dataclass
class Counts:
    """What the writers did."""

    acknowledged: int = 0
    kills: int = 0
    stops: int = 0
    lost: int = 0
    doubled: int = 0
    interleaved: int = 0


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "計画.plandb"
    Document.create(path, {Key(PLAN_ID, KIND): "plan", COUNTER: "0"}, name="作成", who="甲").close()
    return path


@pytest.fixture
def writers(path: Path, tmp_path: Path) -> Iterator[list[subprocess.Popen[bytes]]]:
    """Empty at first; whatever is put in is ended."""
    found: list[subprocess.Popen[bytes]] = []
    yield found
    for one in found:
        one.kill()
        one.wait()


def _writer(path: Path, folder: Path, number: int, seed: int) -> subprocess.Popen[bytes]:
    words = [str(path), str(folder / f"acknowledged-{seed}"), f"書き手{number}", f"RDP-{number % 2}", str(seed)]
    return subprocess.Popen([sys.executable, "-m", "tests.safety.writing_child", *words], cwd=ROOT)


def _hammer(path: Path, folder: Path, writers: list[subprocess.Popen[bytes]], count: int, seconds: float) -> Counts:
    chance, counts, seeds = random.Random(5), Counts(), itertools.count()
    writers += [_writer(path, folder, n, next(seeds)) for n in range(count)]
    time.sleep(0.5)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        time.sleep(chance.random() * 0.5)
        number = chance.randrange(count)
        one = writers[number]
        if chance.random() < 0.5:
            one.kill()
            one.wait()
            writers[number] = _writer(path, folder, number, next(seeds))
            counts.kills += 1
        else:  # a terminal goes to sleep, and wakes after others have taken over
            one.send_signal(signal.SIGSTOP)
            time.sleep(0.3 + chance.random())
            one.send_signal(signal.SIGCONT)
            counts.stops += 1
    for one in writers:
        one.kill()
        one.wait()
    acknowledged = [int(line) for file in folder.glob("acknowledged-*") for line in file.read_text("ascii").split()]
    counts.acknowledged = len(acknowledged)
    with Document.open(path, take_over=True) as document:
        assert document.verify() == []
        groups = [group for group in reversed(document.log()) if group.kind == "edit" and group.changes]
    written = [(change.old, change.new) for group in groups for change in group.changes]
    counts.lost = len(set(map(str, acknowledged)) - {new for _, new in written})
    counts.doubled = len(acknowledged) - len(set(acknowledged)) + sum(int(new or 0) != int(old or 0) + 1 for old, new in written)
    sessions = [who for who, _ in itertools.groupby(group.who for group in groups)]
    counts.interleaved = len(sessions) - len(set(sessions))
    return counts


@pytest.mark.parametrize(
    ("count", "seconds"), [(3, 6.0), pytest.param(4, 120.0, marks=pytest.mark.full)], ids=["quick", "full"]
)
def test_writers_killed_and_put_to_sleep(
    path: Path, tmp_path: Path, writers: list[subprocess.Popen[bytes]], count: int, seconds: float, figure: Figures
) -> None:
    counts = _hammer(path, tmp_path, writers, count, seconds)
    assert counts.acknowledged > 10
    figure(
        5,
        f"{counts.doubled + counts.interleaved} double writers and {counts.lost} lost writes of {counts.acknowledged:,} "
        f"by {count} programs at 2 terminals ({counts.kills} killed, {counts.stops} put to sleep and woken)",
        passed=not (counts.doubled or counts.interleaved or counts.lost), what="several programs write at once",
    )
    assert (counts.doubled, counts.interleaved, counts.lost) == (0, 0, 0)


def test_a_killed_writer_blocks_nobody(path: Path, figure: Figures) -> None:
    waited = []
    for number in range(5):
        program = subprocess.Popen(
            [sys.executable, "-c", HOLD, str(path), "佐藤"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )
        assert program.stdout is not None
        assert program.stdout.readline() == b"open\n"
        with pytest.raises(HeldByOther) as caught:
            Document.open(path)
        for part in ("佐藤", terminal_name(), "読み取り専用"):
            assert part in caught.value.message
        program.kill()
        program.communicate()
        began = time.perf_counter()
        with Document.open(path, who="鈴木") as document, document.edit("入力", who="鈴木") as edit:
            edit.set(COUNTER, str(number))
        waited.append(time.perf_counter() - began)
    assert max(waited) < 5
    figure(
        5, f"0 minutes: {max(waited) * 1000:.0f} ms at most from the kill of the holder to the next one's first write; owner named",
        what="a stale lock of this terminal",
    )


def _of_another_terminal(path: Path, **changes: str) -> None:
    holder = Holder("佐藤", "RDP-0007", 4711, "", utc_now(), "ab" * 8, utc_now(), str(path))
    lock_path(path).write_text(json.dumps(asdict(holder) | changes), "utf-8")


@pytest.mark.parametrize("ago", [0, 600], ids=["just killed", "ten minutes ago"])
@pytest.mark.parametrize("beat", ["2026-04-01T00:00:00+00:00", "2099-01-01T00:00:00+00:00"], ids=["clock behind", "clock ahead"])
def test_a_stale_lock_of_another_terminal(path: Path, ago: int, beat: str, figure: Figures) -> None:
    _of_another_terminal(path, beat=beat)
    moment = time.time() - ago
    os.utime(lock_path(path), (moment, moment))
    began = time.perf_counter()
    with pytest.raises(HeldByOther, match=r"佐藤.*RDP-0007") as caught:
        Document.open(path)
    with Document.open(path, read_only=True) as document:
        document.copy_to(path.with_name("写し.plandb"))
    with Document.open(path, who="鈴木", take_over=True) as document, document.edit("入力", who="鈴木") as edit:
        edit.set(COUNTER, "1")
    seconds = time.perf_counter() - began
    assert bool(caught.value.state.silence) is (ago > 0), "told by one clock alone"
    assert seconds < 5
    clock = "ahead" if beat > utc_now() else "behind"
    figure(
        5, f"0 minutes: read, copied and taken over within {seconds * 1000:.0f} ms; owner named; silence told by one clock",
        what=f"a lock of another terminal {'ten minutes old' if ago else 'just left behind'}, its clock {clock}",
    )


def test_another_user_of_the_same_terminal(path: Path, tmp_path: Path, figure: Figures) -> None:
    """A terminal server: the process of another user cannot be asked, yet it is seen whether it lives."""
    if os.geteuid() != 0:
        pytest.skip("acting as another user is not possible here")
    for place in (tmp_path, *itertools.takewhile(lambda p: p != Path("/tmp"), tmp_path.parents)):  # noqa: S108
        place.chmod(0o777)
    path.chmod(0o666)
    ready, told = os.pipe()
    child = os.fork()
    if child == 0:  # pragma: no cover
        try:
            os.setuid(65534)
            Document.open(path, who="別の人")
            os.write(told, b"1")
            time.sleep(60)
        finally:
            os._exit(0)
    try:
        os.close(told)
        assert os.read(ready, 1) == b"1"
        with pytest.raises(KnownError, match="別の人"):
            Document.open(path)
    finally:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        os.close(ready)
    Document.open(path).close()
    figure(5, "held while it lives, free at once when it is killed", what="another user's session at the same terminal")
