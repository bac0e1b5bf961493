"""The PDF as a document and as a drawing: outline, title, language, fonts, rules, streaming."""
from __future__ import annotations

import io
import re
import shutil
import subprocess
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pypdfium2
import pytest

from planeditor.domain.errors import BugError
from planeditor.formengine.pages import Box, CellStyle, Face, Line, Page, Rules, RuleStyle
from planeditor.formengine.writing.pdf import PdfInfo, write_pdf
from planeditor.formengine.writing.rules import RuleLine, rule_lines
from tests.formengine.pdftext import FONTS, page_of, parse, pdf

INFO = PdfInfo("施策進行管理シート（案）", author="行政管理課", subject="本部会議")


def with_bookmarks(*bookmarks: tuple[str, str]) -> Page:
    page = page_of(["本文"])
    page.bookmarks = bookmarks
    return page


def test_outline() -> None:
    data = pdf(
        with_bookmarks(),
        with_bookmarks(("a1", "分野①"), ("m1", "①-01 (甲)")),
        with_bookmarks(("a1", "分野①"), ("m1", "①-01 (甲)")),
        with_bookmarks(("a2", "分野②"), ("m2", "②-01 𠮷")),
        with_bookmarks(("a1", "分野①"), ("m3", "①-02")),
    )
    document = pypdfium2.PdfDocument(data)
    found = []
    for entry in document.get_toc():
        target = entry.get_dest()
        found.append((entry.level, entry.get_title(), target.get_index() if target else None))
    document.close()
    assert found == [(0, "分野①", 1), (1, "①-01 (甲)", 1), (1, "①-02", 4), (0, "分野②", 3), (1, "②-01 𠮷", 3)]
    assert "/PageMode /UseOutlines" in _catalog(data)
    assert "/Outlines" not in _catalog(pdf(page_of(["本文"])))


def test_what_the_document_says_about_itself() -> None:
    moment = datetime(2026, 4, 1, 9, 30, tzinfo=timezone(timedelta(hours=9)))
    data = pdf(page_of(["本文"]), info=replace(INFO, created=moment))
    document = pypdfium2.PdfDocument(data)
    about = document.get_metadata_dict()
    document.close()
    assert (about["Title"], about["Author"], about["Subject"]) == (INFO.title, INFO.author, INFO.subject)
    assert about["CreationDate"] == "D:20260401093000+09'00'"
    assert "/Lang (ja-JP)" in _catalog(data)
    assert "DisplayDocTitle true" in " ".join(parse(data).dictionaries.values())


def _catalog(data: bytes) -> str:
    return next(text for text in parse(data).dictionaries.values() if "/Type /Catalog" in text)


def test_same_pages_same_bytes() -> None:
    one, other = (pdf(page_of(["計画𠮷か\u3099"]), page_of(["進行"], face=Face(bold=True)), info=INFO) for _ in range(2))
    assert one == other
    assert pdf(page_of(["計画"]), info=INFO) != pdf(page_of(["計書"]), info=INFO)
    assert b"CreationDate" not in one


