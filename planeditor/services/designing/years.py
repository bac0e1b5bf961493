"""Rows and columns headed by years: H28 … R2 one after the other."""
from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planeditor.domain.fields import SeriesDef
from planeditor.domain.periods import Period
from planeditor.formengine.designing.plainsheet import PlainCell
from planeditor.services.designing.reading_sheet import LookedAt

_LONGEST = 16


@dataclass(frozen=True)
class YearRun:
    """Years one below the other (or side by side), each over as many rows (columns) as the next."""

    rows: bool
    """Whether they go down; else across."""
    series: str
    cells: tuple[PlainCell, ...]
    style: str
    """How the years are printed: "" as the series usually is, else 和暦, 西暦 or H."""

    @property
    def sample(self) -> tuple[int, int]:
        """First and last row (column) of the first year: it stands for all."""
        first = self.cells[0]
        return (first.row, first.end[0]) if self.rows else (first.column, first.end[1])

    @property
    def others(self) -> frozenset[int]:
        """The rows (columns) of the other years."""
        spans = [(c.row, c.end[0]) if self.rows else (c.column, c.end[1]) for c in self.cells[1:]]
        return frozenset(n for first, last in spans for n in range(first, last + 1))


def year_runs(looked: LookedAt, series: Sequence[SeriesDef]) -> Iterator[YearRun]:
    """The runs of two years and more, in reading order; no cell is in two of them."""
    found = {c.place: p for c in looked if looked.free(c) for p in [_period(looked.text(c), series)] if p is not None}
    taken: set[tuple[int, int]] = set()
    for cell in looked:
        if cell.place not in found or cell.place in taken:
            continue
        for rows in (True, False):
            run = _run(looked, cell, found, rows=rows)
            if len(run) > 1:
                taken |= {c.place for c in run}
                yield YearRun(rows, found[cell.place].series, tuple(run), _style(looked.text(cell), series))
                break


def _run(
    looked: LookedAt, cell: PlainCell, found: dict[tuple[int, int], Period], *, rows: bool
) -> list[PlainCell]:
    run = [cell]
    while True:
        here = run[-1]
        after = looked.below(here) if rows else looked.right_of(here)
        if after is None or after.place not in found or not _alike(cell, after, rows=rows):
            return run
        before, then = found[here.place], found[after.place]
        if then.series != before.series or not before.first < then.first <= before.last + 1:
            return run
        run.append(after)


def _alike(one: PlainCell, other: PlainCell, *, rows: bool) -> bool:
    if rows:
        return (one.column, one.columns, one.rows) == (other.column, other.columns, other.rows)
    return (one.row, one.rows, one.columns) == (other.row, other.rows, other.columns)


def _period(text: str, series: Sequence[SeriesDef]) -> Period | None:
    if not text or len(text) > _LONGEST:
        return None
    return next((p for s in series for p in [s.parse_label(text)] if p is not None), None)


def _style(text: str, series: Sequence[SeriesDef]) -> str:
    """The way of printing that gives this very label."""
    plain = text.replace(" ", "").replace("　", "")
    for one in series:
        period = one.parse_label(text)
        if period is not None:
            return next((s for s in ("", "和暦", "西暦", "H") if one.print_label(period, s) == plain), "")
    return ""
