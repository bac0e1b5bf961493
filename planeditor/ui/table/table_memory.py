"""What is remembered of the table between starts: for each form set which columns, how wide, and what a row is."""
from __future__ import annotations

import json

from planeditor.services.tables.tablecells import Column
from planeditor.services.tables.tabulating import Per
from planeditor.ui.session import Session
from planeditor.ui.theme import scaled

_USUAL = {"@number": 100, "@name": 220, "@departments": 150}
_OWN, _TEXT, _SHORT, _EM = 110, 280, 130, 14
_LONG_LABEL = 9


class TableMemory:
    """Reads and keeps it in the settings."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def per(self) -> Per:
        """What a row was."""
        return "period" if self._session.settings.value(self._name("per")) == "period" else "measure"

    def keep_per(self, per: Per) -> None:
        """Remember what a row is."""
        self._session.settings.keep(self._name("per"), per)

    def columns(self, per: Per) -> tuple[str, ...]:
        """The ids of the columns; empty: the usual ones."""
        return tuple(self._session.settings.value(self._name(f"columns-{per}")).split())

    def keep_columns(self, per: Per, columns: tuple[str, ...]) -> None:
        """Remember them."""
        self._session.settings.keep(self._name(f"columns-{per}"), " ".join(columns))

    def width(self, column: Column) -> int:
        """How wide a column is, in pixels at the text size in force."""
        return scaled(self._widths().get(column.id) or _usual_width(column, self._session))

    def keep_width(self, column: Column, width: int) -> None:
        """Remember how wide the user has made a column."""
        widths = self._widths() | {column.id: round(width * 100 / max(1, scaled(100)))}
        self._session.settings.keep(self._name("widths"), json.dumps(widths, ensure_ascii=True, separators=(",", ":")))

    def _widths(self) -> dict[str, int]:
        try:
            found = json.loads(self._session.settings.value(self._name("widths")) or "{}")
        except ValueError:
            return {}
        return {k: v for k, v in found.items() if isinstance(v, int) and v > 0} if isinstance(found, dict) else {}

    def _name(self, what: str) -> str:
        return f"table/{self._session.plan.form_set or 'none'}/{what}"


def _usual_width(column: Column, session: Session) -> int:
    if column.id in _USUAL:
        return _USUAL[column.id]
    if column.kind not in ("plan", "report", "internal"):
        return _OWN
    field = session.vocabulary.by_key.get(("measure", column.id))
    short = field is not None and (bool(field.choices) or field.type != "text" or 0 < field.length <= _LONG_LABEL * 4)
    return max(_SHORT if short else _TEXT, min(len(column.label), _LONG_LABEL) * _EM + 3 * _EM)
