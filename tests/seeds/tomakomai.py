"""The plan of the schedule, the list of symbols and the printed table of figures."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

from planeditor.domain.blocks import CHAPTER, DATE, EDITION, GROUP, NOTE, SORT, TEXT
from planeditor.domain.building import PlanBuilder
from planeditor.domain.periods import Period, parse_run
from planeditor.domain.plan import BLOCK_TYPE, CURRENT, PLAN_ID, Key
from tests.seeds.common import numbered_ids

Seed = dict[str, Any]
PRINTED = ("new", "done", "open", "stopped", "ongoing", "total", "rate", "whole_rate")
"""The rows of the printed table of figures, in order."""
NAMED_APART = {31: "chapter4"}
"""Rows of the list that the plan treats in another chapter."""
_BY_THE_FORM = "printed by the form"
_YEARS = "printed from the plan's years"
EXEMPT = {
    "contents": "the list of contents is made anew; its titles are those of the chapters",
    "municipality": "the cover prints it with spaces (municipality_as_printed), the rest of the plan not at all",
    "period.first": "the period before it was extended",
    "period.extended": _YEARS,
    "period.extended_western": _YEARS,
    "chapter3.sections.*.items.*.no": "counted anew in each section",
    "chapter3.sections.*.items.*.status_heading": f"{_BY_THE_FORM} with the number of the row; an entry where its brackets vary",
    "chapter4.items.*.no": "counted anew in each section",
    "schedule.no": _BY_THE_FORM,
    "schedule.title": _BY_THE_FORM,
    "schedule.header_rows": _BY_THE_FORM,
    "schedule.groups": _BY_THE_FORM,
    "schedule.rows.*.kind": "what the row is",
    "schedule.rows.*.no": "counted anew in each section",
    "schedule.rows.*.label": "number and name of a chapter or an item, each an entry of its own",
    "schedule.our_remark": "about the seed",
    "progress_table.title": _BY_THE_FORM,
    "progress_table.title_source": "about the seed",
    "progress_table.header_rows": _BY_THE_FORM,
    "progress_table.periods": _YEARS,
    "progress_table.period_group": _BY_THE_FORM,
    "progress_table.period_headings_raw": "the heads as each page prints them, with and without a space",
    "progress_table.pages": "about the seed",
    "summary_table.title": _BY_THE_FORM,
    "summary_table.header_rows": _BY_THE_FORM,
    "summary_table.rows.*.label": _BY_THE_FORM,
    "summary_table.rows.*.symbol": _BY_THE_FORM,
    "summary_table.legend": _BY_THE_FORM,
    "glossary_title": _BY_THE_FORM,
    "glossary_groups": _BY_THE_FORM,
}
FORMS = {
    "cover": ["title", "municipality_as_printed", "period.extended", "period.extended_western", "issued"],
    "chapter": ["preface", "chapter1", "chapter2", "period.text"],
    "measures": ["chapter3", "chapter4"],
    "schedule": [
        "schedule.title", "schedule.intro", "schedule.header_rows", "schedule.groups", "schedule.rows.*.title",
        "schedule.rows.0.label", "schedule.rows.1.label", "schedule.rows.14.label", "schedule.rows.19.label",
        "schedule.rows.22.label", "schedule.rows.24.label", "schedule.rows.*.remark", "schedule.notes",
    ],
    "results": ["progress_table.title", "progress_table.header_rows", "progress_table.rows"],
    "summary": [
        "summary_table.title", "summary_table.header_rows", "summary_table.legend", "summary_table.rows.*.label",
        "summary_table.rows.*.symbol",
    ],
    "summary_printed": ["summary_table.title", "summary_table.header_rows", "summary_table.rows"],
    "glossary": ["glossary_title", "glossary_groups", "glossary.*.term", "glossary.*.text"],
}  # fmt: skip
COUNTED = ["progress_table.rows", "chapter3.sections.*.items.*.status", "chapter3.sections.*.items.*.efforts", "glossary"]


def convert(seed: Seed) -> dict[Key, str]:
    """The entries of the whole plan."""
    return _Converter(seed).plan()


class _Converter:
    def __init__(self, seed: Seed) -> None:
        self.seed = seed
        ids: Callable[[], str] = numbered_ids()
        self.made = PlanBuilder(ids=ids)

    def plan(self) -> dict[Key, str]:
        seed, made = self.seed, self.made
        self.periods = {label: self._period("期", label) for label in seed["progress_table"]["periods"]}
        years = {
            series: [self._period(series, label) for label in seed["schedule"]["groups"][series]]
            for series in ("前計画年度", "計画年度")
        }
        made.start(
            seed["title"], seed["municipality"], "tomakomai",
            [*self.periods.values(), *(p for own in years.values() for p in own)],
        )
        made.set(PLAN_ID, CURRENT, list(self.periods.values())[-1].key)
        made.set(PLAN_ID, "cover_name", seed["municipality_as_printed"])
        made.set(PLAN_ID, "schedule_intro", _lines(seed["schedule"]["intro"]))
        made.set(PLAN_ID, "schedule_notes", _lines(seed["schedule"]["notes"]))
        for date, sort in zip(seed["issued"], ("策定", "改訂"), strict=True):
            self._block(PLAN_ID, EDITION, {DATE: date, SORT: sort}, name="初版" if sort == "策定" else "2版")
        self._front()
        self._measures()
        self._printed_table()
        for term in seed["glossary"]:
            self._block(PLAN_ID, NOTE, {TEXT: term["text"], GROUP: term["group"]}, name=term["term"])
        return made.entries

    def _period(self, series: str, label: str) -> Period:
        run = parse_run(label, "平成")
        assert run is not None
        return Period(series, *run)

    def _block(self, parent: str, kind: str, fields: dict[str, str], number: str = "", name: str = "") -> str:
        return self.made.add("block", parent, {BLOCK_TYPE: kind, **fields}, number, name)

    def _text(self, parent: str, kind: str, text: str, number: str = "") -> None:
        self._block(parent, kind, {TEXT: text}, number)

    def _front(self) -> None:
        """The preface and the first two chapters, as running text."""
        preface, first, second = self.seed["preface"], self.seed["chapter1"], self.seed["chapter2"]
        chapter = self._block(PLAN_ID, CHAPTER, {}, name=preface["title"])
        for text in preface["paragraphs"]:
            self._text(chapter, "paragraph", text)
        chapter = self._block(PLAN_ID, CHAPTER, {}, first["no"], first["title"])
        for text in first["intro"]:
            self._text(chapter, "paragraph", text)
        for goal in self.seed["basic_goals"]:
            self._text(chapter, "heading2", goal["title"], goal["no"])
            self._text(chapter, "paragraph", goal["text"])
        chapter = self._block(PLAN_ID, CHAPTER, {}, second["no"], second["title"])
        for section in second["sections"]:
            self._text(chapter, "heading1", section["title"], section["no"])
            for text in section["paragraphs"]:
                self._text(chapter, "paragraph", text)
            for item in section["items"]:
                paragraphs = item["paragraphs"]
                if "title" in item:
                    self._text(chapter, "heading2", item["title"], item["no"])
                else:
                    self._text(chapter, "bullet", paragraphs[0], item["no"])
                    paragraphs = paragraphs[1:]
                for text in paragraphs:
                    self._text(chapter, "paragraph", text)

    def _measures(self) -> None:
        """The rows of the list in the chapters that treat them, in an area of their own where none does."""
        third, fourth = self.seed["chapter3"], self.seed["chapter4"]
        rows = {row["no"]: row for row in self.seed["progress_table"]["rows"]}
        lines = [r for r in self.seed["schedule"]["rows"] if r["kind"] in ("item", "other")]
        chapter = self.made.add("area", PLAN_ID, {}, third["no"], third["title"])
        for section in third["sections"]:
            area = self.made.add("area", chapter, {}, section["no"], section["title"])
            for item in section["items"]:
                own = rows.pop(item["table_ref"])
                heading = item["status_heading"]
                self._measure(area, own, lines.pop(0), item["title"], {
                    "start_mark": item["start_mark"], "situation": _lines(item["status"]), "efforts": _lines(item["efforts"]),
                    "situation_heading": "" if heading == f"実施状況 (別表 項番 {own['no']})" else heading,
                })
        chapter = self.made.add("area", PLAN_ID, {}, fourth["no"], fourth["title"])
        for number, item in zip(NAMED_APART, fourth["items"], strict=True):
            self._measure(chapter, rows.pop(number), lines.pop(0), item["title"], {"study": _lines(item["paragraphs"])})
        left = self.made.add("area", PLAN_ID, {"listing": "別表のみ"}, name="完了・中止")
        for row in rows.values():
            self._measure(left, row, {}, "", {})
        for line in lines:
            self.made.add("measure", PLAN_ID, {"remark": line["remark"]}, name=line["label"])

    def _measure(self, area: str, row: Seed, line: Seed, title: str, fields: dict[str, str]) -> None:
        name = line.get("title", "")
        fields |= {
            "title": title, "content": row["content"], "remark": line.get("remark", ""),
            "schedule_name": "" if name == title else name,
        }
        node = self.made.add("measure", area, fields, str(row["no"]), row["name"])
        for label, symbol in row["periods"].items():
            self.made.set(node, "status", symbol, self.periods[label].key)

    def _printed_table(self) -> None:
        for key, row in zip(PRINTED, self.seed["summary_table"]["rows"], strict=True):
            for label, text in row["periods"].items():
                self.made.set(PLAN_ID, f"printed_{key}", text, self.periods[label].key)
            self.made.set(PLAN_ID, f"printed_{key}_all", row["all"])


def _lines(paragraphs: list[str]) -> str:
    return "\n".join(paragraphs)
