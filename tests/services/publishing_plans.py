"""A plan with something secret in every place that must not be published, and a strict reader of the page to paste."""
from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from planeditor.domain.blocks import ANSWER, DUE, MEETING, POINT, TEXT
from planeditor.domain.building import PlanBuilder
from planeditor.domain.plan import (
    ACHIEVED,
    ASSESSMENT,
    BASIS,
    BLOCK_TYPE,
    CONFIRMED,
    CONTACTS,
    FORECAST,
    HIGHLIGHT,
    KEPT,
    LATE,
    PLAN_ID,
    ROUNDS,
    SECRETARIAT,
    SEEN,
    WITHHELD,
    Key,
    Plan,
)
from planeditor.services.formsets import FormSets
from planeditor.services.planfiles.sample import sample_content
from planeditor.services.states.snapshots import take
from planeditor.store.departments import Department
from planeditor.store.document import Document
from planeditor.store.receipts import NewReceipt

SETS = FormSets()
MARKER = "秘匿標識"
DECIDED = "令和5年度公表"
CODE = "122297"
_VOID = {"br", "meta"}


def sample_plan() -> Plan:
    """The invented sample city."""
    return Plan(dict(sample_content()[0]))


class Secrets:
    """Gives a text of its own for each place, and remembers where it stands."""

    def __init__(self) -> None:
        self.places: dict[str, str] = {}

    def of(self, place: str) -> str:
        text = f"{MARKER}{len(self.places):03}号"
        self.places[text] = place
        return text


def secret_plan(secrets: Secrets) -> Plan:
    """The sample with a secret in every internal field, every field of the house, 指摘, 基準時点, what the set has no field for, and
    three entries that are marked 公表しない."""
    plan = sample_plan()
    builder = PlanBuilder(plan)
    vocabulary = SETS.of(plan).vocabulary
    period = plan.period_keys("年度")[0]
    entries: dict[Key, str] = {}
    for node in plan.measures:
        for field in vocabulary.of("measure"):
            if field.kind == "internal":
                entries[Key(node.id, field.key, period if field.series else "")] = secrets.of(field.label)
    first, second = plan.measures[:2]
    house = {
        Key(first.id, CONTACTS), Key(PLAN_ID, SECRETARIAT), Key(PLAN_ID, ROUNDS), Key(first.id, f"{CONFIRMED}:work", period),
        Key(first.id, f"{FORECAST}:effect", period), Key(first.id, BASIS, period), Key(first.id, f"{LATE}:reason", period),
        Key(first.id, f"{LATE}:action", period), Key(first.id, f"{LATE}:due", period), Key(first.id, HIGHLIGHT, period),
        Key(first.id, ACHIEVED), Key(first.id, ASSESSMENT), Key(first.id, f"{SEEN}:rule:work", period),
        Key(PLAN_ID, f"{KEPT}:measure:gone"), Key(first.id, "gone"), Key(first.id, "gone_by_year", period), Key("nobody", "work", period),
        Key(first.id, f"{WITHHELD}:work", period), Key(second.id, f"{WITHHELD}:effect", period), Key(first.id, f"{WITHHELD}:summary"),
        Key(first.id, "work", period), Key(second.id, "effect", period), Key(first.id, "summary"),
        Key(first.id, "@name:own"), Key(PLAN_ID, "@municipality:own"), Key(first.id, "@departments", period), Key(first.id, "@forms"),
    }  # fmt: skip
    entries |= {key: secrets.of(f"{key.field} {key.period}") for key in sorted(house)}
    for owner in (first.id, PLAN_ID):
        texts = {field: secrets.of(f"指摘 {field}") for field in (TEXT, MEETING, DUE, ANSWER)}
        builder.add("block", owner, {BLOCK_TYPE: POINT, **texts})
        later = builder.add("block", owner, {BLOCK_TYPE: "of_a_later_version"}, name=secrets.of("知らない種類"))
        builder.add("block", later, {BLOCK_TYPE: "paragraph", TEXT: secrets.of("その下の段落")})
    return Plan({**plan.entries, **builder.entries, **entries})


def secret_document(folder: Path, secrets: Secrets) -> Document:
    """A plan file of it, with secrets in the log, the register and what came in too; decided as ``DECIDED``."""
    document = Document.create(folder / "計画.plandb", secret_plan(secrets).entries, name=secrets.of("作成の名"), who=secrets.of("作成者"))
    document.departments.add([Department(secrets.of("部"), secrets.of("課"), 1)])
    document.add_receipt(NewReceipt(f"{secrets.of('ファイル')}.xlsx", secrets.of("原本").encode(), secrets.of("取込者")))
    first = document.plan().measures[0]
    with document.edit(secrets.of("操作"), who=secrets.of("変えた人"), source=secrets.of("出どころ")) as edit:
        edit.set(Key(first.id, "expected_effect"), secrets.of("後で消した文"))
    with document.edit("直し", who="試験") as edit:
        edit.set(Key(first.id, "expected_effect"), "公表してよい効果")
    take(document, secrets.of("内部の基準時点"), who="試験", note=secrets.of("備考"))
    take(document, DECIDED, who="試験", status="公表", note=secrets.of("公表の備考"))
    return document


class StrictPage(HTMLParser):
    """Reads a fragment and finds fault with anything but well nested elements, headings that do not jump, and tables whose data
    cells all have a head in their row or column."""

    def __init__(self, first: int) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.texts: list[str] = []
        self.open: list[str] = []
        self.last = first - 1
        self.levels: list[int] = []
        self.cells: list[str] = []
        self.links: list[str] = []
        self.ids: set[str] = set()
        self._columns = self._place = 0
        self._row_head = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        for name in given:
            if name in ("class", "style") or name.startswith("on"):
                self.faults.append(f"{tag} {name}")
        if tag in ("script", "style", "font"):
            self.faults.append(tag)
        if "id" in given:
            if given["id"] in self.ids:
                self.faults.append(f"id {given['id']}")
            self.ids.add(given["id"] or "")
        if tag == "a":
            self.links.append(given.get("href") or "")
        if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit():
            level = int(tag[1])
            if level > self.last + 1 or self.open:
                self.faults.append(f"h{level} after h{self.last}")
            self.last = level
            self.levels.append(level)
        self._table(tag, given)
        if tag not in _VOID:
            self.open.append(tag)

    def _table(self, tag: str, given: dict[str, str | None]) -> None:
        if tag == "table":
            self._columns = 0
        elif tag == "tr":
            self._row_head, self._place = False, 0
        elif tag in ("th", "td"):
            self.texts.append("")
            wide = int(given.get("colspan") or 1)
            if tag == "th":
                if given.get("scope") not in ("row", "col", "colgroup"):
                    self.faults.append("th without scope")
                if given.get("scope") == "row":
                    self._row_head = True
                elif "thead" in self.open:
                    self._columns = max(self._columns, self._place + wide)
            elif not self._row_head and self._place >= self._columns:
                self.faults.append(f"td without a head in column {self._place}")
            self._place += wide

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _VOID:
            self.faults.append(f"<{tag}/>")
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if "sup" not in self.open:  # the number of a note is no text of the plan
            self.texts.append(data)

    @classmethod
    def read(cls, text: str, first: int = 2) -> StrictPage:
        page = cls(first)
        page.feed(text)
        page.close()
        if page.open:
            page.faults.append(f"open: {page.open}")
        return page

    @property
    def words(self) -> str:
        """All text, without white space."""
        return "".join("".join(self.texts).split())
