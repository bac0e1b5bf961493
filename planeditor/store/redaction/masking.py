"""Masking a text in the bytes of any file that was kept: in place where that is safe, else the bytes have to go."""
from __future__ import annotations

import hashlib
import io
import json
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from planeditor.domain.masking import Masker

from . import ole
from .xml import clean_xml

_DEEPEST = 4
_MOST_UNPACKED = 500 * 1024 * 1024
_PLAN, _ZIP, _PDF = b"SQLite format 3\x00", b"PK\x03\x04", b"%PDF-"
_PDF_WITHIN = 1024
_PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".wdp", ".webp"})
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_STRING = re.compile(rb"(\((?:\\.|[^\\()])*)\)|(<[0-9A-Fa-f]+)>", re.DOTALL)
_ESCAPE = re.compile(rb"\\(?:([0-7]{1,3})|(\r?\n|.))", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_JSON_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|[nrt])")
_LOCAL_HEAD, _LOCAL_LENGTHS = 30, 26
"""Of what stands before each part of a zip file: how long it is, and from where the lengths of name and extra are told."""
_END_OF_ZIP = 22
_ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "cp932", "euc_jp")


class Cleaned(NamedTuple):
    """What becomes of bytes: how often the text stood in them, and the bytes without it (None: it cannot be taken out)."""

    hits: int
    data: bytes | None


def _no_text(_: bytes) -> str:
    return ""


def _no_plan(_: bytes) -> Cleaned:
    return Cleaned(1, None)


@dataclass(frozen=True, slots=True)
class Cleaner:
    """Cleans bytes of one text. ``read_pdf`` gives the text of a PDF, ``plan_file`` cleans another plan file."""

    masker: Masker
    read_pdf: Callable[[bytes], str] = _no_text
    plan_file: Callable[[bytes], Cleaned] = _no_plan
    _known: dict[bytes, Cleaned] = field(default_factory=dict)

    def clean(self, data: bytes) -> Cleaned:
        """The bytes of a file without the text; the very same bytes where it is not in them."""
        digest = hashlib.sha256(data).digest()  # backups hold the same files again and again
        known = self._known.get(digest)
        if known is None:
            known = self._clean(data)
            self._known[digest] = known if known.hits else Cleaned(0, None)
        return known if known.hits else Cleaned(0, data)

    def _clean(self, data: bytes, name: str = "", depth: int = 0) -> Cleaned:
        if data.startswith(_ZIP):
            return self._zip(data, depth)
        if data.startswith(ole.HEAD):
            cleaned, hits = ole.clean_ole(data, self.masker)
            return Cleaned(hits, cleaned)
        if data.startswith(_PLAN):
            return self.plan_file(data)
        if _PDF in data[:_PDF_WITHIN]:
            return self._whole(data, self._in_pdf(data))
        text = _as_text(data)
        if text is None:
            return self._binary(data, name)
        return self._text(data, *text)

    def _zip(self, data: bytes, depth: int) -> Cleaned:
        """The file packed anew, each part by itself."""
        hits, target = 0, io.BytesIO()
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(target, "w") as anew:
                if sum(info.file_size for info in packed.infolist()) > _MOST_UNPACKED:
                    return self._whole(data, self._raw(data))
                hits += sum(self._aside(piece) for piece in _beside_parts(data, packed))
                for info in packed.infolist():
                    if self.masker.is_in(info.filename) or depth >= _DEEPEST:
                        return Cleaned(hits + 1, None)
                    part = self._part(info.filename, packed.read(info), depth)
                    hits += part.hits
                    if part.data is None:
                        return Cleaned(hits, None)
                    fresh = zipfile.ZipInfo(info.filename, info.date_time)
                    fresh.compress_type, fresh.external_attr = info.compress_type, info.external_attr
                    anew.writestr(fresh, part.data)
        except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, ValueError, OSError, EOFError):
            return self._whole(data, self._raw(data))
        return Cleaned(hits, target.getvalue() if hits else data)

    def _part(self, name: str, data: bytes, depth: int) -> Cleaned:
        start = data[:200].lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \r\n\t")
        if start.startswith(b"<"):
            cleaned, hits = clean_xml(data, self.masker)
            return Cleaned(hits, cleaned)
        return self._clean(data, name, depth + 1)

    def _text(self, data: bytes, text: str, encoding: str) -> Cleaned:
        try:
            content = json.loads(text, object_pairs_hook=_each_once)
        except (ValueError, RecursionError):
            hits, masked = self.masker.count(text), self.masker.masked(text)
            if hidden := self.masker.count(_unescaped(masked)):
                return self._whole(data, hits + hidden)
            return Cleaned(hits, masked.encode(encoding) if hits else data)
        hits = count_in(content, self.masker)
        if not hits:
            return self._whole(data, self.masker.count(text))
        anew = json.dumps(masked_in(content, self.masker), ensure_ascii=False, indent=2)
        if self.masker.is_in(anew):  # a number that is none of its texts
            return Cleaned(hits, None)
        return Cleaned(hits, anew.encode(encoding, "surrogatepass"))

    def _binary(self, data: bytes, name: str) -> Cleaned:
        """A part of no known kind: in a workbook of the binary kind the texts have two bytes a character."""
        suffix = PurePosixPath(name).suffix.lower()
        if suffix in _PICTURES and len(self.masker.signs.encode()) < len(self.masker.mark.encode()):
            return Cleaned(0, data)
        hits = self._raw(data)
        if not hits or suffix != ".bin":
            return self._whole(data, hits)
        cleaned = ole.clean_wide(data, self.masker)
        return Cleaned(hits, None if self._raw(cleaned) else cleaned)

    def _in_pdf(self, data: bytes) -> int:
        count = self.masker.count
        hits = count(self.read_pdf(data)) + sum(count(_pdf_string(m[1] or m[2])) for m in _STRING.finditer(data))
        for stream in _STREAM.finditer(data):
            try:
                inflated = zlib.decompressobj().decompress(stream[1])
            except zlib.error:
                continue
            hits += sum(count(inflated.decode(encoding, "ignore")) for encoding in _ENCODINGS[:3])
        return hits

    def _aside(self, data: bytes) -> int:
        return max(self.masker.count(data.decode(encoding, "ignore")) for encoding in _ENCODINGS) if data else 0

    def _raw(self, data: bytes) -> int:
        views = [data.decode(encoding, "ignore") for encoding in _ENCODINGS]
        views += [data[1:].decode(encoding, "ignore") for encoding in ("utf-16-le", "utf-16-be")]
        return max(map(self.masker.count, views))

    @staticmethod
    def _whole(data: bytes, hits: int) -> Cleaned:
        """All of it has to go where anything was found."""
        return Cleaned(hits, None if hits else data)


