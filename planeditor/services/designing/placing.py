"""Proposing a field for a cell by its label: one that is known, one of another form set, or a new one; none twice."""
from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from planeditor.domain.fields import FieldDef
from planeditor.domain.plan import Plan
from planeditor.domain.text import shorten
from planeditor.formengine.designing.plainsheet import PlainCell
from planeditor.formengine.filling.spans import run_index
from planeditor.messages import designing as say
from planeditor.services.designing.design import Design
from planeditor.services.designing.labels import Labels, fold, without_number
from planeditor.services.designing.newfields import guessed_field
from planeditor.services.designing.offers import placeholder_of, usable_label
from planeditor.services.designing.proposals import Proposal
from planeditor.services.designing.reading_sheet import LookedAt

_SHOWN = 16
_FORMATS = re.compile(r"\|[^}]*(?=\}\})")


class Placer:
    """Knows which fields there are and which are shown already."""

    def __init__(
        self, design: Design, plan: Plan, labels: Labels, looked: LookedAt, propose: Callable[[Proposal], None]
    ) -> None:
        """``propose``: takes each proposal."""
        self.vocabulary, self.labels, self.looked, self._propose = design.vocabulary, labels, looked, propose
        self._labelled = {(f.of, fold(f.label)) for f in design.vocabulary.fields}
        self._keys = {f.key for f in design.vocabulary.fields}
        self._made: set[tuple[str, str]] = set()
        """Labels that have got a new field, each with its series."""
        self._run_on = {field for _, field in run_index(plan)}
        """Fields of which the plan has an entry over several years."""
        self._shown = {_FORMATS.sub("", text) for text in design.assigned.values()}
        """Placeholders that stand somewhere already."""

    def first(self, shown: str) -> bool:
        """Whether a placeholder stands nowhere yet; from now on it does."""
        if shown in self._shown:
            return False
        self._shown.add(shown)
        return True

    def place(self, cell: PlainCell, label: str, series: str, *, span: bool = False, head: PlainCell | None = None) -> None:
        """Propose the field of a label for a cell. ``series``: that of its row or column, ``span``: it goes over several of
        them, ``head``: where the label stands."""
        found = self.labels.find(label, series=series)
        is_new = found is None or (found.of, found.key) not in self.vocabulary.by_key
        if found is None:
            if (fold(label), series) in self._made:
                return
            self._made.add((fold(label), series))
            definition = self._new_field(label, series, cell)
        else:
            definition = self._adopted(found) if is_new else found
        if definition.kind == "internal":
            self._empty(cell, definition)
            return
        shown = placeholder_of(definition, self.vocabulary)
        if not self.first(shown):
            return
        if head is not None:
            self.looked.used.add(head.place)
        runs_on = bool(series) and (span or definition.key in self._run_on)
        text = shown.replace("}}", "|通し}}") if runs_on else shown
        name = shorten(self._owner(definition) + definition.label, _SHOWN)
        sentence = (say.PROPOSE_NEW if is_new else say.PROPOSE_FIELD).format(label=name)
        kind, field = ("new", definition) if is_new else ("field", None)
        self._propose(Proposal(kind, cell.place, sentence, ((cell.place, text),), field))  # type: ignore[arg-type]  # two of its kinds

    def _empty(self, cell: PlainCell, definition: FieldDef) -> None:
        """What never leaves the house is on no form; what the workbook has there of one measure must not be on every sheet."""
        if self.looked.text(cell):
            sentence = say.PROPOSE_EMPTY.format(label=shorten(definition.label, _SHOWN))
            self._propose(Proposal("field", cell.place, sentence, ((cell.place, ""),)))

    def _owner(self, definition: FieldDef) -> str:
        """Whose a field is, where it is not the measure's."""
        if definition.of == "measure":
            return ""
        return say.OWNED_BY.format(owner=self.vocabulary.word(definition.of, say.OF_PLAN if definition.of == "plan" else None))

    def _new_field(self, label: str, series: str, cell: PlainCell) -> FieldDef:
        usable = self._free_label("measure", usable_label(without_number(label)), series)
        number = next(n for n in range(1, len(self._keys) + 2) if f"own{n}" not in self._keys)
        return self._remember(
            guessed_field(f"own{number}", usable, self.looked.sheet, cell, series=series, value=self.looked.text(cell))
        )

    def _adopted(self, definition: FieldDef) -> FieldDef:
        """A field of another form set, under a key and a label that are free here."""
        series = definition.series if definition.series in self.vocabulary.series else ""
        keys = [definition.key, *(f"{definition.key}_{n}" for n in range(2, len(self._keys) + 3))]
        key = next(k for k in keys if k not in self._keys)
        label = self._free_label(definition.of, definition.label, series)
        return self._remember(replace(definition, key=key, series=series, label=label))

    def _free_label(self, of: str, label: str, series: str) -> str:
        """The label, or one like it where another field has it."""
        return say.OTHER_LABEL.format(label=label, series=series or say.WHOLE) if (of, fold(label)) in self._labelled else label

    def _remember(self, made: FieldDef) -> FieldDef:
        self._keys.add(made.key)
        self._labelled.add((made.of, fold(made.label)))
        return made
