"""The form sets on this machine: those of the program and those a city added."""
from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from planeditor import paths
from planeditor.domain.errors import KnownError
from planeditor.domain.plan import Plan
from planeditor.formengine.form.cached import load_cached, load_original
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import forms as say

if TYPE_CHECKING:
    from planeditor.formengine.recognition.patterns import FormPattern  # only taking in needs it


class FormSets:
    """Finds form sets by id. A set is read when it is first asked for, and only once."""

    def __init__(self, folders: Iterable[Path] | None = None, *, cache: Path | None = None) -> None:
        """``folders``: where to look, by default the program's own folder and the user's; the first of an id wins.

        ``cache``: a folder for copies of what was read, which are much quicker to read the next time.
        """
        self.folders = list(folders) if folders is not None else [paths.forms_folder(), paths.user_forms_folder()]
        self._cache = cache
        self._loaded: dict[Path, FormSet] = {}
        self._patterns: dict[str, list[tuple[str, FormPattern]]] = {}

    @cached_property
    def places(self) -> dict[str, Path]:
        """Form set id (its folder's name) -> folder."""
        found: dict[str, Path] = {}
        for folder in self.folders:
            for file in sorted(folder.glob("*/formset.toml")):
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
            loaded = self._loaded[folder] = read(folder)
        return loaded

    def of(self, plan: Plan) -> FormSet:
        """The form set a plan uses."""
        return self.get(plan.form_set)

    def patterns(self, names: Iterable[str] | None = None) -> list[tuple[str, FormPattern]]:
        """What the reader looks for: the forms of these sets (default: of all) that are taken in."""
        found = []
        for name in names if names is not None else self.places:
            if name not in self._patterns:
                forms = [f for f in self.get(name).forms.values() if f.options.reads and not f.problems]
                from planeditor.formengine.recognition.patterns import FormPattern

                self._patterns[name] = [(name, FormPattern(f)) for f in forms]
            found += self._patterns[name]
        return found
