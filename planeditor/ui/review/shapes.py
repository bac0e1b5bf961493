"""How a line of the review is laid out: its texts broken into lines, where each stands, and how high it is."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QFont, QFontMetrics, QTextCharFormat, QTextLayout, QTextOption

from planeditor.domain.text import visible
from planeditor.messages import ui_review as say
from planeditor.ui import theme
from planeditor.ui.look import STEP
from planeditor.ui.review.columns import PAD, Columns, Span
from planeditor.ui.review.shown import Cell, GroupLine, Line, Mark, Piece, RowLine

_LINE_HEIGHT = 1.5
"""Of running text, as a multiple of the type."""
_SMALL = 0.86
BUTTON, GAP = 28, 6
"""Height of a button and the space between two, at 100 %."""
_GROUND = 0.13
"""How much of its colour lies under an added word."""


Flows = dict[tuple[tuple[Piece, ...], int, bool], tuple[QTextLayout, int]]
"""Pieces, width and whether they are small print -> the text broken into lines, and its height."""


@dataclass(slots=True)
class Shape:
    """A line laid out at one width. The places are counted from its top left corner."""

    height: int = 0
    texts: list[tuple[QTextLayout, QPointF]] = field(default_factory=list)
    submitted: QRect = field(default_factory=QRect)
    """Where the submitted text stands, and the editor over it."""
    act: QRect = field(default_factory=QRect)
    """Where the buttons stand, or what was decided."""
    buttons: list[int] = field(default_factory=list)
    """The heights of the buttons."""
    badge: QRect = field(default_factory=QRect)
    flows: Flows = field(default_factory=dict)
    """Texts broken into lines already: what was sent often still stands in the plan, and rows have much in common."""
    lines: list[int] = field(default_factory=list)
    """The hairlines between the columns."""


def fonts(base: QFont) -> tuple[QFont, QFont, QFont]:
    """Running text, bold, small print."""
    return _fonts(base.family(), base.pixelSize()) if base.pixelSize() > 0 else _kinds(base)


@lru_cache(maxsize=8)
def _fonts(family: str, size: int) -> tuple[QFont, QFont, QFont]:
    font = QFont(family)
    font.setPixelSize(size)
    return _kinds(font)


def _kinds(base: QFont) -> tuple[QFont, QFont, QFont]:
    bold, small = QFont(base), QFont(base)
    bold.setBold(True)
    small.setPixelSize(max(1, round(base.pixelSize() * _SMALL)))
    return base, bold, small


def shape_of(line: Line, places: Columns, base: QFont, editor: int = 0, flows: Flows | None = None) -> Shape:
    """Lay out a line; ``editor``: how high the editor over its submitted text is, 0 where there is none.

    ``flows``: what other lines have in common with it; they must be of the same type and colours.
    """
    if isinstance(line, GroupLine):
        return _group(line, places, base)
    shape = Shape(flows={} if flows is None else flows)
    (_stacked if places.stacked else _row)(shape, line, places, base, editor)
    return shape


def _group(line: GroupLine, places: Columns, base: QFont) -> Shape:
    pad, (_, bold, _) = theme.scaled(PAD), fonts(base)
    act = min(theme.scaled(280), places.width // 2) if line.clean else 0
    text, high = flowed((Piece(line.title),), bold, places.width - 2 * pad - act)
    height = max(high, theme.scaled(BUTTON)) + 2 * theme.scaled(2 * STEP)
    shape = Shape(height, [(text, QPointF(pad, (height - high) / 2))])
    shape.act = QRect(places.width - act - pad, (height - theme.scaled(BUTTON)) // 2, act, theme.scaled(BUTTON))
    return shape


def _row(shape: Shape, line: RowLine, places: Columns, base: QFont, editor: int) -> None:
    pad = theme.scaled(PAD)
    high = [_label(shape, line, places.field, base)]
    for name, span in [("submitted", places.all_texts)] if line.is_remark else places.texts:
        left, width = span[0] + pad, span[1] - 2 * pad
        if name == "submitted":
            shape.submitted = QRect(left, pad, (places.width - pad - left) if editor else width, 0)
        if name == "submitted" and editor:
            high.append(editor)
        else:
            high.append(_cell(shape, getattr(line, name), left, pad, width, base))
    shape.buttons = _buttons(line, places.act[1] - 2 * pad, base)
    buttons = sum(shape.buttons) + (len(shape.buttons) - 1) * theme.scaled(GAP)
    shape.height = max(*high, 0 if editor else buttons) + 2 * pad
    shape.act = QRect(places.act[0] + pad, pad, places.act[1] - 2 * pad, buttons)
    shape.submitted.setHeight(shape.height - 2 * pad)
    shape.lines = [places.act[0]] + ([places.texts[0][1][0]] if line.is_remark else [span[0] for _, span in places.texts])


def _stacked(shape: Shape, line: RowLine, places: Columns, base: QFont, editor: int) -> None:
    pad = theme.scaled(PAD)
    width = places.width - 2 * pad
    top = pad + _label(shape, line, places.field, base, beside=True)
    same = line.plain[0] == line.plain[1]
    for name in _stacked_names(line, places):
        top += theme.scaled(2 * STEP)
        title = say.COLUMN_SAME if name == "now" and same else say.COLUMNS[name]
        head, high = _flow(shape, (Piece(title, "quiet"),), base, width, small=True)
        shape.texts.append((head, QPointF(pad, top)))
        top += high
        if name == "submitted":
            shape.submitted = QRect(pad, top, width, editor)
        top += editor if name == "submitted" and editor else _cell(shape, getattr(line, name), pad, top, width, base)
    shape.submitted.setHeight(top - shape.submitted.top())
    gaps = theme.scaled(GAP) * (len(line.choices) - 1)
    shape.buttons = [max(_buttons(line, (width - gaps) // max(1, len(line.choices)), base))] * max(1, len(line.choices))
    shape.act = QRect(pad, top + theme.scaled(2 * STEP), width, shape.buttons[0])
    shape.height = shape.act.bottom() + 1 + pad


def _stacked_names(line: RowLine, places: Columns) -> list[str]:
    """The texts there are to show; what is as it was sent is shown once."""
    if line.is_remark:
        return ["submitted"]
    return [name for name, _ in places.texts if name != "sent" or line.plain[0] != line.plain[1]]


def _buttons(line: RowLine, width: int, base: QFont) -> list[int]:
    """The heights of the buttons of a row, one below the other; that of what was decided."""
    heights = [button_text(choice.words, base, width)[1] for choice in line.choices] if line.is_open else []
    return heights or [theme.scaled(BUTTON)]


def button_text(words: str, font: QFont, width: int) -> tuple[str, int]:
    """The words of a button in one line or two, whatever its width has room for, and how high it is."""
    metrics, room = QFontMetrics(font), width - theme.scaled(9 * STEP)
    if metrics.horizontalAdvance(words) <= room:
        return words, theme.scaled(BUTTON)
    middle = (len(words) + 1) // 2
    cut = min((n for n in range(2, len(words)) if words[n - 1] in say.BREAKS), key=lambda n: abs(n - middle), default=middle)
    return f"{words[:cut]}\n{words[cut:]}", theme.scaled(BUTTON) + metrics.height()


def _label(shape: Shape, line: RowLine, span: Span, base: QFont, *, beside: bool = False) -> int:
    """The field with its badge below or ``beside``; gives their height."""
    pad, (_, _, small) = theme.scaled(PAD), fonts(base)
    text, high = _flow(shape, (Piece(line.label),), base, span[1] - 2 * pad)
    shape.texts.append((text, QPointF(span[0] + pad, pad)))
    metrics = QFontMetrics(small)
    width = metrics.horizontalAdvance(line.badge) + 4 * STEP
    shape.badge = QRect(span[0] + pad, pad + high + STEP, width, metrics.height() + STEP)
    if beside:
        shape.badge.moveTo(round(span[0] + 2 * pad + text.maximumWidth()), pad)
        return max(high, shape.badge.height())
    return high + STEP + shape.badge.height()


def _cell(shape: Shape, cell: Cell, left: int, top: int, width: int, base: QFont) -> int:
    """A text with its small print; gives their height."""
    text, high = _flow(shape, cell.pieces, base, width)
    shape.texts.append((text, QPointF(left, top)))
    for piece in (*(Piece(said, "quiet") for said in cell.quiet), *([Piece(cell.warning, "warning")] if cell.warning else [])):
        below, more = _flow(shape, (piece,), base, width, small=True)
        shape.texts.append((below, QPointF(left, top + high)))
        high += more
    return high


def _flow(shape: Shape, pieces: tuple[Piece, ...], base: QFont, width: int, *, small: bool = False) -> tuple[QTextLayout, int]:
    """A text broken into lines, once for all places of that width where it stands."""
    known = shape.flows.get((pieces, width, small))
    if known is None:
        known = shape.flows[pieces, width, small] = flowed(pieces, fonts(base)[2] if small else base, width)
    return known


def flowed(pieces: Sequence[Piece], font: QFont, width: int) -> tuple[QTextLayout, int]:
    """A marked text broken into lines, and how high they are together."""
    layout = QTextLayout(visible("".join(piece.text for piece in pieces)).replace("\n", "\u2028"), font)
    wrap = QTextOption()
    wrap.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(wrap)
    layout.setFormats(_formats(pieces))
    step, top = QFontMetrics(font).height() * _LINE_HEIGHT, 0.0
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(1, width))
        line.setPosition(QPointF(0, top))
        top += step
    layout.endLayout()
    return layout, round(top)


def _formats(pieces: Sequence[Piece]) -> list[QTextLayout.FormatRange]:
    found, start = [], 0
    for piece in pieces:
        length = len(piece.text.encode("utf-16-le", "surrogatepass")) // 2  # as Qt counts
        if piece.mark:
            span = QTextLayout.FormatRange()
            span.start, span.length, span.format = start, length, _format(piece.mark)  # type: ignore[attr-defined]
            found.append(span)
        start += length
    return found


def _format(mark: Mark) -> QTextCharFormat:
    colors, look = theme.current(), QTextCharFormat()
    color = {"added": colors.good, "removed": colors.error, "quiet": colors.quiet, "warning": colors.warning}[mark]
    look.setForeground(QColor(color))
    if mark == "added":
        look.setFontUnderline(True)
        look.setBackground(between(colors.surface, colors.good, _GROUND))
    elif mark == "removed":
        look.setFontStrikeOut(True)
    return look


def between(ground: str, color: str, share: float) -> QColor:
    """A colour laid thinly over a ground."""
    under, over = QColor(ground), QColor(color)
    return QColor.fromRgbF(
        under.redF() + (over.redF() - under.redF()) * share, under.greenF() + (over.greenF() - under.greenF()) * share,
        under.blueF() + (over.blueF() - under.blueF()) * share,
    )
