"""A program that ended early: a mark while the window is open, and what the next start finds of one that did not end itself."""
from __future__ import annotations

import contextlib
import faulthandler
import os
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TextIO

from planeditor import paths
from planeditor.messages import faults as say
from planeditor.services.faults.places import dumped
from planeditor.services.faults.reporting import Facts, write_log, write_report
from planeditor.store.process import birth_mark

_SUFFIX = ".running"


@dataclass(frozen=True, slots=True)
class EarlyEnd:
    """A start that never came to its end; ``report`` is None where none could be written."""

    at: datetime
    report: Path | None


class RunningMark:
    """Stands in the folder of reports as long as the program runs. If it dies, the stacks of its threads are written into it:
    code places only, in the user's own folder, and the next start makes a report of them."""

    def __init__(self) -> None:
        self._file: Path | None = None
        self._stream: TextIO | None = None
        self._before = False

    def begin(self, facts: Facts) -> None:
        """Set the mark and have crashes written there; nothing where the folder cannot be written."""
        pid = os.getpid()
        file = paths.fault_folder() / f"{pid}{_SUFFIX}"
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            self._stream = file.open("w", encoding="utf-8")
            self._file = file
            self._stream.write(f"{birth_mark(pid) or ''}\n{facts.qt}\n")
            self._stream.flush()
            self._before = faulthandler.is_enabled()
            faulthandler.enable(self._stream, all_threads=True)
        except (OSError, ValueError):
            self.end()

    def end(self) -> None:
        """The program ends itself: take the mark away."""
        if self._stream is not None:
            faulthandler.disable()
            self._stream.close()
            if self._before and sys.__stderr__ is not None:  # whoever started this process wanted to see crashes
                with contextlib.suppress(OSError, ValueError):
                    faulthandler.enable(sys.__stderr__)
        if self._file is not None:
            with contextlib.suppress(OSError):
                self._file.unlink(missing_ok=True)
        self._file = self._stream = None


def early_ends() -> list[EarlyEnd]:
    """The starts on this terminal that died, each told once, the oldest first; a report is written of each. Never raises."""
    found = []
    with contextlib.suppress(OSError):
        for file in sorted(paths.fault_folder().glob(f"*{_SUFFIX}"), key=lambda file: file.stat().st_mtime):
            with contextlib.suppress(OSError, ValueError):
                end = _look_at(file)
                if end is not None:
                    file.unlink()
                    found.append(end)
    return found


def _look_at(file: Path) -> EarlyEnd | None:
    """None where that one still runs."""
    mark, qt, *rest = [*file.read_text("utf-8", "replace").split("\n", 2), "", ""]
    alive = birth_mark(int(file.stem))
    if alive is not None and (not mark or not alive or alive == mark):
        return None
    at = datetime.fromtimestamp(file.stat().st_mtime).astimezone()
    places = dumped(rest[0])
    lines = [say.CRASHED, *places] if places else [say.KILLED]
    write_log("ended early" if not places else "crashed: " + " < ".join(line.strip() for line in places[:12]))
    return EarlyEnd(at, write_report(lines, Facts(qt=qt), at))
