"""Looking a worksheet over for what belongs where: years, lists, known labels, new ones, the title."""
from __future__ import annotations

import re
from collections.abc import Iterable

from planeditor.domain import folding
from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import NAME, NUMBER, Plan
from planeditor.formengine.designing.plainsheet import PlainCell, PlainMark
from planeditor.messages import designing as say
from planeditor.services.designing.design import REPEAT, Design
from planeditor.services.designing.labels import Labels, fold
from planeditor.services.designing.offers import placeholder_of
from planeditor.services.designing.placing import Placer
from planeditor.services.designing.proposals import Proposal
from planeditor.services.designing.reading_sheet import LookedAt, label_like, ruled
from planeditor.services.designing.tables import ListTable, find_lists
from planeditor.services.designing.years import YearRun, year_runs

_PLAN_TITLE = re.compile(r"^\S{2,}?計画(?:[ 　]?[0-9０-９]{4}|(?=[ 　]))")
_YEARS = re.compile(r"(?<=[（(])[0-9０-９]{1,2}(?=[ヵヶか]?年(?:間|計画)?[）)])")
_TITLE_LENGTH, _TITLE_ROWS = 80, 2
_NUMBERS = "①②③④⑤⑥⑦⑧⑨0123456789"


def propose(design: Design, plan: Plan, others: Iterable[Vocabulary] = ()) -> list[Proposal]:
    """What could be put where, in reading order; nothing is proposed for a cell that shows something else already.

    ``others``: the vocabularies of the other form sets, whose labels are known too.
    """
    return _Proposer(design, plan, Labels(design.vocabulary, others)).propose()


