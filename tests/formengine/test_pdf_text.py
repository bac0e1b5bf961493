"""Every character goes through: typed → drawn → extracted, in order, cell by cell."""
from __future__ import annotations

import shutil
import subprocess
import unicodedata
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planeditor.formengine.pages import CellStyle, Face
from tests.formengine.pdftext import page_of, parse, pdf

DIFFICULT = {
    "plain": "計画どおり進行（14% 1/7施設） ABC",
    "SMP": "𠮷野家の𠮷と𩸽",
    "IVS of a font": "葛\U000e0101城市 辻\U000e0100さん",
    "IVS of no font": "あ\U000e0105い",
    "NFD kana": "か\u3099は\u309aキ\u3099",
    "NFD Latin": "e\u0301 n\u0303",
    "marks that compose to nothing": "q\u0301x\u0323 あ\u3099",
    "NBSP and other spaces": "a\u00a0b\u2003c\u3000d",
    "same look": "-‐‑－−ー―─ ～〜",
    "no font": "发각한글性",
    "external characters": "\ue000外\uf8ff字",
    "circled": "①⑳㊿㍻㋿㈱℡",
    "halfwidth": "ｶﾞｷﾞﾊﾟ､｡",
    "emoji": "☺\ufe0f👨\u200d👩",
    "PDF delimiters": "((\\)[<>]){}/%",
}
SAME_FOR_POPPLER = {"marks that compose to nothing", "NBSP and other spaces"}  # it makes a break, a space of them
FACES = [Face(), Face(bold=True), Face("ＭＳ 明朝", bold=True), Face("BIZ UDPゴシック", italic=True)]


@pytest.mark.parametrize("face", FACES)
def test_content_stream_says_what_was_typed(face: Face) -> None:
    texts = list(DIFFICULT.values())
    assert parse(pdf(page_of(texts, CellStyle(face=face)))).shown() == [texts]


@pytest.mark.parametrize("kind", DIFFICULT)
def test_pdfium_extracts_it(kind: str) -> None:
    document = pypdfium2.PdfDocument(pdf(page_of([DIFFICULT[kind]])))
    text = document[0].get_textpage().get_text_range()
    document.close()
    assert text == DIFFICULT[kind]


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed")
def test_poppler_extracts_it(tmp_path: Path) -> None:
    texts = {kind: text for kind, text in DIFFICULT.items() if kind not in SAME_FOR_POPPLER}
    file = tmp_path / "a.pdf"
    file.write_bytes(pdf(page_of(texts.values())))
    done = subprocess.run(["pdftotext", "-raw", str(file), "-"], capture_output=True, check=True)
    assert done.stdout.decode("utf-8").rstrip("\f\n").split("\n") == list(texts.values())


def test_one_code_point_twice_in_the_same_glyph() -> None:
    """Two missing characters are both drawn as 〓, 〓 itself too; each stays what it is."""
    text = "〓发\ue000〓각"
    assert parse(pdf(page_of([text]))).shown() == [[text]]


def test_pages_before_and_after_share_codes() -> None:
    first, second = page_of(["か", "き"]), page_of(["きか\u3099か", "か"])
    assert parse(pdf(first, second)).shown() == [["か", "き"], ["きか\u3099か", "か"]]


def test_half_a_surrogate_pair_does_no_harm() -> None:
    assert parse(pdf(page_of(["a\ud842b"]))).shown() == [["a\ufffdb"]]


_RANGES = [
    (0x2000, 0x2BFF), (0x3000, 0x33FF), (0x3400, 0x9FFF), (0xE000, 0xFAFF), (0xFE00, 0xFFEF), (0x20000, 0x323AF),
    (0xE0100, 0xE01EF),
]  # fmt: skip
japanese = st.one_of([
    st.characters(min_codepoint=first, max_codepoint=last, exclude_categories=["Cc", "Cs"]) for first, last in _RANGES
])  # fmt: skip
anything = st.characters(exclude_categories=["Cc", "Cs"])


@given(st.lists(st.text(japanese | anything, min_size=1, max_size=12), min_size=1, max_size=8), st.sampled_from(FACES))
@settings(max_examples=60)
def test_any_text_comes_out_of_the_content_stream(texts: list[str], face: Face) -> None:
    assert parse(pdf(page_of(texts, CellStyle(face=face)))).shown() == [texts]


written = st.characters(min_codepoint=0x3041, max_codepoint=0x9FFF, categories=["Lo", "Nd", "Po"])


@given(st.text(written, min_size=1, max_size=30))
@settings(max_examples=30)
def test_any_japanese_text_is_extracted_by_pdfium(text: str) -> None:
    document = pypdfium2.PdfDocument(pdf(page_of([text])))
    extracted = document[0].get_textpage().get_text_range()
    document.close()
    assert extracted == text or unicodedata.normalize("NFC", extracted) == unicodedata.normalize("NFC", text)
