"""The outline of a document: what begins on which page, on which level, below what."""
from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from planeditor.formengine.filling.grid import GridHeading
from planeditor.formengine.paging.laid import LaidOut

Path = tuple[tuple[str, str], ...]
"""(stable key, title), outermost first."""


class Entry(NamedTuple):
    """Something that begins on a page."""

    page: int
    """From 0, in its form."""
    path: Path
    """Itself with all that it stands below."""

    @property
    def level(self) -> int:
        """How deep it stands, from 1: a level on which nothing stands above it does not count."""
        return len(self.path)

    @property
    def key(self) -> str:
        """What tells it from all others."""
        return self.path[-1][0]

    @property
    def title(self) -> str:
        """As it is listed."""
        return self.path[-1][1]


class Outline:
    """Goes along the forms of a document and knows below what each of them begins."""

    def __init__(self) -> None:
        self._open: tuple[tuple[int, tuple[str, str]], ...] = ()
        """What stands above what comes next, with the levels it began on: there may be none on some."""

    def begin(self, level: int) -> None:
        """A part of the document begins on that level: nothing of it stands below what came before on that level.

        On level 0 it goes on below what came before, as its listed rows say.
        """
        if level:
            self._open = self._above(level)

    def entries(self, laid: LaidOut, level: int = 1) -> Iterator[Entry]:
        """What begins in a form, in order; what begins again (the area of its second measure) too.

        ``level``: that of what the form is of; 0 = only its listed rows, as if that were on the first level.
        """
        base = max(level, 1)
        grid = laid.grid
        pages: dict[int, int] = {}
        for one in laid.slices if grid.headings else ():
            if not one.repeated:
                pages.setdefault(one.row, one.page)

        def of_row(heading: GridHeading) -> Entry:
            key = f"{grid.form}:{grid.node}:{heading.row}"
            return self.enter(key, heading.title, base - 1 + heading.level, pages[heading.row])

        yield from map(of_row, (h for h in grid.headings if h.level == 0))
        for depth, (key, title) in enumerate(grid.bookmarks if level else ()):
            yield self.enter(key, title, level + depth)
        yield from map(of_row, (h for h in grid.headings if h.level))

    def enter(self, key: str, title: str, level: int, page: int = 0) -> Entry:
        """Something begins on a level, below what began last on those above it."""
        level = max(level, 1)
        self._open = (*self._above(level), (level, (key, title)))
        return Entry(page, tuple(one for _, one in self._open))

    def _above(self, level: int) -> tuple[tuple[int, tuple[str, str]], ...]:
        return tuple(one for one in self._open if one[0] < level)
