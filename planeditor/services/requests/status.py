"""提出状況: who has handed in what, who is late, and what waits for a decision or for an answer."""
from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeVar

from planeditor.domain.current import current_period
from planeditor.domain.days import today
from planeditor.domain.fields import Vocabulary
from planeditor.domain.periods import Period
from planeditor.domain.plan import PLAN_ID, ROUNDS, Key, Plan
from planeditor.domain.reserved import forecasts_in
from planeditor.formengine.form.formset import FormSet
from planeditor.services.intake.rivals import rivals_of
from planeditor.services.intake.standing import Standing, Waiting, count_waiting
from planeditor.services.intake.waiting import waiting_of_all
from planeditor.services.requests.addressing import Unresolved, address, asked_measures
from planeditor.services.requests.asked import Asked
from planeditor.services.requests.confirming import unconfirmed
from planeditor.services.requests.returns import Returns
from planeditor.store.requests import Request, Role

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document

_Item = TypeVar("_Item")
State = Literal["none", "part", "all", "own"]
"""未提出, 一部提出, 提出済, 直接記入."""


@dataclass(frozen=True, slots=True)
class MeasureStatus:
    """One measure of a department, and the 取込番号 of the files that held its sheet."""

    node: str
    role: Role
    receipts: tuple[int, ...] = ()

    @property
    def submitted(self) -> bool:
        """Whether it has come back."""
        return bool(self.receipts)


@dataclass(frozen=True, slots=True)
class DepartmentStatus:
    """How far a department is. ``counted`` are the measures it answers for: those it leads, else those it contributes to."""

    department: int | None
    name: str
    own: bool
    measures: tuple[MeasureStatus, ...]
    counted: tuple[MeasureStatus, ...]
    requests: tuple[int, ...] = ()
    sent: dt.datetime | None = None
    deadline: dt.date | None = None
    file_name: str = ""
    receipts: tuple[int, ...] = ()
    days_late: int = 0
    """0 where everything has come, or the deadline has not passed."""
    waiting: Waiting = field(default_factory=Waiting)
    corrections: tuple[int, ...] = ()
    """The numbers of the corrections that were not answered."""
    unconfirmed: tuple[Key, ...] = ()
    forecasts: tuple[Key, ...] = ()

    @property
    def submitted(self) -> int:
        """How many of the counted measures have come back."""
        return sum(measure.submitted for measure in self.counted)

    @property
    def state(self) -> State:
        """How far it is in one word."""
        if self.own:
            return "own"
        return "all" if self.submitted == len(self.counted) else "part" if self.submitted else "none"


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums. Departments and measures are those asked; what the secretariat fills in itself is not counted there."""

    departments: int = 0
    departments_submitted: int = 0
    measures: int = 0
    measures_submitted: int = 0
    late: int = 0
    waiting: Waiting = field(default_factory=Waiting)
    corrections: int = 0
    unconfirmed: int = 0
    forecasts: int = 0


@dataclass(frozen=True, slots=True)
class Status:
    """How far the answers of one period and round have come, departments in 建制順."""

    period: Period
    round: str
    departments: tuple[DepartmentStatus, ...]
    totals: Totals
    deadline: dt.date | None = None
    """Of the latest request."""
    requested: bool = False
    """Whether anything was sent out; without a request everybody with measures is listed."""
    unresolved: tuple[Unresolved, ...] = ()
    waiting: tuple[Standing, ...] = ()
    """What waits of the period, and of what came in answer to its requests: remarks on earlier years too."""


def status(
    document: Document, forms: FormSet, period: Period | None = None, round: str = "", on: dt.date | None = None  # noqa: A002
) -> Status | None:
    """How far the answers have come on a day (default: today); None where the plan has no periods.

    ``period``: where none is given the current one, or the first one of the latest request where that does not ask for it;
    ``round``: that of the latest request of the period. A measure has come
    back when its sheet was in a file that was taken in (see ``Returns`` for whom it counts). A department has handed in
    when all measures that it answers for have come back; measures that have ended since count no more.
    """
    plan, vocabulary = document.plan(), forms.vocabulary
    chosen = period or _usual_period(document, vocabulary)
    if chosen is None:
        return None
    day = on or today()
    addressing = address(plan, vocabulary, document.departments.all(), day)
    turn = round or _latest_round(document, chosen.key)
    proposals = rivals_of(document).every()
    returns = Returns(document, vocabulary, addressing, chosen.key, turn, proposals)
    counting = _Counting(document, vocabulary, chosen, returns, waiting_of_all(document))
    departments = tuple(d for asked in returns.asked if (d := counting.department(asked, day)).measures)
    latest = returns.requests[-1] if returns.requests else None
    return Status(
        chosen, turn, departments, counting.totals(departments), latest.deadline if latest else None, latest is not None,
        addressing.unresolved if latest is None else (), tuple(counting.waiting),
    )  # fmt: skip


def rounds(plan: Plan) -> list[str]:
    """The rounds of reporting within a year, in order; none where a plan is reported once a year."""
    return plan.text(PLAN_ID, ROUNDS).split()


def forecasts(plan: Plan, period: str) -> list[Key]:
    """The figures of a period that are still 見込, in the plan's order: the keys of the figures themselves."""
    return [key for node in plan.measures for key, _ in forecasts_in(plan, node.id) if key.period == period]


