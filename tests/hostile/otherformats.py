"""Hostile files of other formats: .ods, .xls, .xlsb, and what is no workbook at all."""
from __future__ import annotations

import random
from collections.abc import Iterator
from xml.sax.saxutils import escape

from tests.formengine.reading.conftest import build_parts, compound_file, pack_parts
from tests.formengine.reading.test_reading_hostile import Hostile
from tests.hostile.formbook import Kind, form_cells

OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def kinds() -> Iterator[Kind]:
    """Every one."""
    yield from _ods()
    yield from _xls()
    for name, (data, sentence) in old().table().items():
        yield Kind(f"既存・{name}", data, None if sentence in ("limit", "any", None) else False)


def old() -> Hostile:
    """The files of the tests of the reader alone."""
    return Hostile(build_parts, pack_parts, compound_file)


def ods(table: str, *, head: str = "", extra: dict[str, bytes] | None = None) -> bytes:
    """A spreadsheet document with this table."""
    spaces = "".join(f' xmlns:{name}="{OFFICE}:{name}:1.0"' for name in ("office", "table", "text", "draw", "style"))
    content = (
        f"{head}<office:document-content{spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="表">{table}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    manifest = f'<manifest:manifest xmlns:manifest="{OFFICE}:manifest:1.0"/>'
    return pack_parts({
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode(),
        "META-INF/manifest.xml": manifest.encode(), **(extra or {}),
    })


def ods_cell(text: str, attributes: str = "") -> str:
    if not text:
        return f"<table:table-cell {attributes}/>"
    inside = "".join(f"<text:p>{escape(line)}</text:p>" for line in text.split("\n"))
    return f'<table:table-cell office:value-type="string" {attributes}>{inside}</table:table-cell>'


def ods_form(after: str = "", more: str = "") -> str:
    """The official sheet as rows of such a document, with more in each row, and more rows."""
    cells = form_cells()
    lines = []
    for row in range(1, max(r for r, _ in cells) + 1):
        inside = "".join(ods_cell(cells.get((row, column), "")) for column in range(1, 8))
        lines.append(f"<table:table-row>{inside}{more}</table:table-row>")
    return "".join(lines) + after


def _ods() -> Iterator[Kind]:
    yield Kind("様式.ods", ods(ods_form()), taken=True)
    filler = '<table:table-cell table:number-columns-repeated="16377"/>'
    rest = f'<table:table-row table:number-rows-repeated="1048562">{filler}</table:table-row>'
    yield Kind("余白の繰返し.ods", ods(ods_form(rest, filler)), taken=True)
    million = ods_cell("繰", 'table:number-columns-repeated="1000000"')
    yield Kind("列の繰返し百万.ods", ods(ods_form(more=million)), taken=None)
    rows = f'<table:table-row table:number-rows-repeated="1000000">{ods_cell("繰")}</table:table-row>'
    yield Kind("行の繰返し百万.ods", ods(ods_form(rows)), taken=None)
    negative = ods_cell("繰", 'table:number-columns-repeated="-5"')
    yield Kind("負の繰返し.ods", ods(ods_form(more=negative)), taken=None)
    huge = ods_cell("繰", f'table:number-columns-repeated="{"9" * 40}"')
    yield Kind("桁あふれの繰返し.ods", ods(ods_form(more=huge)), taken=None)
    spaces = f'<table:table-row><table:table-cell office:value-type="string"><text:p><text:s text:c="{1 << 30}"/></text:p>'
    yield Kind("空白の繰返し.ods", ods(ods_form(spaces + "</table:table-cell></table:table-row>")), taken=None)
    yield Kind("宣言.ods", ods(ods_form(), head="<!DOCTYPE a [<!ENTITY a 'x'>]>"), taken=False)
    yield Kind("メタの宣言.ods", ods(ods_form(), extra={"meta.xml": b"<!DOCTYPE a SYSTEM 'http://localhost:9/'><a/>"}), taken=False)
    deep = "<text:span>" * 20_000 + "深" + "</text:span>" * 20_000
    cell = f'<table:table-row><table:table-cell office:value-type="string"><text:p>{deep}</text:p></table:table-cell></table:table-row>'
    yield Kind("深い入れ子.ods", ods(ods_form(cell)), taken=None)
    note = "<office:annotation><text:p>控</text:p></office:annotation>"
    notes = f"<table:table-row>{f'<table:table-cell>{note}</table:table-cell>' * 200}</table:table-row>"
    yield Kind("注釈の山.ods", ods(ods_form(notes * 50)), taken=None)
    yield Kind("注釈の長文.ods", ods(ods_form(notes.replace("控", "控" * 20_000))), taken=None)
    yield Kind("崩れ.ods", ods("<table:table-row><table:x>"), taken=False)
    yield Kind("中身なし.ods", pack_parts({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), taken=False)


def _xls() -> Iterator[Kind]:
    """An old workbook spoilt at random, the same every time."""
    sound = old().xls()
    dice = random.Random(97)
    for number in range(12):
        data = bytearray(sound)
        for _ in range(1 + number * 4):
            data[dice.randrange(512, len(data))] = dice.randrange(256)
        yield Kind(f"崩した旧形式{number:02}.xls", bytes(data), taken=None)
    yield Kind("途切れた旧形式.xls", sound[:700], taken=False)
    endless = bytearray(sound)
    endless[512:1024] = b"\0" * 512  # every sector is followed by sector 0
    yield Kind("輪の旧形式.xls", bytes(endless), taken=False)
    binary = {"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": bytes(range(256)) * 40,
              "xl/_rels/workbook.bin.rels": b"<Relationships/>"}
    yield Kind("乱れた二進.xlsb", pack_parts(binary), taken=False)
