"""Marks that turn the direction of a text are seen where texts of others are listed, and the texts themselves are left alone."""
from __future__ import annotations

import unicodedata

import pytest
from PySide6.QtGui import QFont
from pytestqt.qtbot import QtBot

from planeditor.domain.text import visible
from planeditor.ui.importing.results_model import ResultsModel
from planeditor.ui.review.shapes import flowed
from planeditor.ui.review.shown import Piece

TURNED = "報告\u202excod\u202c.xlsx"


def test_every_mark_of_direction_is_seen() -> None:
    kinds = ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
    marks = [chr(n) for n in range(0x110000) if unicodedata.bidirectional(chr(n)) in kinds]
    assert len(marks) == 9
    assert visible("".join(marks)) == "⇄" * 9
    assert visible("・打合せ（3回）ABC") == "・打合せ（3回）ABC"


def test_the_name_of_a_file_in_the_list_of_an_import(qtbot: QtBot) -> None:
    assert ResultsModel([TURNED]).texts(0)[0] == "報告⇄xcod⇄.xlsx"


@pytest.mark.usefixtures("qtbot")
def test_a_submitted_text_in_the_review() -> None:
    layout, _ = flowed((Piece("前"), Piece(TURNED, "added")), QFont(), 500)
    assert layout.text() == "前報告⇄xcod⇄.xlsx"
