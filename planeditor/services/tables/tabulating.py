"""The whole plan as a table (一覧): a row per measure, or per measure and period; columns chosen, sorted and filtered."""
from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import itemgetter
from typing import Literal

from planeditor.domain.current import current_period, main_series
from planeditor.domain.fields import Vocabulary
from planeditor.domain.folding import needle
from planeditor.domain.periods import Period
from planeditor.domain.plan import DEPARTMENTS, NAME, NUMBER, RESERVED_MARK, STATE, Key, Plan
from planeditor.messages import finding as say
from planeditor.services.finding.searching import SearchIndex
from planeditor.services.tables.tablecells import Cells
from planeditor.services.tables.tablecells import Column as Column
from planeditor.services.tables.tablecells import RowKey as RowKey

Per = Literal["measure", "period"]
EMPTY, NOT_EMPTY = say.EMPTY, say.NOT_EMPTY
"""Special needles of a filter: only empty cells, only filled ones."""
AREA, PERIOD, FILLED, PROGRESS = "=area", "=period", "=filled", "=progress"
"""The ids of the program's own columns, unlike any field's key."""


def columns(vocabulary: Vocabulary, per: Per) -> list[Column]:
    """Every column there is: what a measure is, its states, then the fields of the form set in its order.

    In a table per period the fields of other series are left out, having no place in its rows.
    """
    main = main_series(vocabulary)
    found = [Column(key, vocabulary.label("measure", key), "node") for key in (NUMBER, NAME, DEPARTMENTS)]
    found += [
        Column(AREA, vocabulary.word("area"), "area"), Column(PERIOD, main or say.PERIOD, "period"),
        Column(FILLED, say.FILLED, "filled"),
        Column(PROGRESS, say.PROGRESS, "progress", internal=True),
        Column(STATE, say.STATE, "state"),
    ]
    series = ("", main) if per == "period" else ("", *vocabulary.series)
    return found + [
        Column(f.key, f.label, f.kind, f.series, internal=f.kind == "internal") for f in vocabulary.of("measure")
        if f.series in series and not f.key.startswith(RESERVED_MARK)
    ]


def default_columns(vocabulary: Vocabulary, per: Per) -> list[Column]:
    """The columns a table begins with: what was decided (per measure), or what is reported every year (per period)."""
    kind = "report" if per == "period" else "plan"
    wanted = {NUMBER, NAME, DEPARTMENTS, FILLED, PERIOD if per == "period" else STATE}
    return [
        c for c in columns(vocabulary, per) if c.id in wanted or (c.kind == kind and bool(c.series) == (per == "period"))
    ]


class Table:
    """The rows and columns of one state of a plan. Sorting, filtering and a newer plan each give a new table."""

    def __init__(
        self, plan: Plan, vocabulary: Vocabulary, per: Per, columns: Sequence[Column], period: Period | None = None, *,
        index: SearchIndex | None = None,
    ) -> None:
        """``period``: in a table per measure, the period whose entries are shown; by default the current one.

        ``index``: the plan's search index, which makes filtering quick from the first character on.
        """
        self.plan, self.vocabulary, self.per = plan, vocabulary, per
        self.columns = tuple(columns)
        self.period = period or current_period(plan, vocabulary)
        self.rows = self._all_rows()
        self._index = index
        self._cells = Cells(plan, vocabulary, index)

    def text(self, row: int, column: int) -> str:
        """What a cell shows, "" for nothing."""
        return self._cells.text(self.rows[row], self.columns[column])

    def key(self, row: int, column: int) -> Key | None:
        """The entry that editing a cell changes; None where a cell cannot be edited."""
        return self._cells.key(self.rows[row], self.columns[column])

    def sorted_by(self, column: Column, *, descending: bool = False) -> Table:
        """The same rows by what a column shows: ①-02 before ①-10, else by code after folding, empty cells always last.

        Rows that show the same keep their order.
        """
        keyed = [(self._cells.sort_key(row, column), row) for row in self.rows]
        filled = [pair for pair in keyed if pair[0]]
        filled.sort(key=itemgetter(0), reverse=descending)
        return self._with_rows(row for _, row in [*filled, *(pair for pair in keyed if not pair[0])])

    def filtered(self, needles: Mapping[Column, str]) -> Table:
        """Only the rows whose cells hold these needles, folded as the search does; EMPTY and NOT_EMPTY are special.

        A blank needle lets every row pass.
        """
        rows: Iterable[RowKey] = self.rows
        for column, wanted in needles.items():
            passes = self._filter(column, wanted)
            rows = [row for row in rows if passes(row)]
        return self._with_rows(rows)

    def holding(self, wanted: str) -> Table:
        """Only the rows of which any cell holds this needle; a blank one lets every row pass."""
        looked_for, cells, columns = needle(wanted), self._cells, self.columns
        return self._with_rows(row for row in self.rows if any(looked_for in cells.folded(row, c) for c in columns))

    def with_columns(self, columns: Sequence[Column]) -> Table:
        """The same rows with other columns."""
        other = copy.copy(self)
        other.columns = tuple(columns)
        return other

    def renewed(self, plan: Plan) -> Table:
        """The same rows and columns in a newer plan, less the rows that are gone; new rows come with a new table."""
        newer = Table(plan, self.vocabulary, self.per, self.columns, self.period, index=self._index)
        known = set(newer.rows)
        return newer._with_rows(row for row in self.rows if row in known)

    def _filter(self, column: Column, wanted: str) -> Callable[[RowKey], bool]:
        cells = self._cells
        if wanted == EMPTY:
            return lambda row: not cells.text(row, column)
        if wanted == NOT_EMPTY:
            return lambda row: bool(cells.text(row, column))
        looked_for = needle(wanted)
        return lambda row: looked_for in cells.folded(row, column)

    def _with_rows(self, rows: Iterable[RowKey]) -> Table:
        other = copy.copy(self)
        other.rows = list(rows)
        return other

    def _all_rows(self) -> list[RowKey]:
        shown = self.period.key if self.period is not None else ""
        periods = [shown] if self.per == "measure" else self.plan.period_keys(main_series(self.vocabulary))
        return [RowKey(measure.id, period) for measure in self.plan.measures for period in periods]
