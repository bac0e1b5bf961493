"""Reports of faults: a line in the log, and a file that whoever looks after the program may be given."""
from __future__ import annotations

import contextlib
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import planeditor
from planeditor import paths
from planeditor.files import write_whole
from planeditor.messages import faults as say
from planeditor.services.faults.places import chain, short, signature

KEPT = 20
"""So many reports are kept; the oldest go."""
AGAIN = 60.0
"""The same fault within so many seconds is counted, and not written anew."""
_LARGE = 1_000_000
"""A log of so many bytes begins anew; the one before is kept beside it."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What the report says besides the code places; nothing here may hold a text of a plan."""

    action: str = ""
    """The operation that was running, by the name the program has for it."""
    forms: str = ""
    """The id of the form set; "" where no plan is open."""
    sizes: Mapping[str, int] = field(default_factory=dict)
    """Counts of what the plan holds."""
    qt: str = ""
    """The version of Qt, where there is a window."""


@dataclass(frozen=True, slots=True)
class Noted:
    """What became of a fault: its report (None where it could not be written), and how often it was seen within a minute."""

    report: Path | None
    times: int = 1


class FaultBook:
    """What was reported lately, so that a fault that repeats at every frame is written once."""

    def __init__(self) -> None:
        self._lately: dict[str, tuple[float, Noted]] = {}
        self._lock = threading.Lock()

    def note(self, error: BaseException, facts: Facts) -> Noted:
        """Write the log and the report of a fault, unless the same was written within a minute. Never raises."""
        mark = signature(error, facts.action)
        with self._lock:
            at, before = self._lately.get(mark, (0.0, None))
            if before is not None and time.monotonic() - at < AGAIN:
                noted = Noted(before.report, before.times + 1)
                self._lately[mark] = (at, noted)
                return noted
            write_log(short(error))
            noted = Noted(write_report(chain(error), facts))
            self._lately[mark] = (time.monotonic(), noted)
            return noted


def write_fault(error: BaseException, facts: Facts | None = None) -> Path:
    """Write a fault to the log and as a report: types and places only. Gives the log's place; never raises."""
    write_log(short(error))
    write_report(chain(error), facts or Facts())
    return paths.log_file()


def write_log(line: str) -> None:
    """Add a line to the log, with the time; never raises."""
    file = paths.log_file()
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.exists() and file.stat().st_size > _LARGE:
            file.replace(file.with_suffix(".1.log"))
        with file.open("a", encoding="utf-8", errors="replace") as log:
            log.write(f"{datetime.now().astimezone():%Y-%m-%d %H:%M:%S} {line}\n")


def write_report(lines: Sequence[str], facts: Facts, at: datetime | None = None) -> Path | None:
    """Write a report and drop the oldest beyond those kept; ``at``: when it happened, by default now. None where it cannot be
    written; never raises."""
    moment = at or datetime.now().astimezone()
    try:
        folder = paths.fault_folder()
        folder.mkdir(parents=True, exist_ok=True)
        file = _free_name(folder, f"{moment:%Y-%m-%d_%H%M%S}")
        write_whole(file, ("\n".join([*_head(facts, moment), "", *lines, ""])).encode("utf-8", "replace"))
        for old in reports()[:-KEPT]:
            old.unlink(missing_ok=True)
    except OSError:
        return None
    return file


def reports() -> list[Path]:
    """The reports there are, the oldest first."""
    return sorted(paths.fault_folder().glob("*.txt"), key=lambda file: (file.name.partition(".")[0], len(file.name), file.name))


def _free_name(folder: Path, stem: str) -> Path:
    number, file = 1, folder / f"{stem}.txt"
    while file.exists():
        number += 1
        file = folder / f"{stem}.{number}.txt"
    return file


def _head(facts: Facts, moment: datetime) -> list[str]:
    import platform  # every start of the window loads this module, and few need this one

    sizes = "、".join(say.SIZE.format(name=name, count=count) for name, count in facts.sizes.items())
    rows = (
        (say.TIME, f"{moment:%Y-%m-%d %H:%M:%S}"), (say.VERSION, planeditor.__version__),
        (say.SYSTEM, f"{platform.system()} {platform.release()} {platform.machine()}"),
        (say.PYTHON, platform.python_version() + (" (bundle)" if getattr(sys, "frozen", False) else "")), (say.QT, facts.qt),
        (say.FORMS, _known_set(facts.forms)), (say.SIZES, sizes), (say.ACTION, facts.action),
        (say.THREAD, threading.current_thread().name),
    )
    return [say.TITLE, "", say.HEAD, "", *(row.format(text=text or say.NONE) for row, text in rows)]


def _known_set(forms: str) -> str:
    """The id of a set of the program; one that a city has added may be named after the city."""
    return forms if not forms or (paths.forms_folder() / forms).is_dir() else say.OWN_FORMS
