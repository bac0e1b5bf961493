"""Tables as CSV (RFC 4180, UTF-8 with BOM): every value exactly as it is, and the data dictionary beside them."""
from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from planeditor.messages import publishing as say
from planeditor.services.publishing.tables import Table

BOM = "\ufeff"


def csv_bytes(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """A table as the bytes of a CSV file. Line ends within a value stay as they are (LF)."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows(rows)
    return (BOM + text.getvalue()).encode("utf-8")


def table_bytes(table: Table) -> bytes:
    """A table of open data as CSV."""
    return csv_bytes([column.name for column in table.columns], table.rows)


def dictionary_rows(tables: Iterable[Table]) -> list[tuple[str, ...]]:
    """One row for each column of each table: where it is, what it means, its type and unit, the plan's field it is from."""
    return [
        (f"{table.name}.csv", table.title, str(place), c.name, c.meaning, c.type_word, c.unit, c.source)
        for table in tables
        for place, c in enumerate(table.columns, start=1)
    ]


def dictionary_bytes(tables: Iterable[Table]) -> bytes:
    """The data dictionary as CSV."""
    return csv_bytes(say.DICTIONARY_COLUMNS, dictionary_rows(tables))
