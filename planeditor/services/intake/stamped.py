"""The 整理番号 of a sheet that came back: what went out under it, and whether it may be believed."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from planeditor.domain.days import short_day
from planeditor.domain.errors import KnownError
from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import NAME, NUMBER, PLAN_ID, Node, Plan
from planeditor.domain.stamps import is_of_plan
from planeditor.domain.text import label_key, number_key
from planeditor.formengine.recognition.readings import Reading
from planeditor.messages import importing as say
from planeditor.services.requests.scope import Scope
from planeditor.store.document import Document
from planeditor.store.requests import FoundStamp, Request, RequestBook

_KEPT_PLANS = 3
"""So many earlier states of the plan are kept: files of one import are mostly of one request."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What went out: the sheet's request, the plan as it was then, and which entries were open."""

    found: FoundStamp
    plan: Plan
    scope: Scope


@dataclass(frozen=True, slots=True)
class Stamped:
    """What is known of a sheet by its 整理番号."""

    sent: Sent | None = None
    """None where the sheet has none, or it says nothing that holds."""
    node: str = ""
    """The measure it was made for; "" where the printed numbers tell."""
    about: str = ""
    """Why everything on the sheet is a question, "" where it need not be."""
    question: str = ""
    notes: tuple[str, ...] = ()
    token: str = ""

    @property
    def counts(self) -> bool:
        """Whether the sheet counts as that of its measure."""
        return self.about not in ("other_plan", "other_sheet")


