"""Reading a form set: ``formset.toml`` and its drawings."""
from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

from planeditor.domain.blocks import Holder
from planeditor.domain.errors import KnownError
from planeditor.domain.fields import FieldDef, FieldKind, FieldType, SeriesDef, Vocabulary
from planeditor.domain.findings import SYMBOLS_START as START
from planeditor.domain.findings import CheckSettings
from planeditor.domain.plan import NodeKind
from planeditor.domain.progress import Progress, ProgressRules, parse_progress
from planeditor.domain.text import label_key
from planeditor.formengine.form.binding import build_form
from planeditor.formengine.form.builtin import BUILT_IN
from planeditor.formengine.form.checks import check_settings
from planeditor.formengine.form.definition import OVER_NODES, FormDef, FormOptions
from planeditor.formengine.form.drawing_reader import load_drawing
from planeditor.formengine.form.formset import FormSet
from planeditor.formengine.form.parts import CONTENTS, Part
from planeditor.formengine.form.references import with_references
from planeditor.formengine.form.settings import SETTINGS, BadSetError, read_settings
from planeditor.messages import forms as say

_FIELD_OWNERS = ("計画", "分野", "施策", "本文")
_EACH = ("計画", "分野", "施策", "章", "対応先")
FIELD_KEYS = {
    "key", "label", "of", "series", "kind", "type", "choices", "default", "required", "length", "aliases", "previous", "computed",
}
SERIES_KEYS = {"label", "run", "pair", "default_era", "bare_years", "years", "previous"}
REQUEST_KEYS = {"forms", "figures"}
PROGRESS_KEYS = {"fields", "words", "symbols"}
PART_KEYS = {"form", "only", "except", "level"}
FORM_KEYS = {"file", "sheet", "title", "each", "fit", "min_size", "page_numbers", "sheet_name", "reads"}


def load_form_set(
    folder: Path, common: Path | None = None, *, words: Mapping[str, str] | None = None, instead: Path | None = None
) -> FormSet:
    """Read a form set; the forms and documents of ``common`` join it where it has none of the name.

    ``words``: what it calls things instead of in its own words. ``instead``: a folder whose drawings are taken instead of its
    own where they have the same file name; it need not be there.

    Raises KnownError where ``formset.toml`` or a drawing is missing or cannot be understood.
    """
    data = read_settings(folder)
    shared = read_settings(common) if common is not None and common.is_dir() else {}
    try:
        return _Builder(folder, data, common or folder, shared, words or {}, instead).build()
    except BadSetError as error:
        raise KnownError(say.BAD_SET.format(file=folder / SETTINGS, reason=error)) from error


