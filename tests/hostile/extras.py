"""Hostile things round a sound form: comments, text boxes, names, properties, macros, objects, stamps."""
from __future__ import annotations

from collections.abc import Iterator

from planeditor.domain.stamps import new_stamp
from tests.formengine.reading.conftest import build_parts, pack_parts
from tests.hostile.formbook import SHEET, Kind, book, form, form_cells, related, rows

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"


def kinds(own_plan: str) -> Iterator[Kind]:
    """Every one; ``own_plan`` is the id of the plan they are taken into, for stamps forged in its name."""
    yield from _remarks()
    yield from _names()
    yield from _objects()
    yield from _stamps(own_plan)


def comments(text: str, count: int = 1) -> dict[str, str]:
    """A comments part with its relationship."""
    inside = "".join(f'<comment ref="A{n}" authorId="0"><text><t>{text}</t></text></comment>' for n in range(1, count + 1))
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    part = f'<comments xmlns="{main}"><authors><author>氏名</author></authors><commentList>{inside}</commentList></comments>'
    return {"xl/comments1.xml": part} | related(SHEET, [("comments", "../comments1.xml")])


def boxes(text: str, count: int = 1) -> dict[str, str]:
    """A drawing with text boxes."""
    one = (
        "<xdr:twoCellAnchor><xdr:from><xdr:col>1</xdr:col><xdr:row>2</xdr:row></xdr:from><xdr:sp><xdr:txBody><a:p><a:r>"
        f"<a:t>{text}</a:t></a:r></a:p></xdr:txBody></xdr:sp></xdr:twoCellAnchor>"
    )
    part = f'<xdr:wsDr xmlns:xdr="{DRAWING}/spreadsheetDrawing" xmlns:a="{DRAWING}/main">{one * count}</xdr:wsDr>'
    return {"xl/drawings/drawing1.xml": part} | related(SHEET, [("drawing", "../drawings/drawing1.xml")])


def _remarks() -> Iterator[Kind]:
    yield Kind("コメント.xlsx", book(comments("ご確認ください")), taken=True)
    yield Kind("長いコメント.xlsx", book(comments("長" * 2_000_000), stored=True), taken=None)
    yield Kind("コメント一万.xlsx", book(comments("注", 10_000)), taken=None)
    yield Kind("コメントの宣言.xlsx", book(comments("注") | {"xl/comments1.xml": "<!DOCTYPE a [<!ENTITY a 'x'>]><a>&a;</a>"}), taken=False)
    yield Kind("コメントの崩れ.xlsx", book(comments("注") | {"xl/comments1.xml": "<comments><x>"}), taken=None)
    yield Kind("コメントの入れ子.xlsx", book(comments("<x>" * 5000 + "</x>" * 5000)), taken=None)
    yield Kind("コメントの制御文字.xlsx", book(comments("前_x0000__xD800_&#x202E;後")), taken=True)
    odd_author = {name: text.replace('authorId="0"', f'authorId="{"0" * 9}77"') for name, text in comments("注").items()}
    yield Kind("コメントの書き手の嘘.xlsx", book(odd_author), taken=True)
    yield Kind("箱の文字五千.xlsx", book(boxes("箱", 5000)), taken=None)
    yield Kind("箱の長文.xlsx", book(boxes("箱" * 1_000_000), stored=True), taken=None)
    yield Kind("箱の崩れ.xlsx", book(boxes("箱") | {"xl/drawings/drawing1.xml": "<xdr:wsDr><a:t>"}), taken=None)
    yield Kind("箱の位置の嘘.xlsx", book(
        {name: text.replace("<xdr:row>2<", "<xdr:row>-99999999999999999999<") for name, text in boxes("箱").items()}
    ), taken=None)
    yield Kind("二つの部品が互いに.xlsx", book(
        boxes("箱") | related("xl/drawings/drawing1.xml", [("drawing", "drawing1.xml"), ("worksheet", "../worksheets/sheet1.xml")])
    ), taken=True)


def properties(inside: str) -> dict[str, str]:
    """The custom properties of a document."""
    office = "http://schemas.openxmlformats.org/officeDocument/2006"
    types = f'xmlns="{office}/custom-properties" xmlns:vt="{office}/docPropsVTypes"'
    package = "http://schemas.openxmlformats.org/package/2006/relationships"
    return {
        "docProps/custom.xml": f"<Properties {types}>{inside}</Properties>",
        "_rels/.rels": f'<Relationships xmlns="{package}"><Relationship Id="a" Type="{office}/relationships/officeDocument" '
        f'Target="xl/workbook.xml"/><Relationship Id="b" Type="{office}/relationships/custom-properties" '
        'Target="docProps/custom.xml"/></Relationships>',
    }


