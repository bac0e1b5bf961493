"""The HTML to paste into the city's site: every public text of the plan under real headings, and links to the files."""
from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby

from planeditor.domain.blocks import (
    CHAPTER,
    DATE,
    EDITION,
    FLOW,
    GROUP,
    HEADINGS,
    ITEM,
    LIST,
    NOTE,
    SORT,
    TEXT,
    blocks,
    cell_field,
    covers_field,
    head_rows,
    table_size,
)
from planeditor.domain.fields import FieldDef, Vocabulary
from planeditor.domain.plan import BLOCK_TYPE, DEPARTMENTS, MERGED_INTO, NUMBER, PLAN_ID, RESERVED_MARK, STATE, Node, Plan
from planeditor.formengine.filling.footnotes import Footnotes, without_marks
from planeditor.messages import publishing as say
from planeditor.messages import words
from planeditor.services.publishing.markup import Markup, plain
from planeditor.services.publishing.tables import About, periods_of

_OPEN, _SHUT = "\ufdd0", "\ufdd1"
"""Around the number of a note while the text is made markup (noncharacters: no text has them)."""
_MARK = re.compile(f"{_OPEN}([0-9]+){_SHUT}")


@dataclass(frozen=True, slots=True)
class Link:
    """A file to download: where it is, and what its link says."""

    file: str
    text: str


def page(plan: Plan, vocabulary: Vocabulary, about: About, posted: str, links: Sequence[Link], level: int = 2) -> str:
    """The fragment. ``plan``: the public part alone. ``posted``: the day as printed. ``level``: of its first heading."""
    return _Page(plan, vocabulary, level).whole(about, posted, links)


