"""The outline of a document and its list of contents: levels that nothing stands on, titles of two lines."""
from __future__ import annotations

from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.form.drawing import PageSetup
from planeditor.formengine.paging.contents import Heading, contents_grid
from planeditor.formengine.paging.layout import Typesetter
from planeditor.formengine.paging.outline import Outline


def test_what_begins_on_one_level_stands_on_one_level() -> None:
    outline = Outline()
    outline.begin(2)  # the part of the sheets, where no chapter stands before it
    entered = [outline.enter(title, title, level) for title, level in (("①", 2), ("①-01", 3), ("①", 2), ("①-02", 3), ("②", 2), ("終章", 1))]
    assert [(entry.title, entry.level) for entry in entered] == [("①", 1), ("①-01", 2), ("①", 1), ("①-02", 2), ("②", 1), ("終章", 1)]
    assert [title for title, _ in outline.enter("節", "節", 2).path] == ["終章", "節"]


def test_a_title_of_two_lines_has_dots_on_its_last() -> None:
    setup = PageSetup(595.0, 842.0, 71.0, 51.0, 42.0, 42.0)
    fonts = FontBook()
    long = "市民と行政と企業が連携して進める安全で安心なまちづくりのための情報化の推進に関する取組の区分"
    grid = contents_grid([Heading(1, long, 1), Heading(1, "短い", 2)], setup, fonts)
    laid = Typesetter(fonts).lay_out(grid, setup, fit=False, min_size=10.5)
    lines = {cell.cell.row: [str(line) for line in cell.lines] for cell in laid.cells if cell.cell.column == 0}
    assert len(lines[1]) == 2
    assert lines[1][1].endswith("……")
    assert "…" not in lines[1][0]
    assert len(lines[2]) == 1
