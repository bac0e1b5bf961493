"""Texts of a workbook that are no cells: comments, threads, text boxes, names and properties."""
from __future__ import annotations

from collections.abc import Callable

import pytest

from planeditor.domain.errors import KnownError
from planeditor.formengine.cells import FloatingText, WorkbookCells
from planeditor.formengine.reading.floating import without_author
from planeditor.formengine.reading.naming import plain_text
from planeditor.messages import reading as say
from tests.formengine.reading.conftest import OFFICE, PACKAGE, TRANSITIONAL, Build

Read = Callable[[dict[str, bytes]], WorkbookCells]
SHEET = '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>題</t></is></c></row></sheetData>'
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
MAIN = "http://schemas.openxmlformats.org/drawingml/2006/main"
COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
THREADED = "http://schemas.microsoft.com/office/spreadsheet/2018/threadedcomments"
MICROSOFT = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"


def related(*parts: tuple[str, str]) -> bytes:
    """The relationships of the first worksheet: type and target."""
    lines = "".join(f'<Relationship Id="r{n}" Type="{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(parts))
    return f'<Relationships xmlns="{PACKAGE}/relationships">{lines}</Relationships>'.encode()


def with_comments(parts: dict[str, bytes], comments: str, *, authors: str = "<author>佐藤</author>") -> dict[str, bytes]:
    text = f'<comments xmlns="{TRANSITIONAL}"><authors>{authors}</authors><commentList>{comments}</commentList></comments>'
    return parts | {
        "xl/worksheets/_rels/sheet1.xml.rels": related((f"{OFFICE}/comments", "../comments1.xml")),
        "xl/comments1.xml": text.encode(),
    }


def with_drawing(parts: dict[str, bytes], drawing: str) -> dict[str, bytes]:
    text = f'<wsDr xmlns="{DRAWING}" xmlns:a="{MAIN}" xmlns:mc="{COMPATIBLE}">{drawing}</wsDr>'
    return parts | {
        "xl/worksheets/_rels/sheet1.xml.rels": related((f"{OFFICE}/drawing", "../drawings/drawing1.xml")),
        "xl/drawings/drawing1.xml": text.encode(),
    }


def box(text: str, at: str = "<from><col>3</col><row>6</row></from>") -> str:
    return f"<twoCellAnchor>{at}<to><col>9</col><row>9</row></to><sp><txBody>{text}</txBody></sp></twoCellAnchor>"


def test_comments_stand_at_their_cells(build: Build, read: Read) -> None:
    book = read(with_comments(build(SHEET), (
        '<comment ref="B2" authorId="0"><text><r><rPr><b/></rPr><t>佐藤:</t></r>'
        '<r><t xml:space="preserve">\n確認中\n二行目</t></r></text></comment>'
        '<comment ref="C3" authorId="9"><text><t>署名のない_x0041_</t></text></comment>'
        '<comment ref="読めない"><text><t>迷子</t></text></comment>'
        '<comment ref="D4" authorId="0"><text><t xml:space="preserve"> </t></text></comment>'
    )))
    assert book.sheets[0].floating == [
        FloatingText("comment", "確認中\n二行目", (2, 2)), FloatingText("comment", "署名のないA", (3, 3)),
        FloatingText("comment", "迷子"),
    ]
    assert book.notes == []


@pytest.mark.parametrize(
    ("text", "author", "left"),
    [("佐藤:\n文", "佐藤", "文"), ("佐藤：\n文", "佐藤", "文"), ("お願い:\n文", "佐藤", "お願い:\n文"), ("佐藤\n文", "佐藤", "佐藤\n文"),
     ("佐藤: 文", "佐藤", "佐藤: 文"), (":\n文", "", ":\n文"), ("佐藤:", "佐藤", "")],
)
def test_only_the_name_of_the_author_is_left_out(text: str, author: str, left: str) -> None:
    assert without_author(text, author) == left


HEAD = "[スレッド化されたコメント]\n\nこのコメントは（https://go.microsoft.com/fwlink/?linkid=870924）\n\nコメント:\n    "


def test_a_thread_is_one_remark(build: Build, read: Read) -> None:
    parts = with_comments(
        build(SHEET), f'<comment ref="B2" authorId="0"><text><t>{HEAD}確認中</t></text></comment>', authors="<author>tc={A}</author>",
    )
    assert [f.text for f in read(parts).sheets[0].floating] == ["確認中"]
    parts["xl/worksheets/_rels/sheet1.xml.rels"] = related(
        (f"{OFFICE}/comments", "../comments1.xml"), (MICROSOFT, "../threadedComments/threadedComment1.xml")
    )
    parts["xl/threadedComments/threadedComment1.xml"] = (
        f'<ThreadedComments xmlns="{THREADED}"><threadedComment ref="B2" id="1"><text>確認中</text></threadedComment>'
        '<threadedComment ref="B2" id="2" parentId="1"><text>了解です</text></threadedComment></ThreadedComments>'
    ).encode()
    assert read(parts).sheets[0].floating == [FloatingText("comment", "確認中\n了解です", (2, 2))]


def test_text_boxes_stand_where_they_are_anchored(build: Build, read: Read) -> None:
    line = "<a:p><a:r><a:t>{}</a:t></a:r></a:p>"
    book = read(with_drawing(build(SHEET), (
        box(line.format("一行目") + "<a:p><a:r><a:t>二</a:t></a:r><a:br/><a:r><a:t>三</a:t></a:r></a:p>")
        + f"<absoluteAnchor><sp><txBody>{line.format('どこか')}</txBody></sp></absoluteAnchor>"
        + f"<mc:AlternateContent><mc:Choice>{box(line.format('新'))}</mc:Choice>"
        f"<mc:Fallback>{box(line.format('旧'))}</mc:Fallback></mc:AlternateContent>"
    )))
    assert book.sheets[0].floating == [
        FloatingText("textbox", "一行目\n二\n三", (7, 4)), FloatingText("textbox", "どこか"), FloatingText("textbox", "新", (7, 4)),
    ]
    assert book.notes == []


@pytest.mark.parametrize("at", ["<from><col>-1</col><row>x</row></from>", "<from><col>99999999</col><row>1</row></from>", ""])
def test_an_odd_anchor_is_no_place(build: Build, read: Read, at: str) -> None:
    book = read(with_drawing(build(SHEET), box("<a:p><a:r><a:t>文</a:t></a:r></a:p>", at)))
    assert book.sheets[0].floating == [FloatingText("textbox", "文")]


@pytest.mark.parametrize("drawn", ["<pic/>", "<graphicFrame/>", "<cxnSp/>", "<sp/>"])
def test_what_has_no_text_is_noted(build: Build, read: Read, drawn: str) -> None:
    book = read(with_drawing(build(SHEET), f"<twoCellAnchor>{drawn}</twoCellAnchor>"))
    assert book.notes == [say.NOTE_PICTURES]


def test_names_and_properties(build: Build, read: Read) -> None:
    parts = build(SHEET, SHEET)
    names = (
        '<definedName name="planeditor_sheet" localSheetId="1">"AAAA-BBBB-C"</definedName><definedName name="全体">"本"</definedName>'
        '<definedName name="範囲">表1!$A$1</definedName><definedName name="式" localSheetId="1">"a"&amp;"b"</definedName>'
        '<definedName name="x" localSheetId="99999999">"a"</definedName>'
    )
    defined = f"</sheets><definedNames>{names}</definedNames>".encode()
    parts["xl/workbook.xml"] = parts["xl/workbook.xml"].replace(b"</sheets>", defined)
    custom = f'<Relationship Id="c" Type="{OFFICE}/custom-properties" Target="docProps/custom.xml"/></Relationships>'
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"</Relationships>", custom.encode())
    parts["docProps/custom.xml"] = (
        b'<Properties xmlns="urn:p" xmlns:vt="urn:v">'
        b'<property name="planeditor-request"><vt:lpwstr>DDDD-EEEE-F</vt:lpwstr></property>'
        b'<property name="n"><vt:i4>3</vt:i4></property>'
        b'<property name="long"><vt:lpwstr>' + b"x" * 300 + b"</vt:lpwstr></property></Properties>"
    )
    book = read(parts)
    assert [s.names for s in book.sheets] == [{}, {"planeditor_sheet": "AAAA-BBBB-C"}]
    assert book.properties == {"全体": "本", "planeditor-request": "DDDD-EEEE-F", "n": ""}


