"""One pass over an XML part by expat: no document type, no entities, limited depth."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from xml.parsers import expat

from planeditor.formengine.reading.limits import MAX_DEPTH
from planeditor.formengine.reading.refusal import RefusedFileError
from planeditor.messages import reading as say

Attributes = dict[str, str]

_ENCODINGS = frozenset({"utf-8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "iso-8859-1", "windows-1252"})

SPREADSHEET = (
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "http://purl.oclc.org/ooxml/spreadsheetml/main",
)
"""Transitional and Strict (ISO/IEC 29500-4 and -1)."""
RELATIONSHIP_ID = (
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships}id",
    "http://purl.oclc.org/ooxml/officeDocument/relationships}id",
)


def _refuse_doctype(*_args: object) -> None:
    raise RefusedFileError(say.DTD)


def _check_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
    """Refuse an encoding that the parser cannot read (it would raise something of its own)."""
    if encoding is not None and encoding.lower() not in _ENCODINGS:
        raise RefusedFileError(say.DAMAGED)


def new_parser() -> expat.XMLParserType:
    """A parser that gives names as ``namespace}name`` and refuses a document type."""
    parser = expat.ParserCreate(None, "}")
    parser.buffer_text = True
    parser.buffer_size = 1 << 16
    parser.StartDoctypeDeclHandler = _refuse_doctype
    parser.XmlDeclHandler = _check_encoding
    return parser


def _parse(parser: expat.XMLParserType, chunk: bytes, *, is_last: bool) -> None:
    """Parse one piece; refuses what is not well-formed."""
    try:
        parser.Parse(chunk, is_last)
    except expat.ExpatError as error:
        raise RefusedFileError(say.DAMAGED) from error


def feed(parser: expat.XMLParserType, chunks: Iterable[bytes]) -> Iterator[None]:
    """Parse a whole part, with a pause after every piece."""
    for chunk in chunks:
        _parse(parser, chunk, is_last=False)
        yield
    _parse(parser, b"", is_last=True)


def walk(chunks: Iterable[bytes], visit: Callable[[str, Attributes], None]) -> None:
    """Call ``visit`` with the path of local names (``styleSheet/fonts/font``) and the attributes of every element."""
    stack: list[str] = []

    def start(name: str, attributes: Attributes) -> None:
        if len(stack) >= MAX_DEPTH:
            raise RefusedFileError(say.TOO_DEEP)
        local = name.rpartition("}")[2]
        stack.append(f"{stack[-1]}/{local}" if stack else local)
        visit(stack[-1], attributes)

    def end(_name: str) -> None:
        stack.pop()

    parser = new_parser()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    for _pause in feed(parser, chunks):
        continue


def walk_texts(chunks: Iterable[bytes], visit: Callable[[str, Attributes, str], None]) -> None:
    """Call ``visit`` with the path, the attributes and the own text of every element when it ends."""
    stack: list[tuple[str, Attributes, list[str]]] = []

    def start(name: str, attributes: Attributes) -> None:
        if len(stack) >= MAX_DEPTH:
            raise RefusedFileError(say.TOO_DEEP)
        local = name.rpartition("}")[2]
        stack.append((f"{stack[-1][0]}/{local}" if stack else local, attributes, []))

    def characters(text: str) -> None:
        stack[-1][2].append(text)

    def end(_name: str) -> None:
        path, attributes, texts = stack.pop()
        visit(path, attributes, "".join(texts))

    parser = new_parser()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    for _pause in feed(parser, chunks):
        continue


def is_on(attributes: Attributes, name: str, *, default: bool = False) -> bool:
    """A truth value of an attribute (xsd:boolean)."""
    value = attributes.get(name)
    return default if value is None else value in ("1", "true", "on")
