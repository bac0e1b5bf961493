"""Reading a form set: ``formset.toml`` and its drawings."""
from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, get_args

from planeditor.domain.errors import KnownError
from planeditor.domain.fields import FieldDef, FieldKind, FieldType, SeriesDef, Vocabulary
from planeditor.domain.plan import DEPARTMENTS, MUNICIPALITY, NAME, NUMBER, NodeKind
from planeditor.formengine.form.binding import build_form
from planeditor.formengine.form.definition import FormOptions
from planeditor.formengine.form.drawing_reader import load_drawing
from planeditor.formengine.form.formset import CONTENTS, FormSet, Part
from planeditor.messages import forms as say

_OWNERS: dict[str, NodeKind] = {"計画": "plan", "分野": "area", "施策": "measure", "本文": "block"}
_BUILT_IN = (
    FieldDef(NAME, "題名", "plan"),
    FieldDef(MUNICIPALITY, "自治体名", "plan"),
    FieldDef(NUMBER, "番号", "area"),
    FieldDef(NAME, "名称", "area"),
    FieldDef(NUMBER, "番号", "measure"),
    FieldDef(NAME, "名称", "measure"),
    FieldDef(DEPARTMENTS, "担当部署", "measure"),
)
_FIELD_KEYS = {"key", "label", "of", "series", "kind", "type", "choices", "default", "required", "length", "aliases"}
_REQUEST_KEYS = {"forms", "figures"}
_FORM_KEYS = {"file", "sheet", "title", "each", "fit", "min_size", "page_numbers", "sheet_name", "reads"}


def load_form_set(folder: Path) -> FormSet:
    """Read a form set. Raises KnownError where ``formset.toml`` or a drawing is missing or cannot be understood."""
    path = folder / "formset.toml"
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise KnownError(say.BAD_TOML.format(file=path, reason=error)) from error
    try:
        return _Builder(folder, data).build()
    except _BadSetError as error:
        raise KnownError(say.BAD_SET.format(file=path, reason=error)) from error


class _BadSetError(ValueError):
    pass


class _Builder:
    def __init__(self, folder: Path, data: Mapping[str, Any]) -> None:
        self.folder = folder
        self.data = data

    def build(self) -> FormSet:
        head = self.data.get("set", {})
        words: dict[str, str] = self.data.get("words", {})
        series = {
            name: SeriesDef(name, **_known(f"series.{name}", table, {"label", "run", "pair", "default_era", "bare_years"}))
            for name, table in self.data.get("series", {}).items()
        }
        vocabulary = Vocabulary(tuple(self._fields(series, words)), series, words)
        forms = {}
        for name, table in self.data.get("form", {}).items():
            _known(f"form.{name}", table, _FORM_KEYS)
            each = self._owner(table.get("each", "計画"), words)
            options = FormOptions(
                fit=table.get("fit", ""), min_size=float(table.get("min_size", 6.0)),
                page_numbers=bool(table.get("page_numbers", True)), sheet_name=table.get("sheet_name", ""),
                reads=bool(table.get("reads", True)),
            )
            drawing = load_drawing(self.folder / _need(f"form.{name}", table, "file"), table.get("sheet", ""))
            forms[name] = build_form(name, _need(f"form.{name}", table, "title"), each, drawing, vocabulary, options)
        documents = {
            name: tuple(Part(part) for part in _need(f"document.{name}", table, "parts"))
            for name, table in self.data.get("document", {}).items()
        }
        for name, parts in documents.items():
            for part in parts:
                if part.form not in forms and part.form != CONTENTS:
                    raise _BadSetError(say.UNKNOWN_KEY.format(table=f"document.{name}", key=part.form))
            if all(part.form == CONTENTS for part in parts):
                raise _BadSetError(say.EMPTY_DOCUMENT.format(name=name))
        request_forms = tuple(self._request.get("forms", ()))
        for name in request_forms:
            if name not in forms:
                raise _BadSetError(say.UNKNOWN_KEY.format(table="request", key=name))
        return FormSet(
            _need("set", head, "id"), _need("set", head, "title"), int(head.get("version", 1)), self.folder,
            vocabulary, forms, documents, self.data.get("symbols", {}), request_forms,
        )

    @property
    def _request(self) -> Mapping[str, Any]:
        return _known("request", self.data.get("request", {}), _REQUEST_KEYS)

    def _fields(self, series: Mapping[str, SeriesDef], words: Mapping[str, str]) -> Iterable[FieldDef]:
        seen: set[tuple[NodeKind, str]] = set()
        figures = set(self._request.get("figures", ()))
        for table in self.data.get("field", []):
            _known("field", table, _FIELD_KEYS)
            label = _need("field", table, "label")
            definition = FieldDef(
                key=_need("field", table, "key"), label=label, of=self._owner(table.get("of", "施策"), words),
                series=table.get("series", ""), kind=_one_of(table.get("kind", "plan"), FieldKind, "kind"),
                type=_one_of(table.get("type", "text"), FieldType, "type"), choices=tuple(table.get("choices", ())),
                default=table.get("default", ""), required=bool(table.get("required", False)),
                length=int(table.get("length", 0)), aliases=tuple(table.get("aliases", ())),
                figure=table.get("type") == "number" or table["key"] in figures,
            )
            if (definition.of, definition.key) in seen:
                raise _BadSetError(say.DUPLICATE_FIELD.format(label=label, key=definition.key))
            if definition.series and definition.series not in series:
                raise _BadSetError(say.UNKNOWN_SERIES.format(label=label, series=definition.series))
            seen.add((definition.of, definition.key))
            figures.discard(definition.key)
            yield definition
        if figures:
            raise _BadSetError(say.UNKNOWN_KEY.format(table="request", key=min(figures)))
        yield from (f for f in _BUILT_IN if (f.of, f.key) not in seen)

    def _owner(self, name: str, words: Mapping[str, str]) -> NodeKind:
        named = {words[w]: kind for w, kind in (("measure", "measure"), ("area", "area")) if w in words}
        owner = _OWNERS.get(name) or named.get(name)
        if owner is None:
            raise _BadSetError(say.UNKNOWN_KEY.format(table="of", key=name))
        return owner  # type: ignore[return-value]  # named holds node kinds only


def _need(table_name: str, table: Mapping[str, Any], key: str) -> Any:
    if key not in table:
        raise _BadSetError(say.MISSING_KEY.format(table=table_name, key=key))
    return table[key]


def _known(table_name: str, table: Mapping[str, Any], keys: set[str]) -> Mapping[str, Any]:
    for key in table:
        if key not in keys:
            raise _BadSetError(say.UNKNOWN_KEY.format(table=table_name, key=key))
    return table


def _one_of(value: str, literal: Any, key: str) -> Any:
    if value not in get_args(literal):
        raise _BadSetError(say.UNKNOWN_KEY.format(table=key, key=value))
    return value
