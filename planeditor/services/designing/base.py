"""What a city's own form is built on: a form set that is there, with its fields, words and forms."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from planeditor import paths
from planeditor.domain.errors import KnownError
from planeditor.domain.fields import FieldDef, Vocabulary
from planeditor.formengine.form.formset import FormSet
from planeditor.formengine.form.loading import load_form_set
from planeditor.formengine.form.settings import read_settings
from planeditor.messages import designing as say
from planeditor.services.formsets import COMMON, FormSets

OF_WORDS = {"plan": "計画", "area": "分野", "measure": "施策", "block": "本文"}
"""The word of ``formset.toml`` for what a field is of."""


@dataclass(frozen=True)
class Base:
    """A form set as the beginning of a city's own."""

    id: str
    title: str
    folder: Path
    data: Mapping[str, Any]
    """Its ``formset.toml`` as read."""
    vocabulary: Vocabulary

    @property
    def form_names(self) -> tuple[str, ...]:
        """The names of its own forms."""
        return tuple(self.data.get("form", {}))


def base_of(forms: FormSets, name: str) -> Base:
    """The form set of that id as a base. Raises KnownError where it cannot be read."""
    found, folder = forms.get(name), forms.places[name]
    return Base(name, found.title, folder, read_settings(folder), found.vocabulary)


def field_table(definition: FieldDef) -> dict[str, Any]:
    """A field as a ``[[field]]`` of ``formset.toml``: what is usual is left out."""
    table: dict[str, Any] = {"key": definition.key, "label": definition.label, "of": OF_WORDS[definition.of]}
    usual = FieldDef(definition.key, definition.label, definition.of)
    for name in ("series", "default", "kind", "type", "choices", "required", "length", "aliases"):
        value = getattr(definition, name)
        if value != getattr(usual, name):
            table[name] = list(value) if isinstance(value, tuple) else value
    return table


def load_set(folder: Path) -> FormSet:
    """A form set as the program would read it, the common forms with it. Raises KnownError as ``load_form_set``."""
    return load_form_set(folder, paths.forms_folder() / COMMON)


def own_sets(forms: FormSets, folder: Path) -> list[str]:
    """The ids of the form sets a city added, which it may change."""
    return [name for name, place in forms.places.items() if place.parent == folder]


def require_own(forms: FormSets, name: str, folder: Path) -> None:
    """Raise KnownError where the form set of that id is the program's own."""
    place = forms.places.get(name)
    if place is not None and place.parent != folder:
        raise KnownError(say.NOT_OWN.format(name=name))
