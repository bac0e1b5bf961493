"""Reading the backups beside the window: the list at once, then a look into each of them, the latest first."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from planeditor.ui.runner import Lane
from planeditor.ui.session import Session

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.services.backups.listing import Kept, Looked
    from planeditor.store.contents import Contents


T = TypeVar("T")


@dataclass
class Row:
    """A backup, and what a look into it told; None while nobody has looked."""

    kept: Kept
    looked: Looked | None = None


class Looking(QObject):
    """The rows of one plan file. Anything that is read after this has gone is dropped."""

    listed = Signal()
    """The rows are there."""
    seen = Signal(int)
    """The row of that place was looked into."""

    def __init__(self, session: Session, plan_file: Path, parent: QObject) -> None:
        super().__init__(parent)
        self.session, self.plan_file = session, plan_file
        self.rows: list[Row] = []
        self._asked: object = None
        self._now: Contents | None = None

    def renew(self) -> None:
        """Read everything anew."""
        self._asked = asked = object()
        path = self.plan_file

        def read() -> tuple[list[Kept], Contents | None]:
            from planeditor.services.backups.listing import kept_backups, present

            return kept_backups(path), present(path)

        def show(found: tuple[list[Kept], Contents | None]) -> None:
            kept, self._now = found
            self.rows = [Row(one) for one in kept]
            self.listed.emit()
            self._look(asked, 0)

        self._run(asked, read, show)

    def _look(self, asked: object, place: int) -> None:
        """Into one after the other, so that other work beside the window gets its turn in between."""
        if place >= len(self.rows):
            return
        row, now = self.rows[place], self._now

        def read() -> Looked:
            from planeditor.services.backups.listing import look

            return look(row.kept.backup.path, now)

        def show(looked: Looked) -> None:
            row.looked = looked
            self.seen.emit(place)
            self._look(asked, place + 1)

        self._run(asked, read, show)

    def _run(self, asked: object, work: Callable[[], T], then: Callable[[T], object]) -> None:
        def done(found: T) -> None:
            if isValid(self) and self._asked is asked:
                then(found)

        self.session.runner.run(Lane.BESIDE, work, done, self.session.failed.emit)
