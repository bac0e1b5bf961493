"""The covering text of a request: what stands on the sheet of paper that goes out with the workbooks."""
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CoverText:
    """A covering text, part by part, as it is printed. "" leaves a part out, but for the date, whose place stays blank."""

    subject: str
    """件名."""
    to: str = ""
    """宛先, one a line."""
    sender: str = ""
    """差出人."""
    date: str = ""
    """日付 as printed (令和6年2月1日)."""
    body: str = ""
    """本文; line breaks part paragraphs."""
    items: tuple[tuple[str, str], ...] = ()
    """What stands below 記, in order: head and text. The paper numbers them, and puts the deadline after them."""
    deadline: str = ""
    """提出期限 as printed."""
    contact: str = ""
    """担当・内線."""
