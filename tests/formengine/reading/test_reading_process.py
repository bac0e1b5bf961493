"""The guarded process: killed, replaced, cancelled, quick to start, and nothing of it ever shown."""
from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import openpyxl
import pytest

from planeditor.domain.errors import KnownError
from planeditor.formengine.cells import CellText
from planeditor.formengine.reading.reader import WorkbookReader
from planeditor.messages import reading as say

BADLY_BEHAVED = """
import os, sys, time
from planeditor.formengine.reading import answering, child

def answer(name, data):
    sys.stderr.write("noise on stderr"); print("noise on stdout", flush=True)
    if name.startswith("hang"):
        time.sleep(600)
    if name.startswith("die"):
        os.abort()
    if name.startswith("eat"):
        try:
            bytearray(2 << 30)
        except MemoryError:
            yield {"state": "memory"}
            return
    if name.startswith("fault"):
        yield {"state": "fault", "where": "somewhere"}
        return
    if name.startswith("nonsense"):
        yield {"state": "sheet", "sheet": {"cells": 3}}
    if name.startswith("deep"):
        child.wire.pack = lambda message: b"[" * 500000
    if name.startswith("once") and not os.path.exists(FLAG):
        os.mkdir(FLAG)
        os._exit(3)
    yield from answering.answer(name, data)

child.answer = answer
child.main()
"""


@pytest.fixture
def sound(build: Callable[..., dict[str, bytes]], pack: Callable[..., bytes]) -> bytes:
    return pack(build('<sheetData><row><c t="inlineStr"><is><t>記入</t></is></c></row></sheetData>'))


@pytest.fixture
def moody(tmp_path: Path) -> Iterator[WorkbookReader]:
    script = tmp_path / "moody.py"
    script.write_text(f"FLAG = {str(tmp_path / 'flag')!r}\n{BADLY_BEHAVED}", "utf-8")
    with WorkbookReader(command=[sys.executable, "-P", str(script)], base_seconds=0.4) as reader:
        yield reader


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("hang.xlsx", say.TIME_LIMIT), ("die.xlsx", say.READER_DIED), ("eat.xlsx", say.MEMORY_LIMIT),
        ("fault.xlsx", say.READER_DIED), ("nonsense.xlsx", say.READER_DIED), ("deep.xlsx", say.READER_DIED),
    ],
    ids=["hang", "die", "eat", "fault", "nonsense", "deep"],
)
def test_guard_replaces_the_process_and_goes_on(
    moody: WorkbookReader, sound: bytes, name: str, sentence: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert moody.read_bytes("前.xlsx", sound).sheets[0].cells == {(1, 1): CellText("記入")}
    first = moody._child
    with pytest.raises(KnownError) as refusal:
        moody.read_bytes(name, sound)
    assert refusal.value.message == sentence.format(file=name)
    assert moody.read_bytes("後.xlsx", sound).sheets[0].cells == {(1, 1): CellText("記入")}
    assert moody._child is not first
    assert first is not None
    assert first._process.poll() is not None
    assert capfd.readouterr() == ("", "")


def test_guard_tries_a_second_time(moody: WorkbookReader, sound: bytes) -> None:
    assert moody.read_bytes("once.xlsx", sound).sheets


def test_guard_keeps_the_process_after_a_refusal(reader: WorkbookReader, sound: bytes) -> None:
    reader.read_bytes("前.xlsx", sound)
    child = reader._child
    with pytest.raises(KnownError):
        reader.read_bytes("違う.xlsx", b"%PDF-1.4")
    reader.read_bytes("後.xlsx", sound)
    assert reader._child is child


def test_guard_refusal_held_for_long_does_not_kill_later(moody: WorkbookReader, sound: bytes) -> None:
    """The clock of a refused file stops with it, even while the caller keeps the error."""
    with pytest.raises(KnownError) as refusal:
        moody.read_bytes("違う.xlsx", b"%PDF-1.4")
    child = moody._child
    time.sleep(0.6)
    moody.read_bytes("後.xlsx", sound)
    assert moody._child is child
    assert refusal.value.message


def test_guard_cancel_is_quick(tmp_path: Path, sound: bytes) -> None:
    script = tmp_path / "moody.py"
    script.write_text(f"FLAG = ''\n{BADLY_BEHAVED}", "utf-8")
    with WorkbookReader(command=[sys.executable, "-P", str(script)]) as reader:
        reader.read_bytes("前.xlsx", sound)
        begun = time.perf_counter()
        timer = threading.Timer(0.2, reader.cancel)
        timer.start()
        with pytest.raises(KnownError) as refusal:
            reader.read_bytes("hang.xlsx", sound)
        timer.join()
        assert time.perf_counter() - begun < 10  # of 600 that it would hang; a busy machine has room
        assert refusal.value.message == say.CANCELLED.format(file="hang.xlsx")
        assert reader.read_bytes("後.xlsx", sound).sheets


def test_guard_process_that_cannot_start(sound: bytes, tmp_path: Path) -> None:
    for command in ([str(tmp_path / "absent")], [sys.executable, "-c", "raise SystemExit(1)"]):
        with WorkbookReader(command=command) as reader:
            reader.start()
            with pytest.raises(KnownError) as refusal:
                reader.read_bytes("前.xlsx", sound)
            assert refusal.value.message == say.READER_ABSENT.format(file="前.xlsx")


def test_guard_process_ends_with_its_parent(sound: bytes) -> None:
    reader = WorkbookReader()
    reader.read_bytes("前.xlsx", sound)
    child = reader._child
    assert child is not None
    process = child._process
    assert process.stdin is not None
    process.stdin.close()
    assert process.wait(10) == 0
    reader.close()


def test_guard_child_imports_little() -> None:
    code = (
        "import sys, planeditor.formengine.reading.child; "
        "print(*{'openpyxl','reportlab','python_calamine','sqlite3','PySide6','socket','dataclasses'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_guard_same_file_same_hash(reader: WorkbookReader, sound: bytes, tmp_path: Path) -> None:
    path = tmp_path / "提出.xlsx"
    path.write_bytes(sound)
    book = reader.read(path)
    assert (book.file, book.sha256) == ("提出.xlsx", reader.read_bytes("別名.xlsx", sound).sha256)


@pytest.mark.full
def test_guard_costs_less_than_bare_openpyxl(tmp_path: Path) -> None:
    """200 sheets, the start of the process included, against openpyxl's ``read_only`` reading every cell."""
    book = openpyxl.Workbook(write_only=True)
    for number in range(200):
        sheet = book.create_sheet(f"表{number}")
        for row in range(15):
            sheet.append([f"施策{number}の記入{row}・{column}" * 5 for column in range(7)])
    path = tmp_path / "二百.xlsx"
    book.save(path)
    begun = time.perf_counter()
    other = openpyxl.load_workbook(path, read_only=True, data_only=True)
    count = 0
    for sheet in other.worksheets:
        sheet.reset_dimensions()
        count += sum(1 for row in sheet.iter_rows() for cell in row if cell.value is not None)
    other.close()
    bare = time.perf_counter() - begun
    begun = time.perf_counter()
    with WorkbookReader() as reader:
        ours = sum(len(sheet.cells) for sheet in reader.read(path).sheets)
    assert ours == count
    assert time.perf_counter() - begun < bare * 1.3
