"""Writing TOML: what the standard library only reads. Tables, arrays of tables, texts, numbers, truth values and lists."""
from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+\Z")


def toml_text(data: Mapping[str, Any], head: str = "") -> str:
    """The text of a TOML file; ``head``: lines of comment before everything. Reading it gives the same data."""
    lines = [f"# {line}" for line in head.splitlines()]
    lines += _table(data, ())
    return "\n".join(lines).strip("\n") + "\n"


def _table(table: Mapping[str, Any], path: tuple[str, ...]) -> Iterator[str]:
    for key, value in table.items():
        if not isinstance(value, Mapping) and not _is_tables(value):
            yield f"{_key(key)} = {_value(value)}"
    for key, value in table.items():
        name = ".".join(map(_key, (*path, key)))
        if isinstance(value, Mapping):
            if not value or any(not isinstance(v, Mapping) and not _is_tables(v) for v in value.values()):
                yield ""
                yield f"[{name}]"
            yield from _table(value, (*path, key))
        elif _is_tables(value):
            for one in value:
                yield ""
                yield f"[[{name}]]"
                yield from _table(one, (*path, key))


def _is_tables(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(v, Mapping) for v in value)


def _key(key: str) -> str:
    return key if _BARE.match(key) else _value(key)


def _value(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(k)} = {_value(v)}" for k, v in value.items()) + "}"
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(map(_value, value))}]"
    return str(value)
