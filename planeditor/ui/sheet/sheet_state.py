"""What a sheet shows of the plan's state, and where one begins on it."""
from __future__ import annotations

from collections.abc import Sequence

from planeditor.domain.plan import RESERVED_MARK, Node, Plan
from planeditor.domain.withholding import is_withheld, withheld_in
from planeditor.messages import ui_sheet as say
from planeditor.services.editing.lastyear import same_as_last_year
from planeditor.services.editing.permissions import Lock
from planeditor.services.paper.choosing import nodes_for
from planeditor.store.report import ChangeReport
from planeditor.ui.place import Place
from planeditor.ui.session import Session
from planeditor.ui.sheet.cell_walk import Cell
from planeditor.ui.sheet.overlays import Overlays


def mark_cells(session: Session, overlays: Overlays, cells: Sequence[Cell]) -> None:
    """Mark on a sheet what may not be edited now, what is never grey, what is still last year's, and what is not published."""
    overlays.locked = locked_cells(session, cells)
    overlays.plain = plain_cells(session, cells)
    overlays.same = unchanged_cells(session, cells)
    overlays.withheld = withheld_cells(session, cells)


def locked_cells(session: Session, cells: Sequence[Cell]) -> frozenset[int]:
    """The numbers of the cells that may not be edited now."""
    return frozenset(c.number for c in cells if session.lock(c.key) is not Lock.OPEN)


def plain_cells(session: Session, cells: Sequence[Cell]) -> frozenset[int]:
    """The numbers of the cells of chapters and their running text."""
    plan = session.plan
    return frozenset(c.number for c in cells if (node := plan.node(c.key.node)) is not None and node.kind == "block")


def unchanged_cells(session: Session, cells: Sequence[Cell]) -> frozenset[int]:
    """The numbers of the cells whose text is still last year's."""

    def unchanged(cell: Cell) -> bool:
        return bool(cell.key.period) and same_as_last_year(session.plan, session.vocabulary, cell.key)

    return frozenset(cell.number for cell in cells if unchanged(cell))


def withheld_cells(session: Session, cells: Sequence[Cell]) -> frozenset[int]:
    """The numbers of the cells with an entry that is not to be published."""
    nodes = {key.node for cell in cells for key in cell.keys}
    if not any(any(withheld_in(session.plan, node)) for node in nodes):
        return frozenset()
    return frozenset(cell.number for cell in cells if any(is_withheld(session.plan, key) for key in cell.keys))


def usual_cell(session: Session, cells: Sequence[Cell], locked: frozenset[int], place: Place) -> Cell | None:
    """The cell to begin with at a node and period (default: the current one): the first that may be edited."""
    own = [c for c in cells if any(k.node == place.node for k in c.keys)] or (list(cells) if place.node else [])
    period = place.period or (session.current.key if session.current else "")
    of_period = [c for c in own if any(k.period == period for k in c.keys)]
    found = next((c for c in of_period if c.number not in locked), None)
    if found is None and place.period:
        found = next(iter(of_period), None)
    return found or next((c for c in own if c.number not in locked), None) or next(iter(own), None)


def touches(report: ChangeReport, plan: Plan, root: str) -> bool:
    """Whether the sheet of a measure may look different after a change: texts of other measures do not stand on it."""
    for change in report.changes:
        node = plan.node(change.key.node)
        other = node is not None and node.kind == "measure" and node.id != root
        if not other or change.key.field.startswith(RESERVED_MARK):
            return True
    return False


def why_empty(session: Session, root: Node | None) -> str:
    """The sentence that invites where there is no sheet for a place; "" where there is one."""
    form, word = session.form, session.vocabulary.word("measure")
    if form.problems:
        return say.FORM_BROKEN.format(form=form.title, problem=form.problems[0].reason)
    if form.each == "plan" or root is not None:
        return ""
    there, sentences = nodes_for(session.plan, form), say.EMPTY_OF.get(form.each)
    if sentences is not None:
        return sentences[bool(there)]
    if not there:
        return say.EMPTY_NONE.format(measure=word)
    return say.EMPTY_CHOOSE_AREA if form.each == "area" else say.EMPTY_CHOOSE.format(measure=word)
