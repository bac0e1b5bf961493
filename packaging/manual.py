"""Make manual.pdf of docs/manual: A4, with contents, bookmarks and the pictures. Run with the Python of .venv; another file may be
given."""
from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import partial
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

import manual_page as page  # noqa: E402
from reportlab.lib.pagesizes import A4  # noqa: E402
from reportlab.lib.units import mm  # noqa: E402
from reportlab.pdfgen.canvas import Canvas  # noqa: E402
from reportlab.platypus import (  # noqa: E402
    BaseDocTemplate,
    CondPageBreak,
    Flowable,
    Frame,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Spacer,
    Table,
    TableStyle,
)

import planeditor  # noqa: E402
from planeditor.messages import ui_help as say_help  # noqa: E402
from planeditor.messages.ui_main import PROGRAM  # noqa: E402
from planeditor.services.manual import blocks  # noqa: E402
from planeditor.services.manual.manual import WORDS, Manual, Page, read_manual  # noqa: E402
from planeditor.ui.help.keys import every_key  # noqa: E402
from planeditor.ui.help.pages import EVERYWHERE, Shortcut  # noqa: E402

TARGET = ROOT / "build" / "manual.pdf"
TITLE, CONTENTS, RELEASE, MAKER = "説明書", "目次", "第 {version} 版", "計画進行管理エディタ"
LEFT, RIGHT, TOP, BOTTOM = 25 * mm, 20 * mm, 22 * mm, 22 * mm
WIDE = A4[0] - LEFT - RIGHT
PICTURE_WIDE = 150 * mm
KEY_WIDE = 45 * mm
_CHAPTER = page.Style(size=18, leading=26, after=14, bold=True, color=page.ACCENT)
_PAGE = page.Style(size=13.5, leading=20, before=16, after=7, bold=True)
_HEAD = page.Style(size=11, leading=17, before=9, after=4, bold=True, color=page.ACCENT)
_BODY = page.Style()
_POINT = page.Style(after=3)
_NOTE = page.Style(size=9.5, leading=16, before=4, after=10, ground=page.GROUND, padding=7)
_CODE = page.Style(size=9, leading=14, before=2, after=8, ground=page.GROUND, padding=6)
_CELL = page.Style(size=9, leading=14, after=0)
_CELL_HEAD = page.Style(size=9, leading=14, after=0, bold=True)


class Book(BaseDocTemplate):  # type: ignore[misc]  # reportlab has no types
    """The document: title page, contents, chapters."""

    def __init__(self, target: Path, manual: Manual, numbers: dict[str, int]) -> None:
        """``numbers``: place → page, as the last pass found them; filled anew."""
        super().__init__(str(target), pagesize=A4, title=f"{PROGRAM} {TITLE}", author=MAKER, lang="ja", invariant=1)
        self.manual, self.numbers = manual, numbers
        self._chapter = ""
        frame = Frame(LEFT, BOTTOM, WIDE, A4[1] - TOP - BOTTOM, 0, 0, 0, 0)
        self.addPageTemplates([PageTemplate("title", [frame]), PageTemplate("text", [frame], onPageEnd=self._foot)])

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - as reportlab calls it
        """Note the page of a heading and mark it for links."""
        found = self.manual.by_place.get(getattr(flowable, "place", ""))
        if found is None or flowable.style not in (_CHAPTER, _PAGE):
            return
        self.numbers[found.place] = self.page
        self.canv.bookmarkHorizontal(found.place, 0, self.frame._y + flowable.height + 12)
        self.canv.addOutlineEntry(found.title, found.place, found.level - 1, closed=found.level == 1)
        if found.level == 1:
            self._chapter = found.title

    def _foot(self, canvas: Canvas, _: BaseDocTemplate) -> None:
        _centred(canvas, f"- {self.page} -", 12 * mm, 9)
        if self._chapter:
            width = sum(g.width for g in page.glyphs((blocks.Span(self._chapter),), bold=False, resolve=_nowhere)) * 8
            _drawn(canvas, self._chapter, A4[0] - RIGHT - width, A4[1] - 14 * mm, 8, page.QUIET)


def write_pdf(target: Path = TARGET) -> Path:
    """Write the PDF: once for the numbers of the pages, once more with them in the contents."""
    manual = read_manual()
    target.parent.mkdir(parents=True, exist_ok=True)
    numbers: dict[str, int] = {}
    for _ in range(3):
        before = dict(numbers)
        Book(target, manual, numbers).build(list(_story(manual, before)))
        if before == numbers:
            break
    return target


def _story(manual: Manual, numbers: dict[str, int]) -> Iterator[Flowable]:
    yield Spacer(1, 70 * mm)
    yield page.Line(PROGRAM, page.Style(size=26, leading=40, bold=True, centred=True, color=page.ACCENT))
    yield page.Line(TITLE, page.Style(size=20, leading=34, centred=True))
    yield Spacer(1, 100 * mm)
    yield page.Line(RELEASE.format(version=planeditor.__version__), page.Style(size=12, leading=20, centred=True))
    yield NextPageTemplate("text")
    yield PageBreak()
    yield page.Line(CONTENTS, page.Style(size=18, leading=26, after=10, bold=True, color=page.ACCENT))
    for entry in manual.pages:
        yield Entry(entry, numbers.get(entry.place, 0))
    keys = every_key(WORDS)
    for found in manual.pages:
        yield from _page(manual, found, keys)


def _page(manual: Manual, found: Page, keys: list[Shortcut]) -> Iterator[Flowable]:
    if found.level == 1:
        yield PageBreak()
    else:
        yield CondPageBreak(55 * mm)
    heading = page.Line(found.title, _CHAPTER if found.level == 1 else _PAGE, place=found.place)
    heading.keepWithNext = 1
    yield heading
    for block in found.blocks:
        if isinstance(block, blocks.AllKeys):
            yield from _keys(manual, keys)
        else:
            yield from _block(manual, block)


