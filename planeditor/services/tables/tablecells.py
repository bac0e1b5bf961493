"""The cells of the whole-plan table: what each shows, which entry it edits, and how it sorts."""
from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from planeditor.domain.fields import Vocabulary
from planeditor.domain.folding import folded, plain_folded
from planeditor.domain.periods import Period
from planeditor.domain.plan import MERGED_INTO, STATE, Key, Plan
from planeditor.messages import finding as say
from planeditor.services.editing.states import Filled, States
from planeditor.services.finding.searching import SearchIndex

ColumnKind = Literal["node", "area", "state", "filled", "progress", "period", "plan", "report", "internal"]
SortKey = tuple[str | int, ...]
"""Compared with others of its column; empty for an empty cell."""

_SORTED_BY = 40
"""How many characters of a text count for its place in the order."""
_DIGITS = re.compile(r"([0-9]{1,18})")
_LEVELS = {filled.word: level for level, filled in enumerate(Filled)}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the table; ``id`` is a field's key, or one of the program's own."""

    id: str
    label: str
    kind: ColumnKind
    series: str = ""
    """The period series of a field's entries, "" where they are of no period."""
    internal: bool = False
    """Whether it tells what never leaves the house."""


class RowKey(NamedTuple):
    """A row: a measure and the period whose entries it shows ("" in a plan without periods)."""

    node: str
    period: str


class Cells:
    """The cells of every row and column of one state of a plan; each is worked out when it is asked for."""

    def __init__(self, plan: Plan, vocabulary: Vocabulary, index: SearchIndex | None = None) -> None:
        """``index``: the plan's search index, whose folded texts are used as long as it is of the same state."""
        self._plan, self._vocabulary, self._index = plan, vocabulary, index
        self._states = States(plan, vocabulary)
        self._folded: dict[str, str] = {}
        """By the text itself: in a table per period a measure's texts stand in several rows."""
        self._sort_keys: dict[str, SortKey] = {}
        self._periods: dict[tuple[str, str], str | None] = {}
        self._labels: dict[str, str] = {"": ""}
        self._own: dict[ColumnKind, Callable[[RowKey], str]] = {
            "area": self._area, "state": self._state, "period": lambda row: self._label(row.period),
            "filled": lambda row: self._states.filled(row.node, row.period).word,
            "progress": lambda row: self._states.progress(row.node, row.period).word,
        }

    def text(self, row: RowKey, column: Column) -> str:
        """What the cell shows, "" for nothing."""
        own = self._own.get(column.kind)
        if own is not None:
            return own(row)
        key = self.key(row, column)
        return self._plan.entries.get(key, "") if key is not None else ""

    def key(self, row: RowKey, column: Column) -> Key | None:
        """The entry the cell edits; None where it cannot be edited, or has no place in the row's period."""
        if column.kind in self._own:
            return None
        if not column.series:
            return Key(row.node, column.id)
        period = self._period(column.series, row.period)
        return None if period is None else Key(row.node, column.id, period)

    def folded(self, row: RowKey, column: Column) -> str:
        """The folded text of the cell, to be looked into by a needle."""
        text = self.text(row, column)
        found = self._folded.get(text)
        if found is None:
            key = self.key(row, column)
            if key is not None and self._index is not None and self._index.plan is self._plan:
                found = self._index.folded(key)
            found = self._folded[text] = folded(text) if found is None else found
        return found

    def sort_key(self, row: RowKey, column: Column) -> SortKey:
        """How the cell compares with others of its column: numbers in a text by their value, else by code after folding."""
        if column.kind == "period":
            return (Period.from_key(row.period).first,) if row.period else ()
        text = self.text(row, column)
        if not text:
            return ()
        if column.kind == "filled":
            return (_LEVELS[text],)
        return self._natural(text[:_SORTED_BY])

    def _natural(self, text: str) -> SortKey:
        found = self._sort_keys.get(text)
        if found is None:
            pieces: list[str | int] = list(_DIGITS.split(plain_folded(text)))
            pieces[1::2] = map(int, pieces[1::2])
            found = self._sort_keys[text] = tuple(pieces)
        return found

    def _area(self, row: RowKey) -> str:
        measure = self._plan.node(row.node)
        area = self._plan.node(measure.parent) if measure is not None else None
        return area.title if area is not None and area.kind == "area" else ""

    def _state(self, row: RowKey) -> str:
        state = self._plan.text(row.node, STATE)
        into = self._plan.node(self._plan.text(row.node, MERGED_INTO))
        return say.MERGED_STATE.format(state=state, into=into.number or into.name) if into is not None else state

    def _label(self, period: str) -> str:
        if period not in self._labels:
            self._labels[period] = self._vocabulary.label_of_period(self._plan, period)
        return self._labels[period]

    def _period(self, series: str, shown: str) -> str | None:
        """The period of a series in which a row's period lies."""
        if (series, shown) not in self._periods:
            self._periods[series, shown] = self._covering(series, shown)
        return self._periods[series, shown]

    def _covering(self, series: str, shown: str) -> str | None:
        known = self._plan.period_keys(series)
        if shown in known:
            return shown
        year = Period.from_key(shown).first if shown else 0
        return next((p for p in known if year in Period.from_key(p).years), None)
