"""A list as the user has set it up: sheet, heads, uses of columns; what comes of it, and the plan made of it."""
from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path as FilePath

from planeditor.domain.building import PlanBuilder
from planeditor.domain.errors import KnownError
from planeditor.domain.fields import Vocabulary
from planeditor.domain.periods import Period
from planeditor.domain.plan import DEPARTMENTS, PLAN_ID
from planeditor.domain.text import label_key
from planeditor.messages import fromlist as say
from planeditor.services.formsets import FormSets
from planeditor.services.planfiles import creating
from planeditor.services.planfiles.creating import PlanDraft
from planeditor.services.planfiles.fromlist.book import ListBook, Table
from planeditor.services.planfiles.fromlist.columns import SKIP, Column, Use, period_name, propose, use_label, years_in
from planeditor.services.planfiles.fromlist.heads import Header, columns, header_at, propose_header
from planeditor.services.planfiles.fromlist.rows import (
    ListContent,
    Path,
    RowReader,
    doubles,
    memo_of,
    numbers_restart,
    split_number,
)
from planeditor.store.document import Document
from planeditor.store.receipts import NewReceipt


@dataclass(frozen=True)
class Listing:
    """One sheet with its heads and the use of every column; changed by making another."""

    table: Table
    vocabulary: Vocabulary
    header: Header
    uses: Mapping[int, Use] = field(default_factory=dict)

    @cached_property
    def columns(self) -> list[Column]:
        """The columns of the list."""
        return columns(self.table, self.header)

    @cached_property
    def content(self) -> ListContent:
        """What the rows hold, numbers that are counted anew in each area made different."""
        content = RowReader(self.table, self.header, self.columns, self.uses, self.vocabulary).read()
        if numbers_restart(content):
            _renumber(content, self.vocabulary)
        left = [c.head for c in self.columns if self.uses.get(c.index, SKIP) == SKIP]
        if left:
            content.notes.append(say.NOT_TAKEN.format(columns="、".join(left)))
        return content

    @property
    def years(self) -> tuple[int, int] | None:
        """The first and last year of its columns."""
        return years_in(self.uses.values())

    @property
    def fitting(self) -> int:
        """How well the form set fits the columns: those with a use, and again those it has a field of the very name for."""
        words = self.vocabulary
        labels = {label_key(label) for f in words.of("measure") for label in (f.label, *f.aliases)}
        named = sum(any(label_key(part) in labels for part in column.parts) for column in self.columns)
        return named + sum(use.kind not in ("skip", "memo") for use in self.uses.values())

    @property
    def counts(self) -> str:
        """How much comes of it, in one sentence."""
        content, word = self.content, self.vocabulary.word
        return say.COUNTS.format(
            areas=len(content.areas), area=word("area"), measures=len(content.measures), measure=word("measure"),
            entries=content.entries,
        )

    def with_header(self, row: int) -> Listing:
        """With heads from another row, and columns proposed anew. Raises KnownError for a row that cannot be."""
        return _proposed(self.table, header_at(self.table, row), self.vocabulary)

    def with_use(self, column: int, use: Use) -> Listing:
        """With another use of a column."""
        return replace(self, uses={**self.uses, column: use})

    def problems(self) -> list[str]:
        """Why no plan can be made of it; empty where one can."""
        return list(self._problems())

    def _problems(self) -> Iterator[str]:
        heads = {column.index: column.head for column in self.columns}
        by_use: dict[Use, list[int]] = {}
        for column, use in sorted(self.uses.items()):
            if use.kind not in ("skip", "memo", "area"):
                by_use.setdefault(use, []).append(column)
        if Use("name") not in by_use:
            yield say.NO_NAME_COLUMN.format(measure=self.vocabulary.word("measure"))
            return
        for use, own in by_use.items():
            if len(own) > 1:
                yield say.TWO_COLUMNS.format(use=use_label(use, self.vocabulary), first=heads[own[0]], second=heads[own[1]])
        if not self.content.measures:
            yield say.NOTHING_LEFT
        for number, first, second in doubles(self.content):
            yield say.NUMBER_TWICE.format(number=number, first=first, second=second)

    def outside(self, first: int, last: int) -> list[str]:
        """Sentences about columns whose years are not in a plan of these years."""
        heads = {column.index: column.head for column in self.columns}
        found = []
        for column, use in sorted(self.uses.items()):
            if use.period and _period_in(self.vocabulary, use.period, first, last) is None:
                period = Period.from_key(use.period)
                label = period_name(self.vocabulary.series[period.series], period)
                found.append(say.OUTSIDE.format(column=f"「{heads.get(column, '')}」", period=label))
        return found


