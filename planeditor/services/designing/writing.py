"""A design as a form set: ``formset.toml`` and its drawings in a folder that appears whole or not at all."""
from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from planeditor.domain.errors import KnownError
from planeditor.domain.text import label_key
from planeditor.files import is_full, put_folder, sweep_folders, sync_file, temporary_beside
from planeditor.formengine.designing.drawing_book import write_drawing
from planeditor.formengine.form.formset import FormSet
from planeditor.formengine.form.settings import SETTINGS
from planeditor.messages import designing as say
from planeditor.messages import services as say_services
from planeditor.services.designing.base import OF_WORDS, field_table, load_set
from planeditor.services.designing.design import Design
from planeditor.services.designing.toml import toml_text
from planeditor.services.formsets import COMMON, PAPERS
from planeditor.services.paper.filenames import safe_name

_FILE_LENGTH = 40


class SetExistsError(KnownError):
    """A form set of that name is there: it is only replaced when that was said."""


def write_form_set(design: Design, folder: Path, version: int = 1) -> None:
    """Write the form set into an empty folder: its settings, its own drawing, and the drawings it keeps of its base."""
    data = settings(design, version)
    for name, table in data["form"].items():
        target = folder / table["file"]
        if name == design.form_name:
            target.write_bytes(write_drawing(design.drawn.sheet, design.form_title))
        else:
            shutil.copyfile(design.base.folder / design.base.data["form"][name]["file"], target)
    (folder / SETTINGS).write_text(toml_text(data, say.TOML_HEAD), encoding="utf-8")


def settings(design: Design, version: int = 1) -> dict[str, Any]:
    """The ``formset.toml`` of a design."""
    data: dict[str, Any] = {"set": {"id": design.set_id, "title": design.set_title, "version": version}}
    data |= {name: table for name, table in design.base.data.items() if name not in ("set", "form", "document", "field")}
    own = {(f.of, f.key) for f in design.new_fields}
    kept = [t for t in design.base.data.get("field", ()) if (_kind_of(design, t), t["key"]) not in own]
    data["field"] = [*kept, *map(field_table, design.new_fields)]
    forms = dict(design.base.data.get("form", {})) if design.keep_forms else {}
    forms.pop(design.form_name, None)
    taken = {t["file"] for t in forms.values()}
    forms[design.form_name] = _form_table(design, taken)
    data["form"] = forms
    data["field"] = [_without_form(t, set(forms)) for t in data["field"]]
    if design.keep_forms and design.base.data.get("document"):
        data["document"] = design.base.data["document"]
    if "request" in data:
        data["request"] = _request(data["request"], set(forms), {f["key"] for f in data["field"]})
    return data


def _without_form(table: dict[str, Any], forms: set[str]) -> dict[str, Any]:
    """A field that is computed on a form which is not there is an entry like any other."""
    lost = str(table.get("computed", "")).partition(".")[0] not in {"", *forms}
    return {name: value for name, value in table.items() if not (lost and name == "computed")}


def _kind_of(design: Design, table: dict[str, Any]) -> str:
    words = design.base.vocabulary.words
    named = {word: kind for kind, word in OF_WORDS.items()} | {words[k]: k for k in ("area", "measure") if k in words}
    return named.get(table.get("of", "施策"), "measure")


def _form_table(design: Design, taken: set[str]) -> dict[str, Any]:
    file, number = safe_name(design.form_name[:_FILE_LENGTH], ".xlsx"), 2
    while file in taken:
        file, number = safe_name(f"{design.form_name[:_FILE_LENGTH]} {number}", ".xlsx"), number + 1
    table = {"file": file, "title": design.form_title, "each": design.each}
    return table | ({"fit": "page"} if design.each == "施策" else {})


def _request(table: dict[str, Any], forms: set[str], keys: set[str]) -> dict[str, Any]:
    known = {"forms": forms, "figures": keys}
    return {name: [v for v in value if v in known[name]] if name in known else value for name, value in table.items()}


def name_problems(design: Design) -> dict[str, str]:
    """What is wrong with the names: ``set_title``, ``form_title`` -> a sentence."""
    found = {}
    if not design.set_title.strip():
        found["set_title"] = say.SET_TITLE_EMPTY
    if not design.form_title.strip():
        found["form_title"] = say.FORM_TITLE_EMPTY
    return found


def set_id_of(title: str) -> str:
    """The folder's name for a form set of that title: it is the set's id too."""
    name = safe_name(title, "")
    return f"{name}_" if label_key(name).casefold() in (COMMON, PAPERS) else name


def save(design: Design, folder: Path, *, replace: bool = False) -> Path:
    """Save the form set among a city's own in ``folder``; gives its folder. The version of one that is replaced goes on.

    Raises SetExistsError where there is one of that id already and ``replace`` was not said, KnownError where the design has
    problems or the disk refuses; what was there before stays then.
    """
    for sentence in name_problems(design).values():
        raise KnownError(sentence)
    target = folder / design.set_id
    if target.exists() and not replace:
        raise SetExistsError(say.SET_EXISTS.format(name=design.set_id))
    version = load_set(target).version + 1 if target.exists() else 1
    with _sentences(target):
        folder.mkdir(parents=True, exist_ok=True)
        sweep_folders(folder.parent / design.set_id)
        made = temporary_beside(folder.parent / design.set_id)
        try:
            made.mkdir()
            write_form_set(design, made, version)
            require_sound(load_set(made), design)
            for file in made.iterdir():
                sync_file(file)
            put_folder(made, target, temporary_beside(folder.parent / design.set_id))
        finally:
            shutil.rmtree(made, ignore_errors=True)
    return target


def require_sound(forms: FormSet, design: Design) -> None:
    """Raise KnownError where the form of a design has problems, with the first of them."""
    problems = forms.form(design.form_name).problems
    if problems:
        raise KnownError(say.HAS_PROBLEMS.format(count=len(problems), problem=problems[0].reason))


@contextlib.contextmanager
def _sentences(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if is_full(error):
            raise KnownError(say_services.DISK_FULL.format(file=target)) from error
        sentence = say.NOT_WRITTEN if os.path.isdir(target.parent) else say.NO_PLACE  # noqa: PTH112
        raise KnownError(sentence.format(folder=target.parent)) from error
