"""The step that opens the window: in a process of its own, since a broken graphics library ends the process it is loaded into."""
from __future__ import annotations

import json
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from planeditor.domain.errors import KnownError
from planeditor.formengine.reading.process import own_environment
from planeditor.messages import selftest as say
from planeditor.services.selftest.step import Found
from planeditor.starting import WINDOW_TEST, no_console, own_command

SECONDS = 60.0
MISSING = '{"problem": "missing"}'
"""What is told where the window cannot even be loaded."""
_PROBLEMS = {"blank": say.WINDOW_BLANK, "boxes": say.WINDOW_BOXES, "sheet": say.WINDOW_NO_SHEET, "missing": say.WINDOW_MISSING}


def window_opens(plan_file: Path, command: Sequence[str] | None = None, seconds: float = SECONDS) -> Found:
    """Open a plan in the window, off screen, and look at the picture of it.

    ``command``: what is started instead of the program's own window, for tests. Raises ``KnownError`` where it does not open, or
    shows nothing or boxes.
    """
    words = [*(command or [*own_command("planeditor"), WINDOW_TEST]), str(plan_file)]
    began = time.monotonic()
    with tempfile.TemporaryFile() as answer:  # what the system starts for a process that broke down may hold a pipe for ever
        try:
            done = subprocess.run(  # noqa: S603 (our own interpreter, no shell)
                words, stdin=subprocess.DEVNULL, stdout=answer, stderr=subprocess.DEVNULL, env=own_environment(),
                timeout=seconds, creationflags=no_console(), check=False,
            )
        except subprocess.TimeoutExpired:
            raise KnownError(say.WINDOW_NO_ANSWER.format(seconds=round(seconds))) from None
        except OSError:
            raise KnownError(say.NOT_STARTED.format(what=say.WINDOW)) from None
        answer.seek(0)
        told = _told(answer.read())
    if told is None or (done.returncode and not told.get("problem")):
        raise KnownError(say.WINDOW_ENDED.format(status=done.returncode))
    if told.get("problem"):
        raise KnownError(_PROBLEMS.get(told["problem"], say.WINDOW_NO_SHEET))
    return Found(say.WINDOW_FOUND.format(family=told.get("family", ""), seconds=f"{time.monotonic() - began:.1f}"))


def _told(output: bytes) -> dict[str, str] | None:
    try:
        told = json.loads(output.decode("utf-8").strip().rpartition("\n")[2])
    except ValueError:
        return None
    return {str(name): str(value) for name, value in told.items()} if isinstance(told, dict) else None
