"""Workbooks for tests, in the official layout but drawn by hand: what a colleague's file looks like."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

Sheet = Mapping[str, str | Mapping[str, Sequence[str]]]
HEAD = ("実施予定", "計画・設計", "開発・構築", "運用", "進捗総括", "実施内容", "")


def measure(number: str, name: str = "見本の施策", **more: str) -> dict[str, str]:
    """The texts of a sheet; years are given as ``H28=...`` with the six texts joined by |."""
    usual = {"departments": "見本課", "summary": "概要", "other": "―", "effect": "期待", "target": "目標"}
    return {"number": number, "name": name} | usual | more


def draw(sheet: Worksheet, texts: Mapping[str, str], title: str = "見本市計画 施策進行管理シート（5年）", top: int = 1) -> int:
    """Draw one progress sheet from row ``top`` on; gives the next free row."""
    years = {k: v for k, v in texts.items() if k[0] in "HR" and k[1:].isdigit()}
    rows: list[Sequence[str]] = [
        (title,),
        ("施策番号", texts["number"], "", "担当部署", texts["departments"]),
        ("施策名", texts["name"]),
        ("情報化施策の概要", texts["summary"]),
        ("他計画への掲載", texts["other"]),
        HEAD,
        ("", "", "", "", "", "作業内容", "効果（額）"),
        *[(f"{year}年度", *cells.split("|")) for year, cells in years.items()],
        ("期待される効果", texts["effect"]),
        (texts.get("target_label", "活動目標"), texts["target"]),
    ]
    for number, cells in enumerate(rows, start=top):
        for column, text in enumerate(cells, start=1):
            if text:
                sheet.cell(number, column).value = text
                sheet.cell(number, column).data_type = "s"
    return top + len(rows)


def progress_book(path: Path, *measures: Mapping[str, str], title: str = "見本市計画 施策進行管理シート（5年）") -> Path:
    """A workbook with one sheet a measure."""
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for number, texts in enumerate(measures, start=1):
        draw(book.create_sheet(f"シート{number}"), texts, title)
    book.save(path)
    book.close()
    return path