class _Page:
    def __init__(self, plan: Plan, vocabulary: Vocabulary, level: int) -> None:
        self.plan, self.vocabulary = plan, vocabulary
        self.out = Markup(level)
        self.notes = Footnotes(plan, vocabulary)
        self.notes.pattern = f"{_OPEN}{{n}}{_SHUT}"

    def whole(self, about: About, posted: str, links: Sequence[Link]) -> str:
        out = self.out
        out.heading(0, self.plan.title or say.PLAN_ITSELF)
        out.paragraph(say.ABOUT.format(state=about.state, date=about.date) if about.date else say.ABOUT_UNDATED.format(state=about.state))
        out.paragraph(say.POSTED.format(date=posted))
        if links:
            out.heading(1, say.DOWNLOADS)
            out.raw_items(f'<a href="{plain(link.file)}">{plain(link.text)}</a>' for link in links)
        out.heading(1, say.CONTENT)
        self._fields(PLAN_ID, self.plan.title)
        self._children(PLAN_ID, 2)
        self._lists()
        self._editions()
        self._terms()
        return out.text()

    def _shown(self, text: str) -> str:
        """A text as markup, its notes as links to the terms."""
        return _MARK.sub(r'<sup><a href="#yougo-\1">\1</a></sup>', plain(self.notes.numbered(text)))

    def _children(self, parent: str, depth: int) -> None:
        """Running text, chapters, areas and measures under a node, in their order."""
        children = self.plan.children(parent)
        for bullets, run in groupby(children, key=lambda n: self._type(n) == "bullet"):
            if bullets:
                self.out.items((f"{n.number} {self.plan.text(n.id, TEXT)}".strip() for n in run), self._shown)
                continue
            for node in run:
                if self._type(node) in FLOW:
                    self._block(node, depth)
                elif node.kind != "block" or self._type(node) == CHAPTER:
                    self.out.heading(depth, node.title, self._shown)
                    self._measure(node) if node.kind == "measure" else self._fields(node.id, node.title)
                    self._children(node.id, depth + 1)

    def _type(self, node: Node) -> str:
        return self.plan.text(node.id, BLOCK_TYPE)

    def _block(self, node: Node, depth: int) -> None:
        kind, text = self._type(node), f"{node.number} {self.plan.text(node.id, TEXT)}".strip()
        if kind in HEADINGS:
            self.out.heading(depth + HEADINGS.index(kind), text, self._shown)
        elif kind == "table":
            self._table(node)
        else:
            self.out.paragraph(text, self._shown)

    def _table(self, node: Node) -> None:
        rows, columns = table_size(self.plan, node.id)
        cells = [[self.plan.text(node.id, cell_field(r, c)) for c in range(1, columns + 1)] for r in range(1, rows + 1)]
        if not cells:
            return
        heads = head_rows(self.plan, node.id) or (1 if columns == 1 else 0)
        self.out.table(without_marks(self.plan.text(node.id, TEXT)), cells[:heads], cells[heads:], self._shown, names=not heads)

    def _measure(self, node: Node) -> None:
        text, merged = self.plan.text, self.plan.node(self.plan.text(node.id, MERGED_INTO))
        word = {"measure": self.vocabulary.word("measure")}
        pairs = [
            (say.NUMBER.format_map(word), node.number), (say.NAME.format_map(word), node.name),
            (say.DEPARTMENTS, text(node.id, DEPARTMENTS)), (say.STATE, text(node.id, STATE)),
            (say.MERGED.format_map(word), merged.number if merged else ""),
        ]
        self._fields(node.id, node.title, pairs)

    def _fields(self, node_id: str, title: str, first: Sequence[tuple[str, str]] = ()) -> None:
        """What stands in the fields of a node, then what stands in them by year."""
        node, title = self.plan.node(node_id), without_marks(title)
        if node is None:
            return
        fields = [f for f in self.vocabulary.of(node.kind) if f.kind != "internal" and not f.key.startswith(RESERVED_MARK)]
        if node.kind == "block":
            # What is chosen of a chapter says where it stands in the document: no text of it.
            fields = [f for f in fields if f.type != "choice"]
        own = [(f.label, self.plan.text(node_id, f.key)) for f in fields if not f.series]
        self.out.pairs(title, ((label, text) for label, text in (*first, *own) if text), self._shown)
        for series in dict.fromkeys(f.series for f in fields if f.series):
            self._years(node, title, series, [f for f in fields if f.series == series])

    def _years(self, node: Node, title: str, series: str, fields: Sequence[FieldDef]) -> None:
        rows = []
        for period in periods_of(self.plan, self.vocabulary, node, fields):
            texts = [self.plan.text(node.id, f.key, period.key) for f in fields]
            rows += [(self.vocabulary.period_label(self.plan, period), *texts)] if any(texts) else []
        if rows:
            head = series or say.PERIOD, *(f.label for f in fields)
            self.out.table(f"{title} {say.YEARLY}".strip(), [head], rows, self._shown)

    def _lists(self) -> None:
        for owner in blocks(self.plan, PLAN_ID, LIST):
            word = {"measure": self.vocabulary.word("measure")}
            self.out.heading(1, say.LISTED.format(name=owner.name))
            rows = []
            for item in blocks(self.plan, owner.id, ITEM):
                field = covers_field(item.id)
                marked = [f"{m.number} {mark}" for m in self.plan.measures if (mark := self.plan.text(m.id, field))]
                rows.append((item.number, item.name, "\n".join(marked)))
            self.out.table(owner.name, [[head.format_map(word) for head in say.LISTED_COLUMNS]], rows, self._shown)

    def _editions(self) -> None:
        rows = [
            (n.name, *(self.plan.text(n.id, field) for field in (DATE, SORT, TEXT))) for n in blocks(self.plan, PLAN_ID, EDITION)
        ]
        if rows:
            self.out.heading(1, say.EDITIONS)
            self.out.table(say.EDITIONS, [say.EDITION_COLUMNS], rows, self._shown)

    def _terms(self) -> None:
        """The terms, those mentioned first and by their numbers."""
        terms = blocks(self.plan, PLAN_ID, NOTE)
        if not terms:
            return
        found: list[Node] = []
        for term in terms:  # an explanation may mention further terms
            self.notes.numbered(self.plan.text(term.id, TEXT))
        numbers = self.notes.numbers
        found = sorted(terms, key=lambda n: (numbers.get(n.id, len(terms) + len(numbers)),))
        ids = [f"yougo-{numbers.setdefault(n.id, len(numbers) + 1)}" for n in found]
        rows = [
            (str(numbers[n.id]), n.name, *([self.plan.text(n.id, GROUP)] if any(self.plan.text(t.id, GROUP) for t in terms) else []),
             self.plan.text(n.id, TEXT))
            for n in found
        ]  # fmt: skip
        heads = [words.RESERVED[NUMBER], say.TERM, *([say.TERM_GROUP] if len(rows[0]) == 4 else []), say.TERM_TEXT]
        self.out.heading(1, say.TERMS)
        self.out.table(say.TERMS, [heads], rows, self._shown, ids=ids)
