"""The rows of a plan file that hold what people wrote, read and rewritten with their checksums, for a redaction."""
from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from planeditor.domain import plan as fields
from planeditor.domain.blocks import COVERS, DONE, TABLE_HEAD, TABLE_SIZE, TABLE_WIDTHS
from planeditor.domain.masking import Masker
from planeditor.domain.reserved import base_of
from planeditor.messages import editing, editions, evaluation, progress
from planeditor.store.checksum import CHECKED_COLUMNS, row_checksum

from .masking import count_in, masked_in

if TYPE_CHECKING:
    from sqlite_utils import Database  # loading it takes longer than the first paint of the window may

Row = Mapping[str, str | int | bytes | None]

TEXTS = {
    "entry": ("text",), "change": ("old", "new"), "change_group": ("name", "who", "source"),
    "receipt": ("file_name", "who", "form", "outcome", "message"),
    "proposal": ("measure_number", "area_number", "as_sent", "before", "submitted", "question", "sheet", "about", "whole", "struck"),
    "receipt_sheet": ("sheet", "filled_by"), "department": ("division", "section"), "department_alias": ("alias",),
    "field_label": ("label",), "period_label": ("label",), "draft": ("text", "who"),
    "request": ("round", "cover", "who", "reason"), "request_book": ("name", "file_name"), "request_point": ("text",),
    "redaction": ("who", "why"), "paper": ("name", "options", "who"),
}  # fmt: skip
"""The columns that hold what people wrote. All others are how the file hangs together."""
FILES = {"receipt": ("original", "number"), "paper": ("content", "number")}
"""The columns that hold whole files, and what the rows are known by."""
_KEPT_WHOLE = frozenset({
    fields.KIND, fields.PARENT, fields.ORDER, fields.MERGED_INTO, fields.BLOCK_TYPE, fields.FORM_SET, fields.FORMS_VERSION,
    fields.PERIODS, fields.CURRENT, fields.CLOSED, TABLE_WIDTHS, TABLE_HEAD, TABLE_SIZE, COVERS,
})  # fmt: skip
"""Fields whose texts are no writing of people: masking them would break the plan."""
_OF_WORDS = frozenset({
    fields.STATE, fields.CONFIRMED, fields.STATUS, fields.PROGRESS, fields.ACHIEVED, fields.MUNICIPAL_CODE, DONE,
    fields.HANDED_OVER,
})
"""Fields whose texts are no writing of people as long as they are words or signs of the program; others could put in anything."""
_WORDS = frozenset({
    editing.STATE_STOPPED, editing.STATE_DONE, editing.STATE_MERGED, *editions.STATUSES, *progress.WORDS.values(),
    *evaluation.ACHIEVED.values(),
})
_SIGNS = re.compile("[0-9a-fTZ:.+-]+")
"""Digests, days, moments and numbers."""
_JSON = {"receipt": "message", "request": "cover", "paper": "options"}
"""Columns whose texts may be written as JSON, where a line break is none."""
_OF_THE_FIELD = frozenset({"text", "old", "new", "as_sent", "before", "submitted", "whole"})
"""Columns that hold the text of the field that the row names."""


def update_row(db: Database, table: str, row: Row, fresh: dict[str, str]) -> None:
    """Write the new texts of a row with its new checksum."""
    whole = {**row, **fresh}
    written: dict[str, object] = dict(fresh)
    if table in CHECKED_COLUMNS and "checksum" in row:  # a file of an earlier version lacks some
        values = [whole.get(c, "") for c in CHECKED_COLUMNS[table]]
        written["checksum"] = row_checksum(table, values)  # type: ignore[arg-type]  # none of them is a file
    key = [c for c in row if c.startswith("=")]
    sets = ", ".join(f'"{c}" = ?' for c in written)
    where = " AND ".join(f'"{c[1:]}" IS ?' for c in key)
    db.execute(f'UPDATE OR REPLACE "{table}" SET {sets} WHERE {where}', (*written.values(), *(row[c] for c in key)))  # noqa: S608


def tables(db: Database) -> list[tuple[str, dict[str, str]]]:
    """The tables of the file, each with its columns and their types."""
    names = [name for (name,) in db.conn.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '_sqlite_%' ORDER BY name"
    )]
    return [(name, {c[1]: c[2] for c in db.conn.execute(f'PRAGMA table_info("{name}")')}) for name in names]


def written_columns(table: str, row: Mapping[str, object]) -> list[str]:
    """The columns of a row that hold what people wrote."""
    base = base_of(text_in(row.get("field")))
    return [c for c in TEXTS.get(table, ()) if c in row and not (c in _OF_THE_FIELD and _is_kept_whole(base, text_in(row[c])))]


def _is_kept_whole(base: str, text: str) -> bool:
    return base in _KEPT_WHOLE or (base in _OF_WORDS and (text in _WORDS or _SIGNS.fullmatch(text) is not None))


def rows_of(
    db: Database, table: str, columns: Iterable[str], masker: Masker | None = None, where: str = ""
) -> Iterator[Row]:
    """The rows of a table but for whole files, with ``masker`` only those that hold its text; under "=" and its name each
    column that a row is known by."""
    info = db.conn.execute(f'PRAGMA table_info("{table}")').fetchall()
    keys = [c[1] for c in info if c[5]]
    wanted = [c for c in columns if (table, c) not in {(t, f) for t, (f, _) in FILES.items()}]
    listed = ", ".join(f'"{c}"' for c in [*wanted, *keys])
    names = [*wanted, *(f"={c}" for c in keys)]
    for values in db.conn.execute(f'SELECT {listed} FROM "{table}" {where}').fetchall():  # noqa: S608  # our own names only
        if masker is None or table in _JSON or masker.is_in("\0".join([text for text in values if isinstance(text, str)])):
            yield dict(zip(names, values, strict=True))


def files_of(db: Database, table: str) -> Iterator[tuple[int, bytes]]:
    """The whole files of a table, each with the number of its row."""
    column, key = FILES[table]
    for (number,) in db.conn.execute(f'SELECT "{key}" FROM "{table}" ORDER BY "{key}"').fetchall():  # noqa: S608
        (data,) = db.conn.execute(f'SELECT "{column}" FROM "{table}" WHERE "{key}" = ?', (number,)).fetchone()  # noqa: S608
        yield int(number), bytes(data)


def count_of(masker: Masker, table: str, column: str, row: Mapping[str, object]) -> int:
    """How often the text stands in one column of a row."""
    text = text_in(row[column])
    content = _content(text) if _JSON.get(table) == column else None
    return masker.count(text) if content is None else count_in(content, masker)


def masked_of(masker: Masker, table: str, column: str, row: Mapping[str, object]) -> str:
    """What one column of a row says with the text masked."""
    text = text_in(row[column])
    content = _content(text) if _JSON.get(table) == column else None
    return masker.masked(text) if content is None else json.dumps(masked_in(content, masker), ensure_ascii=False)


def _content(text: str) -> object:
    try:
        return json.loads(text) if text.startswith(("{", "[")) else None
    except (ValueError, RecursionError):
        return None


def text_in(value: object) -> str:
    """A value where it is a text, else ""."""
    return value if isinstance(value, str) else ""


def number_in(value: object) -> int:
    """A value where it is a number, else 0."""
    return value if isinstance(value, int) else 0
