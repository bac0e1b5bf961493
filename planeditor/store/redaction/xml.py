"""Masking a text in XML without a parser of ours changing anything else: across runs of one string, and in attributes."""
from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from urllib.parse import unquote

from planeditor.domain.masking import Masker, without_spans

_TOKEN = re.compile(
    r"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|<(?:[^\"'<>]|\"[^\"]*\"|'[^']*')*>|[^<]+|<", re.DOTALL
)
_TAG = re.compile(r"<[^>]*>")
_READ_ALOUD = re.compile(r"<text:ruby-text\b.*?</text:ruby-text>", re.DOTALL)
_NAME = re.compile(r"</?\s*(?:[\w.-]+:)?([\w.-]+)")
_ATTRIBUTE = re.compile(r"(\s[\w:.-]+\s*=\s*)(\"[^\"]*\"|'[^']*')")
_ENTITY = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(lt|gt|amp|quot|apos));")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_HEX = re.compile(r"_x([0-9a-fA-F]{4})_")
_DECLARED = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([\w.-]+)[\"']")
_WITHIN_TEXT = frozenset({
    "t", "r", "p", "s", "a", "b", "i", "u", "br", "tab", "span", "rPr", "pPr", "rFont", "sz", "szCs", "color", "strike", "family",
    "charset", "scheme", "vertAlign", "outline", "shadow", "condense", "extend", "latin", "ea", "cs", "ln", "noFill", "solidFill",
    "srgbClr", "schemeClr", "lang", "rFonts", "proofErr", "endParaRPr", "line-break", "soft-page-break", "bookmark",
    "bookmark-start", "bookmark-end", "ruby", "ruby-base", "font", "ins", "hyperlink", "smartTag",
})  # fmt: skip
"""Elements that do not end a text: what stands before and after them is read together."""
_READING = frozenset({"rPh", "ruby-text"})
"""Elements that hold the reading of the text they stand in."""
_HEADINGS = frozenset({f"{page}{part}" for page in ("odd", "even", "first") for part in ("Header", "Footer")})
"""Elements whose texts have codes for type, size and place in them."""
_CODES = re.compile(r'&(?:"[^"]*"|[0-9]+|[A-Za-z])')
_CDATA = "<![CDATA["
_OPEN_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")


@dataclass(slots=True)
class _Text:
    """A text between tags: which token it is, and what it says."""

    token: int
    text: str


@dataclass(slots=True)
class _Cleaning:
    masker: Masker
    tokens: list[str]
    hits: int = 0
    run: list[_Text] = field(default_factory=list)
    readings: list[_Text] = field(default_factory=list)

    def finish(self, *, heading: bool = False) -> None:
        """Mask what was gathered of one text; with it goes how it is read. ``heading``: of a page, with codes in between."""
        found = self._mask(self.run) or (heading and self._mask_without_codes())
        for reading in self.readings:
            if found and reading.text.strip():
                self.tokens[reading.token] = ""
            else:
                self._mask([reading])
        self.run, self.readings = [], []

    def _mask(self, texts: list[_Text]) -> bool:
        whole = "".join(piece.text for piece in texts)
        spans = self.masker.spans(whole)
        self.hits += len(spans)
        at = 0
        for piece in texts if spans else ():
            start, at = at, at + len(piece.text)
            inside = [(s, e) for s, e in spans if s < at and e > start]
            if inside:
                self.tokens[piece.token] = self._masked(piece, start, inside)
        return bool(spans)

    def _mask_without_codes(self) -> bool:
        plain = _CODES.sub("", "".join(piece.text for piece in self.run))
        found = self.masker.count(plain)
        if found:
            self.hits += found
            for place, piece in enumerate(self.run):
                self.tokens[piece.token] = "" if place else _escaped(self.masker.masked(plain))
        return bool(found)

    def _masked(self, piece: _Text, start: int, spans: list[tuple[int, int]]) -> str:
        """A text without what of the spans lies in it; the mark stands where a span begins."""
        kept, at = "", 0
        for s, e in spans:
            kept += piece.text[at:max(s - start, 0)] + (self.masker.mark if s >= start else "")
            at = min(e - start, len(piece.text))
        kept += piece.text[at:]
        token = self.tokens[piece.token]
        if token.startswith(_CDATA):
            return f"{_CDATA}{kept}]]>"
        written = _escaped(kept)
        return written.replace("\r", "_x000D_" if _HEX.search(token) else "&#13;")


