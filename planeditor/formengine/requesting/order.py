"""What a request workbook is made of: which sheets, which of their cells are open, and what is told beside them."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from planeditor.domain.plan import Key
from planeditor.formengine.form.definition import FormDef


@dataclass(frozen=True, slots=True)
class OpenCell:
    """A cell to be filled in, and what is told there."""

    label: str
    length: int = 0
    """How many characters are usual; 0 = no hint."""
    choices: tuple[str, ...] = ()
    figure: bool = False
    """Whether 見込／確定 is asked for it."""
    legend: str = ""
    """What the choices mean, where that is told."""


@dataclass(frozen=True, slots=True)
class SheetOrder:
    """One sheet: a form filled for a node, with its 整理番号. All but the open cells is locked."""

    form: FormDef
    node: str
    token: str
    is_open: Callable[[Key], OpenCell | None]
    role: str = ""
    """主管 / 関連, told beside the form."""
    last_year: Mapping[str, str] = field(default_factory=dict)
    """Period key of a row -> what was written the year before, told beside that row."""
    past: frozenset[str] = frozenset()
    """The keys of the periods whose rows get a cell 過年度の訂正."""
    forecasts: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """Field key and period key -> 見込, where it is known."""
    points: Mapping[Key, str] = field(default_factory=dict)
    """In a correction: the cells that are marked, and why."""


@dataclass(frozen=True, slots=True)
class AskedPoint:
    """A 指摘 that is to be answered: the measure it is about, what was said, where and by when, and the answer so far."""

    number: str
    name: str
    text: str
    about: str = ""
    answer: str = ""


@dataclass(frozen=True, slots=True)
class SlipText:
    """What the instruction sheet says."""

    title: str
    lines: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    """Head and text: 期限, 提出先, 照会."""
    sheets: tuple[tuple[str, ...], ...]
    """The list of the sheets: number, name, 主管 / 関連, 担当部署 as printed."""


@dataclass(frozen=True, slots=True)
class BookOrder:
    """One workbook: its 整理番号, its title, the instruction sheet, and the sheets."""

    token: str
    title: str
    slip: SlipText
    sheets: tuple[SheetOrder, ...]
    points: tuple[AskedPoint, ...] = ()
    measure_word: str = ""
    """What the form set calls a measure."""
