"""Another copy of the plan file taken in as a submission: what was changed there since both parted is proposed here."""
from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from planeditor.domain.days import short_day
from planeditor.domain.errors import KnownError
from planeditor.domain.fields import Vocabulary
from planeditor.domain.periods import Period
from planeditor.domain.plan import CLOSED, KIND, PARENT, PLAN_ID, Plan
from planeditor.messages import merging as say
from planeditor.messages import redacting
from planeditor.messages import services as say_services
from planeditor.services.intake.applying import apply
from planeditor.services.intake.deciding import Accept, chosen, in_open_periods
from planeditor.services.intake.doubts import removed_of
from planeditor.services.intake.merging_changes import Changes, changes_between
from planeditor.services.intake.rivals import rivals_of
from planeditor.services.intake.standing import Standing, standing
from planeditor.services.intake.structure_first import structure_first
from planeditor.services.intake.summary import Summary
from planeditor.store.ancestry import OtherCopy, common_group
from planeditor.store.document import Document
from planeditor.store.log import ChangeGroup
from planeditor.store.receipts import NewProposal, NewReceipt, Proposal
from planeditor.store.redaction.copies import holds_removed
from planeditor.store.report import ChangeReport
from planeditor.store.requests import Request

_NAMED_PEOPLE = 3
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_DEEPEST = 50
_KINDS = frozenset({"plan", "area", "measure", "block"})
_Change = tuple[str | None, str, str, str, str | None]


@dataclass(slots=True)
class CopySource:
    """A copy of the plan file as read: checked, nothing compared yet."""

    path: Path
    original: bytes
    theirs: Document

    @property
    def sha256(self) -> str:
        """What the file is known by."""
        return hashlib.sha256(self.original).hexdigest()


@dataclass(slots=True)
class Merged:
    """What became of a copy. ``receipt`` is None where it changed nothing since both parted."""

    receipt: int | None
    notes: list[str]
    unchanged: int = 0
    items: list[Standing] = field(default_factory=list)
    """All that it proposes."""
    taken: list[Standing] = field(default_factory=list)
    report: ChangeReport | None = None


def read_copy(path: Path) -> CopySource:
    """Read a plan file that somebody sends; may run on any thread. Raises KnownError where it cannot be trusted or read."""
    copy = OtherCopy.read(path)
    try:
        _require_readable(path.name, copy.document)
    except BaseException:
        copy.close()
        raise
    return CopySource(path, copy.original, copy.document)


def merge(document: Document, source: CopySource, vocabulary: Vocabulary, *, who: str, accept: Accept | None) -> Merged:
    """Compare a copy with the open plan file and its ancestor, stage what differs and take what ``accept`` asks for.

    Raises KnownError where it is the file itself, a copy for practice or another plan, and where the plan file cannot be
    written; nothing is changed then.
    """
    theirs = source.theirs
    ancestor = _ancestor(document, source)
    notes = _adopt_requests(document, theirs, ancestor)
    since = [group for group in theirs.log(limit=max(0, theirs.last_group - ancestor)) if group.id > ancestor]
    if not since:
        return Merged(None, notes)
    plan = document.plan()
    changes = changes_between(document.plan_at(ancestor), plan, theirs.plan(), vocabulary)
    items = not_known(document, changes, say.FORM)
    notes = [_since(document, ancestor, since), *notes, *changes.notes, *_left_behind(document, theirs)]
    message = Summary(changes.unchanged, tuple(notes)).as_text()
    new = NewReceipt(source.path.name, source.original, who, say.FORM, message=message)
    name = say_services.GROUP_IMPORT.format(file=source.path.name)
    merged = stage(document, new, items, vocabulary, name=name, source=say.SOURCE, accept=accept)
    merged.notes, merged.unchanged = notes, changes.unchanged
    return merged


def stage(
    document: Document, new: NewReceipt, items: list[NewProposal], vocabulary: Vocabulary, *,
    name: str, source: str, accept: Accept | None,
) -> Merged:
    """Store a file with what it proposes and take what ``accept`` asks for, in one operation called ``name``.

    Raises KnownError where the plan file cannot be written.
    """
    plan, items = document.plan(), list(map(_asked, items))
    rivals = rivals_of(document).texts_with(items)
    with document.edit(name, who=new.who, source=source) as edit:
        receipt = edit.add_receipt(new, items)
        waiting = standing(plan, edit.proposals, rivals)
        taken = _taken(plan, vocabulary, waiting, accept)
        if taken:
            apply(edit, plan, vocabulary, taken)
    return Merged(receipt, [], items=waiting, taken=taken, report=edit.report)


def _asked(item: NewProposal) -> NewProposal:
    """The proposal, as a question where it would bring back what was removed."""
    doubt = removed_of(item.submitted, item.before or "")
    return replace(item, kind="question", about=doubt.about, question=doubt.text) if doubt.text else item


def _taken(
    plan: Plan, vocabulary: Vocabulary, waiting: list[Standing], accept: Accept | None
) -> list[Standing]:
    """What is taken now; what is a question never is without a person."""
    if accept is None or accept == "none":
        return []
    sure = [item for item in waiting if item.kind != "question"]
    found = in_open_periods(plan, chosen(sure, plan, vocabulary, accept))
    return structure_first(plan, found, sure)


