"""How long a holder has not answered: told by one clock alone, or by watching; the clocks of two terminals are never compared."""
from __future__ import annotations

import contextlib
from datetime import timedelta
from pathlib import Path
from typing import Literal

from planeditor.files import temporary_beside

from .holder import Holder

SILENT_AFTER = timedelta(minutes=3)
"""A lock file that was not written for so long belongs to a holder who does not answer; it is renewed every half minute."""
LISTEN_SECONDS = 100.0
"""After so long of watching without a sign of life: three were due."""

Sign = Literal["alive", "silent", "unknown"]


def age_on_disk(path: Path) -> timedelta | None:
    """How long ago a file was last written, by the clock of the disk it lies on (a server's, on a share).

    None where nothing can be written beside it, or where that clock was set back meanwhile.
    """
    probe = temporary_beside(path)
    with contextlib.suppress(OSError):
        try:
            probe.write_bytes(b".")
            seconds = probe.stat().st_mtime - path.stat().st_mtime
        finally:
            probe.unlink(missing_ok=True)
        return timedelta(seconds=seconds) if seconds >= 0 else None
    return None


class Listening:
    """Watches a lock file for signs of life, by the clock of whoever watches."""

    def __init__(self, patience: float = LISTEN_SECONDS) -> None:
        """``patience``: after how many seconds without a sign of life a holder counts as silent."""
        self._patience = patience
        self._last: tuple[str, str] | None = None
        self._since = 0.0

    def hear(self, holder: Holder, at: float) -> Sign:
        """What the lock file says now; ``at`` is a moment of a clock that is never set."""
        said = (holder.token, holder.beat)
        if self._last is None or self._last[0] != holder.token:
            self._last, self._since = said, at
            return "unknown"
        if self._last != said:
            self._last, self._since = said, at
            return "alive"
        return "silent" if at - self._since >= self._patience else "unknown"
