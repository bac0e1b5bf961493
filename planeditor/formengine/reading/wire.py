"""What goes between the program and its reading child: frames of JSON, never pickle."""
from __future__ import annotations

import json
import struct
from typing import Any, BinaryIO, TypedDict

from planeditor.formengine.reading.limits import MAX_ANSWER_BYTES

_LENGTH = struct.Struct(">Q")

PlainCell = tuple[int, int, str] | tuple[int, int, str, str, str, bool]
"""Row, column, text; with doubt, struck part and is_text where these are not plain."""


PlainFloating = tuple[str, str, int, int]
"""Kind, text, row, column of a text that is no cell; zeros where it has no place."""


class PlainSheet(TypedDict):
    """One sheet as it travels."""

    name: str
    hidden: bool
    cells: list[PlainCell]
    merges: list[tuple[int, int, int, int]]
    heights: list[tuple[int, float]]
    hidden_rows: list[int]
    hidden_columns: list[int]
    floating: list[PlainFloating]
    names: dict[str, str]


BATCH = 20_000
"""Cells that travel in one frame, so that the child never holds a large sheet whole."""


class Request(TypedDict):
    """What the child is asked: the bytes of the file follow in a frame of their own."""

    name: str
    seconds: float


class Answer(TypedDict, total=False):
    """One frame of an answer. ``done`` or one of the failures is the last one of a file.

    ``ready`` once after the start; ``cells`` (the first cells of a large sheet) and ``sheet`` (the rest of it, and
    all else about it) any number of times; then ``done`` (kind, notes and properties), ``refused``
    (the whole sentence), ``memory`` (the limit was met), or ``fault`` (where our own code failed, without any text).
    """

    state: str
    cells: list[PlainCell]
    sheet: PlainSheet
    kind: str
    notes: list[str]
    properties: dict[str, str]
    sentence: str
    where: str


def write_frame(stream: BinaryIO, payload: bytes) -> None:
    """Write one frame; the caller flushes."""
    stream.write(_LENGTH.pack(len(payload)))
    stream.write(payload)


def read_frame(stream: BinaryIO, most: int = MAX_ANSWER_BYTES) -> bytes:
    """The next frame; EOFError where the other side is gone or speaks nonsense."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    (length,) = _LENGTH.unpack(head)
    if length > most:
        raise EOFError
    payload = stream.read(length)
    if len(payload) < length:
        raise EOFError
    return payload


def pack(message: Request | Answer) -> bytes:
    """A message as bytes."""
    return json.dumps(message, ensure_ascii=False, separators=(",", ":"), check_circular=False).encode()


def unpack(payload: bytes) -> Any:
    """A message from bytes; ValueError where it is none."""
    return json.loads(payload)
