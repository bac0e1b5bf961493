"""One visit of the review: which files it is about, and what of them was decided before it began."""
from __future__ import annotations

from collections.abc import Sequence

from planeditor.ui.review.filed import Filed
from planeditor.ui.review.shown import Shown


class Visit:
    """What was decided in the visit stays in view until it ends."""

    def __init__(self) -> None:
        self._waiting: Sequence[Filed] = ()
        self._seen: dict[int, Filed] = {}
        self._settled: dict[int, frozenset[int]] = {}
        self._first = 0

    def begin_with(self, receipt: int) -> None:
        """Show this file first, with all that is decided of it."""
        self._first = receipt

    def end(self) -> None:
        """The page is left."""
        self._seen.clear()
        self._settled.clear()

    @property
    def is_begun(self) -> bool:
        """Whether a file was looked at."""
        return bool(self._seen)

    def listed(self, waiting: Sequence[Filed], here: int) -> int:
        """What waits was read: the file to show, with ``here`` shown so far; 0 where there is none."""
        self._waiting = waiting
        wanted, self._first = self._first, 0
        if wanted:
            self._settled.setdefault(wanted, frozenset())
            return wanted
        if here in self._seen or any(file.number == here for file in waiting):
            return here
        return waiting[0].number if waiting else 0

    def saw(self, file: Filed, shown: Shown) -> Shown:
        """A file was read: what of it is to be seen in this visit."""
        self._seen[file.number] = file
        return shown.without(self._settled.setdefault(file.number, shown.decided))

    def files(self) -> list[Filed]:
        """The files of the visit, those that are all decided too."""
        listed = {file.number: file for file in self._waiting}
        return [*(file for number, file in self._seen.items() if number not in listed), *listed.values()]

    def after(self, here: int) -> int:
        """The next file with something that waits, from the first again behind the last; 0 where there is no other."""
        others = [file.number for file in self._waiting if file.number != here]
        return next((number for number in others if number > here), others[0] if others else 0)
