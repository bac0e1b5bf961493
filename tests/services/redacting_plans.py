"""A plan file with a text put everywhere one can be, and a search for it in raw bytes, inflated, to the bottom."""
from __future__ import annotations

import io
import json
import re
import sqlite3
import struct
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment

from planeditor.domain.plan import CONTACTS, SEEN, Key
from planeditor.formengine.rendering import PdfView
from planeditor.store.backup import take_backup
from planeditor.store.departments import Department
from planeditor.store.document import Document
from planeditor.store.papers import NewPaper
from planeditor.store.receipts import NewProposal, NewReceipt, ReceiptSheet
from planeditor.store.requests import NewRequest, Point, RequestBook
from tests.formengine.reading.conftest import compound_file
from tests.hostile.otherformats import ods
from tests.services.merging_plans import YEARS, base_plan

NAMED = "見本花子"
WORK = Key("m1", "work", YEARS[0].key)
NOTE = Key("m2", "summary")
OTHER = Key("m3", "summary")
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)


def workbook() -> bytes:
    """A workbook with the text in a cell, across runs, with its reading, in a comment, a sheet's name and the properties."""
    book, target = Workbook(), io.BytesIO()
    sheet = book.worksheets[0]
    sheet.title = f"担当{NAMED}"
    sheet["A1"], sheet["A2"] = f"担当は{NAMED}です", "見本\n花子"
    sheet["A3"] = CellRichText("氏名：", TextBlock(InlineFont(b=True), "見本"), TextBlock(InlineFont(i=True), "花子"), "課長")
    sheet["A4"], sheet["A5"] = "ほかの記入", "&<>\"'＆"
    sheet["B1"].comment = Comment("見本　花子に確認", NAMED)
    book.properties.creator = NAMED
    book.save(target)
    book.close()
    return target.getvalue()


def with_reading(data: bytes) -> bytes:
    """The workbook with the reading of the text beside it, as Excel in Japan writes it."""
    anew = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as packed, zipfile.ZipFile(anew, "w", zipfile.ZIP_DEFLATED) as target:
        for name in packed.namelist():
            part = packed.read(name).decode() if name.endswith("sharedStrings.xml") else packed.read(name)
            if isinstance(part, str):
                part = part.replace("です</t>", 'です</t><rPh sb="3" eb="7"><t>ミホンハナコ</t></rPh>', 1)
            target.writestr(name, part)
    return anew.getvalue()


def build(path: Path) -> None:
    """The plan file, its backups among it, with the text everywhere."""
    entries = {**base_plan().entries, NOTE: f"連絡先は{NAMED}まで", OTHER: "無関係の記入"}
    with Document.create(path, entries, name="計画の作成", who="事務局") as document:
        document.departments.add([Department(f"{NAMED}部", "見本課", aliases=(f"{NAMED}係",))])
        with document.edit(f"{NAMED}の件", who=NAMED, source=f"電話（{NAMED}）") as edit:
            edit.set(WORK, f"・調査\n・見本　花子\nが設計（{NAMED}、ｶﾞｽ）")
            edit.set(Key("m1", CONTACTS), f"見本課（{NAMED}・内線1）")
            edit.set(Key("m1", f"{SEEN}:rule:work", YEARS[0].key), f"0123456789abcdef {NAMED}に確認した")
        take_backup(document, "定期")
        with document.edit("直し", who="事務局") as edit:
            edit.set(WORK, "・調査\n・設計")
        document.set_labels({"summary": f"概要（{NAMED}）"}, {"年度:2021": f"{NAMED}の年"})
        document.copy_to(path.with_name("写し.plandb"))
        for name, data in originals(path).items():
            new = NewReceipt(f"{NAMED}_{name}", data, "事務局", "progress", "", f"{NAMED}から受領")
            proposal = NewProposal(
                node="m1", field="work", period=YEARS[0].key, submitted=f"{NAMED}が提出", kind="conflict", as_sent=f"{NAMED}",
                before="・調査", question=f"{NAMED}？", sheet=f"担当{NAMED}", cell="A1",
            )
            with document.edit("", who="事務局") as edit:
                edit.add_receipt(new, [proposal], [ReceiptSheet(f"担当{NAMED}", "m1", "progress", "", NAMED)])
        book = RequestBook("T1", None, f"見本課 {NAMED}様", f"{NAMED}.xlsx")
        cover = json.dumps({"body": "見本\n花子様\nご記入ください。"}, ensure_ascii=False)
        document.add_request(NewRequest(
            periods=(YEARS[0].key,), who="事務局", cover=cover, deadline=date(2022, 4, 1), books=(book,), reason=NAMED,
            points=(Point(WORK, f"{NAMED}を消してください"),),
        ))
        document.keep_paper(NewPaper(
            snapshot="s1", name=f"資料（{NAMED}）", kind="xlsx", period="", content=workbook(), who="事務局", options=NAMED,
        ))
        document.drafts.keep(OTHER, f"書きかけ {NAMED}", "事務局")
        take_backup(document, "取込前")
    path.with_name(f".{path.stem}.0123abcd.tmp").write_bytes(f"{NAMED}".encode())


