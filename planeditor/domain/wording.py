"""Where the wording of two texts differs: whole words of Japanese, told by the change of script, not single characters."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from typing import NamedTuple

_WORDS = re.compile(
    r"[々〆〇㐀-䶿一-鿿豈-﫿\U00020000-\U0003FFFF][\uFE00-\uFE0F\U000E0100-\U000E01EF々〆〇㐀-䶿一-鿿豈-﫿\U00020000-\U0003FFFF]*"
    r"|[ぁ-ゟ]+|[ァ-ヺー-ヿｦ-ﾟ]+|[0-9０-９]+(?:[.,．，][0-9０-９]+)*|[A-Za-zＡ-Ｚａ-ｚ]+|[ \u3000\t]+|.",
    re.DOTALL,
)
"""Runs of kanji, hiragana, katakana, digits, letters and blanks; any other character is a word of its own."""
_LINES = re.compile(r"[^\n。]*[\n。]|[^\n。]+")
_MOST_PAIRS = 20_000
"""More pairs of equal words than this take too long to compare; whole sentences are compared then."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a text that is the same in both texts, or is not."""

    text: str
    changed: bool


class _Step(NamedTuple):
    old: str
    new: str
    same: bool


def changed_words(old: str, new: str) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """The runs of both texts. Joined they are the texts; the runs that are not changed are the same on both sides."""
    steps = _without_islands(_steps(old, new))
    return _runs((step.old, not step.same) for step in steps), _runs((step.new, not step.same) for step in steps)


def _steps(old: str, new: str) -> list[_Step]:
    if old == new:
        return [_Step(old, new, same=True)]
    for pattern in (_WORDS, _LINES):
        one, other = pattern.findall(old), pattern.findall(new)
        head = _common(one, other)
        tail = _common(one[head:][::-1], other[head:][::-1])
        middle, middle_new = one[head : len(one) - tail], other[head : len(other) - tail]
        counts = Counter(middle_new)
        if sum(counts[word] for word in middle) <= _MOST_PAIRS:
            between = _compared(middle, middle_new)
            break
    else:
        between = [_Step("".join(middle), "".join(middle_new), same=False)]
    first, last = "".join(one[:head]), "".join(one[len(one) - tail :])
    return [_Step(first, first, same=True), *between, _Step(last, last, same=True)]


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words both begin with."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _compared(one: Sequence[str], other: Sequence[str]) -> list[_Step]:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return [
        _Step("".join(one[start:end]), "".join(other[start_new:end_new]), tag == "equal")
        for tag, start, end, start_new, end_new in matcher.get_opcodes()
    ]


def _without_islands(steps: Sequence[_Step]) -> list[_Step]:
    """One character that happens to be the same between two changes only makes them hard to read."""
    told = [step for step in steps if step.old or step.new]
    return [
        step._replace(same=False)
        if step.same and len(step.old) == 1 and step.old != "\n" and 0 < n < len(told) - 1
        else step
        for n, step in enumerate(told)
    ]


def _runs(parts: Iterable[tuple[str, bool]]) -> tuple[Run, ...]:
    joined = ((changed, "".join(text for text, _ in group)) for changed, group in groupby(parts, key=lambda part: part[1]))
    return tuple(Run(text, changed) for changed, text in joined if text)