def start(book: ListBook, vocabulary: Vocabulary, sheet: str = "") -> Listing:
    """A sheet of the book with the heads and uses that are likely. Raises KnownError for a sheet that is not there or too large."""
    table = Table(book.sheet(sheet))
    return _proposed(table, propose_header(table, vocabulary), vocabulary)


def likely_form_set(book: ListBook, sets: FormSets) -> str:
    """The form set that has fields for most columns of the book's likeliest sheet; one that cannot be read is passed over."""
    found: dict[str, int] = {}
    for name, forms in sets.readable().items():
        with contextlib.suppress(KnownError):
            found[name] = start(book, forms.vocabulary).fitting
    return max(found, key=lambda name: found[name], default="")


def create(
    path: FilePath, book: ListBook, listing: Listing, draft: PlanDraft, forms: FormSets, who: str
) -> Document:
    """Make the plan file of a list and open it for writing; the workbook is kept in it as a receipt.

    The areas are the list's. Raises KnownError for what ``problems`` and ``outside`` say, and as ``creating.create``.
    """
    for sentence in [*listing.problems(), *listing.outside(draft.first_year, draft.last_year)]:
        raise KnownError(sentence)

    def fill(builder: PlanBuilder) -> None:
        _fill(builder, listing, draft)

    def keep_book(document: Document) -> None:
        word, measures = listing.vocabulary.word("measure"), len(listing.content.measures)
        message = say.RECEIPT.format(measures=measures, word=word)
        document.add_receipt(NewReceipt(book.cells.file, book.original, who, "", "imported", message))

    return creating.create(path, replace(draft, areas=()), forms, who, fill, keep_book)


def _proposed(table: Table, header: Header, vocabulary: Vocabulary) -> Listing:
    return Listing(table, vocabulary, header, propose(columns(table, header), vocabulary))


def _fill(builder: PlanBuilder, listing: Listing, draft: PlanDraft) -> None:
    nodes: dict[Path, str] = {(): PLAN_ID}
    for area in listing.content.areas:
        number, name = split_number(area[-1])
        nodes[area] = builder.add("area", nodes[area[:-1]], {}, number, name)
    for measure in listing.content.measures:
        node = builder.add("measure", nodes[measure.area], {DEPARTMENTS: measure.departments}, measure.number, measure.name)
        for (key, period), texts in _by_place(listing.vocabulary, measure.texts, draft).items():
            builder.set(node, key, _together(listing.vocabulary, texts), period)
        memo = memo_of(measure, listing.vocabulary)
        if memo is not None:
            builder.set(node, *memo)


def _by_place(vocabulary: Vocabulary, texts: Mapping[Use, str], draft: PlanDraft) -> dict[tuple[str, str], dict[str, str]]:
    """The texts of each field and period of the plan, by the years of their columns: several where a period is longer."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for use, text in sorted(texts.items(), key=lambda of: of[0].period):
        period = _period_in(vocabulary, use.period, draft.first_year, draft.last_year) if use.period else ""
        found.setdefault((use.field, period or ""), {})[use.period] = text
    return found


def _together(vocabulary: Vocabulary, texts: Mapping[str, str]) -> str:
    """One text of those of several years, each with its year; what is the same is written once."""
    if len(set(texts.values())) == 1:
        return next(iter(texts.values()))
    periods = {key: Period.from_key(key) for key in texts}
    labels = {key: period_name(vocabulary.series[p.series], p) for key, p in periods.items()}
    return "\n".join(say.OF_YEAR.format(period=labels[key], text=text) for key, text in texts.items())


def _period_in(vocabulary: Vocabulary, key: str, first: int, last: int) -> str | None:
    """The key of the period of a plan of these years that a column's years mean: the same, a run, or the one they lie in."""
    wanted = Period.from_key(key)
    periods = vocabulary.series[wanted.series].cut(first, last)
    inside = [p for p in periods if wanted.covers(p)]
    if {y for p in inside for y in p.years} == set(wanted.years):
        return wanted.key
    return next((p.key for p in periods if p.covers(wanted)), None)


def _renumber(content: ListContent, vocabulary: Vocabulary) -> None:
    """Put the number of the area before the measure's, its place in the plan where it has none."""
    outer = list(dict.fromkeys(area[:1] for area in content.areas))
    for measure in content.measures:
        if measure.number and measure.area:
            parts = [split_number(text)[0] for text in measure.area]
            head = "-".join(p for p in parts if p) or str(outer.index(measure.area[:1]) + 1)
            measure.number = f"{head}-{measure.number}"
    numbers = [m.number for m in content.measures if m.number]
    said = {"first": numbers[0], "second": numbers[-1], "area": vocabulary.word("area")}
    content.notes.append(say.RENUMBERED.format_map(said))
