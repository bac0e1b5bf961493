"""The guarded reading process: files come in on standard input, plain data goes out on standard output.

It imports nothing heavy, opens no file but its own modules, writes none, and ends when its input ends.
"""
from __future__ import annotations

import faulthandler
import os
from typing import BinaryIO

from planeditor.formengine.reading import wire
from planeditor.formengine.reading.answering import answer
from planeditor.formengine.reading.limits import MAX_FILE_BYTES, MEGABYTE, limit_this_process

_ORPHAN_SECONDS = 30.0
"""Beyond the parent's clock: only a child whose parent is gone lives to see this."""


def _take_streams() -> tuple[BinaryIO, BinaryIO, BinaryIO]:
    """Input, output, and a sink; whatever a library prints goes to the sink instead of into the answer."""
    source = os.fdopen(os.dup(0), "rb")
    target = os.fdopen(os.dup(1), "wb", MEGABYTE)
    sink = open(os.devnull, "r+b", buffering=0)  # noqa: PTH123, SIM115 (open as long as the process)
    for number in (0, 1, 2):
        os.dup2(sink.fileno(), number)
    return source, target, sink


def _send(target: BinaryIO, part: wire.Answer) -> str:
    """Send one frame and say which state it told."""
    try:
        payload = wire.pack(part)
    except MemoryError:
        part = {"state": "memory"}
        payload = wire.pack(part)
    wire.write_frame(target, payload)
    return part["state"]


def _serve(source: BinaryIO, target: BinaryIO, sink: BinaryIO) -> None:
    """Answer requests until the input ends, or until memory ran out once: then a fresh process is better."""
    state = "ready"
    wire.write_frame(target, wire.pack({"state": state}))
    target.flush()
    while state not in ("memory", "fault"):
        request: wire.Request = wire.unpack(wire.read_frame(source))
        data = wire.read_frame(source, MAX_FILE_BYTES)
        faulthandler.dump_traceback_later(request["seconds"] + _ORPHAN_SECONDS, exit=True, file=sink)
        for part in answer(request["name"], data):
            state = _send(target, part)
            if state == "memory":
                break
        target.flush()
        faulthandler.cancel_dump_traceback_later()


def main() -> None:
    """Run until the parent closes the input."""
    source, target, sink = _take_streams()
    limit_this_process()
    try:
        _serve(source, target, sink)
    except (EOFError, BrokenPipeError):
        os._exit(0)


if __name__ == "__main__":
    main()
