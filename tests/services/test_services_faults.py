"""Reports of faults: what they say, what they never hold, how many there are, and what a start finds of one that died."""
from __future__ import annotations

import getpass
import logging
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import planeditor
from planeditor import paths
from planeditor.cli import editing
from planeditor.cli.main import main
from planeditor.messages import faults as say
from planeditor.services.faults import reporting
from planeditor.services.faults.crashes import RunningMark, early_ends
from planeditor.services.faults.hooks import install_hooks, log_to_file
from planeditor.services.faults.places import chain, dumped, short, signature
from planeditor.services.faults.reporting import KEPT, Facts, FaultBook, reports, write_fault

SECRET = "秘密の文章：甲野乙子さんの相談"  # noqa: S105  # no password
FACTS = Facts("undo", "sodegaura", {"施策": 14, "記入": 812}, "6.9.3")


@pytest.fixture(autouse=True)
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Log and reports are in a folder of the test."""
    folder = tmp_path / "log"
    monkeypatch.setattr(paths, "log_file", lambda: folder / "planeditor.log")
    return folder


def raised(depth: int = 0) -> Exception:
    """An exception with a text of a plan in each part of its chain."""

    def inner(left: int) -> None:
        if left:
            inner(left - 1)
        raise ValueError(SECRET)

    try:
        try:
            inner(depth)
        except ValueError as error:
            raise RuntimeError(f"in {SECRET}") from error
    except RuntimeError as error:
        error.add_note(SECRET)
        return error
    raise AssertionError


def written(folder: Path) -> str:
    return "\n".join(file.read_text("utf-8") for file in folder.rglob("*") if file.is_file())


def test_a_report_says_what_is_needed_and_nothing_of_the_plan(log: Path) -> None:
    place = write_fault(raised(), FACTS)
    assert place == log / "planeditor.log"
    [report] = reports()
    text = report.read_text("utf-8")
    assert text.startswith(say.TITLE)
    for word in (say.HEAD, planeditor.__version__, "6.9.3", "sodegaura", "施策 14", "undo", "RuntimeError", "ValueError", "inner"):
        assert word in text
    for private in ("秘密", "甲野", str(Path.home()), getpass.getuser() + "/", str(log)):
        assert private not in written(log)


def test_a_file_outside_the_program_is_not_named(log: Path, tmp_path: Path) -> None:
    script = tmp_path / "甲野の作業.py"
    code = compile("def f():\n    raise ValueError('秘密')\n", str(script), "exec")
    names: dict[str, object] = {}
    exec(code, names)  # noqa: S102
    try:
        names["f"]()  # type: ignore[operator]
    except ValueError as error:
        write_fault(error)
    assert "甲野" not in written(log)
    assert say.ELSEWHERE in written(log)


def test_a_form_set_that_a_city_added_is_not_named(log: Path) -> None:
    write_fault(raised(), Facts(forms="甲野市の様式"))
    assert "甲野" not in written(log)
    assert say.OWN_FORMS in written(log)


@given(st.text(min_size=4), st.integers(0, 3))
def test_no_message_gets_into_the_lines(text: str, depth: int) -> None:
    secret = f"秘{text}密"
    error: BaseException = KeyError(secret)
    for _ in range(depth):
        outer = RuntimeError(secret)
        outer.__cause__, outer.__context__ = error, error
        error = outer
    group = ExceptionGroup(secret, [ValueError(secret), error] if isinstance(error, Exception) else [])
    assert secret not in "\n".join([*chain(group), short(group)])


def test_endless_recursion_is_told_shortly() -> None:
    def endless() -> None:
        endless()

    try:
        endless()
    except RecursionError as error:
        lines = chain(error)
        assert len(lines) < 60
        assert any("RecursionError" in line for line in lines)


def test_a_chain_that_goes_in_circles_comes_to_an_end() -> None:
    one, two = ValueError("a"), KeyError("b")
    one.__cause__, two.__cause__ = two, one
    assert sum("ValueError" in line for line in chain(one)) == 1


def test_twenty_reports_are_kept(log: Path) -> None:
    for _ in range(KEPT + 5):
        write_fault(raised(), FACTS)
    assert len(reports()) == KEPT
    assert len(list((log / "faults").iterdir())) == KEPT, "nothing else stays there"


def test_the_same_fault_is_written_once_a_minute(log: Path) -> None:
    book = FaultBook()
    errors = [raised() for _ in range(50)]
    noted = [book.note(error, FACTS) for error in errors]
    assert len(reports()) == 1
    assert noted[-1].times == 50
    assert {n.report for n in noted} == {reports()[0]}
    book.note(errors[0], Facts("redo"))
    assert len(reports()) == 2, "in another operation it is another fault"


def test_signatures_tell_places_apart() -> None:
    assert signature(raised()) == signature(raised())
    assert signature(raised()) != signature(raised(1))


def test_nothing_is_raised_where_nothing_can_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = tmp_path / "taken"
    taken.write_text("a file where the folder should be")
    monkeypatch.setattr(paths, "log_file", lambda: taken / "planeditor.log")
    write_fault(raised())
    assert FaultBook().note(raised(), FACTS).report is None
    mark = RunningMark()
    mark.begin(FACTS)
    mark.end()
    assert early_ends() == []


def test_a_log_does_not_grow_for_ever(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reporting, "_LARGE", 2000)
    for _ in range(100):
        write_fault(raised())
    assert sum(file.stat().st_size for file in log.glob("*.log")) < 6000


# A program that died

_CHILD = """
import sys, time, faulthandler
from pathlib import Path
from planeditor import paths
paths.log_file = lambda: Path(sys.argv[1]) / "planeditor.log"
from planeditor.services.faults.crashes import RunningMark
from planeditor.services.faults.reporting import Facts
mark = RunningMark()
mark.begin(Facts(qt="6.9.3"))
def in_the_middle():
    secret = "秘密"
    if sys.argv[2] == "crash":
        faulthandler._sigsegv()
    print("up", flush=True)
    time.sleep(60)
