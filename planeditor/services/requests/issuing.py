"""Writing a request: one workbook for each department, the covering text, and the list of what goes to whom."""
from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from planeditor.domain.cover import CoverText
from planeditor.domain.days import today
from planeditor.domain.errors import KnownError
from planeditor.domain.periods import Period
from planeditor.domain.plan import PLAN_ID, Key, Plan
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.form.formset import FormSet
from planeditor.formengine.requesting.papers import write_cover, write_sent_list
from planeditor.messages import editing as say_editing
from planeditor.messages import requests as say
from planeditor.services.editing.permissions import require_open
from planeditor.services.requests.addressing import Addressee, Addressing, Unresolved, address
from planeditor.services.requests.books import BookMaker, BookText
from planeditor.services.requests.covering import to_json, with_deadline, years_text
from planeditor.services.requests.delivery import Delivery
from planeditor.services.requests.naming import book_name
from planeditor.services.requests.outgoing import Issued, Outgoing, Progress
from planeditor.services.requests.scope import Scope
from planeditor.services.requests.sheets import asked_forms
from planeditor.store.requests import NewRequest, RequestBook

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document

MOST_PERIODS = 2


class UnresolvedError(KnownError):
    """It is not settled who is asked for some measures: one sentence for each."""

    def __init__(self, unresolved: Sequence[Unresolved], word: str) -> None:
        self.unresolved = tuple(unresolved)
        sentences = "\n".join(u.message for u in unresolved)
        super().__init__(say.UNRESOLVED_ALL.format(word=word, count=len(unresolved), sentences=sentences))


@dataclass(frozen=True, slots=True)
class RequestOrder:
    """What is asked for. ``periods`` are keys; ``departments`` are numbers of the register, () = everybody; ``contact`` is
    printed in the workbooks, "" = the covering text's."""

    periods: tuple[str, ...]
    deadline: dt.date | None
    cover: CoverText
    revision: bool = False
    round: str = ""
    departments: tuple[int, ...] = ()
    contact: str = ""

    @property
    def years(self) -> list[Period]:
        """The periods themselves."""
        return [Period.from_key(key) for key in self.periods]


class Issuing(Outgoing):
    """A request in the making. ``on`` is the day that decides which departments exist (default: today).

    Raises UnresolvedError where it is not settled who is asked; KnownError for periods that are none of the plan's or
    closed, a department without measures, an empty choice, and a plan file open for reading.
    """

    def __init__(self, document: Document, forms: FormSet, order: RequestOrder, *, who: str, on: dt.date | None = None) -> None:
        super().__init__(document)
        self.forms, self.order, self.who = forms, order, who
        _require_periods(self.plan, forms, order)
        day = on or today()
        addressing = address(self.plan, forms.vocabulary, document.departments.all(), day)
        self.chosen = _chosen(forms, addressing, order)
        self.everybody = [a for a in addressing.addressees if not a.own]
        self.issued.warnings = _warnings(forms, self.chosen)
        self._stamps = (document.plan_id, document.requests.tokens())

    def _write(self, delivery: Delivery, fonts: FontBook, progress: Progress | None) -> None:
        order, everybody, issued = self.order, self.everybody, self.issued
        maker = self._maker(fonts)
        asked = [a for a in everybody if a in self.chosen]
        for done, addressee in enumerate(asked, start=1):
            place = everybody.index(addressee) + 1
            name = book_name(place, len(everybody), _short_name(addressee, everybody), order.years, order.round)
            target = delivery.name(name)
            with delivery.write(target) as output:
                book, pages = maker.write(addressee, target.name, output)
            issued.books = (*issued.books, book)
            issued.pages += pages
            if progress is not None:
                progress(done, len(asked))
        _write_papers(delivery, self.plan, self.forms, order, self.chosen, issued.books)

    def _maker(self, fonts: FontBook) -> BookMaker:
        order = self.order
        label, scope = years_text(order.years), Scope(order.periods, order.revision)
        text = BookText(label, order.deadline, order.contact or order.cover.contact, order.cover.sender, order.round)
        return BookMaker(self.plan, self.forms, scope, asked_forms(self.forms, scope, label), fonts, text, self._stamps)

    def _record(self) -> NewRequest:
        order = self.order
        return NewRequest(
            periods=order.periods, who=self.who, round=order.round, revision=order.revision, deadline=order.deadline,
            cover=to_json(with_deadline(order.cover, order.deadline)), books=self.issued.books,
        )


