"""Hostile ways to pack a workbook, round a sound sheet."""
from __future__ import annotations

import io
import struct
import warnings
import zipfile
from collections.abc import Iterator

from tests.formengine.reading.conftest import pack_parts
from tests.hostile.formbook import SHEET, STRINGS, WORKBOOK, Kind, book, form, form_cells, parts, related, rows


def kinds() -> Iterator[Kind]:
    """Every one."""
    yield Kind("爆弾.xlsx", book({STRINGS: b"<sst>" + b" " * (40 << 20) + b"</sst>"}), taken=False)
    yield Kind("使わない爆弾.xlsx", book({"xl/media/image1.emf": bytes(40 << 20)}), taken=False)
    yield Kind("圧縮の中の圧縮.xlsx", book({"xl/embeddings/inner.xlsx": pack_parts({"x": bytes(20 << 20)})}), taken=True)
    yield Kind("部品四千.xlsx", book({f"customXml/item{n}.xml": "<a/>" for n in range(4000)}), taken=True)
    yield Kind("部品六千.xlsx", book({f"customXml/item{n}.xml": "<a/>" for n in range(6000)}), taken=False)
    yield Kind("絶対の名.xlsx", book({"/etc/passwd": "x", "C:\\Windows\\x.dll": "x", "../../x.xml": "<a/>"}), taken=True)
    yield Kind("名の衝突.xlsx", duplicate(SHEET.upper()), taken=False)
    yield Kind("逆斜線の衝突.xlsx", duplicate(SHEET.replace("/", "\\")), taken=False)
    yield Kind("大きさの嘘.xlsx", lying_size(), taken=False)
    yield Kind("後ろのごみ.xlsx", book() + b"\0" * 3000, taken=None)
    yield Kind("前のごみ.xlsx", b"PK\x03\x04" + bytes(100) + book(), taken=None)
    yield Kind("長い注釈.xlsx", with_comment(), taken=True)
    yield Kind("流し書き.xlsx", streamed(), taken=True)
    yield Kind("半分.xlsx", book()[: len(book()) // 2], taken=False)
    yield Kind("輪の関係.xlsx", book(related(SHEET, [("worksheet", "sheet1.xml"), ("drawing", "../workbook.xml")])), taken=True)
    yield Kind("外の関係.xlsx", external(), taken=True)
    yield Kind("自分を指す.xlsx", book({"_rels/.rels": root_relation("_rels/.rels")}), taken=False)
    yield Kind("上へ上へ.xlsx", book({"_rels/.rels": root_relation("../../../../etc/passwd")}), taken=False)
    yield Kind("同じ表を五百.xlsx", many_sheets(500), taken=None)
    yield Kind("表を千.xlsx", thousand_sheets(), taken=None)
    yield Kind("厳格.xlsx", strict(), taken=True)
    yield Kind("UTF16.xlsx", book({SHEET: utf16_sheet()}), taken=True)
    yield Kind("知らない符号.xlsx", book({SHEET: b'<?xml version="1.0" encoding="UTF-7"?><worksheet/>'}), taken=False)


def duplicate(second: str) -> bytes:
    """A second part whose name means the same one."""
    buffer = io.BytesIO(book())
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "a") as archive:
        warnings.simplefilter("ignore")
        archive.writestr(second, b"<worksheet/>")
    return buffer.getvalue()


def lying_size() -> bytes:
    """Every directory entry says ten bytes, while the sheet inflates to much more."""
    data = bytearray(book({SHEET: form() + " " * (8 << 20)}))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        data[at + 24 : at + 28] = struct.pack("<I", 10)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def with_comment() -> bytes:
    buffer = io.BytesIO(book())
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.comment = b"x" * 65_000
    return buffer.getvalue()


class _Unseekable(io.RawIOBase):
    """Takes bytes in and cannot go back, so that sizes stand behind the parts."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: object) -> int:
        data = bytes(piece)  # type: ignore[call-overload] # anything with a buffer
        self.pieces.append(data)
        return len(data)


def streamed() -> bytes:
    """Packed by a program that could not seek."""
    target = _Unseekable()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts().items():
            archive.writestr(name, data)
    return b"".join(target.pieces)


def root_relation(target: str) -> str:
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{package}"><Relationship Id="a" Type="{kind}" Target="{target}"/></Relationships>'


def external() -> bytes:
    """Links, queries and pictures by URL: nothing may ever be fetched."""
    links = [("hyperlink", "http://localhost:9/"), ("image", "http://localhost:9/a.png"), ("externalLink", "file:////localhost/x")]
    return book(
        related(SHEET, links, external=True)
        | {"xl/connections.xml": '<connections><connection url="http://localhost:9/" refreshOnLoad="1"/></connections>',
           "xl/externalLinks/externalLink1.xml": '<externalLink><ddeLink ddeService="cmd" ddeTopic="/C calc"/></externalLink>'},
        workbook="<externalReferences><externalReference/></externalReferences>",
    )


def many_sheets(count: int) -> bytes:
    """One sheet's part, named by hundreds of sheets: the same form again and again."""
    all_parts = parts()
    entry = b'<sheet name="\xe8\xa1\xa81" sheetId="1"  r:id="s1"/>'
    assert entry in all_parts[WORKBOOK]
    all_parts[WORKBOOK] = all_parts[WORKBOOK].replace(entry, entry * count)
    return pack_parts(all_parts)


def thousand_sheets() -> bytes:
    """One form, and 999 sheets with one word."""
    from tests.formengine.reading.conftest import build_parts

    return pack_parts(build_parts(form(), *[rows({(1, 1): "余白"})] * 999))


def strict() -> bytes:
    """The form as Strict OOXML."""
    changed = {}
    for name, data in parts().items():
        text = data.decode().replace(
            "http://schemas.openxmlformats.org/spreadsheetml/2006/main", "http://purl.oclc.org/ooxml/spreadsheetml/main"
        )
        text = text.replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
            "http://purl.oclc.org/ooxml/officeDocument/relationships",
        )
        changed[name] = text.encode()
    return pack_parts(changed)


def utf16_sheet() -> bytes:
    """The sheet in UTF-16, as the standard allows."""
    sheet = parts(rows(form_cells()))[SHEET].decode()
    return ('<?xml version="1.0" encoding="UTF-16"?>' + sheet).encode("utf-16")
