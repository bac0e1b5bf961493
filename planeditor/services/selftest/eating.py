"""A process that sets the limits of the reading process upon itself and then takes memory until it is stopped.

Run as a module of its own by ``guarding``; ends with ``STOPPED`` where an allocation was refused, with 0 where none was.
"""
from __future__ import annotations

import os
import sys

from planeditor.formengine.reading.limits import MEGABYTE, MEMORY_BYTES, limit_this_process

READY = b"ready"
STOPPED = 7
_PIECE = 16 * MEGABYTE


def main() -> None:
    """Take twice what is allowed, a piece at a time."""
    limit_this_process()
    sys.stdout.buffer.write(READY)
    sys.stdout.buffer.flush()
    held = []
    try:
        for _ in range(2 * MEMORY_BYTES // _PIECE):
            held.append(b"\x01" * _PIECE)  # noqa: PERF401 (a list made at once would be asked for at once)
    except MemoryError:
        os._exit(STOPPED)
    os._exit(0)


if __name__ == "__main__":
    main()
