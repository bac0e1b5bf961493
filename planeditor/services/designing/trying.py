"""Trying a design on a plan: the form filled, what is wrong with it and where, how many entries find a place."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from planeditor.domain.plan import RESERVED_MARK, Key, Node, Plan
from planeditor.formengine.cells import Place
from planeditor.formengine.filling.fill import Filler
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.form.definition import FormDef
from planeditor.formengine.form.drawing import Problem
from planeditor.formengine.form.formset import FormSet
from planeditor.formengine.pages import Page
from planeditor.formengine.reading.places import cell_name, parse_range
from planeditor.messages import designing as say
from planeditor.scratch import scratch_folder
from planeditor.services.designing.base import load_set
from planeditor.services.designing.design import Design
from planeditor.services.designing.writing import write_form_set
from planeditor.services.paper.exporting import SheetJob


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with a design, and where."""

    sentence: str
    place: Place | None = None
    """The cell of the worksheet, where it is one."""
    cell: str = ""
    """Its address in the city's workbook."""
    serious: bool = True
    """Whether the form cannot be saved with it."""


@dataclass(frozen=True, slots=True)
class Counted:
    """How many entries of a plan find a place in a form."""

    placed: int
    total: int
    left: tuple[tuple[str, int], ...] = ()
    """Labels of fields whose entries do not, and how many there are."""


@dataclass(frozen=True)
class Trial:
    """A design that was made a form set for a moment."""

    design: Design
    forms: FormSet
    plan: Plan

    @property
    def form(self) -> FormDef:
        """The form of the design."""
        return self.forms.form(self.design.form_name)

    @cached_property
    def troubles(self) -> list[Trouble]:
        """What is wrong, the serious things first."""
        found = [self._trouble(p) for p in self.form.problems]
        if not found and not self.form.entry_cells:
            found.append(Trouble(say.NOTHING_PLACED))
        return [*found, *self._doubles()]

    @property
    def sound(self) -> bool:
        """Whether the form can be saved."""
        return not any(t.serious for t in self.troubles)

    @cached_property
    def roots(self) -> list[Node | None]:
        """What the form is filled for in this plan."""
        return list(Filler(self.plan, self.form).roots())

    def pages(self, fonts: FontBook, number: int = 0) -> list[Page]:
        """The pages of one of its sheets. Empty where the form has problems or the plan nothing to fill it with."""
        if not self.sound or not self.roots:
            return []
        return list(SheetJob(self.plan, self.form, fonts).pages([self.roots[number % len(self.roots)]]))

    def count(self) -> Counted:
        """How many entries of the plan find a place."""
        wanted = set(self._entries())
        placed: set[Key] = set()
        if self.sound:
            filler = Filler(self.plan, self.form)
            for node in self.roots:
                placed |= filler.fill(node).entries().keys()
        left: Counter[str] = Counter()
        for key in wanted - placed:
            node = self.plan.node(key.node)
            if node is not None:
                left[self.design.vocabulary.by_key[node.kind, key.field].label] += 1
        listed = {f.label: number for number, f in enumerate(self.design.vocabulary.fields)}
        most = sorted(left.items(), key=lambda item: (-item[1], listed[item[0]]))
        return Counted(len(wanted & placed), len(wanted), tuple(most))

    def _entries(self) -> Iterator[Key]:
        """The entries that a form is asked for: those of fields that leave the house; the title and the areas are on any."""
        known = self.design.vocabulary.by_key
        for key in self.plan.entries:
            node = self.plan.node(key.node)
            definition = known.get((node.kind, key.field)) if node is not None and node.kind != "block" else None
            if definition is None or definition.kind == "internal":
                continue
            if node is not None and (node.kind == "measure" or not key.field.startswith(RESERVED_MARK)):
                yield key

    def _trouble(self, problem: Problem) -> Trouble:
        place = self._place(problem.cell)
        return Trouble(problem.reason, place, self._address(place))

    def _place(self, cell: str) -> Place | None:
        if not cell:
            return None
        row, column, _, _ = parse_range(cell)
        return self.design.drawn.places.get((row, column))

    def _address(self, place: Place | None) -> str:
        origin = self.design.sheet.origin
        return cell_name(place[0] + origin[0] - 1, place[1] + origin[1] - 1) if place else ""

    def _doubles(self) -> Iterator[Trouble]:
        """An entry that stands twice: what a department writes into one of the cells is not in the other."""
        seen: set[tuple[str, str]] = set()
        for place, bound in sorted(self.form.entry_cells.items()):
            what = bound.field.of, bound.field.key
            if what in seen:
                own = self.design.drawn.places.get(place)
                yield Trouble(say.TWICE.format(label=bound.field.label), own, self._address(own), serious=False)
            seen.add(what)


def try_design(design: Design, plan: Plan) -> Trial:
    """The design as a form set, ready to be filled from a plan. Raises KnownError as ``load_form_set``."""
    with scratch_folder() as folder:
        made = folder / "set"
        made.mkdir()
        write_form_set(design, made)
        return Trial(design, load_set(made), plan)