in_the_middle()
"""


def child(folder: Path, how: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PYTHONPATH": str(paths.program_root())}
    words = [sys.executable, "-X", "utf8", "-c", _CHILD, str(folder), how]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True, env=environment)


def test_a_crash_of_the_process_becomes_a_report(log: Path) -> None:
    with child(log, "crash") as process:
        process.communicate(timeout=30)
    [end] = early_ends()
    assert end.report is not None
    text = end.report.read_text("utf-8")
    assert "in_the_middle" in text
    assert "Segmentation fault" in text or "access violation" in text
    assert say.CRASHED in text
    assert str(Path.home()) not in text
    assert "秘密" not in written(log)
    assert early_ends() == [], "it is told once"


def test_a_killed_program_is_told_of_and_a_running_one_is_not(log: Path) -> None:
    with child(log, "wait") as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "up\n"
        assert early_ends() == []
        process.kill()
        process.wait()
    [end] = early_ends()
    assert end.report is not None
    assert say.KILLED in end.report.read_text("utf-8")


def test_a_mark_of_another_process_of_the_same_id_is_one_that_died(log: Path) -> None:
    (log / "faults").mkdir(parents=True)
    (log / "faults" / f"{os.getpid()}.running").write_text("boot-of-yesterday/12\n6.9.3\n", "utf-8")
    assert len(early_ends()) == 1


def test_a_program_that_ends_itself_leaves_no_mark(log: Path) -> None:
    mark = RunningMark()
    mark.begin(FACTS)
    assert early_ends() == []
    mark.end()
    assert list((log / "faults").iterdir()) == []


def test_folders_are_cut_from_a_dump() -> None:
    file = Path("/", "home", "甲野", "x.py")
    dump = f'Fatal Python error: Aborted\n\nThread 0x00007f0 (most recent call first):\n  File "{file}", line 7 in paint\n'
    lines = dumped(dump)
    assert "甲野" not in "\n".join(lines)
    assert any("7 paint" in line for line in lines)


# The command line


class PanicException(BaseException):  # what a library in another language raises
    """Not an Exception."""


@pytest.mark.parametrize("error", [RuntimeError(SECRET), MemoryError(SECRET), RecursionError(SECRET), PanicException(SECRET)])
def test_no_fault_of_a_command_shows_a_traceback(
    log: Path, error: BaseException, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    def broken(_: object) -> None:
        raise error

    monkeypatch.setattr(editing, "show", broken)
    assert main(["show", str(tmp_path / "甲野.plandb")]) == 1
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert len(said.strip().split("\n")) == 1
    [report] = reports()
    assert say.ACTION.format(text="show") in report.read_text("utf-8")
    assert "秘密" not in written(log)
    assert "甲野" not in written(log)


def test_a_thread_without_a_window_leaves_a_report_and_no_traceback(
    log: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    install_hooks()

    def work() -> None:
        raise RuntimeError(SECRET)

    class Broken:
        def __del__(self) -> None:
            raise KeyError(SECRET)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()
    broken = Broken()
    del broken
    assert len(reports()) == 2
    assert capsys.readouterr().err == ""
    assert "秘密" not in written(log)


def test_a_lost_reading_process_is_noted_in_the_log_and_not_on_standard_error(
    log: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    logger = logging.getLogger("planeditor")
    monkeypatch.setattr(logger, "handlers", [])
    log_to_file()
    log_to_file()
    logging.getLogger("planeditor.formengine.reading.reader").warning("reading process lost: %s %s", "died", "KeyError in cells:12")
    assert (log / "planeditor.log").read_text("utf-8").count("KeyError in cells:12") == 1
    assert capsys.readouterr().err == ""


_BROKEN = """
import sys
from pathlib import Path
missing, log = sys.argv[1:3]
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.startswith(missing):
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Missing())
from planeditor import paths
paths.log_file = lambda: Path(log) / "planeditor.log"
sys.argv[1:] = sys.argv[3:]
from planeditor.__main__ import main
sys.exit(main())
"""


@pytest.mark.parametrize(
    ("missing", "words"), [("PySide6", []), ("sqlite_utils", ["show", "x.plandb"]), ("planeditor.services", ["forms"])]
)
def test_a_program_that_is_not_whole_says_so(log: Path, missing: str, words: list[str]) -> None:
    environment = {**os.environ, "PYTHONPATH": str(paths.program_root()), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-X", "utf8", "-c", _BROKEN, missing, str(log), *words]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=60, check=False)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().split("\n")) == 1
    assert not done.stderr.isascii()
