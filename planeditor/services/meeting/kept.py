"""What was handed out: frozen with the plan, so that it can be given again to the byte."""
from __future__ import annotations

from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from planeditor.domain.errors import KnownError
from planeditor.domain.text import label_key
from planeditor.formengine.fonts.book import FontBook
from planeditor.messages import meeting as say
from planeditor.services.meeting.making import write_meeting_to
from planeditor.services.meeting.material import Material, read_material
from planeditor.services.meeting.order import MeetingOrder
from planeditor.services.paper.order import Kind, Progress, Written
from planeditor.services.paper.targets import write_file
from planeditor.services.states import snapshots
from planeditor.services.states.moments import State, one_line, require_free
from planeditor.services.states.named import find_state, states
from planeditor.store.papers import NewPaper, Paper
from planeditor.store.report import ChangeReport

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.services.formsets import FormSets
    from planeditor.store.document import Document


@dataclass(frozen=True, slots=True)
class Printed:
    """The PDF of the papers in the making: of which content, ``after_group`` being the last change it holds."""

    material: Material
    content: bytes
    written: Written
    after_group: int


@dataclass(frozen=True, slots=True)
class KeptPaper:
    """A paper that was handed out, with the name of the 基準時点 it is of; "" where that was taken off the list."""

    paper: Paper
    state: str


def kept_papers(document: Document) -> list[KeptPaper]:
    """What was handed out so far, in the order of its number."""
    plan = document.plan()
    names = {shot.node: shot.name for shot in snapshots.snapshots(plan)}
    return [KeptPaper(paper, names.get(paper.snapshot, "")) for paper in document.papers.all()]


def kept_paper(document: Document, state: State, period: str, kind: Kind) -> Paper | None:
    """The paper of a year that was handed out at a state, the latest; None where there is none, or its bytes were taken out."""
    found = document.papers.at(state.node) if state.kind == "snapshot" else []
    return next((p for p in found if p.kind == kind and p.size and period in ("", p.period)), None)


def frozen_paper(document: Document, state: State, order: MeetingOrder, kind: Kind) -> Paper | None:
    """The paper that an order for a state means: handed out there, where the order asks for nothing else. None where it is to be
    made."""
    found = kept_paper(document, state, order.period, kind)
    if found is None:
        return None
    made_by = MeetingOrder.read(found.options, found.period)
    return found if order in (MeetingOrder(order.period), replace(made_by, period=order.period, since=order.since)) else None


def order_at(document: Document, state: State, order: MeetingOrder) -> MeetingOrder:
    """An order for a state: where papers were handed out there and nothing but the year is asked for, the order of those."""
    found = kept_paper(document, state, order.period, "pdf") if order == MeetingOrder(order.period) else None
    return MeetingOrder.read(found.options, found.period) if found else order


def print_papers(
    document: Document, sets: FormSets, order: MeetingOrder, at: str = "", *, fonts: FontBook | None = None,
    progress: Progress | None = None,
) -> Printed:
    """Make the PDF of what is now (or of the state ``at``), to be handed out. Raises as ``read_material`` and ``write_meeting``."""
    group = find_state(document, at).group
    material = read_material(document, sets, order, at)
    return print_material(material, group, fonts=fonts, progress=progress)


def print_material(
    material: Material, after_group: int, *, fonts: FontBook | None = None, progress: Progress | None = None
) -> Printed:
    """The same of material that was read before, away from the plan file."""
    output = BytesIO()
    written = write_meeting_to(material, "pdf", output, fonts=fonts, progress=progress)
    return Printed(material, output.getvalue(), written, after_group)


def snapshot_for_paper(document: Document, name: str, period: str) -> State | None:
    """The 基準時点 of that name, where it has no papers of that year yet; None where the name is free.

    Raises KnownError where papers were handed out under that name already, and for a name that cannot be taken.
    """
    state = next((s for s in states(document) if s.kind == "snapshot" and label_key(s.name) == label_key(name)), None)
    if state is None:
        require_free(document.plan(), one_line(name))
    elif kept_paper(document, state, period, "pdf"):
        raise KnownError(say.ALREADY_KEPT.format(name=state.name))
    return state


@dataclass(frozen=True, slots=True)
class HandedOut:
    """The paper that was kept, and what taking its 基準時点 changed."""

    paper: Paper
    report: ChangeReport


def hand_out(document: Document, printed: Printed, name: str, *, who: str) -> HandedOut:
    """Take the 基準時点 of that name and keep the bytes that are handed out; where it is there and has none, they are kept with it.

    Raises KnownError where the plan changed since they were made, and as ``snapshot_for_paper``.
    """
    order = printed.material.order
    state = snapshot_for_paper(document, name, order.period)
    if printed.after_group != (state.group if state else document.last_group):
        raise KnownError(say.CHANGED_SINCE.format(name=name))
    report = ChangeReport(None, "", ())
    if state is None:
        report = snapshots.take(document, name, who=who, purpose=say.PURPOSE, date=order.date)
        state = find_state(document, name)
    paper = document.keep_paper(NewPaper(
        snapshot=state.node, name=printed.material.title, kind="pdf", period=order.period, content=printed.content, who=who,
        options=order.told(),
    ))  # fmt: skip
    return HandedOut(paper, report)


def save_paper(document: Document, number: int, target: Path) -> Paper:
    """Write a kept paper to a file, to the byte. Raises KnownError where there is none, its bytes are gone or damaged, for a file
    name of another kind, and what ``write_file`` refuses."""
    paper = document.papers.get(number)
    if target.suffix.lower() != f".{paper.kind}":
        raise KnownError(say.KEPT_KIND.format(number=number, kind=paper.kind, file=target.name))
    content = document.papers.content(number)
    write_file(target, content)
    return paper
