"""Where in the code a fault came about: types and places only. Messages, values and the user's folders never get in."""
from __future__ import annotations

import hashlib
import re
import sys
import sysconfig
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from types import TracebackType

from planeditor import paths
from planeditor.messages import faults as say

_MOST_FACES = 8
"""Exceptions of one chain that are told of."""
_HEAD, _TAIL = 12, 24
"""Places of one exception that are told of: the first and the last ones."""
_DUMPED = re.compile(r'File "(.+)", line (\d+) in (.+)')
_HEX = re.compile(r"0x[0-9a-fA-F]+")


def chain(error: BaseException) -> list[str]:
    """The exceptions that led to this one, each with its code places, as lines of the report."""
    lines: list[str] = []
    for head, one in _faces(error):
        places = [_place(name, line, function) for name, line, function in _frames(one.__traceback__)]
        lines += [head, f"  {type(one).__module__}.{type(one).__qualname__}", *(f"    {place}" for place in shortened(places))]
    return lines


def short(error: BaseException) -> str:
    """One line for the log: the type, that of the cause, and the places from the innermost."""
    places = [_place(*frame) for frame in _frames(error.__traceback__)]
    return f"{type(error).__name__} (cause {type(error.__cause__).__name__}) at " + " < ".join(reversed(shortened(places)))


def signature(error: BaseException, action: str = "") -> str:
    """The same for faults that are the same: types and places of the chain, and what was being done."""
    return hashlib.sha256("\n".join([action, *chain(error)]).encode()).hexdigest()[:16]


def dumped(text: str) -> list[str]:
    """What ``faulthandler`` wrote about a crash, without folders: its heads, and places like those of an exception."""
    lines = []
    for line in text.splitlines():
        found = _DUMPED.search(line)
        if found:
            lines.append(f"    {_place(found[1], int(found[2]), found[3])}")
        elif line.startswith(("Fatal Python error", "Windows fatal exception", "Thread", "Current thread")):
            lines.append(f"  {_HEX.sub('', line).strip()}")
    return lines


def shortened(places: list[str]) -> list[str]:
    """The places with the middle left out where there are very many, as of endless recursion."""
    left = len(places) - _HEAD - _TAIL
    return places if left <= 0 else [*places[:_HEAD], say.OMITTED.format(count=left), *places[-_TAIL:]]


def _faces(error: BaseException) -> Iterator[tuple[str, BaseException]]:
    """The chain from the fault itself back to what was first, groups opened; each with its headline."""
    seen: set[int] = set()
    waiting: list[tuple[str, BaseException]] = [(say.WHAT, error)]
    while waiting and len(seen) < _MOST_FACES:
        head, one = waiting.pop(0)
        if id(one) in seen:
            continue
        seen.add(id(one))
        yield head, one
        before = one.__cause__ or (None if one.__suppress_context__ else one.__context__)
        if before is not None:
            waiting.append((say.BEFORE, before))
        if isinstance(one, BaseExceptionGroup):
            waiting += [(say.TOGETHER, member) for member in one.exceptions]


def _frames(trace: TracebackType | None) -> Iterator[tuple[str, int, str]]:
    """Without the source lines, which ``traceback`` would read from the disk."""
    while trace is not None:
        code = trace.tb_frame.f_code
        yield code.co_filename, trace.tb_lineno, code.co_name
        trace = trace.tb_next


def _place(file: str, line: int, function: str) -> str:
    return f"{_within(file)}:{line} {function}"


def _within(file: str) -> str:
    """A file of the program from its root on, one of a library by its name; of any other nothing, since it may name somebody."""
    if file.startswith("<"):
        return file if file.startswith("<frozen ") else say.ELSEWHERE
    path = PurePath(file)
    if _under(path, [paths.program_root() / "planeditor"]):
        return path.relative_to(paths.program_root()).as_posix()
    if not path.is_absolute() or _under(path, _libraries()):  # a frozen program knows its files from its root on
        return path.name
    return say.ELSEWHERE


def _libraries() -> Iterable[str]:
    return {*sysconfig.get_paths().values(), sys.prefix, sys.base_prefix} - {"/", "/usr"} | {sysconfig.get_path("stdlib")}


def _under(path: PurePath, folders: Iterable[str | PurePath]) -> bool:
    return any(path.is_relative_to(folder) for folder in folders)