def originals(path: Path) -> dict[str, bytes]:
    """Files of each kind that may come in, all with the text in them; the last is a copy of the plan file itself."""
    table = "<table:table-row><table:table-cell><text:p>見本</text:p><text:p>花子</text:p></table:table-cell></table:table-row>"
    return {
        "提出.xlsx": with_reading(workbook()), "古い.xls": old_excel(), "切れ目.xls": old_excel(cut=True), "表.ods": ods(table),
        "計画.json": '{"plan": {"title": "\\u898b\\u672c\\u82b1\\u5b50", "note": "見本 花子"}}'.encode(),
        "写し.plandb": path.with_name("写し.plandb").read_bytes(),
    }


def old_excel(*, cut: bool = False) -> bytes:
    """An .xls with the text in a cell; ``cut``: in the shared texts, where one record continues another in its middle."""
    def record(kind: int, body: bytes) -> bytes:
        return struct.pack("<HH", kind, len(body)) + body

    wide = NAMED.encode("utf-16-le")
    shared = struct.pack("<IIHB", 1, 1, 4, 1) + wide
    texts = record(0xFC, shared[:-4]) + record(0x3C, b"\x01" + shared[-4:]) if cut else b""
    label = record(0x204, struct.pack("<HHHHB", 2, 0, 0, 4, 1) + ("ほかの人".encode("utf-16-le") if cut else wide))
    return compound_file({"Workbook": texts + label + record(0x0A, b"")})


def inside(data: bytes) -> Iterator[bytes]:
    """Bytes and all that is packed in them."""
    yield data
    if data.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for name in packed.namelist():
                yield name.encode()
                yield from inside(packed.read(name))
    elif data.startswith(b"SQLite format 3\x00"):
        connection = sqlite3.connect(":memory:")
        connection.deserialize(data)
        for (table,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
            for row in connection.execute(f'SELECT * FROM "{table}"'):  # noqa: S608
                for value in row:
                    yield from inside(value if isinstance(value, bytes) else str(value).encode())
        connection.close()
    elif data.startswith(b"%PDF-"):
        view = PdfView(data)
        yield view.text.encode()
        view.close()
        for stream in _STREAM.finditer(data):
            try:
                yield zlib.decompressobj().decompress(stream[1])
            except zlib.error:
                continue


def hits(folder: Path, text: str = NAMED) -> list[str]:
    """Where the text is found in the files of a folder, in any encoding, however deep."""
    signs = r"[\s\u3000]*".join(map(re.escape, text))
    pattern = re.compile(signs)
    escaped = text.encode("unicode_escape")
    found = []
    for file in sorted(p for p in folder.rglob("*") if p.is_file()):
        for number, data in enumerate(inside(file.read_bytes())):
            plain = re.sub(r"<[^>]*>", "", data.decode("utf-8", "ignore"))
            texts = [plain, *(data[shift:].decode("utf-16-le", "ignore") for shift in (0, 1)), data.decode("cp932", "ignore")]
            if escaped in data or any(map(pattern.search, texts)):
                found.append(f"{file.name}#{number}")
    return found
