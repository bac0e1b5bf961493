"""Faults of the program itself go to a log file that holds no entry text."""
from __future__ import annotations

import contextlib
import logging
import traceback
from pathlib import Path, PurePath

from planeditor import paths

_LOG = logging.getLogger("planeditor")


def write_fault(error: BaseException) -> Path:
    """Write a fault to the log: types and places only, since messages may hold entry text. Gives the log's place; never raises."""
    file = paths.log_file()
    with contextlib.suppress(OSError):
        file.parent.mkdir(parents=True, exist_ok=True)
        handler = logging.FileHandler(file, encoding="utf-8")
        try:
            handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
            handler.emit(_LOG.makeRecord("planeditor", logging.ERROR, "", 0, _places(error), (), None))
        finally:
            handler.close()
    return file


def _places(error: BaseException) -> str:
    lines = [f"{PurePath(f.filename).name}:{f.lineno} {f.name}" for f in traceback.extract_tb(error.__traceback__)]
    return f"{type(error).__name__} (cause {type(error.__cause__).__name__}) at " + " < ".join(reversed(lines))
