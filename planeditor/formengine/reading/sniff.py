"""What a file is, by its content and never by its name (SAFETY.md 2.2)."""
from __future__ import annotations

import re
import struct

from planeditor.formengine.reading.compound import CompoundFile
from planeditor.formengine.reading.refusal import OddStructureError, RefusedFileError
from planeditor.messages import reading as say

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"SQLite format 3\0", say.SQLITE),
    (b"{\\rtf", say.RTF),
    (b"\x89PNG", say.IMAGE),
    (b"\xff\xd8\xff", say.IMAGE),
    (b"GIF8", say.IMAGE),
    (b"BM", say.IMAGE),
    (b"II*\0", say.IMAGE),
    (b"MM\0*", say.IMAGE),
    (b"\x1f\x8b", say.ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", say.ARCHIVE),
    (b"Rar!", say.ARCHIVE),
    (b"\x09\x00\x04\x00", say.OLD_EXCEL),
    (b"\x09\x02\x06\x00", say.OLD_EXCEL),
    (b"\x09\x04\x06\x00", say.OLD_EXCEL),
)
_HTML = (b"<!doctype html", b"<html", b"<head", b"<meta", b"<body", b"<table", b"mime-version:")
_XML_2003 = (b"urn:schemas-microsoft-com:office:spreadsheet", b'progid="excel.sheet"')
_WORKBOOK_BEGIN = re.compile(rb"\x09\x08[\x08\x10]\x00\x00[\x05\x06]\x05\x00", re.DOTALL)
"""BOF of the globals, BIFF5 or BIFF8; streams begin on a sector."""
_WORKBOOK_STREAMS = ("Workbook", "Book", "WORKBOOK", "BOOK")
_OLE_STREAMS = (*_WORKBOOK_STREAMS, "EncryptedPackage", "WordDocument", "PowerPoint Document")
_SECTOR = 512
_FIRST_RECORDS = 5
_FILEPASS = 0x2F
_HEAD = 4096
_PDF_WITHIN = 1024
"""Readers accept a PDF whose first bytes are something else."""


def _is_text(head: bytes) -> bool:
    """Whether the beginning of a file is text in one of the encodings in use here."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if any(byte < 9 or 13 < byte < 32 for byte in head if byte != 27):
        return False
    for encoding in ("utf-8", "cp932"):
        for cut in range(min(4, len(head))):
            try:
                head[:len(head) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
            return True
    return False


def _markup(head: bytes) -> str | None:
    """The sentence for HTML or XML; None where it is neither."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", "replace").encode()
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(_HTML):
        return say.HTML
    if start.startswith((b"<?xml", b"<workbook")):
        if any(mark in start for mark in _XML_2003):
            return say.XML_2003
        return say.HTML if b"<html" in start else say.XML_OTHER
    return None


def _is_obfuscated(data: bytes) -> bool:
    """Whether the first records of the workbook stream hold a FILEPASS ([MS-XLS] 2.4.117); calamine misses one kind."""
    begin = _WORKBOOK_BEGIN.search(data)
    while begin is not None and begin.start() % _SECTOR:
        begin = _WORKBOOK_BEGIN.search(data, begin.start() + 1)
    if begin is None:
        return False
    at = begin.start()
    for _record in range(_FIRST_RECORDS):
        if at + 4 > len(data):
            break
        kind, length = struct.unpack_from("<HH", data, at)
        if kind == _FILEPASS:
            return True
        at += 4 + length
    return False


def _ole_names(data: bytes) -> set[str]:
    """What stands at the top of an OLE file; where its directory cannot be followed, which of the names occur at all."""
    try:
        return CompoundFile(data).names()
    except OddStructureError:
        return {name for name in _OLE_STREAMS if f"{name}\0".encode("utf-16-le") in data}


def _ole(data: bytes) -> None:
    """Refuse an OLE file that is no .xls workbook; what is embedded in one may be anything."""
    names = _ole_names(data)
    for stream, sentence in (
        ("EncryptedPackage", say.ENCRYPTED), ("WordDocument", say.WORD), ("PowerPoint Document", say.POWERPOINT)
    ):
        if stream in names:
            raise RefusedFileError(sentence)
    if not names.intersection(_WORKBOOK_STREAMS):
        raise RefusedFileError(say.OLE_OTHER)
    if _is_obfuscated(data):
        raise RefusedFileError(say.ENCRYPTED)


def sniff(data: bytes) -> str:
    """``zip`` or ``xls``; everything else is refused with a sentence of its own."""
    if not data:
        raise RefusedFileError(say.EMPTY)
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if data.startswith(_OLE):
        _ole(data)
        return "xls"
    head = data[:_HEAD]
    for magic, sentence in _MAGIC:
        if head.startswith(magic):
            raise RefusedFileError(sentence)
    if markup := _markup(head):
        raise RefusedFileError(markup)
    if b"%PDF-" in head[:_PDF_WITHIN]:
        raise RefusedFileError(say.PDF)
    raise RefusedFileError(say.TEXT if _is_text(head) else say.UNKNOWN_KIND)


def zip_kind(names: list[str], mimetype: bytes) -> str:
    """``ooxml``, ``xlsb`` or ``ods`` from the part names of a zip file and its ``mimetype`` part; refuses others."""
    parts = {name.replace("\\", "/").lstrip("/").lower() for name in names}
    if mimetype.startswith(b"application/vnd.oasis.opendocument."):
        kind = mimetype.removeprefix(b"application/vnd.oasis.opendocument.")
        if kind.startswith(b"spreadsheet"):
            return "ods"
        raise RefusedFileError(say.POWERPOINT if kind.startswith(b"presentation") else say.WORD)
    if "xl/workbook.bin" in parts:
        return "xlsb"
    if any(name.startswith("word/") for name in parts):
        raise RefusedFileError(say.WORD)
    if any(name.startswith("ppt/") for name in parts):
        raise RefusedFileError(say.POWERPOINT)
    if "[content_types].xml" not in parts:
        raise RefusedFileError(say.DAMAGED if "xl/workbook.xml" in parts else say.ZIP_OTHER)
    return "ooxml"
