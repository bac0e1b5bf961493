"""The bytes of a JSON file as a value, guarded: nothing in them may crash the program or be taken for something else."""
from __future__ import annotations

import codecs
import json
from pathlib import Path
from typing import Any, NoReturn

from planeditor.domain.errors import KnownError
from planeditor.formengine.reading.opening import read_bytes_of
from planeditor.messages import transport as say
from planeditor.services.planfiles.filetypes import JSON_SUFFIX
from planeditor.services.transport.shape import FORMAT_VERSION
from planeditor.services.transport.spots import Spot

MEGABYTE = 1 << 20
MAX_BYTES = 200 * MEGABYTE
_LENGTH = 40
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
"""Some shells write what a program prints so."""


def is_plan_json(path: Path) -> bool:
    """Whether a file is called as a JSON file, whatever it holds."""
    return path.suffix.lower() == JSON_SUFFIX


def read_json(path: Path) -> tuple[bytes, Spot]:
    """The bytes of a file and the JSON object they are; KnownError for what is none, too big, or of a newer program."""
    with_size(path)
    name, data = read_bytes_of(path)
    return data, parse(name, data)


def with_size(path: Path) -> None:
    """Raise KnownError for a file with nothing in it, or with far too much."""
    if not path.is_file():
        return  # whoever opens it says what is wrong
    size = path.stat().st_size
    if not size:
        raise KnownError(say.EMPTY.format(file=path.name))
    if size > MAX_BYTES:
        raise KnownError(say.TOO_BIG.format(file=path.name, megabytes=size // MEGABYTE, limit=MAX_BYTES // MEGABYTE))


def parse(name: str, data: bytes) -> Spot:
    """The plan as a value with its place; KnownError as ``read_json``. ``name``: what the file is called in sentences."""
    try:
        text = data.decode("utf-16" if data[:2] in _UTF16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise KnownError(say.NOT_UTF8.format(file=name)) from error
    guard = _Guard(name)
    try:
        value = json.loads(
            text, object_pairs_hook=guard.pairs, parse_constant=guard.number, parse_float=guard.number, parse_int=guard.whole
        )
    except json.JSONDecodeError as error:
        raise KnownError(say.NOT_JSON.format(file=name, line=error.lineno, column=error.colno)) from error
    except RecursionError as error:
        raise KnownError(say.TOO_DEEP.format(file=name)) from error
    spot = Spot(value, name)
    if "format_version" not in spot.mapping():
        raise KnownError(say.NOT_A_PLAN.format(file=name))
    version = spot.below("format_version").whole()
    if version > FORMAT_VERSION:
        raise KnownError(say.NEWER.format(file=name, found=version, known=FORMAT_VERSION))
    return spot


class _Guard:
    """Refuses what JSON allows and a plan never holds."""

    def __init__(self, name: str) -> None:
        self.name = name

    def pairs(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        """An object; the second of two alike would win without a word."""
        found = dict(pairs)
        if len(found) < len(pairs):
            seen: set[str] = set()
            key = next(k for k, _ in pairs if k in seen or seen.add(k))  # type: ignore[func-returns-value]
            shown = key[:_LENGTH].encode("utf-8", "replace").decode("utf-8")
            raise KnownError(say.TWICE_IN_OBJECT.format(file=self.name, key=shown))
        return found

    def number(self, text: str) -> NoReturn:
        """NaN, infinities, fractions: no plan holds any."""
        raise KnownError(say.BAD_NUMBER.format(file=self.name, text=text[:_LENGTH]))

    def whole(self, text: str) -> int:
        """A whole number of a size that can be read quickly."""
        return int(text) if len(text) < _LENGTH else self.number(text)