def one_property(name: str, value: str) -> str:
    return f'<property fmtid="x" pid="2" name="{name}"><vt:lpwstr>{value}</vt:lpwstr></property>'


def _names() -> Iterator[Kind]:
    names = "".join(f'<definedName name="n{n}" localSheetId="0">"値"</definedName>' for n in range(30_000))
    yield Kind("名前三万.xlsx", book(workbook=f"<definedNames>{names}</definedNames>"), taken=None)
    odd = '<definedName name="planeditor_sheet" localSheetId="-7">"x"</definedName><definedName/>'
    odd += f'<definedName name="planeditor_sheet" localSheetId="{"9" * 5000}">"x</definedName>'
    yield Kind("名前の崩れ.xlsx", book(workbook=f"<definedNames>{odd}</definedNames>"), taken=None)
    long = f'<definedName name="planeditor_sheet" localSheetId="0">"{"長" * 2_000_000}"</definedName>'
    yield Kind("長い名前.xlsx", book(workbook=f"<definedNames>{long}</definedNames>", stored=True), taken=None)
    yield Kind("属性値の山.xlsx", book(properties("".join(one_property(f"p{n}", "値") for n in range(20_000)))), taken=None)
    yield Kind("長い属性値.xlsx", book(properties(one_property("planeditor-request", "長" * 2_000_000)), stored=True), taken=None)
    yield Kind("属性値の宣言.xlsx", book(
        properties("") | {"docProps/custom.xml": "<!DOCTYPE a [<!ENTITY a 'x'>]><Properties>&a;</Properties>"}
    ), taken=False)


def _objects() -> Iterator[Kind]:
    yield Kind("マクロ.xlsm", book({
        "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"AutoOpen Shell calc" * 50,
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
        'PartName="/xl/workbook.xml" ContentType="application/vnd.ms-excel.sheet.macroEnabled.main+xml"/></Types>',
    }), taken=True)
    embedded: dict[str, str | bytes] = {"xl/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0" + bytes(5000)}
    embedded.update(related(SHEET, [("oleObject", "../embeddings/oleObject1.bin")]))
    yield Kind("OLE.xlsx", book(embedded), taken=True)
    yield Kind("画像.xlsx", book({"xl/media/image1.png": b"\x89PNG" + bytes(range(256)) * 8000}, stored=True), taken=True)
    yield Kind("ActiveX.xlsx", book({"xl/activeX/activeX1.xml": "<ax:ocx/>", "xl/activeX/activeX1.bin": bytes(999)}), taken=True)
    other = rows({(1, 1): "記入要領"})
    hidden = build_parts(form(), other, state='state="hidden"')
    yield Kind("隠しシート.xlsx", pack_parts(hidden), taken=True)
    very = build_parts(form(), other, state='state="veryHidden"')
    yield Kind("見えないシート.xlsx", pack_parts(very), taken=True)
    named = {name: data.replace("表1".encode(), "../../etc/passwd&#x202E;\u3042".encode()) for name, data in build_parts(form()).items()}
    yield Kind("シート名の仕掛け.xlsx", pack_parts(named), taken=True)
    long = {name: data.replace("表1".encode(), ("表" * 20_000).encode()) for name, data in build_parts(form()).items()}
    yield Kind("長いシート名.xlsx", pack_parts(long), taken=None)


def _stamps(own_plan: str) -> Iterator[Kind]:
    def stamped(*stamps: str) -> str:
        return rows(form_cells() | {(1 + n, 12): f"整理番号 {stamp}" for n, stamp in enumerate(stamps)})

    forged = new_stamp(own_plan, set())
    yield Kind("知らない整理番号.xlsx", book(sheet=stamped(forged)), taken=True)
    yield Kind("別の計画の整理番号.xlsx", book(sheet=stamped(new_stamp("別の計画", set()))), taken=True)
    yield Kind("整理番号が五つ.xlsx", book(sheet=stamped(*(new_stamp(own_plan, set()) for _ in range(5)))), taken=True)
    fifty = pack_parts(build_parts(*[stamped(forged)] * 50))
    yield Kind("同じ整理番号の五十枚.xlsx", fifty, taken=None)
    yield Kind("整理番号の山.xlsx", book(sheet=rows(form_cells() | {(1, 12): f"{forged} " * 3000})), taken=None)
    almost = forged[:-1] + ("2" if forged[-1] != "2" else "3")
    yield Kind("写し間違えた整理番号.xlsx", book(sheet=stamped(almost)), taken=True)
    yield Kind("命令に見える整理番号.xlsx", book(
        properties(one_property("planeditor-request", "'; DROP TABLE entry; --")), sheet=stamped("' OR 1=1 --")
    ), taken=True)