def _ancestor(document: Document, source: CopySource) -> int:
    theirs, name = source.theirs, source.path.name
    if source.path.exists() and source.path.samefile(document.path):
        raise KnownError(say.ITSELF.format(file=name))
    if theirs.is_practice and not document.is_practice:
        raise KnownError(say.PRACTICE.format(file=name))
    if theirs.plan_id == document.plan_id:
        for one, other, sentence in ((document, theirs, redacting.OLDER_COPY), (theirs, document, redacting.NEWER_COPY)):
            if holds_removed(one, other):
                raise KnownError(sentence.format(file=name))
    group = common_group(document, theirs) if theirs.plan_id == document.plan_id else 0
    if not group:
        raise KnownError(say.OTHER_PLAN.format(file=name, found=theirs.plan().title))
    return group


def not_known(document: Document, changes: Changes, form: str) -> list[NewProposal]:
    """Without what an earlier state of such a file (``form`` of its receipt) proposed in the same way already, decided or
    not; a note says how much that is."""
    copies = [r.number for r in document.receipts.all() if r.form == form]
    known = {_as_change(p) for number in copies for p in document.receipts.proposals(number) if not p.damaged}
    items = [p for p in changes.items if _as_change(p) not in known]
    again = len(changes.items) - len(items)
    if again:
        changes.notes.append(say.NOTE_WAITING_ALREADY.format(count=again))
    return items


def _as_change(proposal: NewProposal | Proposal) -> _Change:
    return proposal.node, proposal.field, proposal.period, proposal.submitted, proposal.as_sent


def _since(document: Document, ancestor: int, since: list[ChangeGroup]) -> str:
    """Up to where both are the same, and who has changed how much there."""
    last = next(group for group in document.log(limit=document.last_group - ancestor + 1) if group.id == ancestor)
    people = list(dict.fromkeys(group.who for group in reversed(since)))
    told = "、".join(people[:_NAMED_PEOPLE])
    if len(people) > _NAMED_PEOPLE:
        told = say.PEOPLE_MORE.format(people=told)
    count = sum(len(group.changes) for group in since if not group.undone)
    return say.NOTE_SINCE.format(day=short_day(last.at.astimezone().date()), name=last.name, count=count, people=told)


def _left_behind(document: Document, theirs: Document) -> list[str]:
    """What of the copy is not taken over, told so that nobody waits for it."""
    known = {receipt.sha256 for receipt in document.receipts.all()}
    strange = [receipt for receipt in theirs.receipts.all() if receipt.sha256 not in known]
    notes = [say.NOTE_NOT_TAKEN.format(count=len(strange))] if strange else []
    if theirs.departments.all() != document.departments.all():
        notes.append(say.NOTE_DEPARTMENTS)
    return notes


def _adopt_requests(document: Document, theirs: Document, ancestor: int) -> list[str]:
    """Make the requests known that were sent out from the copy, so that their workbooks are recognised here.

    What was sent is looked up in our log: at the latest the place where both part, since what the copy changed after it is
    no part of our past. A cell that they changed before sending then reads as changed by the department too; it is asked
    about, never lost.
    """
    known = document.requests.tokens()
    fresh = [r for r in theirs.requests.all() if not r.withdrawn and r.books and known.isdisjoint(r.tokens)]
    for request in fresh:
        document.adopt_request(_as_ours(document, theirs, request), min(request.after_group, ancestor))
    return [say.NOTE_REQUESTS.format(count=len(fresh))] if fresh else []


def _as_ours(document: Document, theirs: Document, request: Request) -> Request:
    """The request with the numbers that departments have here; a file that it answers is not here."""
    names = {d.id: d.name for d in theirs.departments.all()}
    ours = {d.name: d.id for d in document.departments.all()}
    books = tuple(replace(b, department=ours.get(names.get(b.department or 0, ""))) for b in request.books)
    return replace(request, books=books, receipt=None)


def _require_readable(name: str, theirs: Document) -> None:
    """Raise KnownError where it holds what this program would never write: all of it is about to be shown and compared."""
    try:
        plan = theirs.plan()
        _check(plan)
        for part in (theirs.requests, theirs.receipts, theirs.departments):
            part.all()
        theirs.log(limit=1)
    except ValueError as error:
        raise KnownError(say.DAMAGED.format(file=name)) from error


def _check(plan: Plan) -> None:
    """Raise ValueError for what is no plan."""
    for period in _period_keys(plan):
        Period.from_key(period)
    below: dict[str, list[str]] = {}
    for key, text in plan.entries.items():
        if _CONTROL.search(text) or (key.field == KIND and text not in _KINDS):
            raise ValueError(key.field)
        if key.field == CLOSED:
            dt.date.fromisoformat(text)
        if key.field == PARENT:
            below.setdefault(text, []).append(key.node)
    level = [PLAN_ID]
    for _ in range(_DEEPEST):
        level = [child for node in level for child in below.get(node, ())]
    if level or plan.node(PLAN_ID) is None:
        raise ValueError(PARENT)


def _period_keys(plan: Plan) -> Iterable[str]:
    yield from {period for _, period in plan.used}
    for series in plan.series_names:
        yield from plan.period_keys(series)
