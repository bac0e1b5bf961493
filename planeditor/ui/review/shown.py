"""What the review shows: lines of plain data, made of the services' model away from the window's thread."""
from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from planeditor.domain.plan import REMARK
from planeditor.domain.wording import Run, changed_words
from planeditor.messages import ui_review as say

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.services.intake.choices import ChoiceName
    from planeditor.services.intake.reviewing import Review, ReviewGroup, ReviewRow

Mark = Literal["", "added", "removed", "quiet", "warning"]
_ALIKE = 0.4
"""Texts with less in common are shown as they are: struck words between all the new ones would only confuse."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text, all of it marked in one way."""

    text: str
    mark: Mark = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A text as pieces, with sentences in small print below it."""

    pieces: tuple[Piece, ...] = ()
    quiet: tuple[str, ...] = ()
    warning: str = ""

    @property
    def text(self) -> str:
        """All of it without the marks; what is struck is left out."""
        return "".join(piece.text for piece in self.pieces if piece.mark != "removed")


@dataclass(frozen=True, slots=True)
class ShownChoice:
    """What can be done about a row."""

    name: ChoiceName
    words: str


@dataclass(frozen=True, slots=True)
class GroupLine:
    """The head over the rows of one measure. ``clean``: the rows that can be taken in one go."""

    group: int
    title: str
    left: int
    clean: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RowLine:
    """One submitted cell, or one remark."""

    id: int
    group: int
    kind: str
    badge: str
    label: str
    node: str
    field: str
    period: str
    sent: Cell
    now: Cell
    submitted: Cell
    choices: tuple[ShownChoice, ...]
    decided: str
    draft: str
    """What 直して反映 begins with."""
    place: str
    plain: tuple[str | None, str, str]
    """As sent, as now, as submitted, to the letter."""

    @property
    def is_remark(self) -> bool:
        """Whether it is a remark to be ticked off, which has one text only."""
        return self.field == REMARK

    @property
    def is_open(self) -> bool:
        """Whether it waits for a decision."""
        return not self.decided


Line = GroupLine | RowLine


@dataclass(frozen=True, slots=True)
class Shown:
    """A review, ready to be shown."""

    receipt: int
    lines: tuple[Line, ...]
    has_sent: bool
    """Whether anything is known of what was sent."""

    @property
    def rows(self) -> list[RowLine]:
        """The rows without the heads."""
        return [line for line in self.lines if isinstance(line, RowLine)]

    @property
    def left(self) -> int:
        """How many wait."""
        return sum(row.is_open for row in self.rows)

    @property
    def decided(self) -> frozenset[int]:
        """The rows that are decided."""
        return frozenset(row.id for row in self.rows if not row.is_open)

    def without(self, ids: frozenset[int]) -> Shown:
        """The same without those of these rows that are decided, and without heads that stand over none."""
        kept = [row for row in self.rows if row.is_open or row.id not in ids]
        groups = {row.group for row in kept}
        stay = {row.id for row in kept}
        lines = (x for x in self.lines if (x.id in stay if isinstance(x, RowLine) else x.group in groups))
        return Shown(self.receipt, tuple(lines), self.has_sent)

    def clean(self, kinds: Sequence[str]) -> tuple[int, ...]:
        """The rows of these kinds that wait and can be taken as they are."""
        return tuple(row.id for row in self.rows if _is_clean(row, kinds))


def shown(review: Review, words: Mapping[str, str]) -> Shown:
    """The lines of a review. ``words``: the form set's own."""
    lines: list[Line] = []
    for number, group in enumerate(review.groups):
        rows = [_row(row, number, group, words) for row in group.rows]
        clean = tuple(row.id for row in rows if _is_clean(row, ("clean",)))
        title = say.FIELD_IN_PERIOD.format(field=group.title, period=group.period_label) if group.period_label else group.title
        lines.append(GroupLine(number, title, sum(row.is_open for row in rows), clean))
        lines += rows
    return Shown(review.receipt, tuple(lines), any(row.as_sent is not None for group in review.groups for row in group.rows))


def _is_clean(row: RowLine, kinds: Sequence[str]) -> bool:
    return row.is_open and row.kind in kinds and any(choice.name == "accept" for choice in row.choices)


