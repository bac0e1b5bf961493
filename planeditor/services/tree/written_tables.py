"""Tables of running text: rows and columns added and taken away, widths, a block of texts pasted. Each one operation.

Every function raises KnownError outside 改定 mode and for what is no table.
"""
from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from planeditor.domain.blocks import TABLE_SIZE, TABLE_WIDTHS, cell_field, cell_place, table_size
from planeditor.domain.errors import KnownError
from planeditor.domain.plan import Key, Plan
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import writing as say
from planeditor.services.editing.entry import clean_text
from planeditor.services.editing.permissions import Mode
from planeditor.services.tree.nodes import write
from planeditor.services.tree.writing import TABLE, block_of, require_writing
from planeditor.store.report import ChangeReport

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document

USUAL_WIDTH = 10
_LEAST_WIDTH = 2


def widths(plan: Plan, table: str) -> list[int]:
    """The widths of a table's columns, as parts of the whole."""
    count = table_size(plan, table)[1]
    stated = [int(w) for w in plan.text(table, TABLE_WIDTHS).split() if w.isdecimal()][:count]
    known = [w for w in stated if w]
    usual = round(sum(known) / len(known)) if known else USUAL_WIDTH
    return [w or usual for w in stated] + [usual] * (count - len(stated))


def add_row(document: Document, forms: FormSet, table: str, after: int, *, mode: Mode, who: str) -> ChangeReport:
    """An empty row below a row (from 1; 0 = at the top)."""
    return _reshaped(document, forms, table, say.GROUP_ROW, lambda r, c: (r + (r > after), c), (1, 0), mode=mode, who=who)


def add_column(document: Document, forms: FormSet, table: str, after: int, *, mode: Mode, who: str) -> ChangeReport:
    """An empty column right of a column (from 1; 0 = at the left), as wide as that one."""
    own = widths(document.plan(), table)
    own.insert(after, own[max(after - 1, 0)] if own else USUAL_WIDTH)
    return _reshaped(
        document, forms, table, say.GROUP_COLUMN, lambda r, c: (r, c + (c > after)), (0, 1), own, mode=mode, who=who
    )


def delete_row(document: Document, forms: FormSet, table: str, row: int, *, mode: Mode, who: str) -> ChangeReport:
    """Take a row away with its texts. Raises KnownError for the only one."""
    if table_size(document.plan(), table)[0] < 2:  # one has to stay
        raise KnownError(say.LAST_ROW)
    return _reshaped(
        document, forms, table, say.GROUP_DELETE_ROW, lambda r, c: None if r == row else (r - (r > row), c), (-1, 0),
        mode=mode, who=who,
    )  # fmt: skip


def delete_column(document: Document, forms: FormSet, table: str, column: int, *, mode: Mode, who: str) -> ChangeReport:
    """Take a column away with its texts. Raises KnownError for the only one."""
    if table_size(document.plan(), table)[1] < 2:  # one has to stay
        raise KnownError(say.LAST_COLUMN)
    own = widths(document.plan(), table)
    del own[column - 1]
    return _reshaped(
        document, forms, table, say.GROUP_DELETE_COLUMN, lambda r, c: None if c == column else (r, c - (c > column)), (0, -1),
        own, mode=mode, who=who,
    )  # fmt: skip


def widen(document: Document, forms: FormSet, table: str, column: int, by: int, *, mode: Mode, who: str) -> ChangeReport:
    """Make a column wider by so many parts (narrower where negative); the others share what is left."""
    source = require_writing(forms.vocabulary, mode)
    plan = document.plan()
    block_of(plan, table, TABLE)
    own = widths(plan, table)
    own[column - 1] = max(_LEAST_WIDTH, own[column - 1] + by)
    return write(document, say.GROUP_WIDTHS, {Key(table, TABLE_WIDTHS): " ".join(map(str, own))}, who, source)


def fill(
    document: Document, forms: FormSet, table: str, row: int, column: int, texts: Sequence[Sequence[str]],
    *, mode: Mode, who: str,
) -> ChangeReport:  # fmt: skip
    """Put rows of texts into a table from a cell on; it grows as far as they need."""
    source = require_writing(forms.vocabulary, mode)
    plan = document.plan()
    block_of(plan, table, TABLE)
    rows, columns = table_size(plan, table)
    across = max(map(len, texts), default=0)
    size = max(rows, row + len(texts) - 1), max(columns, column + across - 1)
    found: dict[Key, str | None] = {Key(table, TABLE_SIZE): f"{size[0]} {size[1]}"}
    for r, line in enumerate(texts, row):
        for c, text in enumerate(line, column):
            found[Key(table, cell_field(r, c))] = clean_text(text) or None
    return write(document, say.GROUP_TABLE_PASTE, found, who, source)


Moved = Callable[[int, int], tuple[int, int] | None]


def _reshaped(
    document: Document, forms: FormSet, table: str, name: str, moved: Moved, grown: tuple[int, int],
    new_widths: Sequence[int] | None = None, *, mode: Mode, who: str,
) -> ChangeReport:  # fmt: skip
    """Every cell goes where ``moved`` says (None = away); the table grows by so many rows and columns."""
    source = require_writing(forms.vocabulary, mode)
    plan = document.plan()
    block_of(plan, table, TABLE)
    rows, columns = table_size(plan, table)
    texts: dict[Key, str | None] = {}
    there: dict[Key, str | None] = {}
    for key, text in plan.of_node(table).items():
        place = cell_place(key.field)
        if place is None:
            continue
        texts[key] = None
        to = moved(*place)
        if to is not None:
            there[key._replace(field=cell_field(*to))] = text
    texts |= there
    texts[Key(table, TABLE_SIZE)] = f"{rows + grown[0]} {columns + grown[1]}"
    if new_widths is not None and plan.text(table, TABLE_WIDTHS):
        texts[Key(table, TABLE_WIDTHS)] = " ".join(map(str, new_widths))
    return write(document, name, texts, who, source)
