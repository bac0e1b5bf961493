"""What is to be written to paper, and what was."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from planeditor.domain.errors import KnownError
from planeditor.domain.periods import Period
from planeditor.messages import services as say

Progress = Callable[[int, int], None]
"""Called with how much is done and how much there is; what it raises ends the work, leaving nothing."""
Kind = Literal["xlsx", "pdf"]


@dataclass(frozen=True, slots=True)
class Selection:
    """Which sheets: by measure numbers, by area numbers, by node ids (each with all below it), or all; and for which
    period."""

    measures: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    period: Period | None = None
    nodes: tuple[str, ...] = ()


ALL = Selection()
"""Every sheet."""


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be written: forms one after the other, or one document of several forms (a PDF)."""

    forms: tuple[str, ...]
    kind: Kind
    selection: Selection = ALL
    number: str = ""
    """The 資料番号, printed where a form asks for it, else at the top right of a PDF."""
    mark: str = ""
    """（案） and the like, in the head of every page outside the form's own cells."""


@dataclass(slots=True)
class Written:
    """What an export wrote."""

    paths: list[Path] = field(default_factory=list)
    pages: int = 0
    warnings: list[str] = field(default_factory=list)
    narrowed: bool = False
    """Whether columns were narrowed to the paper; a warning says so too."""


def kind_of(target: Path) -> Kind:
    """What a file name asks for. Raises KnownError where it ends neither in .xlsx nor in .pdf."""
    kinds: dict[str, Kind] = {".xlsx": "xlsx", ".pdf": "pdf"}
    kind = kinds.get(target.suffix.lower())
    if kind is None:
        raise KnownError(say.BAD_SUFFIX.format(file=target.name or target))
    return kind
