"""Proposals: what the program would put where, each to be accepted or not."""
from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from planeditor.domain.fields import FieldDef
from planeditor.formengine.cells import Place
from planeditor.formengine.designing.plainsheet import PlainMark
from planeditor.services.designing.design import Design

ProposalKind = Literal["title", "years", "list", "field", "new"]


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposal."""

    kind: ProposalKind
    place: Place
    """The cell it is about."""
    sentence: str
    """What is proposed."""
    texts: tuple[tuple[Place, str], ...] = ()
    field: FieldDef | None = None
    """A field that is new to the set."""
    marks: tuple[PlainMark, ...] = ()
    rows: frozenset[int] = frozenset()
    """Rows that one sample row stands for from now on."""
    columns: frozenset[int] = frozenset()
    each: str = ""
    """What the form is filled for, where this tells."""


def accept(design: Design, proposals: Iterable[Proposal]) -> Design:
    """The design with these proposals."""
    for proposal in proposals:
        if proposal.field is not None and (proposal.field.of, proposal.field.key) not in design.vocabulary.by_key:
            design = design.add_field(proposal.field)
        for place, text in proposal.texts:
            design = design.assign(place, text)
        for mark in proposal.marks:
            design = design.mark(mark)
        design = design.remove(proposal.rows, proposal.columns)
    return design
