"""What is said of an edition or a snapshot written anew, or the whole of it taken off the list; its place in the log stays."""
from __future__ import annotations

from typing import TYPE_CHECKING

from planeditor.domain.blocks import DATE, EDITION, SNAPSHOT, SORT, TEXT, blocks
from planeditor.domain.errors import KnownError
from planeditor.domain.plan import BLOCK_TYPE, NAME, PLAN_ID, Key, Plan
from planeditor.messages import editions as say
from planeditor.services.states.moments import one_line, require_free
from planeditor.services.tree.nodes import write
from planeditor.store.report import ChangeReport

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document


def change(document: Document, node: str, name: str, date: str, sort: str, note: str, *, who: str) -> ChangeReport:
    """Write its name, date, sort and note anew, each as one line. Raises KnownError for a name that is empty or taken, and where
    there is no such edition or snapshot."""
    plan = document.plan()
    before = _titled(plan, node)
    name = one_line(name)
    require_free(plan, name, but=node)
    texts = {NAME: name, DATE: one_line(date), SORT: one_line(sort), TEXT: one_line(note)}
    return write(document, say.GROUP_CHANGE.format(state=before), {Key(node, field): text for field, text in texts.items()}, who, "")


def withdraw(document: Document, node: str, *, who: str) -> ChangeReport:
    """Take it off the list; the plan's content stays as it is. Raises KnownError where there is none."""
    plan = document.plan()
    return write(document, say.GROUP_WITHDRAW.format(state=_titled(plan, node)), dict.fromkeys(plan.of_node(node)), who, "")


def _titled(plan: Plan, node: str) -> str:
    """What it is and is called: 版「初版」."""
    found = next((n for n in blocks(plan, PLAN_ID, EDITION, SNAPSHOT) if n.id == node), None)
    if found is None:
        raise KnownError(say.GONE)
    return say.STATE.format(kind=say.KINDS[plan.text(node, BLOCK_TYPE)], name=found.name)
