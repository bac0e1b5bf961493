"""Names of the files that go out: taken by every system, mail gateway and old archive program."""
from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from planeditor.domain.periods import Period, year_label
from planeditor.messages import requests as say
from planeditor.services.paper.filenames import safe_name

_LENGTH = 40


def book_name(place: int, count: int, name: str, periods: Sequence[Period], turn: str = "") -> str:
    """The name of the workbook for the department in this place (from 1) of so many: ``01_見本課_R5.xlsx``."""
    number = str(place).zfill(max(2, len(str(count))))
    round_part = f"_{plain(turn)}" if turn else ""
    return safe_name(say.BOOK_FILE.format(number=number, name=plain(name), years=years_in_name(periods), round=round_part), ".xlsx")


def correction_name(name: str, periods: Sequence[Period], receipt: int) -> str:
    """The name of a workbook that goes back for correction."""
    return safe_name(say.CORRECTION_FILE.format(name=plain(name), years=years_in_name(periods), receipt=receipt), ".xlsx")


def years_in_name(periods: Sequence[Period]) -> str:
    """The years asked for as file names have them: R4-R5."""
    return "-".join(dict.fromkeys(year_label(y, "H").removesuffix("年度") for p in periods for y in (p.first, p.last)))


def plain(text: str) -> str:
    """The text without spaces, half-width kana and signs like ①, which do not survive every way to a department."""
    return "".join(unicodedata.normalize("NFKC", text).split())[:_LENGTH]