class _Proposer:
    def __init__(self, design: Design, plan: Plan, labels: Labels) -> None:
        self.design, self.plan, self.labels = design, plan, labels
        self.looked = LookedAt(design, labels)
        self.found: list[Proposal] = []
        self.placer = Placer(design, plan, labels, self.looked, self._say)

    def propose(self) -> list[Proposal]:
        """Everything."""
        self._titles()
        runs = list(year_runs(self.looked, list(self.design.vocabulary.series.values())))
        runs = [run for run in runs if self._may_fold(run)]
        for run in runs:
            self._years(run)
        if self.design.each == "計画" or not self._about_one():
            for table in find_lists(self.looked, self.labels):
                self._list(table, [r for r in runs if not r.rows])
        for run in runs:
            if not run.rows:
                self._year_column(run)
        self._beside()
        self._unknown()
        return sorted(self.found, key=lambda p: p.place)

    # The title

    def _titles(self) -> None:
        title = folding.needle(self.plan.title)
        for cell in self.looked:
            text = self.looked.text(cell)
            if not text or len(text) > _TITLE_LENGTH or not self.looked.free(cell) or "{{" in text:
                continue
            spans = folding.matches(folding.fold(text), title) if title else []
            if not spans and cell.row <= _TITLE_ROWS and not self.labels.knows(text):
                spans = [match.span() for match in [_PLAN_TITLE.match(text)] if match]
            if spans:
                first, last = spans[0]
                new = text[:first] + "{{計画.題名}}" + _YEARS.sub("{{計画.年数}}", text[last:])
                self._say(Proposal("title", cell.place, say.PROPOSE_TITLE, ((cell.place, new),)))

    # Years

    def _may_fold(self, run: YearRun) -> bool:
        """Whether nothing else stands in the rows or columns that would go."""
        for cell in self.looked:
            first, last = (cell.row, cell.end[0]) if run.rows else (cell.column, cell.end[1])
            covered = set(range(first, last + 1))
            if cell in run.cells or not covered & run.others:
                continue
            if covered <= run.others and self.looked.is_label(cell) and not self._in_table(cell, run):
                return False
            if not self.looked.free(cell) and covered <= run.others:
                return False
        return True

    def _in_table(self, cell: PlainCell, run: YearRun) -> bool:
        """Whether a cell stands in the table that the years head: right of years that go down in a table without shaded labels,
        or in a row that has a cell of its own below each year."""
        if run.rows:
            return not cell.style.fill and cell.column > run.cells[0].end[1]
        starts = {c.column for c in self.looked.in_row(cell.row)}
        return cell.row > run.cells[0].end[0] and all(c.column in starts for c in run.cells)

    def _years(self, run: YearRun) -> None:
        first, last = run.sample
        shown = "{{" + run.series + (f"|{run.style}" if run.style else "") + "}}"
        labels = [self.looked.text(c) for c in (run.cells[0], run.cells[-1])]
        marks = [PlainMark(run.rows, first, last, f"{REPEAT} {run.series}")]
        if run.rows:
            marks.append(PlainMark(True, first, last, "分割"))  # noqa: FBT003
        sentence = (say.PROPOSE_YEAR_ROWS if run.rows else say.PROPOSE_YEAR_COLUMNS).format(
            first=labels[0], last=labels[1], count=len(run.cells)
        )
        gone = run.others
        self._say(
            Proposal(
                "years", run.cells[0].place, sentence, ((run.cells[0].place, shown),), None, tuple(marks),
                gone if run.rows else frozenset(), frozenset() if run.rows else gone,
            )
        )
        self.looked.years |= {c.place for c in run.cells}
        self.looked.used |= self.looked.years
        if run.rows:
            self._year_row(run, first, last)
            self.looked.gone_rows |= gone
        else:
            self.looked.gone_columns |= gone

    def _year_row(self, run: YearRun, first: int, last: int) -> None:
        """The fields of the sample row, by the heads above."""
        heads: list[PlainCell] = []
        for row in range(first, last + 1):
            for cell in self.looked.in_row(row):
                if not self.looked.free(cell):
                    continue
                head = self._head(first, cell.column)
                if head is None:
                    continue
                heads.append(head)
                runs_on = any(
                    c.end[0] > last and c.column == cell.column and c.rows > 1
                    for c in self.looked.sheet.cells.values() if c.row in run.others or c == cell
                )
                self.placer.place(cell, self._label(head, heads), run.series, span=runs_on, head=head)
        self._heading(heads, first)

    def _year_column(self, run: YearRun) -> None:
        """What stands under the years, in their first column: one entry for each row that has a head at the left."""
        first, last = run.sample
        over = next(iter(self.looked.above(run.cells[0].row, first)), None)
        within = over is not None and over.column >= first and over.end[1] <= run.cells[-1].end[1]
        title = self.looked.text(over) if over is not None and within else ""
        for cell in self.looked:
            if cell.row <= run.cells[0].end[0] or not first <= cell.column <= last or cell.columns > last - first + 1:
                continue
            if not self.looked.free(cell) or not ruled(cell):
                continue
            left = next((c for c in reversed(self.looked.in_row(cell.row)) if c.end[1] < first), None)
            label = self.looked.text(left) if left is not None else ""
            in_list = not label or not label_like(label)
            self.placer.place(cell, title or say.YEAR_VALUE if in_list else label, run.series, head=left)

    def _head(self, row: int, column: int) -> PlainCell | None:
        """The nearest text over a column."""
        for cell in self.looked.above(row, column):
            text = self.looked.text(cell)
            if text and "{{" not in text:
                return cell if label_like(text) else None
            if not ruled(cell):
                return None
        return None

    def _label(self, head: PlainCell, heads: list[PlainCell]) -> str:
        """The label of a head; where two columns have the same one, with the head over it."""
        text = self.looked.text(head)
        same = [h for h in heads if h != head and fold(self.looked.text(h)) == fold(text)]
        if not same:
            return text
        over = next((c for c in self.looked.above(head.row, head.column) if self.looked.text(c)), None)
        return f"{self.looked.text(over)}・{text}" if over is not None else text

    def _heading(self, heads: list[PlainCell], first: int) -> None:
        """The rows of the heads come again on a further page."""
        if not heads:
            return
        top = self._top(heads, first)
        self.looked.used |= {h.place for h in heads}
        mark = PlainMark(True, top, first - 1, "見出し")  # noqa: FBT003
        if all(mark not in p.marks for p in self.found):
            self._say(Proposal("years", heads[0].place, say.PROPOSE_HEADING, marks=(mark,)))

    def _top(self, heads: list[PlainCell], first: int) -> int:
        """The first row of the heads: cells merged with a row above them, and what stands over some of them, belong to it."""
        top, columns = min(h.row for h in heads), {h.column for h in heads}
        while top > 1:
            over = [c for c in self.looked if c.end[0] < first and c.row < top <= c.end[0] + 1 and ruled(c) and self.looked.text(c)]
            grown = [c for c in over if c.end[0] >= top or 1 < len(columns & set(range(c.column, c.end[1] + 1))) < len(columns)]
            if not grown:
                break
            top = min(c.row for c in grown)
        return top

    # Lists

    def _about_one(self) -> bool:
        """Whether the sheet is about one measure: its name or number has a value right beside it."""
        for cell in self.looked:
            known = self.labels.find(self.looked.text(cell))
            beside = self.looked.right_of(cell)
            if known is None or known.of != "measure" or known.key not in (NAME, NUMBER) or beside is None:
                continue
            text = self.looked.text(beside)
            if self.looked.free(beside) and not self.looked.is_label(beside) and (not text or not label_like(text) or text[:1] in _NUMBERS):
                return True
        return False

    def _list(self, table: ListTable, runs: list[YearRun]) -> None:
        word = self.design.vocabulary.word("measure")
        mark = PlainMark(True, table.first, table.first, f"{REPEAT} 施策")  # noqa: FBT003
        self._say(
            Proposal(
                "list", (table.first, table.cells[0].column), say.PROPOSE_LIST.format(word=word), (), None, (mark,),
                frozenset(range(table.first + 1, table.last + 1)), each="計画",
            )
        )
        for cell, head in zip(table.cells, table.heads, strict=True):
            if head is None or not self.looked.free(cell):
                continue
            series = next((r.series for r in runs if r.sample[0] <= cell.column <= r.sample[1]), "")
            label = self._label(head, [] if series else [h for h in table.heads if h])
            self.placer.place(cell, label, series, head=head)
        self.looked.gone_rows |= set(range(table.first + 1, table.last + 1))
        self._heading([h for h in table.heads if h], table.first)

    # Single fields

    def _beside(self) -> None:
        """The cell right of (or below) each label that is known."""
        for cell in list(self.looked):
            text = self.looked.text(cell)
            if not self.looked.free(cell) or not self.looked.is_label(cell):
                continue
            value = self._value_of(cell)
            of_years = self.labels.all(text) and self.labels.find(text) is None
            if value is None or (of_years and self.looked.text(value)):
                continue
            variant = self.labels.variant(text)
            if variant is not None:
                chooser, beside = variant
                shown = placeholder_of(chooser, self.design.vocabulary)
                if self.placer.first(shown):
                    sentence = say.PROPOSE_VARIANT.format(choices="・".join(chooser.choices))
                    self._say(Proposal("field", cell.place, sentence, ((cell.place, shown),)))
                self.placer.place(value, beside.label, "", head=cell)
            else:
                self.placer.place(value, text, "", head=cell)

    def _value_of(self, cell: PlainCell) -> PlainCell | None:
        beside, under = self.looked.right_of(cell), self.looked.below(cell)
        for found in (beside, under):
            if found is None or not self.looked.free(found) or self.looked.is_label(found):
                continue
            if found is beside or not self.looked.text(found) or found.columns == cell.columns:
                return found
        return None

    def _unknown(self) -> None:
        """Blanks beside labels that nobody knows; in a workbook that is filled in, what stands beside a cell that looks as
        the known labels do."""
        known = {c.style for c in self.looked.sheet.cells.values() if self.labels.knows(self.looked.text(c)) and c.style.fill}
        for cell in list(self.looked):
            text = self.looked.text(cell)
            if not self.looked.free(cell) or not label_like(text):
                continue
            value = self.looked.right_of(cell)
            if value is None or not self.looked.free(value):
                continue
            looks = cell.style in known and value.style.fill != cell.style.fill
            if (self.looked.blank(value) and ruled(value)) or (looks and self.looked.text(value)):
                self.placer.place(value, text, "", head=cell)

    def _say(self, proposal: Proposal) -> None:
        self.looked.used |= {place for place, _ in proposal.texts}
        self.found.append(proposal)
