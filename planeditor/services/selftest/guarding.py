"""Whether the limit on the memory of the reading process really holds at this terminal."""
from __future__ import annotations

import subprocess

from planeditor.domain.errors import KnownError
from planeditor.formengine.reading.limits import MEGABYTE, MEMORY_BYTES
from planeditor.formengine.reading.process import own_environment
from planeditor.messages import selftest as say
from planeditor.services.selftest.eating import READY
from planeditor.services.selftest.step import Found
from planeditor.starting import MEMORY_TEST, no_console, own_command

_SECONDS = 60.0


def memory_held() -> Found:
    """A process under the reader's limits is stopped when it takes more. Raises ``KnownError`` where it is not, or never began."""
    limit = MEMORY_BYTES // MEGABYTE
    try:
        done = subprocess.run(  # noqa: S603 (our own interpreter, no shell)
            own_command("planeditor.services.selftest.eating", MEMORY_TEST), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, env=own_environment(), timeout=_SECONDS, creationflags=no_console(), check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        raise KnownError(say.NOT_STARTED.format(what=say.READER)) from None
    if not done.stdout.startswith(READY):
        raise KnownError(say.NOT_STARTED.format(what=say.READER))
    if done.returncode == 0:
        raise KnownError(say.MEMORY_NOT_HELD.format(limit=limit))
    return Found(say.MEMORY_HELD.format(limit=limit))
