"""The parent's side of one reading process: start, ask under the clock, kill."""
from __future__ import annotations

import contextlib
import os
import subprocess
import threading
from collections.abc import Generator, Sequence
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

import planeditor
from planeditor.formengine.reading import limits, wire
from planeditor.starting import no_console, own_command

CHILD_FLAG = "--reading-child"
"""The first argument by which a frozen program knows that it is to be the reading process and nothing else."""

_CHILD_MODULE = "planeditor.formengine.reading.child"


def start_command() -> list[str]:
    """How a reading process is started, from a checkout as well as from a frozen bundle."""
    return own_command(_CHILD_MODULE, CHILD_FLAG)


def own_environment() -> dict[str, str]:
    """The parent's environment, with the folder that holds this package first on the module path."""
    root = str(Path(planeditor.__file__).resolve().parent.parent)
    given = os.environ.get("PYTHONPATH")
    return {**os.environ, "PYTHONPATH": os.pathsep.join([root, given]) if given else root}


class ChildLostError(Exception):
    """The process broke a limit or died; ``reason`` is time, memory, died or absent."""

    def __init__(self, reason: str, where: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.where = where


class _Clock:
    """Kills a process when the time is over."""

    def __init__(self, process: subprocess.Popen[bytes], seconds: float) -> None:
        self.rang = False
        self._process = process
        self._timer = threading.Timer(seconds, self._ring)
        self._timer.daemon = True

    def _ring(self) -> None:
        self.rang = True
        self._process.kill()

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._timer.cancel()


class ChildProcess:
    """One reading process. Starting it does not wait for it."""

    def __init__(self, command: Sequence[str]) -> None:
        """Start it; ChildLostError where the system does not even do that."""
        try:
            self._process = subprocess.Popen(  # noqa: S603 (our own interpreter, no shell)
                list(command), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                env=own_environment(), creationflags=no_console(), bufsize=limits.MEGABYTE,
            )
        except OSError as error:
            raise ChildLostError("absent") from error
        self._ready = False

    @property
    def _streams(self) -> tuple[BinaryIO, BinaryIO]:
        """The child's input and output."""
        stdin, stdout = self._process.stdin, self._process.stdout
        if stdin is None or stdout is None:
            raise ChildLostError("absent")
        return stdin, stdout  # type: ignore[return-value] # IO[bytes] as typeshed has it is what BinaryIO says

    def _next(self) -> wire.Answer:
        """The next frame of an answer."""
        message: wire.Answer = wire.unpack(wire.read_frame(self._streams[1]))
        return message

    def _wait_ready(self) -> None:
        """Wait until the process has come up."""
        with _Clock(self._process, limits.START_SECONDS):
            try:
                self._ready = self._next().get("state") == "ready"
            except (EOFError, ValueError, AttributeError, OSError) as error:
                raise ChildLostError("absent") from error

    def ask(self, name: str, data: bytes, seconds: float) -> Generator[wire.Answer]:
        """The frames of the answer, the last one included; ChildLostError where the process does not come to it."""
        if not self._ready:
            self._wait_ready()
        stdin, _stdout = self._streams
        with _Clock(self._process, seconds) as clock:
            try:
                wire.write_frame(stdin, wire.pack({"name": name, "seconds": seconds}))
                wire.write_frame(stdin, data)
                stdin.flush()
                while True:
                    part = self._next()
                    yield part
                    if part["state"] not in ("cells", "sheet"):
                        break
            except (EOFError, ValueError, KeyError, TypeError, RecursionError, OSError) as error:
                raise ChildLostError("time" if clock.rang else "died") from error
        if part["state"] == "memory":
            raise ChildLostError("memory")
        if part["state"] == "fault":
            raise ChildLostError("died", part.get("where", ""))

    def kill(self) -> None:
        """End the process at once; safe from any thread."""
        self._process.kill()

    def close(self) -> None:
        """End the process and give back everything."""
        self._process.kill()
        for stream in self._streams:
            with contextlib.suppress(OSError):
                stream.close()
        self._process.wait()
