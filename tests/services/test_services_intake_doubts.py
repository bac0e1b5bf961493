"""What is proposed of a struck-through cell, and why a cell is asked about."""
from __future__ import annotations

import pytest

from planeditor.formengine.recognition.readings import ReadCell
from planeditor.services.intake.doubts import doubt_of, is_as_sent, submitted_text


@pytest.mark.parametrize(
    ("text", "struck", "left"),
    [
        ("令和5年度令和6年度中に", "令和5年度", "令和6年度中に"),
        ("一行目\n二行目", "一行目", "二行目"),
        ("旧い文", "旧い文", ""),
        ("調査と設計と開発", "調査と開発", "設計と"),
        ("調査する", "別の文", "調査する"),
        ("普通の文", "", "普通の文"),
    ],
)
def test_the_struck_part_is_left_out(text: str, struck: str, left: str) -> None:
    assert submitted_text(ReadCell(text, "A1", "struck" if struck else "", struck)) == left


def test_a_number_without_a_format_that_came_back_as_sent_is_no_question() -> None:
    assert is_as_sent(ReadCell("90", "A1", "no_format"), "90")
    assert not is_as_sent(ReadCell("90", "A1", "no_format"), "90%")
    assert not is_as_sent(ReadCell("旧い文", "A1", "struck", "旧い文"), "旧い文")
    assert not is_as_sent(ReadCell("90", "A1"), None)


def test_every_doubt_has_its_question() -> None:
    cells = [ReadCell("文", "A1", d) for d in ("struck", "error", "no_value", "no_format")]
    found = [doubt_of(c) for c in [*cells, ReadCell("文", "A1", several=True), ReadCell("文", "A1", guessed=True)]]
    assert [q.about for q in found] == ["struck", "error", "no_value", "no_format", "several", "unsure"]
    assert all(q.text.endswith("。") for q in found)
    assert doubt_of(ReadCell("文", "A1")).text == ""
