"""Hostile and broken files of many kinds: each is read or refused with a good sentence, quickly and in little memory."""
from __future__ import annotations

import io
import os
import re
import struct
import sys
import time
import warnings
import zipfile
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from planeditor.domain.errors import KnownError
from planeditor.formengine.reading.limits import MAX_CELLS
from planeditor.formengine.reading.reader import WorkbookReader
from planeditor.formengine.reading.refusal import RefusedFileError
from planeditor.formengine.reading.tally import Tally
from planeditor.messages import reading as say
from tests.processor import ReadingTime

Build = Callable[..., dict[str, bytes]]
Pack = Callable[..., bytes]
Compound = Callable[[dict[str, bytes]], bytes]

TEXT_CELL = '<sheetData><row><c r="A1" t="inlineStr"><is><t>記入</t></is></c></row></sheetData>'
NO_CHANGES: Mapping[str, str | bytes] = {}
SHEET = "xl/worksheets/sheet1.xml"
ODD_STYLES = (
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts><numFmt numFmtId="x" '
    'formatCode="0"/></numFmts></styleSheet>'
)
JARGON = re.compile(r"Error|Exception|Traceback|calamine|openpyxl|zipfile|expat|None|<class|\n|\{|\}")
NEXT_STEP = re.compile(r"(ください|お試しください)。$")
MAX_SECONDS = 15.0
"""Of the processor, on either side of the pipe; a slower machine has room."""
MAX_PEAK = 560 << 20


def is_good(sentence: str, name: str) -> bool:
    """The rule for a refusal: names the file, is Japanese, says what to do next, shows nothing of the machinery."""
    rest = sentence.replace(name, "")
    return (
        f"「{name}」" in sentence and bool(re.search("[ぁ-ん]", rest)) and not JARGON.search(rest)
        and bool(NEXT_STEP.search(sentence)) and len(sentence) < 200
    )


def test_refusals_every_sentence_keeps_the_rule() -> None:
    values = {"file": "進行管理.xlsx", "limit": 1, "megabytes": 1}
    for name, sentence in vars(say).items():
        if name.isupper() and not name.startswith("NOTE_"):
            assert is_good(sentence.format(**values), "進行管理.xlsx"), name