@pytest.mark.parametrize(
    ("expression", "text"),
    [('"a"', "a"), ('"a""b"', 'a"b'), ('""', ""), ('"a"&"b"', None), ("a", None), ('"', None), ("", None), ('"' + "x" * 300 + '"', None)],
)
def test_plain_texts_of_names(expression: str, text: str | None) -> None:
    assert plain_text(expression) == text


@pytest.mark.parametrize("part", ["xl/comments1.xml", "xl/drawings/drawing1.xml"])
@pytest.mark.parametrize(
    ("text", "sentence"),
    [(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', say.DTD), (b"<a><b>", say.DAMAGED), (b"<a>" * 400 + b"</a>" * 400, say.TOO_DEEP)],
)
def test_hostile_parts_are_refused(build: Build, read: Read, part: str, text: bytes, sentence: str) -> None:
    parts = with_comments(build(SHEET), "") if "comments" in part else with_drawing(build(SHEET), "")
    with pytest.raises(KnownError) as refused:
        read(parts | {part: text})
    assert refused.value.message == sentence.format(file="試験.xlsx")


def test_too_much_in_comments_is_refused(build: Build, read: Read) -> None:
    text = "長" * 30_000
    parts = with_comments(build(SHEET), f"<comment ref='A1'><text><t>{text}</t></text></comment>" * 800)
    with pytest.raises(KnownError):
        read(parts)


def test_a_missing_part_is_passed_over(build: Build, read: Read) -> None:
    parts = with_comments(build(SHEET), "")
    del parts["xl/comments1.xml"]
    assert read(parts).sheets[0].floating == []
