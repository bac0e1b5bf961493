"""Papers of several parts laid out once: every sheet with its pages, what the contents list, and the pages that texts name."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from planeditor.formengine.filling.fill import Filler
from planeditor.formengine.filling.grid import Grid
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.form.definition import FormDef
from planeditor.formengine.form.drawing import PageSetup
from planeditor.formengine.pages import Page
from planeditor.formengine.paging.contents import ENTRY_SIZE, Heading, contents_grid, upright
from planeditor.formengine.paging.laid import LaidOut
from planeditor.formengine.paging.layout import Typesetter
from planeditor.formengine.paging.outline import Entry, Outline
from planeditor.formengine.paging.pagerefs import referring, resolve
from planeditor.services.paper.part import PaperPart

_PART = "part:"
"""What the key of a part's title begins with."""


@dataclass
class Sheet:
    """One laid-out form of the papers."""

    part: PaperPart
    laid: LaidOut
    entries: list[Entry]
    refers: dict[int, str] = field(default_factory=dict)
    """Texts that name pages, by the number of their cell."""
    first: int = 0
    """Its first page, from 0."""
    blank: bool = False
    """A blank page stands before it."""


class Arrangement:
    """The parts, laid out. ``on_paper``: parts that ask for it begin on an odd page, and
    contents have dots."""

    def __init__(
        self, parts: Sequence[PaperPart], fonts: FontBook, *, number: str = "", on_paper: bool = True,
        tell: Callable[[], None] = lambda: None,
    ) -> None:
        self.parts, self.fonts, self.number, self.on_paper, self._tell = parts, fonts, number, on_paper, tell
        self.typesetter = Typesetter(fonts)
        self.narrowed = False
        self._fillers: dict[tuple[int, int, int, str, str], Filler] = {}
        self.sheets = list(self._all())
        self._place()

    @property
    def page_count(self) -> int:
        """How many pages there are, blank ones included."""
        return self.sheets[-1].first + self.sheets[-1].laid.page_count if self.sheets else 0

    def pages(self) -> Iterator[tuple[PaperPart | None, Page]]:
        """The pages in order, each with its part; None for a blank one."""
        for sheet in self.sheets:
            if sheet.blank:
                setup = sheet.laid.setup
                yield None, Page(setup.width, setup.height, [], shows_number=False)
            shows = sheet.part.contents or sheet.part.form.options.page_numbers
            for page in self.typesetter.pages(sheet.laid, sheet.entries):
                page.shows_number = shows
                yield sheet.part, page

    def smaller_than(self, least: float) -> list[str]:
        """The titles of the sheets that show an entry in smaller type than that; the labels of a form are as they were drawn."""
        return list(dict.fromkeys(
            s.laid.grid.title for s in self.sheets
            if any(c.size < least - 1e-6 for c in s.laid.cells if c.lines and c.cell.key is not None)
        ))

    def _all(self) -> Iterator[Sheet]:
        """Every sheet, laid out; contents without their lines."""
        outline = Outline()
        for place, part in enumerate(self.parts):
            outline.begin(part.level)
            if part.contents:
                laid = self._contents([], self._paper(place))
                yield Sheet(part, laid, _apart(outline.entries(laid, part.level), place))
            else:
                yield from self._sheets(part, place, outline)

    def _sheets(self, part: PaperPart, place: int, outline: Outline) -> Iterator[Sheet]:
        filler = self._filler(part)
        title = [(f"{_PART}{place}", part.title)] if part.title else []
        for first, root in enumerate(part.roots):
            grid = filler.fill(root)
            texts = referring(grid)
            resolve(grid, texts, {})
            self.narrowed |= grid.narrowed
            if title and root is None:
                grid.bookmarks = ()
            laid = self._lay_out(grid, part.form)
            entries = [outline.enter(*title[0], part.level)] if title and not first else []
            entries += outline.entries(laid, part.level + len(title))
            yield Sheet(part, laid, _apart(entries, place), texts)
            self._tell()

    def _filler(self, part: PaperPart) -> Filler:
        """The filler of a part: the same for parts that show the same form of the same plan."""
        number = part.number or self.number
        key = id(part.plan), id(part.form), id(part.extras), number, part.period.key if part.period else ""
        if key not in self._fillers:
            self._fillers[key] = Filler(part.plan, part.form, number, only=part.period, extras=part.extras)
        return self._fillers[key]

    def _lay_out(self, grid: Grid, form: FormDef) -> LaidOut:
        options = form.options
        return self.typesetter.lay_out(grid, form.drawing.setup, fit=options.fit == "page", min_size=options.min_size)

    def _place(self) -> None:
        """Give every sheet its page; then the contents their lines and the texts the pages they name."""
        for sheet in self.sheets:
            if sheet.part.contents:
                sheet.laid = self._contents(self._headings(sheet), sheet.laid.setup)
        self._count()
        starts: dict[str, int] = {}
        for sheet in self.sheets:
            if sheet.part.name:
                starts.setdefault(sheet.part.name, sheet.first + 1)
            for entry in sheet.entries:
                starts.setdefault(entry.title, sheet.first + entry.page + 1)
        for sheet in self.sheets:
            if sheet.part.contents:
                sheet.laid = self._contents(self._headings(sheet), sheet.laid.setup)
            elif sheet.refers:
                resolve(sheet.laid.grid, sheet.refers, starts)
                sheet.laid = self._lay_out(sheet.laid.grid, sheet.part.form)
        self._count()

    def _count(self) -> None:
        page, before = 0, None
        for sheet in self.sheets:
            begins = sheet.part is not before
            before = sheet.part
            sheet.blank = self.on_paper and begins and sheet.part.odd and page % 2 == 1
            sheet.first = page + sheet.blank
            page = sheet.first + sheet.laid.page_count

    def _headings(self, contents: Sheet) -> list[Heading]:
        """What begins behind a list of contents, each thing once."""
        found: dict[str, Heading] = {}
        depth = contents.part.depth
        for sheet in self.sheets[self.sheets.index(contents) + 1 :]:
            for entry in sheet.entries:
                if entry.key not in found and (not depth or entry.level <= depth):
                    found[entry.key] = Heading(entry.level, entry.title, sheet.first + entry.page + 1)
        return list(found.values())

    def _contents(self, headings: list[Heading], setup: PageSetup) -> LaidOut:
        grid = contents_grid(headings, setup, self.fonts, leaders=self.on_paper)
        return self.typesetter.lay_out(grid, setup, fit=False, min_size=ENTRY_SIZE)

    def _paper(self, place: int) -> PageSetup:
        """The paper of the part behind a list of contents, upright."""
        after = (part for part in (*self.parts[place + 1 :], *self.parts) if not part.contents)
        return upright(next(after).form.drawing.setup)


def _apart(entries: Iterable[Entry], place: int) -> list[Entry]:
    """What begins, told apart from what begins under the same name in another part of the papers."""
    found = []
    for entry in entries:
        group = next((key for key, _ in entry.path if key.startswith(_PART)), str(place))
        path = tuple((key if key.startswith(_PART) else f"{group}/{key}", title) for key, title in entry.path)
        found.append(entry._replace(path=path))
    return found
