"""The frame of a PDF: pages of finished content, outline, title, language. The objects and the file are reportlab's."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, BinaryIO

from reportlab.pdfbase import pdfdoc

from planeditor.formengine.fonts.fontfiles import FontFile
from planeditor.formengine.writing.pdffont import PdfFont, stream

_VERSION = (1, 7)


@dataclass(slots=True)
class _Entry:
    """A bookmark and those below it."""

    title: str
    target: Any
    below: list[_Entry] = field(default_factory=list)


class PdfDocument:
    """A document that grows page by page; of a page only its compressed content is kept."""

    def __init__(self, about: Mapping[str, str], language: str, created: datetime | None) -> None:
        self._document = pdfdoc.PDFDocument(compression=1, invariant=1, lang=language, pdfVersion=_VERSION)
        self._document.info = _About(about, created)
        self._document.Catalog.ViewerPreferences = pdfdoc.PDFDictionary({"DisplayDocTitle": "true"})
        resources = pdfdoc.PDFResourceDictionary()
        self._fonts_by_name = pdfdoc.PDFDictionary({})
        resources.Font = self._document.Reference(self._fonts_by_name)
        self._resources = self._document.Reference(pdfdoc.PDFDictionary({"Font": resources.Font, "ProcSet": "[/PDF/Text]"}))
        self._fonts: dict[FontFile, PdfFont] = {}
        self._top: list[_Entry] = []
        self._entries: dict[str, _Entry] = {}
        self.pages = 0

    def font(self, file: FontFile) -> PdfFont:
        """The font of that file in this document."""
        found = self._fonts.get(file)
        if found is None:
            found = self._fonts[file] = PdfFont(file, f"/F{len(self._fonts) + 1}")
        return found

    def add_page(self, width: float, height: float, content: str, outline: Sequence[Sequence[tuple[str, str]]]) -> None:
        """Append a page. ``content``: operators in Latin-1. ``outline``: what begins on it, each as (key, title), outermost
        first."""
        page = pdfdoc.PDFPage()
        page.pagewidth, page.pageheight = round(width, 2), round(height, 2)
        page.Resources = self._resources
        page.Contents = stream(content.encode("latin-1"))
        self._document.updateSignature(page.Contents.content)
        self._document.inPage()
        target = pdfdoc.PDFArray([self._document.thisPageRef(), "/XYZ", "null", page.pageheight, "null"])
        self._document.addPage(page)
        self.pages += 1
        for path in outline:
            siblings = self._top
            for key, title in path:
                entry = self._entries.get(key)
                if entry is None:
                    entry = self._entries[key] = _Entry(title, target)
                    siblings.append(entry)
                siblings = entry.below

    def save(self, target: BinaryIO) -> None:
        """Embed the fonts and write the file. What the stream raises (``OSError``) goes through."""
        for font in self._fonts.values():
            self._fonts_by_name[font.name[1:]] = font.add_to(self._document)
        if self._top:
            self._document.Catalog.setPageMode("UseOutlines")
            names: dict[str, str] = {}
            self._document.outline.destinationnamestotitles = names
            self._document.outline.setDestinations(_tree(self._top, names))
        target.write(self._document.GetPDFData(None))


def _tree(entries: list[_Entry], titles: dict[str, str]) -> list[Any]:
    """The bookmarks in the shape reportlab wants; fills ``titles`` with the title of each name."""
    tree: list[Any] = []
    for entry in entries:
        name = str(len(titles))
        titles[name] = entry.title
        leaf = {name: entry.target}
        tree.append((leaf, _tree(entry.below, titles)) if entry.below else leaf)
    return tree


class _About(pdfdoc.PDFObject):  # type: ignore[misc]  # reportlab has no types
    """The information dictionary; without a date where none is given, so that equal pages make equal files."""

    def __init__(self, about: Mapping[str, str], created: datetime | None) -> None:
        self._about = {key: text for key, text in about.items() if text}
        self._created = created

    def digest(self, digest: Any) -> None:
        """Let what is said here count for the document's identity."""
        digest.update(repr((self._about, self._created)).encode("utf-8", "replace"))

    def format(self, document: Any) -> Any:
        """The object as bytes."""
        entries: dict[str, Any] = {key: pdfdoc.PDFString(text) for key, text in self._about.items()}
        if self._created is not None:
            entries["CreationDate"] = entries["ModDate"] = f"({_date(self._created)})"
        return pdfdoc.PDFDictionary(entries).format(document)


def _date(moment: datetime) -> str:
    zone = moment.strftime("%z")
    return moment.strftime("D:%Y%m%d%H%M%S") + (f"{zone[:3]}'{zone[3:5]}'" if zone else "")
