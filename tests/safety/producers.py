"""Workbooks in the shapes that many programs write them in, made up at random, with all that stands in them.

Each trait was seen in files of some program: prefixes on every element, strings in the cells, no references, folders among
the parts, absolute or backslashed names, parts in UTF-16 … A seed chooses traits and content; the same seed, the same bytes.
"""
from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

import openpyxl

from planeditor.formengine.reading.places import cell_name
from tests.hostile.formbook import form_cells
from tests.hostile.otherformats import ods, ods_cell
from tests.safety.oldbooks import old_workbook

Place = tuple[int, int]
Sheets = dict[str, dict[Place, str]]

TRANSITIONAL = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_OFFICE = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_WORDS = (
    "整備を進めた。", "・打合せを3回\n・仕様書を作成", "計画通り", "-", "14%（1/7施設）", "約400万円（見込み）", "R5年度", "①-01",
    "見本課", "  先頭の空白", "後ろの空白 ", "葛󠄀城・辻󠄁・𠮷田・髙橋", "ｶﾅとカナ", "が（濁点）", "<記号> & \"引用\" 'と'", "＝合計", "=1+1",
    "長い文です。" * 40, "2026/11/21", "0123", "㍻・㋿・㈱",
    "絵文字😀👨‍👩‍👧", "タブ\tの中", "_x0041_ではない", "第1段落\n\n第3段落",
)
_SHEET_NAMES = ("①-01", "進捗", "Sheet1", "記入例 (2)", "R5'年度", "集計&一覧", "表")


@dataclass(frozen=True, slots=True)
class Made:
    """One workbook: its name, its bytes, and the texts of its sheets by their places."""

    name: str
    data: bytes
    sheets: Sheets


@dataclass(slots=True)
class Traits:
    """How a program writes OOXML. What is not named is as Excel does it."""

    prefix: str = ""
    strict: bool = False
    strings: str = "shared"
    """``shared``, ``inline``, ``str`` (as if a formula had given it), ``rich`` (shared, in runs), ``read`` (with furigana)."""
    references: bool = True
    encoding: str = "utf-8"
    declared: bool = True
    spread: bool = False
    """White space between all elements."""
    cdata: bool = False
    styles: bool = True
    extras: bool = True
    """Document properties, theme, chain of calculation, printer settings, extensions in foreign namespaces."""
    stored: bool = False
    streamed: bool = False
    folders: bool = False
    backslashes: bool = False
    capitals: bool = False
    absolute: bool = False
    workbook: str = "xl/workbook.xml"
    chart_sheet: bool = False
    dimension: str = ""
    macros: bool = False
    order: list[int] = field(default_factory=list)

    @classmethod
    def by_chance(cls, dice: random.Random) -> Traits:
        """Some program's."""
        return cls(
            prefix=dice.choice(("", "", "", "x", "ss")), strict=dice.random() < 0.1,
            strings=dice.choice(("shared", "shared", "inline", "str", "rich", "read")), references=dice.random() < 0.85,
            encoding=dice.choice(("utf-8", "utf-8", "utf-8", "utf-8-sig", "utf-16")), declared=dice.random() < 0.85,
            spread=dice.random() < 0.25, cdata=dice.random() < 0.1, styles=dice.random() < 0.9, extras=dice.random() < 0.7,
            stored=dice.random() < 0.2, streamed=dice.random() < 0.2, folders=dice.random() < 0.15,
            backslashes=dice.random() < 0.1, capitals=dice.random() < 0.1, absolute=dice.random() < 0.25,
            workbook=dice.choice(("xl/workbook.xml",) * 4 + ("xl/workbook2.xml", "book/main.xml")),
            chart_sheet=dice.random() < 0.1, dimension=dice.choice(("", "A1", "A1:XFD1048576", "B2:C3")), macros=dice.random() < 0.1,
        )