def _block(manual: Manual, block: blocks.Block) -> Iterator[Flowable]:
    line = partial(page.Line, resolve=manual.resolved)
    match block:
        case blocks.Heading(text=text):
            heading = page.Line(text, _HEAD)
            heading.keepWithNext = 1
            yield heading
        case blocks.Paragraph(text=text):
            yield line(text, _BODY)
        case blocks.Note(text=text):
            yield line(text, _NOTE)
        case blocks.Code(text=code):
            yield page.Line((blocks.Span(code, "code"),), _CODE)
        case blocks.Points(items=items, numbered=numbered):
            for number, item in enumerate(items, 1):
                yield line(item, _POINT, hanging=f"{number}." if numbered else "・", indent=18)
            yield Spacer(1, 4)
        case blocks.Table(head=head, rows=rows):
            cells = [[line(c, _CELL_HEAD) for c in head], *[[line(c, _CELL) for c in row] for row in rows]]
            yield _table(cells, _widths([head, *rows]))
        case blocks.Picture(file=file, caption=caption):
            yield page.Drawing(manual.picture(file), caption, PICTURE_WIDE)


def _keys(manual: Manual, keys: list[Shortcut]) -> Iterator[Flowable]:
    for place, title in [(EVERYWHERE, say_help.KEYS_MAIN), *((p.place, p.title) for p in manual.pages)]:
        own = [(key, what) for where, key, what in keys if where == place]
        if own:
            heading = page.Line(title, _HEAD)
            heading.keepWithNext = 1
            yield heading
            rows = [[page.Line(key, _CELL_HEAD), page.Line(what, _CELL)] for key, what in own]
            yield _table(rows, [KEY_WIDE, WIDE - KEY_WIDE], head=False)


def _table(cells: list[list[Flowable]], widths: list[float], *, head: bool = True) -> Flowable:
    rules = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LINEBELOW", (0, 0), (-1, -1), 0.4, page.LINE),
        ("LEFTPADDING", (0, 0), (-1, -1), 5), ("RIGHTPADDING", (0, 0), (-1, -1), 5),
        ("TOPPADDING", (0, 0), (-1, -1), 3), ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ]  # fmt: skip
    if head:
        rules.append(("BACKGROUND", (0, 0), (-1, 0), page.GROUND))
    return Table(cells, widths, repeatRows=int(head), style=TableStyle(rules), spaceBefore=4, spaceAfter=10)


def _widths(rows: list[tuple[blocks.Text, ...]]) -> list[float]:
    """What the longest text of each column asks for, the columns together as wide as the page; a short column gets what it needs."""
    asked = [max(min(len(blocks.plain(row[n])) * 9.5 + 14, WIDE) for row in rows) for n in range(len(rows[0]))]
    least = [min(need, WIDE * 0.28) for need in asked]
    rest, more = WIDE - sum(least), sum(a - b for a, b in zip(asked, least, strict=True))
    if more <= 0:
        return [width * WIDE / sum(least) for width in least]
    return [low + rest * (need - low) / more for need, low in zip(asked, least, strict=True)]


class Entry(Flowable):  # type: ignore[misc]
    """One line of the contents: the title, dots, the number of the page, and a link over all of it."""

    def __init__(self, found: Page, number: int) -> None:
        super().__init__()
        self.found, self.number = found, number
        self.chapter = found.level == 1
        self.spaceBefore = 7 if self.chapter else 0

    def wrap(self, width: float, _: float) -> tuple[float, float]:
        """As wide as the page, one line high."""
        self.width, self.height = width, 16 if self.chapter else 14.5
        return width, self.height

    def draw(self) -> None:
        """Paint it."""
        size, left = (10.5, 0) if self.chapter else (9.5, 14)
        number = str(self.number)
        title = page.glyphs((blocks.Span(self.found.title),), bold=self.chapter, resolve=_nowhere)
        end = left + sum(g.width for g in title) * size + 6
        _drawn(self.canv, self.found.title, left, 4, size, page.INK, bold=self.chapter)
        wide = sum(g.width for g in page.glyphs((blocks.Span(number),), bold=False, resolve=_nowhere)) * size
        self.canv.setStrokeColor(page.LINE)
        self.canv.setDash(1, 2)
        self.canv.line(end, 6, self.width - wide - 6, 6)
        self.canv.setDash()
        _drawn(self.canv, number, self.width - wide, 4, size, page.INK)
        self.canv.linkRect("", self.found.place, (0, 0, self.width, self.height), relative=1)


def _drawn(canvas: Canvas, text: str, x: float, y: float, size: float, color: object, *, bold: bool = False) -> None:
    canvas.setFillColor(color)
    for font, run in groupby(page.glyphs((blocks.Span(text),), bold=bold, resolve=_nowhere), lambda g: g.font):
        found = list(run)
        canvas.setFont(font, size)
        canvas.drawString(x, y, "".join(g.char for g in found))
        x += sum(g.width for g in found) * size


def _centred(canvas: Canvas, text: str, y: float, size: float) -> None:
    wide = sum(g.width for g in page.glyphs((blocks.Span(text),), bold=False, resolve=_nowhere)) * size
    _drawn(canvas, text, (A4[0] - wide) / 2, y, size, page.QUIET)


def _nowhere(_: str) -> str:
    return ""


def main(arguments: list[str]) -> None:
    """``arguments``: the file to write, if another than usual."""
    done = write_pdf(Path(arguments[0]) if arguments else TARGET)
    print(f"{done}　{done.stat().st_size / 1_000_000:.1f} MB")


if __name__ == "__main__":
    main(sys.argv[1:])
