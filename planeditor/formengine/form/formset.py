"""A form set: ``formset.toml`` beside the drawings. Fields, series, words, forms and what documents consist of."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from planeditor.domain.errors import KnownError
from planeditor.domain.fields import Vocabulary
from planeditor.domain.findings import CheckSettings
from planeditor.domain.progress import ProgressRules
from planeditor.formengine.form.definition import FormDef
from planeditor.formengine.form.parts import Part
from planeditor.messages import forms as say


@dataclass(frozen=True)
class FormSet:
    """The official forms one city uses, and their vocabulary."""

    id: str
    title: str
    version: int
    folder: Path
    vocabulary: Vocabulary
    forms: Mapping[str, FormDef]
    documents: Mapping[str, tuple[Part, ...]] = field(default_factory=dict)
    symbols: Mapping[str, str] = field(default_factory=dict)
    """Symbols of the legend and what they mean."""
    request_forms: tuple[str, ...] = ()
    """The forms that requests go out in; () = those that show what is asked for."""
    symbol_rules: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """What may follow each symbol in the next period ("" = nothing), and under ``はじめ`` what comes first."""
    shared: tuple[str, ...] = ()
    """The forms that are not the set's own but common to all sets."""
    progress: ProgressRules = field(default_factory=ProgressRules)
    """What the set says of 進捗区分."""
    checks: CheckSettings = field(default_factory=CheckSettings)
    """How the set tunes the rules of 点検."""
    missing: bool = False
    """Whether the set is not on this machine and this one stands in for it (``form/plain.py``)."""

    def form(self, name: str) -> FormDef:
        """The form of that name. Raises KnownError naming those there are."""
        found = self.forms.get(name) or next((f for f in self.forms.values() if f.title == name), None)
        if found is None:
            raise KnownError(say.UNKNOWN_FORM.format(name=name, set=self.id, known="、".join([*self.forms, *self.documents])))
        return found

    @cached_property
    def problems(self) -> list[str]:
        """Everything wrong with the set's drawings, as sentences with their place."""
        return [
            f"{say.WHERE.format(file=f.drawing.file, sheet=f.drawing.sheet, cell=p.cell and f' {p.cell}')}：{p.reason}"
            for f in self.forms.values()
            for p in f.problems
        ]