class Stamps:
    """Looks up the 整理番号 of sheets in the requests of one plan file, which are read once."""

    def __init__(self, document: Document, vocabulary: Vocabulary) -> None:
        self._document, self._vocabulary = document, vocabulary
        self._word = vocabulary.word("measure")
        self._found: dict[str, FoundStamp] = {}
        self._later: dict[tuple[str, str], list[Request]] = {}
        self._plans: dict[int, Plan] = {}
        self._is_loaded = False

    def find(self, token: str) -> FoundStamp | None:
        """What a 整理番号 stands for."""
        if not self._is_loaded:
            self._load()
        return self._found.get(token)

    def plan_as_sent(self, token: str) -> Plan | None:
        """The plan as it was when the workbook of that 整理番号 went out; None where that is not known."""
        found = self.find(token) if token else None
        sent = self._sent(found) if found else None
        return sent.plan if sent else None

    def look(self, plan: Plan, reading: Reading, book: str) -> Stamped:
        """What the 整理番号 of a sheet says beside the number and name it prints. ``book``: that of its workbook, where it
        has one."""
        return self._named(plan, reading, self._looked_up(plan, reading, book))

    def _looked_up(self, plan: Plan, reading: Reading, book: str) -> Stamped:
        tokens = (reading.stamp,) if reading.stamp else reading.seen_stamps
        if len(tokens) > 1:
            question = say.QUESTION_STAMPS.format(stamps="、".join(tokens), measure=self._word)
            return Stamped(None, "", "other_sheet", question, (say.NOTE_STAMPS.format(sheet=reading.sheet),))
        token = tokens[0] if tokens else book
        if not token:
            return Stamped()
        if not is_of_plan(token, self._document.plan_id):
            note = say.NOTE_OTHER_PLAN_STAMP.format(sheet=reading.sheet, stamp=token)
            return Stamped(None, "", "other_plan", say.QUESTION_OTHER_PLAN.format(stamp=token), (note,), token)
        found = self.find(token)
        sent = self._sent(found) if found else None
        if found is None or sent is None:
            return Stamped(None, notes=(say.NOTE_UNKNOWN_STAMP.format(sheet=reading.sheet, stamp=token),), token=token)
        if found.sheet is None:
            return self._by_book(plan, reading, sent)
        return self._checked(plan, reading, sent)

    def missing(self, plan: Plan, sheets: Iterable[tuple[str, str]], books: Iterable[str]) -> list[str]:
        """The numbers of the measures that workbooks were sent with, but came back without. ``sheets``: node and form of
        those that are there."""
        there = set(sheets)
        gone = []
        for token in dict.fromkeys(books):
            found = self.find(token)
            for sheet in found.book.sheets if found else ():
                node = plan.node(sheet.node)
                if (sheet.node, sheet.form) not in there and node is not None and node.id != PLAN_ID:
                    gone.append(node.number or node.name)
        return list(dict.fromkeys(gone))

    def _load(self) -> None:
        for request in self._document.requests.all():
            for book in () if request.damaged else request.books:  # as if it had no 整理番号: different is then a conflict
                self._found[book.token] = FoundStamp(request, book, None)
                for sheet in book.sheets:
                    self._found[sheet.token] = FoundStamp(request, book, sheet)
                    if not request.withdrawn:
                        self._later.setdefault((_addressee(book), sheet.node), []).append(request)
        self._is_loaded = True

    def _sent(self, found: FoundStamp) -> Sent | None:
        request = found.request
        scope = Scope(request.periods, request.revision)
        if request.after_group == self._document.last_group:
            return Sent(found, self._document.plan(), scope)
        plan = self._plans.get(request.after_group)
        if plan is None:
            try:
                plan = self._document.plan_at(request.after_group)
            except KnownError:  # damaged, or of a state that was put back since
                return None
            self._plans[request.after_group] = plan
            if len(self._plans) > _KEPT_PLANS:
                self._plans.pop(next(iter(self._plans)))
        return Sent(found, plan, scope)

    def _by_book(self, plan: Plan, reading: Reading, sent: Sent) -> Stamped:
        """A sheet that lost its own 整理番号 in a book that has one: its number tells which of the book's sheets it is."""
        printed = {number_key(n.text(NUMBER)) for n in reading.nodes if n.kind == "measure"}
        same = [s for s in sent.found.book.sheets if s.form == reading.form]
        own = [s for s in same if s.node == PLAN_ID or printed & _numbers((sent.plan.node(s.node),))]
        own = own or [s for s in same if printed & _numbers((plan.node(s.node),))]  # renumbered since, by hand too
        if len(own) != 1:
            return Stamped(None)
        return self._checked(plan, reading, Sent(FoundStamp(sent.found.request, sent.found.book, own[0]), sent.plan, sent.scope))

    def _named(self, plan: Plan, reading: Reading, stamped: Stamped) -> Stamped:
        """A question about the whole sheet where it prints the number of one measure and the name of another."""
        measures = [n for n in reading.nodes if n.kind == "measure"]
        if stamped.about or len(measures) != 1 or not (name := label_key(measures[0].text(NAME))):
            return stamped
        number = measures[0].text(NUMBER)
        own = plan.node(stamped.node) if stamped.node else plan.numbered("measure").get(number_key(number))
        before = stamped.sent.plan.node(own.id) if own is not None and stamped.sent is not None else None
        if own is None or name in {label_key(n.name) for n in (own, before) if n is not None}:
            return stamped
        other = next((n for n in plan.measures if label_key(n.name) == name), None)
        if other is None:
            return stamped
        question = say.QUESTION_OTHER_NAME.format(measure=self._word, printed=number or own.number, named=other.title)
        note = say.NOTE_OTHER_NAME.format(sheet=reading.sheet, measure=self._word)
        return replace(stamped, about="other_sheet", question=question, notes=(*stamped.notes, note))

    def _checked(self, plan: Plan, reading: Reading, sent: Sent) -> Stamped:
        sheet = sent.found.sheet
        if sheet is None or sheet.node == PLAN_ID:
            return self._dated(reading, sent, "")
        printed = next((n.text(NUMBER) for n in reading.nodes if n.kind == "measure"), "")
        node = plan.node(sheet.node)
        stamped = node or sent.plan.node(sheet.node)
        is_own = number_key(printed) in _numbers((node, sent.plan.node(sheet.node)))
        if is_own and (node is not None or number_key(printed) not in plan.numbered("measure")):  # else given to another since
            return self._dated(reading, sent, sheet.node if node else "")
        title = stamped.title if stamped else ""
        if not printed:
            question = say.QUESTION_NO_NUMBER.format(measure=self._word, stamped=title)
            return Stamped(sent, sheet.node, "other_sheet", question, self._other_sheet(reading), sheet.token)
        question = say.QUESTION_OTHER_SHEET.format(measure=self._word, printed=printed, stamped=title)
        return Stamped(None, "", "other_sheet", question, self._other_sheet(reading), sheet.token)

    def _other_sheet(self, reading: Reading) -> tuple[str, ...]:
        return (say.NOTE_OTHER_SHEET.format(sheet=reading.sheet, measure=self._word),)

    def _dated(self, reading: Reading, sent: Sent, node: str) -> Stamped:
        """What the sheet says, a question where its request no longer counts or was followed by another one."""
        request, sheet = sent.found.request, sent.found.sheet
        token = sheet.token if sheet else sent.found.book.token
        at = short_day(request.at.astimezone().date())
        if request.withdrawn:
            note = say.NOTE_WITHDRAWN.format(sheet=reading.sheet, at=at)
            return Stamped(sent, node, "withdrawn", say.QUESTION_WITHDRAWN.format(at=at), (note,), token)
        later = self._later.get((_addressee(sent.found.book), sheet.node if sheet else ""), ())
        if any(r.number > request.number and set(r.periods) & set(request.periods) for r in later):
            note = say.NOTE_OLDER.format(sheet=reading.sheet, at=at)
            return Stamped(sent, node, "older", say.QUESTION_OLDER.format(at=at), (note,), token)
        return Stamped(sent, node, token=token)


def _numbers(nodes: Iterable[Node | None]) -> set[str]:
    return {number_key(n.number) for n in nodes if n is not None and n.number}


def books_of(stamped: Iterable[Stamped], book: FoundStamp | None) -> Mapping[str, str]:
    """The workbooks that sheets of a file were sent in: 整理番号 of the book -> whom it was addressed to."""
    found = [s.sent.found for s in stamped if s.sent is not None]
    return {f.book.token: f.book.name for f in (*found, *([book] if book else []))}


def _addressee(book: RequestBook) -> str:
    return str(book.department) if book.department is not None else book.name