class _Builder:
    def __init__(
        self, folder: Path, data: Mapping[str, Any], common: Path, shared: Mapping[str, Any], words: Mapping[str, str],
        instead: Path | None,
    ) -> None:
        self.folder, self.data = folder, data
        self.common, self.shared = common, shared
        self.words, self.instead = words, instead

    def build(self) -> FormSet:
        head = self.data.get("set", {})
        words: dict[str, str] = {**self.data.get("words", {}), **self.words}
        series = {
            name: SeriesDef(name, **_known(f"series.{name}", table, SERIES_KEYS))
            for name, table in self.data.get("series", {}).items()
        }
        vocabulary = Vocabulary(tuple(self._fields(series, words)), series, words)
        own, shared = self.data.get("form", {}), self.shared.get("form", {})
        forms = {name: self._form(self.folder, name, table, vocabulary) for name, table in own.items()}
        usual = _with_usual_labels(vocabulary)
        forms |= {name: self._form(self.common, name, table, usual) for name, table in shared.items() if name not in own}
        fills = self._fills(vocabulary)
        forms = {name: replace(f, fills=fills) for name, f in forms.items()} if fills else forms
        forms = with_references(forms)
        documents = {
            name: tuple(_part(name, part, vocabulary) for part in _need(f"document.{name}", table, "parts"))
            for name, table in (self.shared.get("document", {}) | self.data.get("document", {})).items()
        }
        for name, parts in documents.items():
            for part in parts:
                if part.form not in forms and part.form != CONTENTS:
                    raise BadSetError(say.UNKNOWN_KEY.format(table=f"document.{name}", key=part.form))
            if all(part.form == CONTENTS for part in parts):
                raise BadSetError(say.EMPTY_DOCUMENT.format(name=name))
        for definition in vocabulary.fields:
            form, _, cell = definition.computed.partition(".")
            if definition.computed and (form not in forms or cell not in forms[form].cell_names):
                raise BadSetError(say.UNKNOWN_KEY.format(table=f"field.{definition.label}", key=definition.computed))
        forms = _with_documents(forms, documents)
        request_forms = tuple(self._request.get("forms", ()))
        for name in request_forms:
            if name not in forms:
                raise BadSetError(say.UNKNOWN_KEY.format(table="request", key=name))
        return FormSet(
            _need("set", head, "id"), _need("set", head, "title"), int(head.get("version", 1)), self.folder,
            vocabulary, forms, documents, self.data.get("symbols", {}), request_forms, self._symbol_rules,
            tuple(name for name in shared if name not in own), progress=self._progress(vocabulary),
            checks=check_settings(self.data["check"]) if "check" in self.data else CheckSettings(),
        )

    def _form(self, folder: Path, name: str, table: Mapping[str, Any], vocabulary: Vocabulary) -> FormDef:
        _known(f"form.{name}", table, FORM_KEYS)
        each = self._owner(table.get("each", "計画"), vocabulary.words, _EACH)
        file = _need(f"form.{name}", table, "file")
        if self.instead is not None and (self.instead / file).is_file():
            folder = self.instead
        options = FormOptions(
            fit=table.get("fit", ""), min_size=float(table.get("min_size", 6.0)),
            page_numbers=bool(table.get("page_numbers", True)), sheet_name=table.get("sheet_name", ""),
            reads=bool(table.get("reads", True)),
        )
        drawing = load_drawing(folder / file, table.get("sheet", ""))
        return build_form(name, _need(f"form.{name}", table, "title"), each, drawing, vocabulary, options)

    def _fills(self, vocabulary: Vocabulary) -> dict[str, Mapping[str, str]]:
        """The grounds by the label of the field and the text."""
        fills = self.data.get("fill", {})
        _known("fill", fills, {f.label for f in vocabulary.fields})
        return {label: {text: color.upper() for text, color in table.items()} for label, table in fills.items()}

    def _progress(self, vocabulary: Vocabulary) -> ProgressRules:
        table = _known("progress", self.data.get("progress", {}), PROGRESS_KEYS)
        fields = tuple(table.get("fields", ()))
        for key in fields:
            if ("measure", key) not in vocabulary.by_key:
                raise BadSetError(say.UNKNOWN_KEY.format(table="progress", key=key))
        words = {_progress_of(name): word for name, word in table.get("words", {}).items()}
        symbols = {label_key(symbol): _progress_of(name) for symbol, name in table.get("symbols", {}).items()}
        return ProgressRules(fields, words, symbols)

    @property
    def _request(self) -> Mapping[str, Any]:
        return _known("request", self.data.get("request", {}), REQUEST_KEYS)

    def _fields(self, series: Mapping[str, SeriesDef], words: Mapping[str, str]) -> Iterable[FieldDef]:
        seen: set[tuple[NodeKind, str]] = set()
        figures = set(self._request.get("figures", ()))
        for table in self.data.get("field", []):
            _known("field", table, FIELD_KEYS)
            label = _need("field", table, "label")
            definition = FieldDef(
                key=_need("field", table, "key"), label=label,
                of=self._owner(table.get("of", "施策"), words, _FIELD_OWNERS),  # type: ignore[arg-type]  # kinds of node
                series=table.get("series", ""), kind=_one_of(table.get("kind", "plan"), FieldKind, "kind"),
                type=_one_of(table.get("type", "text"), FieldType, "type"), choices=self._choices(table),
                default=table.get("default", ""), required=bool(table.get("required", False)),
                length=int(table.get("length", 0)), aliases=tuple(table.get("aliases", ())),
                figure=table.get("type") == "number" or table["key"] in figures, previous=table.get("previous", ""),
                computed=table.get("computed", ""),
            )
            if (definition.of, definition.key) in seen:
                raise BadSetError(say.DUPLICATE_FIELD.format(label=label, key=definition.key))
            if definition.series and definition.series not in series:
                raise BadSetError(say.UNKNOWN_SERIES.format(label=label, series=definition.series))
            seen.add((definition.of, definition.key))
            figures.discard(definition.key)
            yield definition
        if figures:
            raise BadSetError(say.UNKNOWN_KEY.format(table="request", key=min(figures)))
        yield from (f for f in BUILT_IN if (f.of, f.key) not in seen)

    def _choices(self, table: Mapping[str, Any]) -> tuple[str, ...]:
        """The words of a field; those of symbols are what the set's rules know, else its legend."""
        if "choices" in table or table.get("type") != "symbol":
            return tuple(table.get("choices", ()))
        return tuple(symbol for symbol in self._symbol_rules if symbol != START) or tuple(self.data.get("symbols", ()))

    @property
    def _symbol_rules(self) -> Mapping[str, tuple[str, ...]]:
        rules = {symbol: tuple(following) for symbol, following in self.data.get("symbol_rules", {}).items()}
        for following in rules.values():
            _known("symbol_rules", dict.fromkeys(following), {"", *rules} - {START})
        for symbol in rules.keys() - {START}:
            _known("symbol_rules", dict.fromkeys(symbol.split("/")), set(self.data.get("symbols", ())))
        return rules

    def _owner(self, name: str, words: Mapping[str, str], allowed: tuple[str, ...]) -> Holder:
        named = {words[w]: w for w in ("measure", "area") if w in words}
        owner = OVER_NODES[name] if name in allowed else named.get(name)
        if owner is None:
            raise BadSetError(say.UNKNOWN_KEY.format(table="of", key=name))
        return owner


