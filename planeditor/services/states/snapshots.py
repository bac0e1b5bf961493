"""Snapshots (基準時点): frozen moments of a plan with a purpose. They make no new edition; as with editions, the change group that
writes one is its place in the log, and so its content."""
from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planeditor.domain.blocks import DATE, SNAPSHOT, SORT, TEXT, blocks
from planeditor.domain.building import PlanBuilder
from planeditor.domain.days import long_day, today
from planeditor.domain.errors import KnownError
from planeditor.domain.plan import BLOCK_TYPE, PLAN_ID, Key, Plan
from planeditor.messages import editions as say
from planeditor.services.states.moments import one_line, require_free
from planeditor.services.states.standing import is_step_back, known_status, status_entries, status_of
from planeditor.services.tree.nodes import write
from planeditor.store.report import ChangeReport

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One snapshot. ``status``: how far the papers were then, or the purpose that was given."""

    node: str
    name: str
    date: str
    status: str
    note: str


def snapshots(plan: Plan) -> list[Snapshot]:
    """The snapshots of a plan, in the order in which they were taken."""
    return [
        Snapshot(n.id, n.name, plan.text(n.id, DATE), plan.text(n.id, SORT), plan.text(n.id, TEXT))
        for n in blocks(plan, PLAN_ID, SNAPSHOT)
    ]


def take(
    document: Document, name: str, *, who: str, status: str = "", purpose: str = "", date: str = "", note: str = ""
) -> ChangeReport:
    """Freeze the plan as it is now. ``status`` also becomes the plan's, in the same operation; ``purpose`` is kept instead of
    it; ``date`` as it is to be printed, by default today.

    Raises KnownError for a name that is empty or taken, for a status there is none of, and for one that takes a decision back
    (``set_status`` asks for the reason).
    """
    plan = document.plan()
    name, purpose, date, note = (one_line(text) for text in (name, purpose, date, note))
    require_free(plan, name)
    entries: dict[Key, str | None] = dict(status_entries(status)) if status else {}
    now = status_of(plan)
    told = known_status(status) if status else now
    if is_step_back(now, told):
        raise KnownError(say.SNAPSHOT_STEP_BACK.format(status=now))
    builder = PlanBuilder(plan)
    builder.add("block", PLAN_ID, {
        BLOCK_TYPE: SNAPSHOT, DATE: date or long_day(today()), SORT: purpose or told, TEXT: note,
    }, name=name)  # fmt: skip
    entries |= builder.entries
    title = say.GROUP_SNAPSHOT_STATUS if status else say.GROUP_SNAPSHOT
    return write(document, title.format(name=name, status=told), entries, who, "")
