"""A file that came in, as it is looked through: what was sent, what the plan says and what was submitted, side by side."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from planeditor.domain.blocks import ANSWER
from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import PLAN_ID, Key
from planeditor.domain.points import Point, point_of
from planeditor.domain.text import number_key
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import importing as ask
from planeditor.messages import reviewing as say
from planeditor.services.editing.years import is_closed
from planeditor.services.intake.choices import Choice, choices_of
from planeditor.services.intake.origins import origin
from planeditor.services.intake.rivals import Rivals, rivals_of
from planeditor.services.intake.senders import Senders
from planeditor.services.intake.standing import Standing, Standings, Waiting, count_waiting, is_open, spot_of
from planeditor.services.intake.structure_words import StructureWords
from planeditor.services.intake.summary import summary_of
from planeditor.services.intake.together import brings_node, following, leading
from planeditor.services.intake.waiting import waiting_of_all
from planeditor.store.document import Document
from planeditor.store.receipts import Proposal, ProposalKind

_CELL = re.compile(r"([A-Z]+)(\d+)")


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """One submitted cell, or one remark."""

    id: int
    kind: ProposalKind
    about: str
    node: str | None
    field: str
    field_label: str
    period: str
    period_label: str
    as_sent: str | None
    """The text as it went out; None where nobody knows."""
    now: str
    now_source: str
    """Where the present text comes from, in small print; "" where it is the one that went out."""
    submitted: str
    whole: str
    struck: str
    question: str
    place: str
    department: str
    others: tuple[tuple[str, str], ...]
    """Department and text of what other files propose for the same place and still waits."""
    decided: str
    """What was decided, in words; "" while it waits."""
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class ReviewGroup:
    """The rows of one measure (or area, or of the file itself). ``period_label``: where all are of one period."""

    node: str | None
    title: str
    period_label: str
    rows: tuple[ReviewRow, ...]


@dataclass(frozen=True, slots=True)
class ReviewCounts:
    """How many cells say the same as the plan, how many wait by kind, and how many are decided."""

    matching: int
    changed: int
    notation: int
    conflicts: int
    questions: int
    remarks: int
    decided: int


@dataclass(frozen=True, slots=True)
class Review:
    """One receipt. ``notes``: what was noted when it was read."""

    receipt: int
    file_name: str
    department: str
    at: datetime
    who: str
    groups: tuple[ReviewGroup, ...]
    counts: ReviewCounts
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReceiptLine:
    """A receipt of which something waits."""

    number: int
    file_name: str
    department: str
    at: datetime
    waiting: Waiting


def review(document: Document, forms: FormSet, receipt: int, *, revising: bool = False) -> Review:
    """The whole of a receipt, decided rows too. ``revising``: plan fields may be changed now.

    Raises KnownError where there is no such 取込番号.
    """
    kept = document.receipts.get(receipt)
    summary = summary_of(kept.message)
    names = Senders(document)
    looker = _Looker(document, forms.vocabulary, names, rivals_of(document), revising=revising)
    proposals = document.receipts.proposals(receipt)
    items = looker.items(receipt, proposals)
    shown = [item for item in items if item.proposal.decision or is_open(item)]
    matching = summary.unchanged + len(items) - len(shown)
    looker.gather(shown)
    shown = leading(shown)
    groups = tuple(looker.groups(shown))
    count = count_waiting(item for item in shown if not item.proposal.decision)
    decided = sum(bool(item.proposal.decision) for item in shown)
    counts = ReviewCounts(matching, count.clean, count.notation, count.conflicts, count.questions, count.remarks, decided)
    return Review(receipt, kept.file_name, names.of(receipt), kept.at, kept.who, groups, counts, summary.notes)


def receipts_waiting(document: Document) -> list[ReceiptLine]:
    """The receipts of which something waits, in the order they came."""
    names = Senders(document)
    by_receipt: dict[int, list[Standing]] = {}
    for item in waiting_of_all(document):
        by_receipt.setdefault(item.proposal.receipt, []).append(item)
    return [
        ReceiptLine(receipt.number, receipt.file_name, names.of(receipt.number), receipt.at, count_waiting(items))
        for receipt in document.receipts.all()
        if (items := by_receipt.get(receipt.number))
    ]


class _Looker:
    """Makes rows out of proposals."""

    def __init__(
        self, document: Document, vocabulary: Vocabulary, names: Senders, rivals: Rivals, *, revising: bool
    ) -> None:
        self._document, self._plan, self._vocabulary = document, document.plan(), vocabulary
        self._names, self._rivals, self._revising = names, rivals, revising
        self._words = StructureWords(self._plan, vocabulary)
        self._with: Mapping[int, list[Standing]] = {}

    def gather(self, items: Iterable[Standing]) -> None:
        """Note what is decided together, to be told in one row."""
        self._with = following(items)

    def items(self, receipt: int, proposals: Iterable[Proposal]) -> list[Standing]:
        """The proposals that are sound, as they stand now."""
        looking, others = Standings(self._plan), self._rivals.texts(receipt)
        proposals = list(proposals)
        self._words.learn(p for p in proposals if not p.sheet)
        return list(looking.of_all((p for p in proposals if not p.damaged), others))

    def groups(self, items: Iterable[Standing]) -> Iterator[ReviewGroup]:
        """The rows by measure, in the order of the file, and as they stand on the sheet; remarks come last."""
        by_node: dict[str, list[Standing]] = {}
        for item in items:
            number = item.proposal.measure_number or item.proposal.area_number
            by_node.setdefault(item.node or number_key(number), []).append(item)
        for found in by_node.values():
            rows = tuple(map(self._row, sorted(found, key=_on_paper(found, self._vocabulary))))
            labels = {row.period_label for row in rows if row.period_label}
            yield ReviewGroup(found[0].node, self._title(found[0]), labels.pop() if len(labels) == 1 else "", rows)

    def _title(self, item: Standing) -> str:
        node = self._plan.node(item.node) if item.node else None
        if node is None:
            coming = self._words.title(item.node) if item.node else ""
            return coming or item.proposal.measure_number or item.proposal.area_number or say.WHOLE_FILE
        point = point_of(self._plan, node)
        if point is not None:
            return say.POINT_TITLE.format(title=point.title or self._plan.title, point=_told(point))
        return self._plan.title if node.id == PLAN_ID else node.title

    def _row(self, item: Standing) -> ReviewRow:
        proposal = item.proposal
        closed = not item.is_remark and is_closed(self._plan, proposal.period)
        open_row = not proposal.decision
        label = self._period_label(proposal.period)
        return ReviewRow(
            id=proposal.id, kind=item.kind, about=proposal.about, node=item.node, field=proposal.field,
            field_label=self._words.label(item), period=proposal.period, period_label=label,
            as_sent=None if brings_node(item) else self._told(proposal, proposal.as_sent),
            now="" if item.is_remark or brings_node(item) else self._words.now(item),
            now_source=self._origin(item) if open_row else "", submitted=self._words.proposed(item, self._with.get(proposal.id, ())),
            whole=proposal.whole, struck=proposal.struck,
            question=ask.QUESTION_CLOSED.format(period=label) if closed and open_row else proposal.question,
            place=self._place(item), department=self._names.of_node(proposal.receipt, item.node or ""),
            others=self._others(item) if open_row else (), decided=self._decided(item),
            choices=choices_of(item, self._vocabulary, locked=self._is_locked(proposal), closed=closed) if open_row else (),
        )

    def _period_label(self, period: str) -> str:
        return self._vocabulary.label_of_period(self._plan, period)

    def _is_locked(self, proposal: Proposal) -> bool:
        if proposal.about != "locked" or self._revising:
            return False
        definition = self._vocabulary.by_key.get(("measure", proposal.field))
        return definition is None or definition.kind == "plan"

    def _origin(self, item: Standing) -> str:
        if item.is_remark or not item.node or not item.now or item.now == item.proposal.as_sent:
            return ""
        groups = self._document.cell_log(Key(item.node, item.proposal.field, item.proposal.period), 1)
        return origin(groups[0]) if groups else ""

    def _place(self, item: Standing) -> str:
        proposal = item.proposal
        place = ask.PLACE.format(sheet=proposal.sheet, cell=proposal.cell).strip() if proposal.sheet else ""
        if item.is_remark:
            return say.PLACE.format(kind=say.REMARKS.get(proposal.about, ""), place=place).strip()
        point = self._point(item)
        return _told(point) if point is not None else place

    def _point(self, item: Standing) -> Point | None:
        """The 指摘 whose answer came back."""
        node = self._plan.node(item.node) if item.node and item.proposal.field == ANSWER else None
        return point_of(self._plan, node) if node is not None else None

    def _others(self, item: Standing) -> tuple[tuple[str, str], ...]:
        if item.is_remark:
            return ()
        proposal = item.proposal
        found = [r for r in self._rivals.at(spot_of(proposal)) if r.id != proposal.id]
        told = ((self._names.of_node(r.receipt, item.node or ""), self._told(proposal, r.submitted) or "") for r in found)
        return tuple(dict.fromkeys((name, text) for name, text in told))

    def _decided(self, item: Standing) -> str:
        proposal = item.proposal
        if not proposal.decision:
            return ""
        if item.is_remark:
            return say.DECIDED_REMARK
        if proposal.about == "blanked" and proposal.decision != "kept":
            return say.DECIDED_EMPTY if proposal.decision == "accepted" else say.DECIDED_KEEP_OLD
        return say.DECIDED[proposal.decision].format(revision=self._vocabulary.word("revision"))

    def _told(self, proposal: Proposal, text: str | None) -> str | None:
        """A text as it is shown: what stands for 見込 or 確定, a place or a kind is told in words."""
        if not text and proposal.about == "deleted":
            return self._words.submitted(proposal)
        return None if text is None else self._words.shown(proposal.field, text)


def _told(point: Point) -> str:
    meeting = say.POINT_MEETING.format(meeting=point.meeting) if point.meeting else ""
    return say.POINT.format(text=point.text, meeting=meeting)


def _on_paper(items: Iterable[Standing], vocabulary: Vocabulary) -> Callable[[Standing], tuple[bool, int, int, int]]:
    """Sorts rows from the top of the sheet to its end, sheet by sheet. What has no cell, since it is blank, stands with its year."""
    sheets, fields = dict[str, int](), {definition.key: n for n, definition in enumerate(vocabulary.fields)}
    rows: dict[tuple[str, str], int] = {}
    for item in items:
        proposal, cell = item.proposal, _CELL.match(item.proposal.cell)
        sheets.setdefault(proposal.sheet, len(sheets))
        if cell and not item.is_remark:
            rows.setdefault((proposal.sheet, proposal.period), int(cell[2]))

    def place(item: Standing) -> tuple[bool, int, int, int]:
        proposal, cell = item.proposal, _CELL.match(item.proposal.cell)
        row = int(cell[2]) if cell else rows.get((proposal.sheet, proposal.period), 0)
        field = proposal.field.partition(":")[2] or proposal.field
        return item.is_remark, sheets[proposal.sheet], row, fields.get(field, len(fields))

    return place