class _Unseekable(io.RawIOBase):
    """Takes bytes in and cannot go back, so that sizes stand behind the parts."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: object) -> int:
        self.pieces.append(bytes(piece))  # type: ignore[call-overload] # anything with a buffer
        return len(self.pieces[-1])


class Writer:
    """Writes one workbook with these traits."""

    def __init__(self, traits: Traits, dice: random.Random) -> None:
        self.traits, self.dice = traits, dice
        self.main = STRICT if traits.strict else TRANSITIONAL
        self.office = STRICT_OFFICE if traits.strict else OFFICE
        self.strings: dict[str, int] = {}

    def book(self, sheets: Sheets) -> bytes:
        """The bytes."""
        traits = self.traits
        folder = traits.workbook.rpartition("/")[0]
        parts = {"[Content_Types].xml": self._types()}
        parts["_rels/.rels"] = self._relations([("officeDocument", traits.workbook)])
        targets = []
        for number, cells in enumerate(sheets.values(), start=1):
            name = f"worksheets/sheet{number}.xml"
            parts[f"{folder}/{name}"] = self._part("worksheet", self._sheet(cells))
            targets.append(("worksheet", name))
        if traits.chart_sheet:
            parts[f"{folder}/chartsheets/sheet1.xml"] = self._part("chartsheet", "")
            targets.append(("chartsheet", "chartsheets/sheet1.xml"))
        entries = "".join(
            self._tag("sheet", f'name="{_attribute(name)}" sheetId="{n}" r:id="rId{n}"')
            for n, name in enumerate([*sheets, *(["グラフ"] if traits.chart_sheet else [])], start=1)
        )
        extra = self._tag("workbookPr", "") + self._tag("bookViews", "", self._tag("workbookView", "")) if traits.extras else ""
        parts[traits.workbook] = self._part("workbook", extra + self._tag("sheets", "", entries))
        if self.strings:
            items = "".join(self._item(text) for text in self.strings)
            count = self.dice.choice((len(self.strings), 0, 4_294_967_295))
            parts[f"{folder}/sharedStrings.xml"] = self._part("sst", items, f'count="{count}" uniqueCount="{count}"')
            targets.append(("sharedStrings", "sharedStrings.xml"))
        if traits.styles:
            parts[f"{folder}/styles.xml"] = self._part("styleSheet", self._styles())
            targets.append(("styles", "styles.xml"))
        if traits.absolute:
            targets = [(kind, f"/{folder}/{target}") for kind, target in targets]
        name = traits.workbook.rpartition("/")[2]
        parts[f"{folder}/_rels/{name}.rels"] = self._relations(targets)
        encoded = {part: text.encode(traits.encoding) for part, text in parts.items()}
        if traits.extras:
            encoded |= {"docProps/app.xml": b"<Properties/>", f"{folder}/theme/theme1.xml": b"<theme/>",
                        f"{folder}/calcChain.xml": b"<calcChain/>", f"{folder}/printerSettings/printerSettings1.bin": bytes(999)}
        if traits.macros:
            encoded[f"{folder}/vbaProject.bin"] = b"\xd0\xcf\x11\xe0" + bytes(2000)
        return self._pack(encoded)

    def _tag(self, name: str, attributes: str = "", inside: str | None = None) -> str:
        name = f"{self.traits.prefix}:{name}" if self.traits.prefix else name
        head = f"{name} {attributes}".rstrip()
        space = "\n  " if self.traits.spread else ""
        return f"{space}<{head}/>" if inside is None else f"{space}<{head}>{inside}</{name}>"

    def _part(self, root: str, inside: str, attributes: str = "") -> str:
        own = f"xmlns:{self.traits.prefix}" if self.traits.prefix else "xmlns"
        spaces = f'{own}="{self.main}" xmlns:r="{self.office}"'
        if self.traits.extras:
            spaces += ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:q="urn:x" mc:Ignorable="q"'
            inside += self._tag("extLst", "", self._tag("ext", 'uri="x"', "<q:t>記入ではない</q:t><q:v>7</q:v>"))
        return self._head() + self._tag(root, f"{spaces} {attributes}", inside).lstrip()

    def _head(self) -> str:
        if not self.traits.declared and self.traits.encoding != "utf-16":
            return ""
        encoding = "UTF-16" if self.traits.encoding == "utf-16" else "UTF-8"
        return f'<?xml version="1.0" encoding="{encoding}" standalone="yes"?>\r\n<!-- 作成 -->'

    def _types(self) -> str:
        main = "application/vnd.ms-excel.sheet.macroEnabled.main+xml" if self.traits.macros else (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
        )
        return (
            f'{self._head()}<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/{self.traits.workbook}" ContentType="{main}"/></Types>'
        )

    def _relations(self, targets: list[tuple[str, str]]) -> str:
        inside = "".join(
            f'<Relationship Id="rId{n}" Type="{self.office}/{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(targets, 1)
        )
        return f'{self._head()}<Relationships xmlns="{PACKAGE}/relationships">{inside}</Relationships>'

    def _styles(self) -> str:
        fonts = self._tag("fonts", 'count="1"', self._tag("font", "", self._tag("sz", 'val="11"')))
        return fonts + self._tag("cellXfs", "", self._tag("xf", 'numFmtId="0" fontId="0"') + self._tag("xf", 'numFmtId="49"'))

    def _text(self, text: str) -> str:
        """A ``t`` element; an underscore that looks like an escape is escaped."""
        text = text.replace("_x", "_x005F_x")
        quoted = f"<![CDATA[{text}]]>" if self.traits.cdata and "]]>" not in text else escape(text)
        quoted = quoted.replace("\n", self.dice.choice(("\n", "\r\n", "&#10;", "_x000D_\n"))) if "CDATA" not in quoted else quoted
        name = f"{self.traits.prefix}:t" if self.traits.prefix else "t"
        return f'<{name} xml:space="preserve">{quoted}</{name}>'

    def _item(self, text: str) -> str:
        if self.traits.strings == "rich" and len(text) > 1 and "_x" not in text:
            cut = self.dice.randrange(1, len(text))
            first = self._tag("r", "", self._text(text[:cut]))
            second = self._tag("r", "", self._tag("rPr", "", self._tag("b")) + self._text(text[cut:]))
            return self._tag("si", "", first + second)
        furigana = self._tag("rPh", 'sb="0" eb="1"', self._text("フリガナ")) if self.traits.strings == "read" else ""
        return self._tag("si", "", self._text(text) + furigana)

    def _sheet(self, cells: Mapping[Place, str]) -> str:
        lines: dict[int, list[str]] = {}
        dense = not self.traits.references
        for row in range(1, max(row for row, _ in cells) + 1):
            last = max((column for r, column in cells if r == row), default=0)
            for column in range(1, last + 1):
                if (row, column) in cells or dense:
                    lines.setdefault(row, []).append(self._cell((row, column), cells.get((row, column), "")))
            if dense:
                lines.setdefault(row, [])
        rows = "".join(self._tag("row", f'r="{row}"' if not dense else "", "".join(inside)) for row, inside in lines.items())
        before = self._tag("dimension", f'ref="{self.traits.dimension}"') if self.traits.dimension else ""
        return before + self._tag("sheetData", "", rows)

    def _cell(self, place: Place, text: str) -> str:
        style = 's="1"' if self.traits.styles and self.dice.random() < 0.3 else ""
        where = f'r="{cell_name(*place)}" {style}' if self.traits.references else style
        if not text:
            return self._tag("c", where)
        if self.traits.strings == "inline":
            return self._tag("c", f'{where} t="inlineStr"', self._tag("is", "", self._text(text)))
        if self.traits.strings == "str":
            value = escape(text.replace("_x", "_x005F_x")).replace("\n", "&#10;").replace("\t", "&#9;")
            name = f"{self.traits.prefix}:v" if self.traits.prefix else "v"
            return self._tag("c", f'{where} t="str"', f'<{name} xml:space="preserve">{value}</{name}>')
        number = self.strings.setdefault(text, len(self.strings))
        return self._tag("c", f'{where} t="s"', self._tag("v", "", str(number)))

    def _pack(self, parts: dict[str, bytes]) -> bytes:
        traits = self.traits
        target: io.BytesIO | _Unseekable = _Unseekable() if traits.streamed else io.BytesIO()
        packing = zipfile.ZIP_STORED if traits.stored else zipfile.ZIP_DEFLATED
        names = list(parts)
        if self.dice.random() < 0.3:
            self.dice.shuffle(names)
        with zipfile.ZipFile(target, "w", packing) as archive:
            if traits.folders:
                for folder in sorted({name.rpartition("/")[0] for name in names if "/" in name}):
                    archive.writestr(_info(f"{folder}/"), b"")
            for name in names:
                shown = name.replace("/", "\\") if traits.backslashes and not name.startswith("[") else name
                if traits.capitals and not name.startswith(("[", "_")):
                    shown = shown.replace("sharedStrings", "SharedStrings").replace("worksheets", "Worksheets")
                archive.writestr(_info(shown), parts[name], packing)
        return b"".join(target.pieces) if isinstance(target, _Unseekable) else target.getvalue()


def _info(name: str) -> zipfile.ZipInfo:
    """An entry whose name is kept as it is, the same at any time."""
    info = zipfile.ZipInfo("x")
    info.filename = name
    return info


def _attribute(text: str) -> str:
    return escape(text, {'"': "&quot;"})


def _content(dice: random.Random) -> Sheets:
    """Sheets of some texts here and there; or the official sheet of a measure."""
    names = dice.sample(_SHEET_NAMES, dice.randint(1, 4))
    sheets: Sheets = {
        name: {(dice.randint(1, 30), dice.randint(1, 12)): dice.choice(_WORDS) for _ in range(dice.randint(1, 60))} for name in names
    }
    if dice.random() < 0.4:
        sheets[names[0]] = form_cells(work=f"・打合せを{dice.randint(2, 99_999)}回")
    return sheets


def _ooxml(dice: random.Random) -> tuple[str, bytes, Sheets]:
    traits, sheets = Traits.by_chance(dice), _content(dice)
    return ".xlsm" if traits.macros else ".xlsx", Writer(traits, dice).book(sheets), sheets


def _library(dice: random.Random) -> tuple[str, bytes, Sheets]:
    book, sheets = openpyxl.Workbook(), _content(dice)
    book.remove(book.worksheets[0])
    for name, cells in sheets.items():
        sheet = book.create_sheet(name)
        for place, text in cells.items():
            cell = sheet.cell(*place)
            cell.value, cell.data_type = text.replace("_x", "_x005F_x"), "s"  # it does not escape by itself
    target = io.BytesIO()
    book.save(target)
    return ".xlsx", target.getvalue(), sheets


def _ods(dice: random.Random) -> tuple[str, bytes, Sheets]:
    cells = {place: text.replace("\t", " ").strip().replace("\n\n", "\n") for place, text in _content(dice).popitem()[1].items()}
    lines = []
    for row in range(1, max(row for row, _ in cells) + 1):
        inside = "".join(ods_cell(cells.get((row, column), "")) for column in range(1, 13))
        lines.append(f"<table:table-row>{inside}</table:table-row>")
    return ".ods", ods("".join(lines)), {"表": cells}


def _old(dice: random.Random) -> tuple[str, bytes, Sheets]:
    sheets = _content(dice)
    return ".xls", old_workbook(sheets, shared=dice.random() < 0.7), sheets


_KINDS: tuple[Callable[[random.Random], tuple[str, bytes, Sheets]], ...] = (_ooxml,) * 14 + (_library, _library, _ods, _old, _old)


def produced(count: int, seed: int) -> list[Made]:
    """So many workbooks, the same for the same seed."""
    made = []
    for number in range(count):
        dice = random.Random(f"{seed}-{number}")
        suffix, data, sheets = dice.choice(_KINDS)(dice)
        made.append(Made(f"作{number:05}{suffix}", data, sheets))
    return made
