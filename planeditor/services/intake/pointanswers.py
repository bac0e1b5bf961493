"""Answers to 指摘 that came back with a workbook: proposals like any other, or remarks where it is not known to what they belong."""
from __future__ import annotations

from collections.abc import Iterable, Iterator

from planeditor.domain.blocks import ANSWER
from planeditor.domain.compare import Outcome, compare
from planeditor.domain.plan import PLAN_ID, Plan
from planeditor.domain.points import Point, open_points
from planeditor.domain.text import number_key, without_space
from planeditor.formengine.cells import SheetCells
from planeditor.formengine.recognition.pointsheet import ReadPoint, read_points
from planeditor.formengine.recognition.readings import ReadRemark
from planeditor.messages import importing as ask
from planeditor.services.intake.doubts import NO_QUESTION, Question, doubt_of, is_as_sent, submitted_text
from planeditor.services.intake.remarking import remark
from planeditor.store.receipts import NewProposal, ProposalKind

_KINDS: dict[Outcome, ProposalKind] = {
    Outcome.CLEAN: "clean", Outcome.CONFLICT: "conflict", Outcome.NOTATION: "notation", Outcome.QUESTION: "question",
}


def point_answers(plan: Plan, sheets: Iterable[SheetCells], as_sent: Plan | None) -> Iterator[NewProposal]:
    """What the sheets 「指摘への措置」 of a file propose. ``as_sent``: the plan as it was when the workbook went out, None where
    that is not known."""
    known = {(number_key(n), without_space(p.text)): p for n, p in _numbered(plan)}
    for sheet in sheets:
        for read in read_points(sheet) or ():
            yield from _proposal(sheet, read, _meant(known, read), as_sent)


def _numbered(plan: Plan) -> Iterator[tuple[str, Point]]:
    for point in open_points(plan):
        node = plan.node(point.measure)
        yield (node.number if node is not None and node.id != PLAN_ID else ""), point


def _meant(known: dict[tuple[str, str], Point], read: ReadPoint) -> Point | None:
    """The 指摘 whose text begins the printed one, the longest where several do: where and when it was said follows."""
    number, printed = number_key(read.number), without_space(read.text)
    found = [p for (n, text), p in known.items() if n == number and printed.startswith(text)]
    return max(found, key=lambda p: len(p.text), default=None)


def _proposal(sheet: SheetCells, read: ReadPoint, point: Point | None, as_sent: Plan | None) -> Iterator[NewProposal]:
    cell = read.answer
    answer = submitted_text(cell).strip()
    if point is None:
        if cell.text.strip():
            said = ReadRemark("slip", f"{read.text}\n{cell.text}".strip(), cell.cell)
            yield remark(said, sheet.name, number=read.number)
        return
    sent = as_sent.text(point.node, ANSWER) if as_sent is not None else None
    outcome = compare(point.answer, answer, sent)
    if outcome is Outcome.UNCHANGED:
        return
    doubt = NO_QUESTION if is_as_sent(cell, sent) else doubt_of(cell)
    if outcome is Outcome.QUESTION:
        doubt = doubt.then(Question("blanked", ask.QUESTION_BLANKED))
    yield NewProposal(
        field=ANSWER, submitted=answer, kind="question" if doubt.about else _KINDS[outcome], node=point.node,
        measure_number=read.number, as_sent=sent, before=point.answer or None, about=doubt.about, question=doubt.text,
        sheet=sheet.name, cell=cell.cell,
    )
