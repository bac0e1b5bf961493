"""Names of OpenDocument as short ones (``table:table-cell``), and its styles as far as they say what is struck or raised."""
from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from planeditor.formengine.reading.limits import MAX_DEPTH
from planeditor.formengine.reading.refusal import RefusedFileError
from planeditor.formengine.reading.xmlpass import Attributes, feed, new_parser
from planeditor.messages import reading as say

_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_SHORT = {
    f"{_OASIS}office:1.0": "office", f"{_OASIS}table:1.0": "table", f"{_OASIS}text:1.0": "text", f"{_OASIS}style:1.0": "style",
    f"{_OASIS}drawing:1.0": "draw", f"{_OASIS}meta:1.0": "meta", "http://purl.org/dc/elements/1.1/": "dc",
    "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0": "calcext",
}
_LONGEST_CHAIN = 20


class TextStyle(NamedTuple):
    """What one style says: None where it says nothing."""

    parent: str
    struck: bool | None = None
    raised: bool | None = None
    hides: bool = False
    """Of a sheet: whether it is not shown."""


class OdfPass:
    """Expat handlers that get short names; what extends it gives ``start`` and ``end``."""

    def __init__(self) -> None:
        self.depth = 0
        self._known: dict[str, str] = {}

    def steps(self, chunks: Iterable[bytes]) -> Iterable[None]:
        """Run over a part, with a pause after every piece."""
        parser = new_parser()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self.characters
        yield from feed(parser, chunks)

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element has ended."""

    def characters(self, text: str) -> None:
        """Text of the present element."""

    def short(self, name: str) -> str:
        """``table:table-cell``; other name spaces as ``?``."""
        known = self._known.get(name)
        if known is None:
            space, _, local = name.rpartition("}")
            known = self._known[name] = f"{_SHORT.get(space, '?')}:{local}"
        return known

    def _start(self, name: str, attributes: Attributes) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise RefusedFileError(say.TOO_DEEP)
        self.start(self.short(name), {self.short(key): value for key, value in attributes.items()})

    def _end(self, name: str) -> None:
        self.depth -= 1
        self.end(self.short(name))


class Styles:
    """The styles of one document by family and name."""

    def __init__(self) -> None:
        self._styles: dict[tuple[str, str], TextStyle] = {}
        self._present = ("", "")

    def start(self, name: str, attributes: Attributes) -> None:
        """Take in an element of the styles."""
        if name == "style:style":
            self._present = (attributes.get("style:family", ""), attributes.get("style:name", ""))
            self._styles[self._present] = TextStyle(attributes.get("style:parent-style-name", ""))
        elif name == "style:text-properties" and self._present in self._styles:
            self._styles[self._present] = self._styles[self._present]._replace(
                struck=_struck(attributes), raised=_raised(attributes)
            )
        elif name == "style:table-properties" and self._present in self._styles:
            hides = attributes.get("table:display") == "false"
            self._styles[self._present] = self._styles[self._present]._replace(hides=hides)

    def end(self, name: str) -> None:
        """A style has ended."""
        if name == "style:style":
            self._present = ("", "")

    def of(self, family: str, name: str) -> TextStyle:
        """What a style says, its parents included."""
        struck: bool | None = None
        raised: bool | None = None
        hides = False
        for _step in range(_LONGEST_CHAIN):
            found = self._styles.get((family, name))
            if found is None:
                break
            struck = found.struck if struck is None else struck
            raised = found.raised if raised is None else raised
            hides |= found.hides
            name = found.parent
        return TextStyle("", struck, raised, hides)


def _struck(attributes: Attributes) -> bool | None:
    """Whether text properties strike the text; None where they do not say."""
    said = [attributes[n] for n in ("style:text-line-through-style", "style:text-line-through-type") if n in attributes]
    return "none" not in said if said else None


def _raised(attributes: Attributes) -> bool | None:
    """Whether text properties raise the text."""
    position = attributes.get("style:text-position")
    if position is None:
        return None
    head = position.split()[0] if position.split() else ""
    return head == "super" or (head.removesuffix("%").isdigit() and head not in ("0%", "0"))
