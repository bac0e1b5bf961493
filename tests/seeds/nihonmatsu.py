"""The plan of 二本松: eight chapters of running text, three areas with their measures, two stages of five years."""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from planeditor.domain.blocks import CHAPTER, NOTE, TABLE_HEAD, TABLE_WIDTHS, TEXT, cell_field
from planeditor.domain.building import PlanBuilder
from planeditor.domain.periods import Period
from planeditor.domain.plan import BLOCK_TYPE, CURRENT, PLAN_ID, Key
from tests.seeds.common import numbered_ids

EXEMPT = {
    "period_as_printed": "made of the plan's years",
    "period.from": "made of the plan's years",
    "period.to": "made of the plan's years",
    "period.years": "made of the plan's years",
    "stages.list": "the table's cells told apart, names evened out",
    "contents": "made of the headings; pages are those of the printed book, and five lines are spelled otherwise than the body",
    "areas.*.items.*.no": "counted in each area by the form",
    "schedule.header_rows": "labels of the form",
    "schedule.tables.*.rows.*.no": "counted in each area by the form",
    "promotion.body_name": "taken out of the text of promotion.sections",
    "footnotes.*.chapter": "where the note stands, not printed",
    "footnotes.*.mark": "counted in each chapter by the form",
    "footnotes.*.seed_line": "place in the file it was read from",
    "chapters.*.see": "where in the JSON the chapter goes on",
    "chapters.*.sections.*.see": "where in the JSON the section goes on",
}
AGAIN = ["promotion.body_name", "stages.list"]
_CHAPTERS = [*(f"chapters.{n}" for n in range(6)), "chapters.6.no", "chapters.6.title", "chapters.6.sections.0", "chapters.6.sections.1"]
_REST = ["results_of_3rd_plan", "areas", "areas_in_V", "promotion", "footnotes", "goal", "stages", "period.text"]
_COVER = ["title", "municipality", "cover_slogan", "cover_date"]
_SCHEDULE = ["schedule", "chapters.6.sections.2"]
FORMS = {
    "schedule": _SCHEDULE,
    "measures": ["areas"],
    "chapter": [*_CHAPTERS, *_REST],
    "cover": _COVER,
    "計画書": [*_COVER, *_CHAPTERS, *_REST, *_SCHEDULE],
}
MARKS = r"※[0-9]+"
_STAGE = "ステージ"
_RAW_MARK = re.compile(r"( ?)\^\{(※[0-9]+)\}( ?)")


def convert(seed: dict[str, Any]) -> dict[Key, str]:
    """The entries of the whole plan."""
    return _Converter(seed).entries()


