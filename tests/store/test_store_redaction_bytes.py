"""Masking a text in the bytes of files: across runs and encodings, with all else as it was, or not at all."""
from __future__ import annotations

import io
import json
import zipfile
from xml.sax.saxutils import escape

import pytest
from defusedxml.ElementTree import fromstring
from hypothesis import given
from hypothesis import strategies as st

from planeditor.domain.masking import Masker
from planeditor.store.redaction.masking import Cleaner
from planeditor.store.redaction.xml import clean_xml

NAMED, MARK = "見本花子", "■■■"
MASKER = Masker(NAMED, MARK)
CLEANER = Cleaner(MASKER)
SHORT = st.text("見本花子の担当&<>", max_size=6)


def packed(**parts: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as book:
        for name, data in parts.items():
            book.writestr(name.replace("__", "/"), data)
    return target.getvalue()


def text_of(xml: bytes) -> list[str]:
    """The texts of the items of shared strings, as one reads them."""
    return ["".join(item.itertext()) for item in fromstring(xml)]


@given(st.lists(st.lists(SHORT, max_size=4), max_size=4))
def test_texts_cut_into_runs_read_as_if_they_had_been_masked_whole(items: list[list[str]]) -> None:
    runs = ["".join(f"<r><rPr><b/></rPr><t>{escape(run)}</t></r>" for run in item) for item in items]
    xml = f"<sst>{''.join(f'<si>{run}</si>' for run in runs)}</sst>".encode()
    cleaned, hits = clean_xml(xml, MASKER)
    assert text_of(cleaned) == [MASKER.masked("".join(item)) for item in items]
    assert hits == sum(MASKER.count("".join(item)) for item in items)
    assert hits or cleaned is xml


@pytest.mark.parametrize(
    ("xml", "cleaned"),
    [
        ("<a t='担当は見本花子'>x</a>", '<a t="担当は■■■">x</a>'),
        ("<c>&#x898B;&#26412;花子</c>", "<c>■■■</c>"),
        ("<si><t>見本_x000D_\n花子_x000D_次</t></si>", "<si><t>■■■_x000D_次</t></si>"),
        ("<!-- 見本花子 --><v>1</v>", "<!-- ■■■ --><v>1</v>"),
        ("<v><![CDATA[見本花子<b>]]></v>", "<v><![CDATA[■■■<b>]]></v>"),
        ("<r Target='mailto:%E8%A6%8B%E6%9C%AC%E8%8A%B1%E5%AD%90@x'/>", '<r Target="mailto:■■■@x"/>'),
        ("<si><t>見本花子</t><rPh><t>ミホン</t></rPh></si>", "<si><t>■■■</t><rPh><t></t></rPh></si>"),
        ("<c>見本</c><c>花子</c>", "<c>見本</c><c>花子</c>"),
        ("<t><![CDATA[見本]]>花子</t>", "<t><![CDATA[■■■]]></t>"),
        ('<oddHeader>&amp;L見本&amp;"BIZ UD"&amp;10花子&amp;R</oddHeader>', "<oddHeader>■■■</oddHeader>"),
    ],
)
def test_wherever_xml_can_hold_a_text(xml: str, cleaned: str) -> None:
    assert clean_xml(xml.encode(), MASKER)[0].decode() == cleaned


def test_xml_in_another_encoding_stays_in_it() -> None:
    xml = '<?xml version="1.0" encoding="Shift_JIS"?><a>見本花子と①</a>'
    assert clean_xml(xml.encode("cp932"), MASKER)[0] == xml.replace(NAMED, MARK).encode("cp932")
    assert clean_xml(f"<a>{NAMED}</a>".encode("utf-16"), MASKER)[0].decode("utf-16") == f"<a>{MARK}</a>"


def test_a_book_is_packed_anew_only_where_it_holds_the_text() -> None:
    other = packed(xl__a=b"<a>x</a>")
    assert CLEANER.clean(other) == (0, other)
    inner = packed(b=f"<a>{NAMED}</a>".encode())
    hits, data = CLEANER.clean(packed(xl__embedded=inner, xl__b=b"<a>y</a>"))
    assert hits == 1
    assert data is not None
    with zipfile.ZipFile(io.BytesIO(data)) as book, zipfile.ZipFile(io.BytesIO(book.read("xl/embedded"))) as within:
        assert book.namelist() == ["xl/embedded", "xl/b"]
        assert within.read("b").decode() == f"<a>{MARK}</a>"


def test_a_book_of_the_binary_kind_is_masked_in_place() -> None:
    part = b"\x13\x00" + f"担当は{NAMED}です".encode("utf-16-le") + b"\x00"
    hits, data = CLEANER.clean(packed(**{"xl__sharedStrings.bin": part}))
    assert hits
    assert data is not None
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        anew = book.read("xl/sharedStrings.bin")
    assert len(anew) == len(part)
    assert anew[2:-1].decode("utf-16-le") == f"担当は{MARK} です"


@pytest.mark.parametrize(
    "data",
    [
        packed(**{"xl__見本花子.xml": b"<a/>"}), packed(**{"xl__media.emf": b"\x01\x00\x00" + NAMED.encode("utf-16-le")}),
        b"%PDF-1.4\n1 0 obj (\\376\\377\\211\\213g,\\202\\261[P) endobj", b"\x00\x01" + NAMED.encode(),
    ],
    ids=["part name", "picture", "PDF", "unknown"],
)
def test_what_cannot_be_taken_out_safely_goes_whole(data: bytes) -> None:
    hits, cleaned = CLEANER.clean(data)
    assert (bool(hits), cleaned) == (True, None)


def test_json_is_read_and_written_and_plain_text_keeps_its_encoding() -> None:
    data = json.dumps({NAMED: ["見本\n花子", {"x": 1}]}).encode()
    assert json.loads(CLEANER.clean(data).data or b"") == {MARK: [MARK, {"x": 1}]}
    assert CLEANER.clean(f"\ufeff{NAMED}。".encode()).data == f"\ufeff{MARK}。".encode()
    assert CLEANER.clean(f"{NAMED}。".encode("cp932")).data == f"{MARK}。".encode("cp932")
    assert CLEANER.clean(b"%PDF-1.4") == (0, b"%PDF-1.4")
    assert Cleaner(MASKER, lambda _: "見本\r\n花子").clean(b"%PDF-1.4") == (1, None)


@pytest.mark.parametrize(
    "data",
    [
        b'{"a": "\\u898b\\u672c\\u82b1\\u5b50", "a": "x"}', b'{"a": "\\u898b\\u672c\\u82b1\\u5b50"}\n{"a": 1}',
        b'{"a": "\\u898b\\u672c\\n\\u82b1\\u5b50"',
    ],
    ids=["a name twice", "several", "cut off"],
)
def test_json_that_is_none_hides_nothing_behind_its_escapes(data: bytes) -> None:
    assert CLEANER.clean(data) == (1, None)


def test_a_number_of_a_json_is_seen_too() -> None:
    cleaner = Cleaner(Masker("31234567", MARK))
    assert cleaner.clean(b'{"tel": "03-31234567", "id": 31234567}') == (1, None)
    assert cleaner.clean(b'{"id": 31234567}') == (1, None)
    assert cleaner.clean(b'{"tel": "03-31234567", "id": 1}').data is not None


def test_a_zip_file_has_texts_beside_its_parts() -> None:
    target, part = io.BytesIO(), zipfile.ZipInfo("a.txt")
    part.comment = part.extra = b"\x99\x99\x0c\x00" + NAMED.encode()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr(part, "ほか" * 9)
        book.comment = NAMED.encode("cp932")
    for data in (target.getvalue(), packed(a="ほか".encode()) + NAMED.encode()):
        hits, cleaned = CLEANER.clean(data)
        assert hits
        assert cleaned is not None
        assert CLEANER.clean(cleaned) == (0, cleaned)
        assert not any(NAMED.encode(code) in cleaned for code in ("utf-8", "cp932"))


def test_utf16_without_a_mark_of_its_order() -> None:
    xml = f'<?xml version="1.0" encoding="UTF-16"?><t>{NAMED}</t>'
    for code in ("utf-16-le", "utf-16-be"):
        assert clean_xml(xml.encode(code), MASKER)[0].decode(code).endswith(f"<t>{MARK}</t>")
