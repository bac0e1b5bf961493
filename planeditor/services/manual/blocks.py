"""What a page of the manual is made of: plain data, for the window's help and the PDF alike."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text in one style; ``target``: the place or file it leads to."""

    text: str
    style: Literal["", "bold", "code"] = ""
    target: str = ""


Text: TypeAlias = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 begins a chapter, 2 a page. ``anchor``: the place it names, "" = none."""

    level: int
    text: str
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: Text


@dataclass(frozen=True, slots=True)
class Note:
    """Running text set apart: what to beware of."""

    text: Text


@dataclass(frozen=True, slots=True)
class Points:
    """A list, of steps where it is numbered."""

    items: tuple[Text, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A head and rows, all of one length."""

    head: tuple[Text, ...]
    rows: tuple[tuple[Text, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture, by its path from the chapter's file; ``caption``: what it shows."""

    file: str
    caption: str


@dataclass(frozen=True, slots=True)
class Code:
    """Lines to be typed as they stand."""

    text: str


@dataclass(frozen=True, slots=True)
class AllKeys:
    """The place of the table of all keys, which comes from the program itself."""


Block: TypeAlias = Heading | Paragraph | Note | Points | Table | Picture | Code | AllKeys


def plain(text: Text) -> str:
    """The characters alone."""
    return "".join(span.text for span in text)


def words_of(block: Block) -> str:
    """All that a block says, as plain text."""
    match block:
        case Heading(text=text) | Code(text=text):
            return text
        case Paragraph(text=spans) | Note(text=spans):
            return plain(spans)
        case Points(items=items):
            return "\n".join(map(plain, items))
        case Table(head=head, rows=rows):
            return "\n".join(" ".join(map(plain, row)) for row in (head, *rows))
        case Picture(caption=caption):
            return caption
        case _:
            return ""