@pytest.mark.skipif(shutil.which("pdffonts") is None, reason="poppler is not installed")
def test_every_font_is_an_embedded_truetype_subset(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    texts = ["計画進行", "𠮷", "각☺", "葛\U000e0101", "q\u0301"]
    file.write_bytes(pdf(page_of(texts), page_of(texts, CellStyle(face=Face("BIZ UD明朝", bold=True)))))
    lines = subprocess.run(["pdffonts", str(file)], capture_output=True, check=True).stdout.decode().splitlines()[2:]
    assert len(lines) >= 3
    for line in lines:
        assert re.match(r"[A-Z]{6}\+\S+ +CID TrueType +Identity-H +yes yes yes ", line), line


def test_pages_are_taken_one_by_one_and_not_kept() -> None:
    taken = 0

    def pages() -> Iterator[Page]:
        nonlocal taken
        for number in range(200):
            taken = number + 1
            yield page_of([f"{number}の{n}行目の本文、計画どおり進行した" for n in range(60)])

    pdf(page_of(["計画どおり進行した"]))
    target = io.BytesIO()
    tracemalloc.start()
    count = write_pdf(pages(), target, fonts=FONTS, info=INFO)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == taken == 200
    assert peak < 12_000_000, peak


def test_a_full_disk_is_the_callers_business() -> None:
    class Full(io.BytesIO):
        def write(self, _data: object) -> int:
            raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        write_pdf([page_of(["本文"])], Full(), fonts=FONTS, info=INFO)
    with pytest.raises(BugError):
        write_pdf([], io.BytesIO(), fonts=FONTS, info=INFO)


def test_head_and_foot() -> None:
    info = replace(INFO, page_numbers=True, number="資料１", mark="（案）")
    shown = parse(pdf(page_of(["本文"]), page_of(["続き"]), info=info)).shown()
    assert shown == [["本文", "資料１", "（案）", "- 1 -"], ["続き", "資料１", "（案）", "- 2 -"]]


def test_one_operator_for_a_line_and_boxes_in_order() -> None:
    page = page_of(["一", "二", "三"])
    page.boxes[1].lines = (Line(50, 70, "二の一"), Line(50, 80, "二の二"))
    parsed = parse(pdf(page))
    assert parsed.shown() == [["一", "二の一", "二の二", "三"]]
    assert parsed.content(parsed.pages()[0]).count("Tj") == 4


def test_place_and_size_of_text() -> None:
    document = pypdfium2.PdfDocument(pdf(page_of(["計"], size=20.0)))
    left, bottom, right, top = document[0].get_textpage().get_charbox(0, loose=True)
    document.close()
    assert left == pytest.approx(42, abs=0.5)
    assert right == pytest.approx(62, abs=0.5)
    assert bottom < 841.89 - 51 < top


def box(x: float, y: float, width: float, height: float, *rules: RuleStyle) -> Box:
    return Box(x, y, width, height, CellStyle(rules=Rules(*rules)), 9)


def test_shared_edges_are_drawn_once_and_joined() -> None:
    places = [(10 + 20 * c + 1e-9 * r, 10 + 10 * r) for r in range(3) for c in range(4)]
    grid = [box(x, y, 20, 10, "thin", "thin", "thin", "thin") for x, y in places]
    lines = rule_lines(grid)
    assert len(lines) == 4 + 5
    across = [line for line in lines if line.y0 == line.y1]
    assert [(round(line.x0, 6), round(line.x1, 6)) for line in across] == [(10, 90)] * 4


def test_the_heavier_rule_wins_where_two_meet() -> None:
    lines = rule_lines([box(0, 0, 90, 10, "", "", "", "thin"), box(30, 10, 30, 10, "", "thick")])
    assert sorted(lines) == sorted([
        RuleLine("thick", 30, 10, 60, 10), RuleLine("thin", 0, 10, 30, 10), RuleLine("thin", 60, 10, 90, 10),
    ])  # fmt: skip
    assert rule_lines([box(0, 0, 9, 9)]) == []


def test_every_style_reaches_the_page() -> None:
    styles: list[RuleStyle] = ["hair", "thin", "dotted", "dashed", "medium", "thick", "double"]
    page = page_of(["下線 ", "取消", "矢印"], underline=True, strike=True, fill="eeeeee", color="c00000")
    page.boxes[2].arrow = True
    page.boxes += [box(40, 300 + 20 * n, 100, 10, style, style, style, style) for n, style in enumerate(styles)]
    page.boxes.append(Box(300, 300, 60, 20, CellStyle(), 9, arrow=True))
    data = pdf(page)
    document = pypdfium2.PdfDocument(data)
    image = document[0].render(scale=1).to_pil().convert("L")
    document.close()
    content = parse(data).content(parse(data).pages()[0])
    assert content.count(" re") == 3
    assert "[3 2]0 d" in content
    assert "[.5 1.5]0 d" in content
    assert image.getpixel((200, 45)) < 250  # the ground
    assert image.getpixel((330, 310)) < 128  # the shaft of the arrow without text