class Hostile:
    """The files, each a method: bytes and the sentence that refuses them, or None where they are read."""

    def __init__(self, build: Build, pack: Pack, compound: Compound) -> None:
        self.build = build
        self.pack = pack
        self.compound = compound

    def book(self, changes: Mapping[str, str | bytes] = NO_CHANGES, *, stored: bool = False) -> bytes:
        """A sound workbook with some parts exchanged."""
        parts = self.build(TEXT_CELL)
        for name, text in changes.items():
            parts[name] = text.encode() if isinstance(text, str) else text
        return self.pack(parts, stored=stored)

    def sheet(self, content: str, *, stored: bool = False) -> bytes:
        return self.pack(self.build(content), stored=stored)

    def duplicated(self, second: str) -> bytes:
        buffer = io.BytesIO(self.book())
        with warnings.catch_warnings(), zipfile.ZipFile(buffer, "a") as archive:
            warnings.simplefilter("ignore")
            archive.writestr(second, b"<a/>")
        return buffer.getvalue()

    def with_info(self, change: Callable[[zipfile.ZipInfo], None]) -> bytes:
        buffer = io.BytesIO(self.book())
        with zipfile.ZipFile(buffer, "a") as archive:
            info = zipfile.ZipInfo("xl/extra.xml")
            change(info)
            archive.writestr(info, b"<a/>")
        return buffer.getvalue()

    def patched_directory(self, offset: int, value: bytes) -> bytes:
        """The first entry of the central directory changed."""
        data = bytearray(self.book())
        at = data.index(b"PK\x01\x02") + offset
        data[at:at + len(value)] = value
        return bytes(data)

    def overlapping(self) -> bytes:
        """The second part's entry points to the first part's bytes."""
        data = bytearray(self.book())
        first = data.index(b"PK\x01\x02")
        second = data.index(b"PK\x01\x02", first + 4)
        data[second + 42:second + 46] = struct.pack("<I", 2)
        return bytes(data)

    def flipped(self) -> bytes:
        """One bit of a stored sheet changed."""
        return self.book(stored=True).replace("記入".encode(), "記兤".encode(), 1)

    def amplified_text(self) -> bytes:
        """One long shared string, referred to over and over."""
        cells = '<row><c t="s"><v>0</v></c></row>' * 3000
        return self.pack(self.build(f"<sheetData>{cells}</sheetData>", strings=f"<si><t>{'あ' * 32767}</t></si>"),
                         stored=True)

    def amplified_sheets(self) -> bytes:
        """One large sheet part, referred to by hundreds of sheets."""
        parts = self.build(TEXT_CELL + "<x>" + " " * (1 << 20) + "</x>")
        entry = b'<sheet name="\xe8\xa1\xa81" sheetId="1"  r:id="s1"/>'
        parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(entry, entry * 400)
        return self.pack(parts, stored=True)

    def ods(self, table: str) -> bytes:
        office = "urn:oasis:names:tc:opendocument:xmlns"
        content = (
            f'<office:document-content xmlns:office="{office}:office:1.0" xmlns:table="{office}:table:1.0" '
            f'xmlns:text="{office}:text:1.0"><office:body><office:spreadsheet><table:table table:name="表">{table}'
            "</table:table></office:spreadsheet></office:body></office:document-content>"
        )
        manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
        return self.pack({
            "mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode(),
            "META-INF/manifest.xml": manifest.encode(),
        })

    def xls(self, *, password: bool = False) -> bytes:
        """A BIFF8 workbook with one number and one text."""
        def record(kind: int, body: bytes) -> bytes:
            return struct.pack("<HH", kind, len(body)) + body

        def begin(kind: int) -> bytes:
            return record(0x809, struct.pack("<HHHHII", 0x600, kind, 0, 1997, 0, 0))

        head = begin(5) + (record(0x2F, bytes(54)) if password else b"")
        bound = struct.pack("<IBBBB", len(head) + 4 + 13 + 4, 0, 0, 5, 0) + b"Sheet"
        label = "取組".encode("utf-16-le")
        sheet = begin(16) + record(0x203, struct.pack("<HHHd", 1, 1, 0, 0.9))
        sheet += record(0x204, struct.pack("<HHHHB", 2, 0, 0, 2, 1) + label) + record(0x0A, b"")
        return self.compound({"Workbook": head + record(0x85, bound) + record(0x0A, b"") + sheet})

    def table(self) -> dict[str, tuple[bytes, str | None]]:
        """Every file by its name."""
        doctype = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY a "aaaa">'
        laughs = doctype + "".join(
            f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
        ) + "]><sst>&j;</sst>"
        whole = self.book()
        xls = self.xls()
        return {
            "空.xlsx": (b"", say.EMPTY),
            "一行.xlsx": (b"hello", say.TEXT),
            "一覧.csv": ("施策番号,施策名\r\n①-01,整備\r\n".encode("cp932"), say.TEXT),
            "一覧（UTF-16）.xls": ("施策番号\t施策名\n".encode("utf-16"), say.TEXT),
            "頁.xls": (b"\xef\xbb\xbf\r\n<HTML><body><table></table></body></HTML>", say.HTML),
            "保存した頁.xls": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n", say.HTML),
            "旧XML.xls": (b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', say.XML_2003),
            "設定.xlsx": (b"<?xml version='1.0'?><config/>", say.XML_OTHER),
            "印刷.xlsx": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", say.PDF),
            "計画.xlsx": (b"SQLite format 3\0" + bytes(100), say.SQLITE),
            "画像.xlsx": (b"\x89PNG\r\n\x1a\n" + bytes(50), say.IMAGE),
            "写真.xlsx": (b"\xff\xd8\xff\xe0" + bytes(50), say.IMAGE),
            "固め.xlsx": (b"\x1f\x8b\x08" + bytes(50), say.ARCHIVE),
            "文書.xlsx": (b"{\\rtf1\\ansi", say.RTF),
            "太古.xls": (b"\x09\x02\x06\x00\x00\x02\x10\x00\0\0", say.OLD_EXCEL),
            "乱数.xlsx": (bytes(range(256)) * 20, say.UNKNOWN_KIND),
            "零.xlsx": (bytes(1000), say.UNKNOWN_KIND),
            "前半.xlsx": (whole[:len(whole) // 2], say.TRUNCATED),
            "頭だけ.xlsx": (b"PK\x03\x04", say.TRUNCATED),
            "尾なし.xlsx": (whole[:-10], say.TRUNCATED),
            "空の圧縮.xlsx": (self.pack({}), say.ZIP_OTHER),
            "写真集.zip": (self.pack({"a.jpg": b"x", "b.txt": b"y"}), say.ZIP_OTHER),
            "報告.docx": (self.pack({"[Content_Types].xml": b"<a/>", "word/document.xml": b"<a/>"}), say.WORD),
            "説明.pptx": (self.pack({"[Content_Types].xml": b"<a/>", "ppt/presentation.xml": b"<a/>"}), say.POWERPOINT),
            "報告.odt": (self.pack({"mimetype": b"application/vnd.oasis.opendocument.text"}), say.WORD),
            "暗号.xlsx": (self.compound({"EncryptionInfo": b"x", "EncryptedPackage": b"y"}), say.ENCRYPTED),
            "暗号.xls": (self.xls(password=True), say.ENCRYPTED),
            "報告.doc": (self.compound({"WordDocument": b"x"}), say.WORD),
            "便り.msg": (self.compound({"__properties_version1.0": b"x"}), say.OLE_OTHER),
            "旧形式.xls": (xls, None),
            "旧形式の前半.xls": (xls[:len(xls) // 2], say.DAMAGED),
            "旧形式の頭.xls": (xls[:600].ljust(1100, b"\xff") + "Workbook\0".encode("utf-16-le"), say.DAMAGED),
            "圧縮爆弾.xlsx": (self.book({SHEET: "<a>" + " " * (50 << 20) + "</a>"}), say.UNPACKED_TOO_LARGE),
            "大部品.xlsx": (self.patched_directory(24, struct.pack("<I", 150 << 20)), say.UNPACKED_TOO_LARGE),
            "大きさの嘘.xlsx": (self.patched_directory(24, struct.pack("<I", 10)), say.DAMAGED),
            "検査値の嘘.xlsx": (self.patched_directory(16, struct.pack("<I", 1)), say.DAMAGED),
            "部品過多.xlsx": (self.book({f"xl/x{n}.xml": "" for n in range(5001)}), say.TOO_MANY_PARTS),
            "重複.xlsx": (self.duplicated(SHEET), say.DUPLICATE_PARTS),
            "重複（大文字）.xlsx": (self.duplicated(SHEET.upper()), say.DUPLICATE_PARTS),
            "重なり.xlsx": (self.overlapping(), say.ODD_ZIP),
            "重なる長さ.xlsx": (self.patched_directory(20, struct.pack("<I", 900)), say.ODD_ZIP),
            "位置の嘘.xlsx": (self.patched_directory(42, struct.pack("<I", 1 << 30)), say.DAMAGED),
            "記号連結.xlsx": (self.with_info(lambda info: setattr(info, "external_attr", 0xA1FF << 16)), say.ODD_ZIP),
            "暗号部品.xlsx": (self.patched_directory(8, b"\x01\x00"), say.ENCRYPTED),
            "別圧縮.xlsx": (
                self.with_info(lambda info: setattr(info, "compress_type", zipfile.ZIP_BZIP2)), say.ODD_ZIP
            ),
            "反転.xlsx": (self.flipped(), say.DAMAGED),
            "宣言.xlsx": (self.book({SHEET: f"{doctype}]><worksheet/>"}), say.DTD),
            "億の笑い.xlsx": (self.book({"xl/sharedStrings.xml": laughs}), say.DTD),
            "外部実体.xlsx": (
                self.book({"xl/styles.xml": '<!DOCTYPE a SYSTEM "http://localhost:9/x.dtd"><a/>'}), say.DTD
            ),
            "読まない部品の宣言.xlsx": (self.book({"docProps/app.xml": f"{doctype}]><a/>"}), say.DTD),
            "別符号の宣言.xlsx": (
                self.book({"docProps/core.xml": '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode(
                    "utf-16")}), say.DTD
            ),
            "入れ子.xlsx": (self.sheet("<x>" * 100_000 + "</x>" * 100_000), say.TOO_DEEP),
            "型の入れ子.xlsx": (self.book({"xl/styles.xml": "<a>" * 5000 + "</a>" * 5000}), say.TOO_DEEP),
            "崩れ.xlsx": (self.book({SHEET: "<worksheet><sheetData></worksheet>"}), say.DAMAGED),
            "途中.xlsx": (self.book({SHEET: "<worksheet><sheetData>"}), say.DAMAGED),
            "不正符号.xlsx": (self.book({SHEET: b"<worksheet>\xed\xa0\x80\xff</worksheet>"}), say.DAMAGED),
            "代用対.xlsx": (self.book({SHEET: "<worksheet>&#xD800;</worksheet>"}), say.DAMAGED),
            "番地.xlsx": (self.sheet('<sheetData><row><c r="ZZZZ1"><v>1</v></c></row></sheetData>'), say.DAMAGED),
            "行番号.xlsx": (self.sheet('<sheetData><row r="9999999"/></sheetData>'), say.DAMAGED),
            "文字列番号.xlsx": (
                self.sheet('<sheetData><row><c t="s"><v>7</v></c></row></sheetData>'), say.DAMAGED
            ),
            "負の番号.xlsx": (self.sheet('<sheetData><row><c t="s"><v>-1</v></c></row></sheetData>'), say.DAMAGED),
            "非数.xlsx": (self.sheet("<sheetData><row><c><v>nan</v></c></row></sheetData>"), say.DAMAGED),
            "関係なし.xlsx": (self.book({"_rels/.rels": "<Relationships/>"}), say.DAMAGED),
            "無名.xlsx": (self.pack({"[Content_Types].xml": b"<Types/>"}), say.DAMAGED),
            "シートなし.xlsx": (self.pack(self.build()), say.NO_SHEETS),
            "文字過多.xlsx": (self.amplified_text(), say.TOO_MUCH_TEXT),
            "部品の使い回し.xlsx": (self.amplified_sheets(), say.UNPACKED_TOO_LARGE),
            "広大.xlsx": (self.sheet('<dimension ref="A1:XFD1048576"/>' + TEXT_CELL), None),
            "隅.xlsx": (
                self.sheet('<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'), None
            ),
            "結合四万.xlsx": (
                self.sheet(TEXT_CELL + "<mergeCells>" + "".join(
                    f'<mergeCell ref="A{n}:XFD{n + 1}"/>' for n in range(1, 80_001, 2)) + "</mergeCells>"), None
            ),
            "列の山.xlsx": (
                self.sheet("<cols>" + '<col min="1" max="16384" hidden="1"/>' * 20_000 + "</cols>" + TEXT_CELL), None
            ),
            "外部参照.xlsx": (
                self.book({"xl/externalLinks/externalLink1.xml": '<externalLink href="http://localhost:9/"/>'}), None
            ),
            "上の階層.xlsx": (self.book({"../../../evil.xml": "<a/>", "/etc/evil": "x"}), None),
            "表計算.ods": (
                self.ods('<table:table-row><table:table-cell office:value-type="string"><text:p>取組</text:p>'
                         "</table:table-cell></table:table-row>"), None
            ),
            "繰返し.ods": (
                self.ods('<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
                         'table:number-columns-repeated="16384" office:value-type="string"><text:p>あ</text:p>'
                         "</table:table-cell></table:table-row>"), "limit"
            ),
            "二進.xlsb": (
                self.pack({"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": b"\x83\x01\xff\xff\xff\xff\x0f"}),
                "any"
            ),
        }


LIMITS = (say.DAMAGED, say.MEMORY_LIMIT, say.TIME_LIMIT, say.READER_DIED, say.TOO_MANY_CELLS)


@pytest.fixture(scope="module")
def hostile(build: Build, pack: Pack, compound: Compound) -> Hostile:
    return Hostile(build, pack, compound)


def outcome(reader: WorkbookReader, name: str, data: bytes) -> str | None:
    """The refusing sentence, checked; None where the file was read."""
    begun, reading = time.thread_time(), ReadingTime(reader)
    found: str | None = None
    try:
        reader.read_bytes(name, data)
    except KnownError as refusal:
        found = refusal.message
    assert found is None or is_good(found, name), found
    assert time.thread_time() - begun + reading.seconds() < MAX_SECONDS, name
    return found


def test_hostile_files_are_read_or_refused(reader: WorkbookReader, hostile: Hostile) -> None:
    wrong = []
    files = hostile.table()
    assert len(files) > 60
    for name, (data, expected) in files.items():
        found = outcome(reader, name, data)
        values = {"file": name, "limit": "5,000"} if expected == say.TOO_MANY_PARTS else {"file": name, "limit": "64"}
        if expected == "limit":
            good = found in [sentence.format(file=name, limit="1,000,000") for sentence in LIMITS]
        elif expected == "any":
            good = found is not None
        else:
            good = found == (expected and expected.format(**values))
        if not good:
            wrong.append((name, found))
    assert not wrong


def test_hostile_sequence_leaves_no_large_process(
    reader: WorkbookReader, hostile: Hostile, build: Build, pack: Pack
) -> None:
    """Runs after the whole table: the next file is fine, and the process stayed under the memory limit."""
    for data, _expected in hostile.table().values():
        if data:
            outcome(reader, "次々.xlsx", data)
    assert outcome(reader, "後.xlsx", pack(build(TEXT_CELL))) is None
    child = reader._child
    assert child is not None
    if sys.platform == "linux":
        status = Path(f"/proc/{child._process.pid}/status").read_text("ascii")
        peak = int(status.partition("VmHWM:")[2].split()[0]) << 10
        assert peak < MAX_PEAK


def test_a_million_cells_are_the_most() -> None:
    tally = Tally()
    for _ in range(MAX_CELLS):
        tally.add("1")
    with pytest.raises(RefusedFileError) as refusal:
        tally.add("1")
    assert refusal.value.for_file("多.xlsx") == say.TOO_MANY_CELLS.format(file="多.xlsx", limit="1,000,000")


@pytest.mark.full
def test_hostile_million_cells(reader: WorkbookReader, hostile: Hostile) -> None:
    rows = ("<row>" + "<c><v>1</v></c>" * 1000 + "</row>") * 1001
    found = outcome(reader, "多.xlsx", hostile.sheet(f"<sheetData>{rows}</sheetData>", stored=True))
    assert found == say.TOO_MANY_CELLS.format(file="多.xlsx", limit="1,000,000")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes in folders here")
def test_hostile_pipe_and_device_are_not_waited_for(reader: WorkbookReader, tmp_path: Path) -> None:
    pipe = tmp_path / "管.xlsx"
    os.mkfifo(pipe)
    for path in (pipe, Path(os.devnull)):
        with pytest.raises(KnownError) as refusal:
            reader.read(path)
        assert refusal.value.message == say.NOT_REGULAR.format(file=path.name)


def test_hostile_places(reader: WorkbookReader, tmp_path: Path) -> None:
    (tmp_path / "~$表.xlsx").write_bytes(b"x")
    (tmp_path / "空.xlsx").write_bytes(b"")
    loop = tmp_path / "輪.xlsx"
    loop.symlink_to(loop)
    expected = {
        "ない.xlsx": say.MISSING, "~$表.xlsx": say.OWNER_FILE, "空.xlsx": say.EMPTY, "空.xlsx/x": say.MISSING,
        "輪.xlsx": say.UNREADABLE, "無\0.xlsx": say.MISSING,
    }
    for name, sentence in expected.items():
        with pytest.raises(KnownError) as refusal:
            reader.read(tmp_path / name)
        shown = Path(name).name.replace("\0", "\ufffd")
        assert refusal.value.message == sentence.format(file=shown)
    with pytest.raises(KnownError) as refusal:
        reader.read(tmp_path)
    assert refusal.value.message == say.FOLDER.format(file=tmp_path.name)


def test_hostile_size_is_refused_unread(reader: WorkbookReader, tmp_path: Path) -> None:
    path = tmp_path / "巨大.xlsx"
    with path.open("wb") as file:
        file.truncate(300 << 20)
    with pytest.raises(KnownError) as refusal:
        reader.read(path)
    assert refusal.value.message == say.FILE_TOO_LARGE.format(file="巨大.xlsx", megabytes=300, limit=200)


@pytest.mark.skipif(sys.platform == "win32", reason="such names cannot exist there")
def test_hostile_name_can_stand_in_a_sentence(reader: WorkbookReader, tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"a\n\xff.xlsx")
    path.write_bytes(b"x")
    with pytest.raises(KnownError) as refusal:
        reader.read(path)
    assert refusal.value.message == say.TEXT.format(file="a\ufffd\ufffd.xlsx")


def test_hostile_old_formats_ask_about_numbers(reader: WorkbookReader, hostile: Hostile) -> None:
    book = reader.read_bytes("旧形式.xls", hostile.xls())
    cells = book.sheets[0].cells
    assert (book.kind, cells[2, 2].text, cells[2, 2].doubt, cells[3, 1].text) == ("xls", "0.9", "no_format", "取組")
    assert book.notes == []  # what is struck through was looked for


def test_hostile_odd_structure_is_read_another_way(reader: WorkbookReader, hostile: Hostile) -> None:
    book = reader.read_bytes("変わった.xlsx", hostile.book({"xl/styles.xml": ODD_STYLES}))
    assert [cell.text for cell in book.sheets[0].cells.values()] == ["記入"]
    assert book.notes == [say.NOTE_FALLBACK]


def test_hostile_mutations(reader: WorkbookReader, hostile: Hostile) -> None:
    """A few hundred byte flips and cuts, the same every time: always an answer, never a lost process."""
    data = hostile.book({"xl/styles.xml": "<styleSheet/>"})
    xls = hostile.xls()
    for number in range(300):
        source = bytearray(xls if number % 3 == 0 else data)
        at = zlib.crc32(b"%d" % number) % len(source)
        source[at] ^= 1 << number % 8
        outcome(reader, "変異.xlsx", bytes(source if number % 5 else source[:max(at, 1)]))
