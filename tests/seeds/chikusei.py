"""Chapter 4 of the plan of 筑西: three levels of headings with running text, tables, captions and lists."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from planeditor.domain.blocks import CHAPTER, TABLE_HEAD, TABLE_WIDTHS, TEXT, cell_field
from planeditor.domain.building import PlanBuilder
from planeditor.domain.periods import Period
from planeditor.domain.plan import BLOCK_TYPE, PLAN_ID, Key
from tests.seeds.common import numbered_ids

EXEMPT = {
    "chapter.sections.*.items.*.no": "counted by the form; the whole number is 4-1-(1)",
    "chapter.sections.*.items.*.items.*.no": "counted by the form; the whole number is 4-1-(1)-①",
    "**.footnote_refs": "numbers of notes whose texts the source does not have",
    "**.type": "kind of block, not printed",
    "**.blocks.*.no": "which table or figure stands here",
    "**.blocks.*.frame": "which frame stands here",
    "tables.*.no": "part of what is printed",
    "tables.*.caption": "part of what is printed",
    "tables.*.as_list": "the table's cells in another order",
    "tables.*.raw_rows": "the same cells as the file they were read from had them",
    "figures.*.no": "part of what is printed",
    "figures.*.caption": "part of what is printed",
}
AGAIN = ["tables.*.caption", "figures.*.caption", "tables.*.as_list"]
_ALL = ["chapter", "tables", "figures", "frames"]
FORMS = {"chapter": _ALL, "計画書": _ALL}
_WIDTHS = {"4-I": "3 9", "4-II": "1 5 1 5", "4-III": "2 5 5", "4-IV": "3 2 7 6"}


def convert(seed: dict[str, Any]) -> dict[Key, str]:
    """The entries of the whole plan."""
    return _Converter(seed).entries()


class _Converter:
    def __init__(self, seed: dict[str, Any]) -> None:
        self.seed = seed
        self.builder = PlanBuilder(ids=numbered_ids())
        self.tables = {table["no"]: table for table in seed["tables"]}
        self.figures = {figure["no"]: figure for figure in seed["figures"]}

    def entries(self) -> dict[Key, str]:
        chapter, builder = self.seed["chapter"], self.builder
        years = [Period("年度", year, year) for year in range(2012, 2017)]
        builder.start(f"{self.seed['header']['municipality']}の計画", self.seed["header"]["municipality"], "chikusei", years)
        builder.add("block", PLAN_ID, {BLOCK_TYPE: CHAPTER, "carries": "載せる"}, chapter["no"], chapter["title"])
        for section in chapter["sections"]:
            area = builder.add("area", PLAN_ID, {}, section["no"], section["title"])
            self._blocks(area, section["blocks"])
            for item in section["items"]:
                number = f"{section['no']}-{item['no']}"
                part = builder.add("area", area, {}, number, item["title"])
                self._blocks(part, item["blocks"])
                for own in item["items"]:
                    measure = builder.add("measure", part, {}, f"{number}-{own['no']}", own["title"])
                    self._blocks(measure, own["blocks"])
        return builder.entries

    def _blocks(self, parent: str, blocks: Sequence[Mapping[str, Any]]) -> None:
        for block in blocks:
            kind = block["type"]
            if kind == "table":
                self._table(parent, self.tables[block["no"]])
            elif kind == "figure":
                self._figure(parent, self.figures[block["no"]])
            elif kind == "frame":
                self._frame(parent, self.seed["frames"][block["frame"]])
            elif kind == "definition":
                self._add(parent, "bullet", f"{block['term']}\n{block['text']}")
            else:
                types = {"heading": "heading3"}
                self._add(parent, types.get(kind, kind), block["text"], block.get("mark", ""))

    def _table(self, parent: str, table: Mapping[str, Any]) -> None:
        self._add(parent, "caption", table["printed"])
        self._cells(parent, [table["columns"], *table["rows"]], _WIDTHS[table["no"]])

    def _figure(self, parent: str, figure: Mapping[str, Any]) -> None:
        for key in ("printed", "unit", "source"):
            if key in figure:
                self._add(parent, "caption", figure[key])

    def _frame(self, parent: str, frame: Mapping[str, Any]) -> None:
        self._cells(parent, [[frame["title"]], *frame["rows"]], "2 9")

    def _cells(self, parent: str, rows: Sequence[Sequence[str]], widths: str) -> None:
        cells = {cell_field(r, c): text for r, row in enumerate(rows, start=1) for c, text in enumerate(row, start=1)}
        self._add(parent, "table", "", **cells, **{TABLE_WIDTHS: widths, TABLE_HEAD: "1"})

    def _add(self, parent: str, kind: str, text: str, number: str = "", **fields: str) -> None:
        self.builder.add("block", parent, {BLOCK_TYPE: kind, TEXT: text, **fields}, number)