def _row(row: ReviewRow, number: int, group: ReviewGroup, words: Mapping[str, str]) -> RowLine:
    kind = "remark" if row.field == REMARK else row.kind
    label = row.field_label
    if row.period_label and not group.period_label:
        label = say.FIELD_IN_PERIOD.format(field=row.field_label, period=row.period_label)
    if kind == "remark":
        sent, now, submitted = Cell(), Cell(), _remark(row)
    else:
        sent, now, submitted = _sent(row), _now(row), _submitted(row)
    choices = tuple(ShownChoice(choice.name, choice.words) for choice in row.choices)
    return RowLine(
        row.id, number, kind, say.KINDS[kind].format_map(words), label, row.node or "", row.field, row.period, sent, now, submitted,
        choices, row.decided, row.whole or row.submitted or row.now, row.place, (row.as_sent, row.now, row.submitted),
    )


def _remark(row: ReviewRow) -> Cell:
    return Cell((Piece(f"{row.place}：", "quiet") if row.place else Piece(""), Piece(row.submitted)))


def _sent(row: ReviewRow) -> Cell:
    if row.as_sent is None:
        return Cell((Piece(say.NOT_SENT, "quiet"),))
    return Cell(_plain(row.as_sent))


def _now(row: ReviewRow) -> Cell:
    pieces = _plain(row.now)
    if row.as_sent is not None and row.now and row.now != row.as_sent:
        pieces = _added(row.as_sent, row.now, sparing=True)
    return Cell(pieces, (row.now_source,) if row.now_source and row.now else ())


def _submitted(row: ReviewRow) -> Cell:
    others = tuple(say.OTHER.format(department=department, text=text) for department, text in row.others)
    if row.struck:
        pieces = _with_struck(row.whole, row.struck) or _plain(row.submitted)
    elif not row.submitted:
        pieces = (Piece(say.BLANKED if row.about == "blanked" else say.UNREADABLE, "warning"),)
    elif row.kind == "conflict":
        pieces = _added(row.now if row.as_sent is None else row.as_sent, row.submitted, sparing=True)
    elif row.now and row.now != row.submitted:
        pieces = _both(row.now, row.submitted)
    else:
        pieces = _plain(row.submitted)
    return Cell(pieces, others, row.question)


def _plain(text: str) -> tuple[Piece, ...]:
    return (Piece(text),) if text else (Piece(say.BLANK, "quiet"),)


def _with_struck(whole: str, struck: str) -> tuple[Piece, ...]:
    """The text with the struck part in its place; none where it is not found in one piece."""
    before, found, after = whole.partition(struck)
    return tuple(p for p in (Piece(before), Piece(found, "removed"), Piece(after)) if p.text) if found else ()


@lru_cache(maxsize=4096)
def _added(old: str, new: str, *, sparing: bool = False) -> tuple[Piece, ...]:
    """The new text with the words that the old one does not have; ``sparing``: unmarked where that would be nearly all of it."""
    if not old:
        return (Piece(new),)
    _, runs = changed_words(old, new)
    if sparing and sum(len(run.text) for run in runs if not run.changed) < _ALIKE * len(new):
        return (Piece(new),)
    return _merged(Piece(run.text, "added" if run.changed else "") for run in runs)


@lru_cache(maxsize=4096)
def _both(old: str, new: str) -> tuple[Piece, ...]:
    """One text of both: the words that are gone, struck, before those that came in their place."""
    gone, come = changed_words(old, new)
    same = sum(len(run.text) for run in come if not run.changed)
    if same < _ALIKE * max(len(old), len(new)) or _same(gone) != _same(come):
        return _added(old, new)
    return _merged(_woven(gone, come))


def _same(runs: Sequence[Run]) -> str:
    return "".join(run.text for run in runs if not run.changed)


def _woven(gone: Sequence[Run], come: Sequence[Run]) -> Iterator[Piece]:
    same, done = _same(gone), 0
    for place, piece in sorted([*_changes(gone, "removed"), *_changes(come, "added")], key=lambda change: change[0]):
        yield Piece(same[done:place])
        yield piece
        done = place
    yield Piece(same[done:])


def _changes(runs: Sequence[Run], mark: Mark) -> Iterator[tuple[int, Piece]]:
    """The changed runs, each with its place in what both texts have."""
    place = 0
    for run in runs:
        if run.changed:
            yield place, Piece(run.text, mark)
        else:
            place += len(run.text)


def _merged(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    runs = groupby((piece for piece in pieces if piece.text), key=lambda piece: piece.mark)
    return tuple(Piece("".join(piece.text for piece in run), mark) for mark, run in runs)