def _usual_period(document: Document, vocabulary: Vocabulary) -> Period | None:
    current, latest = current_period(document.plan(), vocabulary), document.requests.latest()
    if current is None or latest is None or not latest.periods or current.key in latest.periods:
        return current
    return Period.from_key(latest.periods[0])


def _latest_round(document: Document, period: str) -> str:
    found = [r for r in document.requests.all() if r.kind == "request" and not r.withdrawn and period in r.periods]
    return found[-1].round if found else ""


class _Counting:
    """Counts what belongs to whom."""

    def __init__(
        self, document: Document, vocabulary: Vocabulary, period: Period, returns: Returns, waiting: Sequence[Standing]
    ) -> None:
        plan = document.plan()
        self._returns = returns
        self._asked_now = {node.id for node in asked_measures(plan)}
        self.waiting = [
            item for item in waiting if item.proposal.period in ("", period.key) or returns.answers(item.proposal.receipt)
        ]
        self._waiting = _by_owner((returns.sender(i.proposal.receipt, i.node), i) for i in self.waiting)
        own = {node for a in returns.asked if a.own for node in a.roles}
        agreed = [k for k in unconfirmed(document, vocabulary, period.key, returns.first_return()) if k.node not in own]
        self._unconfirmed = _by_owner((returns.lead(key.node), key) for key in agreed)
        self._forecasts = _by_owner((returns.lead(key.node), key) for key in forecasts(plan, period.key))

    def department(self, asked: Asked, day: dt.date) -> DepartmentStatus:
        """How far one department is."""
        measures = {
            node: MeasureStatus(node, role, tuple(r.number for r in asked.receipts.get(node, ())))
            for node, role in asked.roles.items()
            if node in self._asked_now
        }
        counted = tuple(m for m in measures.values() if m.role == "lead") or tuple(measures.values())
        deadline = asked.request.deadline if asked.request else None
        late = bool(deadline and deadline < day and not all(m.submitted for m in counted))
        return DepartmentStatus(
            asked.department, asked.name, asked.own, tuple(measures.values()), counted,
            requests=tuple(r.number for r in self._returns.requests if _went_to(r, asked)),
            sent=asked.request.at if asked.request else None, deadline=deadline,
            file_name=asked.book.file_name if asked.book else "",
            receipts=tuple(sorted({number for m in measures.values() for number in m.receipts})),
            days_late=(day - deadline).days if late and deadline else 0,
            waiting=count_waiting(self._waiting.get(id(asked), ())),
            corrections=tuple(r.number for r in self._returns.corrections if _went_to(r, asked) and self._is_unanswered(r)),
            unconfirmed=tuple(self._unconfirmed.get(id(asked), ())), forecasts=tuple(self._forecasts.get(id(asked), ())),
        )  # fmt: skip

    def totals(self, departments: Iterable[DepartmentStatus]) -> Totals:
        """The sums over all; a measure that several departments answer for counts once."""
        asked = [d for d in departments if not d.own]
        counted: dict[str, bool] = {}
        for measure in (m for d in asked for m in d.counted if m.role == "lead"):
            counted[measure.node] = counted.get(measure.node, False) or measure.submitted
        return Totals(
            len(asked), sum(d.state == "all" for d in asked), len(counted), sum(counted.values()),
            sum(d.days_late > 0 for d in asked), count_waiting(self.waiting), sum(len(d.corrections) for d in asked),
            sum(map(len, self._unconfirmed.values())), sum(map(len, self._forecasts.values())),
        )  # fmt: skip

    def _is_unanswered(self, correction: Request) -> bool:
        return not correction.tokens & self._returns.tokens


def _by_owner(pairs: Iterable[tuple[Asked | None, _Item]]) -> Mapping[int, list[_Item]]:
    found: dict[int, list[_Item]] = {}
    for owner, item in pairs:
        found.setdefault(id(owner), []).append(item)
    return found


def _went_to(request: Request, asked: Asked) -> bool:
    return any(asked.is_for(book) for book in request.books)