def clean_xml(data: bytes, masker: Masker) -> tuple[bytes, int]:
    """XML with the text masked, and how often it stood there; the very same bytes where it did not."""
    encoding = _encoding(data)
    text = data.decode(encoding, "surrogateescape")
    if not _may_hold(text, masker):
        return data, 0
    cleaning = _Cleaning(masker, _TOKEN.findall(text))
    reading = False
    for number, token in enumerate(cleaning.tokens):
        if not token.startswith("<") or token.startswith(_CDATA):
            (cleaning.readings if reading else cleaning.run).append(_Text(number, _said(token)))
            continue
        if token.startswith(("<!--", "<?", "<!")):
            cleaning.hits += masker.count(token)
            cleaning.tokens[number] = masker.masked(token)
            continue
        name = _NAME.match(token)
        if name is not None and name[1] in _READING:
            reading = not token.startswith("</") and not token.endswith("/>")
        elif name is None or name[1] not in _WITHIN_TEXT:
            cleaning.finish(heading=name is not None and name[1] in _HEADINGS)
        cleaning.tokens[number] = _tag(token, cleaning)
    cleaning.finish()
    return ("".join(cleaning.tokens).encode(encoding, "surrogateescape") if cleaning.hits else data), cleaning.hits


def _may_hold(text: str, masker: Masker) -> bool:
    """Whether it is worth to look closely: with every tag away, or as it lies, the text is somewhere."""
    plain = _TAG.sub("", _READ_ALOUD.sub("", _OPEN_CDATA.sub("", text)))
    said = _said(plain)
    return (
        any(masker.is_in(t) for t in (said, _said(text))) or ("%" in text and masker.is_in(unquote(text)))
        or ("&amp;" in text and masker.is_in(_CODES.sub("", said)))
    )


def _tag(token: str, cleaning: _Cleaning) -> str:
    if "=" not in token:
        return token
    masker = cleaning.masker

    def attribute(found: re.Match[str]) -> str:
        said = _said(found[2][1:-1])
        address = unquote(said) if "%" in said else said
        for text in (said, address):
            spans = masker.spans(text)
            if spans:
                cleaning.hits += len(spans)
                return f'{found[1]}"{_escaped(without_spans(text, spans, masker.mark))}"'
        return found[0]

    return _ATTRIBUTE.sub(attribute, token)


def _said(token: str) -> str:
    """What a text of the file says."""
    if token.startswith(_CDATA):
        return token[len(_CDATA):-3]
    text = _ENTITY.sub(_character, token) if "&" in token else token
    return _HEX.sub(lambda m: chr(int(m[1], 16)), text) if "_x" in text else text


def _character(found: re.Match[str]) -> str:
    if found[3]:
        return _NAMED[found[3]]
    code = int(found[1]) if found[1] else int(found[2], 16)
    return chr(code) if code < 0x110000 else found[0]


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _encoding(data: bytes) -> str:
    for mark, name in (
        (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"), (b"<\x00", "utf-16-le"), (b"\x00<", "utf-16-be"),
    ):
        if data.startswith(mark):
            return name
    declared = _DECLARED.match(data.removeprefix(codecs.BOM_UTF8)[:200])
    name = declared[1].decode("ascii") if declared else "utf-8"
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return "utf-8"
    return "cp932" if found == "shift_jis" else found  # what is so called here
