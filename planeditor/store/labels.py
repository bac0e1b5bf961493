"""The labels of fields and periods kept in the file for its views, and the naming of entries in sentences."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from planeditor.domain.plan import NAME, NUMBER, Key
from planeditor.domain.text import shorten
from planeditor.messages import store as messages

from .rows import insert_rows

if TYPE_CHECKING:
    from sqlite_utils import Database  # loading it takes longer than the first paint of the window may

_LONGEST = 60


def write_labels(db: Database, fields: Mapping[str, str], periods: Mapping[str, str]) -> None:
    """Take over these labels; others stay. Inside a transaction only."""
    insert_rows(db, "field_label", fields.items(), replace=True)
    insert_rows(db, "period_label", periods.items(), replace=True)


def read_labels(db: Database) -> tuple[dict[str, str], dict[str, str]]:
    """The labels of the fields and of the periods."""
    fields = dict(db.conn.execute("SELECT field, label FROM field_label").fetchall())
    periods = dict(db.conn.execute("SELECT period, label FROM period_label").fetchall())
    return fields, periods


def name_entries(db: Database, entries: Mapping[Key, str], keys: Iterable[Key]) -> list[str]:
    """How sentences call these entries: measure, period and field as far as the file knows their names."""
    fields, periods = read_labels(db)
    names = []
    for key in keys:
        title = f"{entries.get(Key(key.node, NUMBER), '')} {entries.get(Key(key.node, NAME), '')}".strip()
        name = messages.ENTRY_NAME.format(
            node=shorten(title or key.node, _LONGEST), period=shorten(periods.get(key.period, key.period), _LONGEST),
            field=shorten(fields.get(key.field, key.field), _LONGEST),
        )
        names.append(name if key.period else name.replace("／／", "／"))
    return names
