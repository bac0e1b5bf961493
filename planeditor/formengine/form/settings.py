"""``formset.toml`` as data of the right shape: whatever else a file holds is refused in one sentence, before anything is made of it."""
from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import BLOCK_TYPE, KIND, ORDER, PARENT, RESERVED_MARK
from planeditor.domain.text import shorten
from planeditor.formengine.reading.opening import read_bytes_of
from planeditor.messages import forms as say

SETTINGS = "formset.toml"
MOST_BYTES = 2 << 20
_DOTTED = re.compile(r"(?:[\w\"'-]+[ \t]*\.[ \t]*){100}")
"""A name of so many words is none; the parser's time grows with their square."""
_LENGTH = 60
_PLACE = re.compile(r"at line (\d+), column (\d+)")
_PIECES = re.compile(r"\{(?:(?:H|和暦|西暦|年)2?|序|番)\}")
_FILE = re.compile(r"[^/\\:\x00-\x1f]+")
_COLOR = re.compile(r"[0-9A-Fa-f]{6}")
_TREE_FIELDS = frozenset({KIND, PARENT, ORDER, BLOCK_TYPE})


class BadSetError(ValueError):
    """A form set that cannot be understood; ``str()`` is the sentence without the file."""


@dataclass(frozen=True, slots=True)
class _Whole:
    """A whole number from ``first`` to ``last``."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Each:
    """A table of any names, with these values."""

    value: Any


_TEXTS = [str]
_NODE_PART = {"form": str, "only": str, "except": str, "level": _Whole(0, 9)}
_FIELD = {
    "key": str, "label": str, "of": str, "series": str, "kind": str, "type": str, "choices": _TEXTS, "default": str,
    "required": bool, "length": _Whole(0, 1_000_000), "aliases": _TEXTS, "previous": str, "computed": str,
}
_SERIES = {
    "label": str, "run": str, "pair": str, "default_era": str, "bare_years": bool, "years": _Whole(1, 100), "previous": str,
}
_FORM = {
    "file": str, "sheet": str, "title": str, "each": str, "fit": str, "min_size": float, "page_numbers": bool, "sheet_name": str,
    "reads": bool,
}
_SHAPE: Mapping[str, Any] = {
    "set": {"id": str, "title": str, "version": _Whole(1, 1_000_000)},
    "words": _Each(str), "series": _Each(_SERIES), "field": [_FIELD], "form": _Each(_FORM),
    "document": _Each({"parts": [(str, _NODE_PART)]}), "symbols": _Each(str), "symbol_rules": _Each(_TEXTS),
    "request": {"forms": _TEXTS, "figures": _TEXTS},
    "progress": {"fields": _TEXTS, "words": _Each(str), "symbols": _Each(str)}, "fill": _Each(_Each(str)),
    "check": {},
}
"""A type, a list of one shape, several shapes to choose from, a table by its words; a word that is not here is left alone."""
_NEEDED = {str: say.NEED_TEXT, bool: say.NEED_TRUTH, float: say.NEED_NUMBER}


def read_settings(folder: Path) -> dict[str, Any]:
    """The settings of the form set in a folder. Raises KnownError where they cannot be read, or are of no such shape."""
    path = folder / SETTINGS
    found = _parsed(path)
    try:
        _check(found, _SHAPE, "")
        _check_words(found)
        _check_colors(found)
    except BadSetError as error:
        raise KnownError(say.BAD_SET.format(file=path, reason=error)) from error
    return found


def _parsed(path: Path) -> dict[str, Any]:
    if path.is_file() and not path.stat().st_size:
        raise KnownError(say.BAD_TOML.format(file=path, reason=say.SETTINGS_EMPTY))
    _, data = read_bytes_of(path)
    if len(data) > MOST_BYTES:
        raise KnownError(say.BAD_TOML.format(file=path, reason=say.SETTINGS_TOO_LARGE.format(limit=MOST_BYTES >> 20)))
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise KnownError(say.BAD_TOML.format(file=path, reason=say.NOT_UTF8)) from error
    if _DOTTED.search(text):
        raise KnownError(say.BAD_TOML.format(file=path, reason=say.TOML_ODD))
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        place = _PLACE.search(str(error))
        reason = say.TOML_PLACE.format(line=place[1], column=place[2]) if place else say.TOML_ODD
        raise KnownError(say.BAD_TOML.format(file=path, reason=reason)) from error


def _check(value: Any, shape: Any, place: str) -> None:
    """Raise BadSetError where a value is of another shape; ``place``: the words that lead to it."""
    if isinstance(shape, _Whole):
        if not isinstance(value, int) or isinstance(value, bool) or not shape.first <= value <= shape.last:
            raise _bad(place, say.NEED_WHOLE.format(first=shape.first, last=shape.last))
    elif isinstance(shape, tuple):
        _check(value, next((s for s in shape if isinstance(s, Mapping) == isinstance(value, Mapping)), shape[0]), place)
    elif isinstance(shape, list):
        if not isinstance(value, list):
            raise _bad(place, say.NEED_LIST)
        for number, one in enumerate(value, start=1):
            _check(one, shape[0], say.NTH.format(place=place, number=number))
    elif isinstance(shape, (Mapping, _Each)):
        if not isinstance(value, Mapping):
            raise _bad(place, say.NEED_TABLE)
        for word, one in value.items():
            if isinstance(shape, _Each) or word in shape:
                inner = shape.value if isinstance(shape, _Each) else shape[word]
                _check(one, inner, f"{place}.{word}" if place else word)
    elif not isinstance(value, (int, float) if shape is float else shape) or (shape is float and isinstance(value, bool)):
        raise _bad(place, _NEEDED[shape])


def _check_words(data: Mapping[str, Any]) -> None:
    """Raise BadSetError for names that entries or files cannot have, and for sizes and labels that cannot be printed."""
    for name, table in data.get("series", {}).items():
        if not _is_name(name) or any(c in name for c in ":-"):
            raise _bad(f"series.{name}", say.BAD_NAME)
        for word in ("label", "run", "pair"):
            if "{" in (rest := _PIECES.sub("", table.get(word, ""))) or "}" in rest:
                raise _bad(f"series.{name}.{word}", say.BAD_LABEL)
    for table in data.get("field", ()):
        key = table.get("key", "x")
        if not _is_name(key) or key in _TREE_FIELDS or (":" in key and key.startswith(RESERVED_MARK)):
            raise _bad("field.key", say.BAD_KEY.format(key=shorten(key, _LENGTH)))
    for name, table in data.get("form", {}).items():
        if not name.strip() or not name.isprintable():
            raise _bad(f"form.{name}", say.BAD_NAME)
        if not _FILE.fullmatch(table.get("file", "x")):
            raise _bad(f"form.{name}.file", say.FILE_ELSEWHERE)
        if not 1 <= table.get("min_size", 6) <= 72:
            raise _bad(f"form.{name}.min_size", say.NEED_SIZE)


def _check_colors(data: Mapping[str, Any]) -> None:
    """Raise BadSetError for a ground that is no colour."""
    for name, table in data.get("fill", {}).items():
        for text, color in table.items():
            if not _COLOR.fullmatch(color):
                raise _bad(f"fill.{name}.{text}", say.NEED_COLOR)


def _is_name(text: str) -> bool:
    return 0 < len(text) <= _LENGTH and text.isprintable() and not any(c.isspace() for c in text)


def _bad(place: str, what: str) -> BadSetError:
    shown = "".join(c if c.isprintable() else "�" for c in shorten(place, _LENGTH))
    return BadSetError(say.WRONG_VALUE.format(place=shown, what=what))
