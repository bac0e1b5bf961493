"""OpenDocument spreadsheets (.ods), read in full by a pass of our own."""
from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from planeditor.formengine.reading.naming import Texts, put
from planeditor.formengine.reading.odfnames import OdfPass, Styles
from planeditor.formengine.reading.odspass import OdsPass
from planeditor.formengine.reading.ooxml import cleaned_notes
from planeditor.formengine.reading.package import Package
from planeditor.formengine.reading.refusal import OddStructureError, RefusedFileError
from planeditor.formengine.reading.tally import Tally
from planeditor.formengine.reading.text import TextCleaner
from planeditor.formengine.reading.wire import Answer
from planeditor.formengine.reading.xmlpass import Attributes, walk, walk_texts
from planeditor.messages import reading as say

_CONTENT, _STYLES, _META, _MANIFEST = "content.xml", "styles.xml", "meta.xml", "meta-inf/manifest.xml"
_MACROS = ("basic/", "dialogs/")
"""LibreOffice gives the macros of a document a document type; they are never opened."""


class _StylesPass(OdfPass):
    """Collects the styles of the styles part."""

    def __init__(self, styles: Styles) -> None:
        super().__init__()
        self._styles = styles

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""
        self._styles.start(name, attributes)

    def end(self, name: str) -> None:
        """An element has ended."""
        self._styles.end(name)


def _refuse_encrypted(package: Package) -> None:
    """Refuse a document whose parts are encrypted."""

    def visit(path: str, _attributes: Attributes) -> None:
        if path.endswith("/encryption-data"):
            raise RefusedFileError(say.ENCRYPTED)

    if _MANIFEST in package.names:
        walk(package.chunks(_MANIFEST), visit)


def _properties(package: Package) -> Texts:
    """The user-defined properties of the document."""
    found: Texts = {}
    cleaner = TextCleaner()

    def visit(path: str, attributes: Attributes, text: str) -> None:
        if path.endswith("/meta/user-defined"):
            name = next((value for key, value in attributes.items() if key.rpartition("}")[2] == "name"), "")
            put(found, name, text, cleaner)

    if _META in package.names:
        walk_texts(package.chunks(_META), visit)
    return found


def read_ods(package: Package) -> Iterator[Answer]:
    """Every sheet, then ``done``; OddStructureError where another reader should try."""
    if _CONTENT not in package.names:
        raise OddStructureError(_CONTENT)
    _refuse_encrypted(package)
    styles, cleaner, tally = Styles(), TextCleaner(), Tally()
    if _STYLES in package.names:
        for _pause in _StylesPass(styles).steps(package.chunks(_STYLES)):
            continue
    content = OdsPass(styles, tally, cleaner)
    found = 0
    for _pause in chain(content.steps(package.chunks(_CONTENT)), [None]):
        while content.sheets:
            found += 1
            yield {"state": "sheet", "sheet": content.sheets.pop(0)}
        for cells in content.batches():
            yield {"state": "cells", "cells": cells}
    if not found:
        raise RefusedFileError(say.NO_SHEETS)
    properties = content.names | _properties(package)
    package.check_prologs(besides=_MACROS)
    notes = cleaned_notes(tally, cleaner) + ([say.NOTE_PICTURES] if content.has_pictures else [])
    yield {"state": "done", "kind": "ods", "notes": notes, "properties": properties}
