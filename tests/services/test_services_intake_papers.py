"""A request's own papers among the files, remarks that come again, and notes that are said once."""
from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from planeditor.domain.cover import CoverText
from planeditor.formengine.requesting.papers import write_cover, write_sent_list
from planeditor.messages import requests as say
from planeditor.services.intake.noting import folded
from tests.services.intake_plans import Town


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return Town(tmp_path)


def papers(folder: Path) -> tuple[Path, Path]:
    cover, sent = folder / "00_依頼文.xlsx", folder / "00_送付一覧.xlsx"
    with cover.open("wb") as output:
        write_cover(CoverText("依頼", to="各所属長　様", body="本文。", items=(("対象", "施策"),), contact="内線1"), output)
    with sent.open("wb") as output:
        columns = [c.format(word="施策") for c in say.LIST_COLUMNS]
        write_sent_list([("1", "見本課", "01_見本課_R5.xlsx", "①-01", "", "", "")], columns, "一覧", output)
    return cover, sent


@pytest.mark.parametrize("renamed", [False, True])
def test_a_requests_own_papers_are_known_for_what_they_are(town: Town, renamed: bool) -> None:
    cover, sent = papers(town.folder)
    if renamed:
        for path in (cover, sent):
            book = openpyxl.load_workbook(path)
            book.worksheets[0].title = "Sheet1"
            book.save(path)
    first, second = town.take(cover, sent)
    assert (first.outcome, second.outcome) == ("refused", "refused")
    assert "依頼文です" in first.message
    assert "送付一覧です" in second.message
    assert "施策番号" not in first.message + second.message


def test_an_instruction_sheet_alone_is_asked_for_again(town: Town) -> None:
    request = town.send()
    path = town.book(slip={"記入者": "田中"}, token=request.books[0].token)
    (result,) = town.take(path)
    assert result.outcome == "refused"
    assert "「記入のお願い」のシートだけ" in result.message


def test_a_remark_of_the_slip_does_not_come_twice_but_that_of_another_book_does(town: Town) -> None:
    one, other = town.send("①-01"), town.send("①-02", department="学校課")
    sheets = {r.number: town.sheet(r, number) for r, number in ((one, "①-01"), (other, "①-02"))}
    words = {"記入者": "田中", "連絡事項": "担当が変わります"}

    def hand_in(request_number: int, token: str, work: str) -> int:
        sheet = sheets[request_number].year("R3", work=work)
        (result,) = town.take(town.book(sheet, slip=words, token=token))
        return result.waiting.remarks

    assert hand_in(one.number, one.books[0].token, "・直し") == 1
    assert hand_in(one.number, one.books[0].token, "・もう一度") == 0
    assert hand_in(other.number, other.books[0].token, "・別の課") == 1


def test_notes_that_differ_by_their_sheet_are_said_once() -> None:
    notes = [
        "はじめに。", "シート「①」は古いものです。", "シート「②」は古いものです。", "シート「②」A1：印字が違います。",
        "シート「③」A1：印字が違います。",
    ]  # fmt: skip
    assert folded(notes) == ["はじめに。", "シート「①」「②」は古いものです。", "シート「②」「③」の A1：印字が違います。"]
    assert folded(notes[1:2]) == notes[1:2]
    assert folded(f"シート「{n}」はない。" for n in range(7)) == ["シート「0」「1」「2」「3」「4」 ほか 2 枚はない。"]
