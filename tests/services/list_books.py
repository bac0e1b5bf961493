"""Excel lists as offices keep them, for the tests of plans made from a list."""
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

Row = Sequence[str | float | None]
HEADS = ("分野", "番号", "施策名", "担当課", "情報化施策の概要", "期待される効果", "予算額")
ROWS: tuple[Row, ...] = (
    ("① くらしの窓口", "①-01", "窓口の案内板", "市民課", "待ち時間を知らせる", "待ち時間が減る", 1200),
    (None, "①-02", "図書の予約", "図書館", "家から予約する", None, None),
    ("② 内部の事務", "②-01", "会議の記録", "総務課・企画課", "記録を早く配る", "残業が減る", 300),
    ("小計", None, None, None, None, None, 1500),
)


def list_book(path: Path, heads: Sequence[Row], rows: Sequence[Row], *, merges: Sequence[str] = (), title: str = "") -> Path:
    """A workbook with a title line (or none), head rows and rows."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "一覧"
    if title:
        sheet.append([title])
        sheet.append([])
    for row in (*heads, *rows):
        sheet.append(list(row))
    for merge in merges:
        sheet.merge_cells(merge)
    book.save(path)
    return path