class _Converter:
    def __init__(self, seed: dict[str, Any]) -> None:
        self.seed = seed
        self.builder = PlanBuilder(ids=numbered_ids())
        self.terms = {(note["chapter"], note["mark"]): note["term"] for note in seed["footnotes"]}

    def entries(self) -> dict[Key, str]:
        seed, builder = self.seed, self.builder
        stages = [Period(_STAGE, 2021, 2025), Period(_STAGE, 2026, 2030)]
        builder.start(seed["title"], seed["municipality"], "nihonmatsu", stages)
        builder.set(PLAN_ID, CURRENT, stages[0].key)
        builder.set(PLAN_ID, "slogan", seed["cover_slogan"])
        builder.set(PLAN_ID, "issued", seed["cover_date"])
        self._chapters()
        self._measures()
        for note in seed["footnotes"]:
            self._block(PLAN_ID, NOTE, note["text"], name=note["term"])
        return builder.entries

    def _chapters(self) -> None:
        for number, chapter in enumerate(self._in_order(), start=1):
            fields = {BLOCK_TYPE: CHAPTER} | ({"carries": "載せる"} if chapter.get("see") == "areas" else {})
            node = self.builder.add("block", PLAN_ID, fields, chapter["no"], chapter["title"])
            if chapter.get("see") == "results_of_3rd_plan":
                self._results(node, number)
            for section in chapter.get("sections", ()):
                self._section(node, section, number)

    def _in_order(self) -> Iterator[Mapping[str, Any]]:
        """The chapters, VII among them, which the JSON has apart."""
        *before, last = self.seed["chapters"]
        yield from before
        yield {"no": "VII", **{k: self.seed["promotion"][k] for k in ("title", "sections")}}
        yield last

    def _section(self, chapter: str, section: Mapping[str, Any], number: int) -> None:
        see = section.get("see")
        if see:
            head = {"areas": "measures", "schedule": "schedule"}[see]
            self.builder.set(PLAN_ID, f"{head}_number", section["no"])
            self.builder.set(PLAN_ID, f"{head}_heading", section["title"])
            return
        if section["title"]:
            self._block(chapter, "heading1", section["title"], section["no"])
        raw = section.get("raw", {})
        for place, text in enumerate(section["paragraphs"]):
            plain = self.seed["goal"] != text
            marked = self._marked(text, raw.get(str(place), text), number)
            self._block(chapter, _kind(text) if plain else "caption", marked)
        if section["title"] == "目標達成へのスケジュール":
            cells = {cell_field(r, c): t for r, row in enumerate(self.seed["stages"]["table"], 1) for c, t in enumerate(row, 1)}
            self._block(chapter, "table", "", **cells, **{TABLE_WIDTHS: "2 3 3", TABLE_HEAD: "1"})

    def _results(self, chapter: str, number: int) -> None:
        results = self.seed["results_of_3rd_plan"]
        for text in results["intro"]:
            self._block(chapter, "paragraph", text)
        for area in results["areas"]:
            self._block(chapter, "heading2", area["title"], area["no"])
            self._block(chapter, "caption", area["subtitle"])
            for item in area["items"]:
                raw = item.get("raw", {})
                self._block(chapter, "heading3", self._marked(item["title"], raw.get("title", ""), number), item["no"])
                for text in self._paragraphs(item, number):
                    self._block(chapter, "paragraph", text)

    def _paragraphs(self, item: Mapping[str, Any], number: int) -> list[str]:
        raw = item.get("raw", {}).get("paragraphs", {})
        return [self._marked(text, raw.get(str(n), text), number) for n, text in enumerate(item["paragraphs"])]

    def _measures(self) -> None:
        for area, table in zip(self.seed["areas"], self.seed["schedule"]["tables"], strict=True):
            node = self.builder.add("area", PLAN_ID, {}, area["no"], area["title"])
            for item, row in zip(area["items"], table["rows"], strict=True):
                title = self._marked(item["title"], item.get("raw", {}).get("title", ""), 8)
                fields = {"summary": row["summary"], "policy": "\n".join(self._paragraphs(item, 8))}
                fields |= {"title": title} if title != row["name"] else {}
                self.builder.add("measure", node, fields, f"{area['no']}-{item['no']}", row["name"])

    def _marked(self, text: str, raw: str, chapter: int) -> str:
        """The text with its footnote marks, where the source has them; the one that the source lost stands after its word."""
        if (chapter, "※1") == (4, "※1") and "ウェアラブル端末" in text:
            raw = raw.replace("ウェアラブル端末", "ウェアラブル端末^{※1}")

        def mark(match: re.Match[str], *, spaces: bool) -> str:
            term = f"[^{self.terms[chapter, match[2]]}]"
            return f"{match[1]}{term}{match[3]}" if spaces else term

        for spaces in (True, False):
            found = _RAW_MARK.sub(lambda m, s=spaces: mark(m, spaces=s), raw)  # type: ignore[misc]  # bound in the same turn
            if re.sub(r"\[\^[^\]]+\]", "", found) == text:
                return found
        return text

    def _block(self, parent: str, kind: str, text: str, number: str = "", name: str = "", **fields: str) -> None:
        self.builder.add("block", parent, {BLOCK_TYPE: kind, TEXT: text, **fields}, number, name)


def _kind(text: str) -> str:
    """What a paragraph of the JSON is: it tells only the text."""
    if text.startswith("- ") or re.match(r"[ア-ン①-⑳] ", text):
        return "bullet"
    if text.endswith("より") or text.startswith("－"):
        return "caption"
    if re.match(r"\([0-9]\) ", text):
        return "heading2"
    return "heading3" if len(text) <= 32 and not text.endswith("。") and len(text) > 1 and text[0] not in "※*" else "paragraph"