def _progress_of(name: str) -> Progress:
    """The 進捗区分 of its name or of its usual word."""
    found = next((p for p in Progress if p.value == name), None) or parse_progress(name)
    if found is None:
        raise BadSetError(say.UNKNOWN_KEY.format(table="progress", key=name))
    return found


def _with_usual_labels(vocabulary: Vocabulary) -> Vocabulary:
    """A vocabulary in which number, name and the like go by their usual labels too: the common forms know no others."""
    known = {(f.of, label) for f in vocabulary.fields for label in (f.label, *f.aliases)}
    return replace(vocabulary, fields=(*(f for f in BUILT_IN if (f.of, f.label) not in known), *vocabulary.fields))


def _with_documents(forms: Mapping[str, FormDef], documents: Mapping[str, Sequence[Part]]) -> dict[str, FormDef]:
    """The forms, each with the first document it is part of: notes are numbered through that."""
    found = dict(forms)
    for parts in reversed(list(documents.values())):
        document = tuple((forms[p.form], p) for p in parts if p.form in forms)
        for form, _ in document:
            found[form.name] = replace(found[form.name], document=document)
    return found


def _part(document: str, part: str | Mapping[str, Any], vocabulary: Vocabulary) -> Part:
    """A part by the name of its form alone, or as a table with what is chosen for it."""
    if isinstance(part, str):
        return Part(part)
    name = f"document.{document}"
    _known(name, part, PART_KEYS)
    for key in ("only", "except"):
        label = str(part.get(key, "")).partition(":")[0]
        if label and label not in vocabulary.by_label:
            raise BadSetError(say.UNKNOWN_KEY.format(table=name, key=f"{key} = {label}"))
    return Part(_need(name, part, "form"), part.get("only", ""), part.get("except", ""), int(part.get("level", 1)))


def _need(table_name: str, table: Mapping[str, Any], key: str) -> Any:
    if key not in table:
        raise BadSetError(say.MISSING_KEY.format(table=table_name, key=key))
    return table[key]


def _known(table_name: str, table: Mapping[str, Any], keys: set[str]) -> Mapping[str, Any]:
    for key in table:
        if key not in keys:
            raise BadSetError(say.UNKNOWN_KEY.format(table=table_name, key=key))
    return table


def _one_of(value: str, literal: Any, key: str) -> Any:
    if value not in get_args(literal):
        raise BadSetError(say.UNKNOWN_KEY.format(table=key, key=value))
    return value
