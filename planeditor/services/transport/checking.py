"""Whether the entries of the program itself, as a file has them, can stand in a plan: all of it is about to be shown."""
from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from planeditor.domain.blocks import MOST_COLUMNS, MOST_ROWS, TABLE_SIZE, cell_place
from planeditor.domain.plan import CLOSED, CURRENT, MERGED_INTO, ORDER, PERIODS, PLAN_ID, Key
from planeditor.domain.reserved import base_of
from planeditor.domain.soundness import without_senseless
from planeditor.domain.text import shorten
from planeditor.messages import transport as say
from planeditor.services.transport.shape import LONGEST_CELL
from planeditor.services.transport.spots import LARGEST, Spot
from planeditor.services.transport.words import period_of

_SHOWN = 40


def require_sound(spot: Spot, entries: Mapping[Key, str]) -> None:
    """Raise KnownError for an order that is no number, a period or day that is none, and a table without end."""
    for key, text in entries.items():
        check = _CHECKS.get(base_of(key.field))
        if check is not None:
            check(key, text, Spot(text, key.field, spot))
    kept = without_senseless(dict(entries))
    for key in entries.keys() - kept.keys():
        raise Spot(None, key.field, spot).error(say.BAD_VALUE.format(text=shorten(entries[key], _SHOWN)))


def _order(key: Key, text: str, spot: Spot) -> None:
    try:
        sound = key.field == ORDER and len(text) < len(str(LARGEST)) + 1 and abs(int(text)) <= LARGEST
    except ValueError:
        sound = False
    if not sound:
        raise spot.error(say.BAD_ORDER.format(text=text))


def _periods(key: Key, text: str, spot: Spot) -> None:
    if key.node == PLAN_ID:
        for one in text.split():
            period_of(Spot(one, key.field, spot))


def _day(key: Key, text: str, spot: Spot) -> None:
    try:
        dt.date.fromisoformat(text)
    except ValueError:
        raise spot.error(say.BAD_DAY.format(text=text)) from None
    if not key.period:
        raise spot.error(say.BAD_RESERVED.format(key=key.field))


def _table(_: Key, text: str, spot: Spot) -> None:
    sizes = [int(n) for n in text.split() if n.isdecimal() and len(n) < 10]
    if len(sizes) != len(text.split()) or any(n > most for n, most in zip(sizes, (MOST_ROWS, MOST_COLUMNS), strict=False)):
        raise spot.error(say.TABLE_TOO_BIG.format(rows=MOST_ROWS, columns=MOST_COLUMNS))


def _cell(key: Key, _: str, spot: Spot) -> None:
    row, column = (cell_place(key.field) or (1, 1)) if len(key.field) <= LONGEST_CELL else (MOST_ROWS + 1, 1)
    if row > MOST_ROWS or column > MOST_COLUMNS:
        raise spot.error(say.TABLE_TOO_BIG.format(rows=MOST_ROWS, columns=MOST_COLUMNS))


def _merged(_: Key, text: str, spot: Spot) -> None:
    if text == PLAN_ID:
        raise spot.error(say.ID_OF_PLAN.format(id=text))


_CHECKS: Mapping[str, Callable[[Key, str, Spot], None]] = {
    ORDER: _order, PERIODS: _periods, CURRENT: _periods, CLOSED: _day, TABLE_SIZE: _table, "cell": _cell,
    MERGED_INTO: _merged,
}