def _beside_parts(data: bytes, packed: zipfile.ZipFile) -> Iterator[bytes]:
    """What a zip file holds beside its parts and their names: remarks, further data, and bytes that belong to nothing."""
    yield packed.comment
    at = 0
    for info in sorted(packed.infolist(), key=lambda part: part.header_offset):
        yield info.comment
        yield info.extra
        lengths = data[info.header_offset + _LOCAL_LENGTHS:info.header_offset + _LOCAL_HEAD]
        name, extra = int.from_bytes(lengths[:2], "little"), int.from_bytes(lengths[2:], "little")
        start = info.header_offset + _LOCAL_HEAD + name
        yield data[start:start + extra]
        yield data[at:info.header_offset]
        at = max(at, start + extra + info.compress_size)
    yield data[at:packed.start_dir]
    yield data[data.rfind(b"PK\x05\x06") + _END_OF_ZIP:]


def _each_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """An object of a JSON; raises ``ValueError`` where a name is told twice, since only one of them would be seen."""
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a name twice")
    return found


def _unescaped(text: str) -> str:
    """A text with what JSON escapes written out."""
    plain = _JSON_ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else " ", text) if "\\" in text else text
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _as_text(data: bytes) -> tuple[str, str] | None:
    """Bytes as text, with its encoding; None where they are none."""
    encodings = ("utf-16",) if data.startswith((b"\xff\xfe", b"\xfe\xff")) else ("utf-8", "cp932")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text.removeprefix("\ufeff"), "utf-8-sig" if text.startswith("\ufeff") else encoding
    return None


def _pdf_string(raw: bytes) -> str:
    def plain(found: re.Match[bytes]) -> bytes:
        octal, said = found[1], found[2]
        if octal:
            return bytes([int(octal, 8) & 0xFF])
        return b"" if said.endswith(b"\n") else _ESCAPED.get(said, said)

    data = _ESCAPE.sub(plain, raw[1:]) if raw.startswith(b"(") else bytes.fromhex(raw[1:].decode() + "0" * (len(raw) % 2 == 0))
    return data[2:].decode("utf-16-be", "ignore") if data.startswith(b"\xfe\xff") else data.decode("utf-8", "ignore")


def count_in(content: Any, masker: Masker) -> int:
    """How often the text stands in the texts of what a JSON held."""
    if isinstance(content, str):
        return masker.count(content)
    if isinstance(content, dict):
        return sum(masker.count(key) + count_in(value, masker) for key, value in content.items())
    return sum(count_in(value, masker) for value in content) if isinstance(content, list) else 0


def masked_in(content: Any, masker: Masker) -> Any:
    """What a JSON held with the text masked in all its texts."""
    if isinstance(content, str):
        return masker.masked(content)
    if isinstance(content, dict):
        return {masker.masked(key): masked_in(value, masker) for key, value in content.items()}
    return [masked_in(value, masker) for value in content] if isinstance(content, list) else content
