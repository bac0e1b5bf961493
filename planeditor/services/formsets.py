"""The form sets on this machine: those of the program and those a city added."""
from __future__ import annotations

import contextlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from planeditor import paths
from planeditor.domain.errors import KnownError
from planeditor.domain.plan import Plan
from planeditor.domain.unplaced import kept_names
from planeditor.formengine.form.cached import load_cached, load_original
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import forms as say
from planeditor.services.missing_forms import stand_in

if TYPE_CHECKING:
    from planeditor.formengine.recognition.patterns import FormPattern  # only taking in needs it
    from planeditor.store.document import Document  # opened after the first paint

COMMON = "common"
"""The folder among the program's own form sets whose forms join every set; it is no set of its own."""
PAPERS = "papers"
"""The folder of the forms that show what was made out of a plan (新旧対照表, 会議資料 …); no set of its own either. A form set
may bring a drawing of its own for one of them in a folder of that name."""


class FormSets:
    """Finds form sets by id. A set is read when it is first asked for, and only once."""

    def __init__(self, folders: Iterable[Path] | None = None, *, cache: Path | None = None) -> None:
        """``folders``: where to look, by default the program's own folder and the user's; the first of an id wins.

        ``cache``: a folder for copies of what was read, which are much quicker to read the next time.
        """
        self.folders = list(folders) if folders is not None else [paths.forms_folder(), paths.user_forms_folder()]
        self._cache = cache
        self._loaded: dict[Path, FormSet] = {}
        self._papers: dict[tuple[Path, tuple[tuple[str, str], ...]], FormSet] = {}
        self._patterns: dict[str, list[tuple[str, FormPattern]]] = {}

    @cached_property
    def places(self) -> dict[str, Path]:
        """Form set id (its folder's name) -> folder."""
        found: dict[str, Path] = {}
        for folder in self.folders:
            for file in sorted(folder.glob("*/formset.toml")):
                if file.parent.name in (COMMON, PAPERS):
                    continue
                found.setdefault(file.parent.name, file.parent)
        if not found:
            raise KnownError(say.NO_FORM_SETS.format(folder=self.folders[0]))
        return found

    def get(self, name: str) -> FormSet:
        """The form set of that id. Raises KnownError naming those there are."""
        folder = self.places.get(name)
        if folder is None:
            raise KnownError(say.UNKNOWN_FORM_SET.format(name=name, known="、".join(self.places)))
        loaded = self._loaded.get(folder)
        if loaded is None:
            read = load_original if self._cache is None else partial(load_cached, cache=self._cache)
            loaded = read(folder, common=paths.forms_folder() / COMMON)
            loaded = self._loaded[folder] = loaded if loaded.id == name else replace(loaded, id=name)  # a copied folder
        return loaded

    def readable(self) -> dict[str, FormSet]:
        """Every form set that can be read, by id; what is wrong with the others ``forms`` says."""
        found = {}
        for name in self.places:
            with contextlib.suppress(KnownError):
                found[name] = self.get(name)
        return found

    def of(self, plan: Plan, labels: Mapping[str, str] | None = None) -> FormSet:
        """The form set a plan uses, with the names of what it has no place for; one that stands in for it where the set is
        not on this machine (``missing``). ``labels``: the names of fields that the plan file keeps. Raises KnownError where
        the set cannot be read."""
        if not self.has(plan):
            return stand_in(plan, labels)
        forms, kept = self.get(plan.form_set), kept_names(plan)
        return replace(forms, vocabulary=replace(forms.vocabulary, kept=kept)) if kept else forms

    def of_file(self, document: Document) -> FormSet:
        """The form set of an open plan file, as ``of``."""
        plan = document.plan()
        return self.of(plan, None if self.has(plan) else document.field_labels())

    def has(self, plan: Plan) -> bool:
        """Whether the form set of a plan is on this machine."""
        return plan.form_set in self.places

    def papers(self, forms: FormSet) -> FormSet:
        """The forms of what is made out of a plan of that form set, in its words. Raises KnownError where they cannot be read."""
        words = forms.vocabulary.words
        known = forms.folder, tuple(sorted(words.items()))
        if known not in self._papers:
            from planeditor.formengine.form.loading import load_form_set  # takes the Excel library

            own = forms.folder / PAPERS
            self._papers[known] = load_form_set(paths.forms_folder() / PAPERS, words=words, instead=own)
        return self._papers[known]

    def renew(self) -> None:
        """Look anew at what there is: a form set was added or replaced."""
        self.__dict__.pop("places", None)
        self._loaded.clear()
        self._papers.clear()
        self._patterns.clear()

    def patterns(self, names: Iterable[str] | None = None) -> list[tuple[str, FormPattern]]:
        """What the reader looks for: the forms of these sets (default: of all) that are taken in. A set that cannot be read is
        left out; raises KnownError where it is the only one."""
        found = []
        wanted = list(names if names is not None else self.places)
        for name in wanted:
            if name not in self._patterns:
                try:
                    forms = [f for f in self.get(name).forms.values() if f.options.reads and not f.problems]
                except KnownError:
                    if len(wanted) == 1:
                        raise
                    continue
                from planeditor.formengine.recognition.patterns import FormPattern

                self._patterns[name] = [(name, FormPattern(f)) for f in forms]
            found += self._patterns[name]
        return found
