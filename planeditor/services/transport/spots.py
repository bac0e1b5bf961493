"""A value of a file that others wrote, with its place: whatever is wrong with it is said with where it stands."""
from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from planeditor.domain.errors import KnownError
from planeditor.domain.text import shorten
from planeditor.messages import transport as say

LARGEST = 10**9
_MOST_NOTED = 20
_LENGTH = 40
"""Of a word as a place tells it."""
_BAD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class Spot:
    """One value and what leads to it. Every method raises KnownError, which names the place, for a value of the wrong kind."""

    __slots__ = ("_step", "_strange", "_up", "value")

    def __init__(self, value: Any, step: str | int, up: Spot | None = None) -> None:
        """``step``: the word in the object above, the place (from 1) in the list above, or the file's name."""
        self.value, self._step, self._up = value, step, up
        self._strange: list[str] = up._strange if up else []

    @property
    def place(self) -> str:
        """Where it stands: plan.json の areas の1番目."""
        if self._up is None:
            return str(self._step)
        if isinstance(self._step, int):
            return say.NTH.format(place=self._up.place, number=self._step)
        return say.STEP.format(place=self._up.place, key=shorten(_BAD.sub("\ufffd", self._step), _LENGTH))

    def error(self, what: str) -> KnownError:
        """A sentence about this value, for raising."""
        return KnownError(say.AT.format(place=self.place, what=what))

    def has(self, word: str) -> bool:
        """Whether an object says anything under this word."""
        return self.mapping().get(word) is not None

    def below(self, word: str) -> Spot:
        """What stands under a word of an object; its value is None where nothing does."""
        return Spot(self.mapping().get(word), word, self)

    def mapping(self) -> dict[str, Any]:
        """The object itself."""
        if not isinstance(self.value, dict):
            raise self.error(say.NEED_OBJECT)
        return self.value

    def entries(self, word: str) -> list[tuple[str, Spot]]:
        """Word and value of an object below, [] where there is none."""
        below = self.below(word)
        return [(str(w), Spot(v, str(w), below)) for w, v in below.mapping().items()] if below.value is not None else []

    def items(self, word: str) -> list[Spot]:
        """The members of a list below, [] where there is none."""
        return self.below(word).members() if self.has(word) else []

    def members(self) -> list[Spot]:
        """The members of the list itself."""
        if not isinstance(self.value, list):
            raise self.error(say.NEED_LIST)
        return [Spot(v, n, self) for n, v in enumerate(self.value, start=1)]

    def text(self, word: str, usual: str = "") -> str:
        """A text below, ``usual`` where there is none."""
        return self.below(word).as_text() if self.has(word) else usual

    def as_text(self) -> str:
        """The text itself, line ends as LF."""
        if not isinstance(self.value, str):
            raise self.error(say.NEED_TEXT)
        if _BAD.search(self.value):
            raise self.error(say.BAD_CHARACTERS)
        return self.value.replace("\r\n", "\n").replace("\r", "\n") if "\r" in self.value else self.value

    def number(self, word: str, usual: int) -> int:
        """A whole number below, ``usual`` where there is none."""
        return self.below(word).whole() if self.has(word) else usual

    def whole(self) -> int:
        """The whole number itself."""
        if not isinstance(self.value, int) or isinstance(self.value, bool) or abs(self.value) > LARGEST:
            raise self.error(say.NEED_WHOLE.format(limit=LARGEST))
        return self.value

    def note_others(self, known: Iterable[str]) -> None:
        """Keep in mind the words of an object that nobody reads."""
        strange = self.mapping().keys() - set(known)
        self._strange += [Spot(None, word, self).place for word in sorted(strange)]

    def notes(self) -> list[str]:
        """A sentence about each word that nobody read, anywhere in the file."""
        told = [say.NOTE_UNKNOWN_KEY.format(place=place) for place in self._strange[:_MOST_NOTED]]
        more = len(self._strange) - len(told)
        return [*told, say.NOTE_MORE_KEYS.format(count=more)] if more else told