def issue(
    document: Document, forms: FormSet, order: RequestOrder, folder: Path, *, who: str, fonts: FontBook | None = None,
    progress: Progress | None = None, on: dt.date | None = None,
) -> Issued:
    """Write the request into ``folder`` (made where it is missing) and record it: the steps of ``Issuing`` in one go.

    Raises what its steps raise, leaving nothing.
    """
    issuing = Issuing(document, forms, order, who=who, on=on)
    issuing.write(folder, fonts, progress)
    return issuing.finish(document)


def _require_periods(plan: Plan, forms: FormSet, order: RequestOrder) -> None:
    if not order.periods:
        raise KnownError(say.NO_PERIODS)
    if len(order.periods) > MOST_PERIODS:
        raise KnownError(say.TOO_MANY_PERIODS)
    for period in order.years:
        if period.key not in plan.period_keys(period.series):
            raise KnownError(say_editing.NOT_A_YEAR.format(period=forms.vocabulary.period_label(plan, period)))
    require_open(plan, forms.vocabulary, [Key(PLAN_ID, "", key) for key in order.periods])


def _chosen(forms: FormSet, addressing: Addressing, order: RequestOrder) -> list[Addressee]:
    """The addressees that are asked. What is unsettled counts where everybody is asked, or one of those it may be."""
    word = forms.vocabulary.word("measure")
    wanted = set(order.departments)
    open_ends = [u for u in addressing.unresolved if not wanted or wanted & {d.id for d in u.candidates}]
    if open_ends:
        raise UnresolvedError(open_ends, word)
    chosen = [a for a in addressing.addressees if not wanted or (a.department and a.department.id in wanted)]
    if all(a.own for a in chosen):
        raise KnownError(say.NOBODY_TO_ASK.format(word=word))
    return chosen


def _short_name(addressee: Addressee, others: Sequence[Addressee]) -> str:
    """The 課 alone, with its 部 where another one asked is called the same."""
    def short(one: Addressee) -> str:
        return one.department.short_name if one.department else one.name

    name = short(addressee)
    return addressee.name if sum(short(other) == name for other in others) > 1 else name


def _write_papers(
    delivery: Delivery, plan: Plan, forms: FormSet, order: RequestOrder, chosen: Sequence[Addressee],
    books: Sequence[RequestBook],
) -> None:  # fmt: skip
    with delivery.write(delivery.name(f"{say.COVER_FILE}.xlsx")) as output:
        write_cover(with_deadline(order.cover, order.deadline), output)
    word = forms.vocabulary.word("measure")
    by_name: Mapping[str, RequestBook] = {book.name: book for book in books}
    rows = [
        _list_row(plan, place, addressee, None if addressee.own else by_name[addressee.name])
        for place, addressee in enumerate(sorted(chosen, key=lambda a: a.own), start=1)
    ]
    columns = tuple(column.format(word=word) for column in say.LIST_COLUMNS)
    title = say.LIST_TITLE.format(title=plan.title, years=years_text(order.years))
    with delivery.write(delivery.name(f"{say.LIST_FILE}.xlsx")) as output:
        write_sent_list(rows, columns, title, output)


def _list_row(plan: Plan, place: int, addressee: Addressee, book: RequestBook | None) -> tuple[str, ...]:
    numbers: dict[str, list[str]] = {"lead": [], "contributing": []}
    for assigned in addressee.measures:
        node = plan.node(assigned.node)
        numbers[assigned.role].append((node.number or node.name) if node else "")
    return (
        str(place) if book else "", addressee.name, book.file_name if book else "", "、".join(numbers["lead"]),
        "、".join(numbers["contributing"]), book.token if book else "", addressee.details if book else say.OWN_NOTE,
    )  # fmt: skip


def _warnings(forms: FormSet, chosen: Sequence[Addressee]) -> list[str]:
    word = forms.vocabulary.word("measure")
    return [say.OWN_LEFT_OUT.format(name=a.name, word=word, count=len(a.measures)) for a in chosen if a.own]
