"""How the table is arranged: rows, columns, order and filters. No Qt; a table of the service comes of it."""
from __future__ import annotations

from dataclasses import dataclass, field, replace

from planeditor.domain.fields import Vocabulary
from planeditor.domain.periods import Period
from planeditor.domain.plan import NAME, NUMBER, Plan
from planeditor.services.finding.searching import SearchIndex
from planeditor.services.tables.tablecells import Column
from planeditor.services.tables.tabulating import PERIOD, Per, Table, columns, default_columns

_FIRST = (NUMBER, NAME, PERIOD)
"""What a row is stands first and stays in sight."""


@dataclass(frozen=True)
class Arrangement:
    """What the user has chosen; columns by their ids."""

    per: Per = "measure"
    columns: tuple[str, ...] = ()
    """Empty: the usual ones."""
    period: Period | None = None
    sort: str = ""
    descending: bool = False
    anywhere: str = ""
    """What any cell of a row must hold."""
    filters: dict[str, str] = field(default_factory=dict)

    @property
    def is_plain(self) -> bool:
        """Whether all rows stand in the order of the plan."""
        return not (self.sort or self.is_filtered)

    @property
    def is_filtered(self) -> bool:
        """Whether rows may be left out."""
        return bool(self.anywhere.strip() or self.filters)

    def plain(self) -> Arrangement:
        """The same with all rows in the order of the plan."""
        return replace(self, sort="", descending=False, anywhere="", filters={})

    def with_filter(self, column: str, wanted: str) -> Arrangement:
        """The same with another filter of a column; "" for none."""
        others = {c: w for c, w in self.filters.items() if c != column}
        return replace(self, filters=others | {column: wanted} if wanted.strip() else others)


def chosen_columns(vocabulary: Vocabulary, arrangement: Arrangement) -> list[Column]:
    """The columns that are shown: what a row is first, then in the order of the form set."""
    known = columns(vocabulary, arrangement.per)
    found = [c for c in known if c.id in arrangement.columns] or default_columns(vocabulary, arrangement.per)
    first = [c for wanted in _FIRST for c in found if c.id == wanted]
    return [*first, *(c for c in found if c not in first)]


def leading(shown: tuple[Column, ...]) -> int:
    """How many columns at the left say what a row is."""
    return next((n for n, c in enumerate(shown) if c.id not in _FIRST), len(shown))


def whole_table(plan: Plan, vocabulary: Vocabulary, arrangement: Arrangement, index: SearchIndex | None = None) -> Table:
    """Every row, in the order of the plan."""
    return Table(
        plan, vocabulary, arrangement.per, chosen_columns(vocabulary, arrangement), arrangement.period,
        index=index if index is not None and index.plan is plan else None,
    )


def arranged(whole: Table, arrangement: Arrangement) -> Table:
    """The rows that pass the filters, sorted. A filter or order by a column that is not shown is kept as well."""
    by_id = {c.id: c for c in columns(whole.vocabulary, arrangement.per)}
    table = whole.filtered({by_id[c]: wanted for c, wanted in arrangement.filters.items() if c in by_id})
    if arrangement.anywhere.strip():
        table = table.holding(arrangement.anywhere)
    if arrangement.sort in by_id:
        table = table.sorted_by(by_id[arrangement.sort], descending=arrangement.descending)
    return table
