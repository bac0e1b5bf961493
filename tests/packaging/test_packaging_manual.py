"""The PDF of the manual: lines by the Japanese rules, contents and bookmarks that are true, fonts within, not too large."""
from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from planeditor.formengine.paging.typeset import NO_START
from planeditor.services.manual.blocks import Span
from planeditor.services.manual.manual import read_manual

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "packaging"))

manual_page: Any = importlib.import_module("manual_page")
MOST_BYTES = 5_000_000
CHARS = st.text(st.sampled_from("あいう漢字ー、。」「（）ABC12 ①"), max_size=120)


def glyphs(text: str) -> Any:
    return manual_page.glyphs((Span(text),), bold=False, resolve=lambda _: "")


@given(CHARS, st.integers(4, 30))
def test_no_character_is_lost_between_lines(text: str, room: int) -> None:
    lines = ["".join(g.char for g in line) for line in manual_page.broken(glyphs(text), room)]
    assert "".join(lines) == text


def test_lines_break_by_the_japanese_rules() -> None:
    text = "「会議資料を作る」を押すと、（案）の付いた資料が、planeditor の画面に出ます。" * 5
    lines = ["".join(g.char for g in line) for line in manual_page.broken(glyphs(text), 20)]
    assert len(lines) > 5
    assert not any(line[0] in NO_START for line in lines[1:])
    assert not any(line.endswith(("「", "（")) for line in lines)
    assert all("planeditor" in line or "plan" not in line for line in lines)


def test_options_of_commands_are_not_cut() -> None:
    text = "planeditor request 計画.plandb --period R5 --to 照会 --deadline R6.2.29 " * 3
    for room in range(8, 40):
        lines = ["".join(g.char for g in line) for line in manual_page.broken(glyphs(text), room)]
        assert not any(line.endswith("-") for line in lines)


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("manual") / "manual.pdf"
    subprocess.run([sys.executable, str(ROOT / "packaging" / "manual.py"), str(target)], check=True, capture_output=True)
    return target


@pytest.mark.full
def test_the_pdf_holds_every_page_of_the_manual_at_the_number_in_its_contents(pdf: Path) -> None:
    manual = read_manual()
    with pypdfium2.PdfDocument(pdf) as document:
        texts = ["".join(page.get_textpage().get_text_range().split()) for page in document]
        marks = {(mark.get_title(), mark.get_dest().get_index()) for mark in document.get_toc()}
    assert {title for title, _ in marks} == {page.title for page in manual.pages}
    contents = "".join(texts[1:4])
    for title, index in marks:
        words = "".join(title.split())
        assert words in texts[index]
        assert f"{words}{index + 1}" in contents, title
        assert f"-{index + 1}-" in texts[index]


@pytest.mark.full
def test_the_pdf_is_small_and_its_fonts_are_within(pdf: Path) -> None:
    data = pdf.read_bytes()
    assert len(data) < MOST_BYTES
    assert data.count(b"/FontFile2") >= 3
    assert b"BIZUDPGothic" in data


@pytest.mark.full
def test_two_runs_write_the_same_bytes(pdf: Path, tmp_path: Path) -> None:
    again = tmp_path / "again.pdf"
    subprocess.run([sys.executable, str(ROOT / "packaging" / "manual.py"), str(again)], check=True, capture_output=True)
    assert again.read_bytes() == pdf.read_bytes()
