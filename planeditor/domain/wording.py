"""Where the wording of two texts differs: whole words of Japanese, told by the change of script, not single characters."""
from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain, groupby, repeat
from typing import Literal, NamedTuple

_WORDS = re.compile(
    r"[々〆〇㐀-䶿一-鿿豈-﫿\U00020000-\U0003FFFF][\uFE00-\uFE0F\U000E0100-\U000E01EF々〆〇㐀-䶿一-鿿豈-﫿\U00020000-\U0003FFFF]*"
    r"|[ぁ-ゟ]+|[ァ-ヺー-ヿｦ-ﾟ]+|[0-9０-９]+(?:[.,．，][0-9０-９]+)*|[A-Za-zＡ-Ｚａ-ｚ]+|[ \u3000\t]+|.",
    re.DOTALL,
)
"""Runs of kanji, hiragana, katakana, digits, letters and blanks; any other character is a word of its own."""
Segmenter = Callable[[str], list[str]]
"""Cuts a text into its words; joined they are the text."""
_LINES = re.compile(r"[^\n。]*[\n。]|[^\n。]+")
_KANJI = re.compile(r"[々〆〇㐀-䶿一-鿿]+")
_SHORTEST_SHARED = 2
"""So many characters a word has at least that another one is cut at."""
_LONGEST_COMPOUND = 60
"""A run of more kanji than this is no compound."""
_MOST_PAIRS = 20_000
"""More pairs of equal words than this take too long to compare; whole sentences are compared then."""
_LONGEST_SENTENCE = 400
_LEAST_LEFT = 0.3
"""How much of a sentence is the same at least where its words are told apart."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of a text that is the same in both texts, or is not."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of two texts written as one."""

    text: str
    side: Literal["both", "old", "new"]


class _Step(NamedTuple):
    old: str
    new: str
    same: bool


def script_words(text: str) -> list[str]:
    """The words of a text as the change of script tells them: quick, but compounds of kanji stay whole."""
    return _WORDS.findall(text)


def changed_words(old: str, new: str, words: Segmenter = script_words) -> tuple[tuple[Run, ...], tuple[Run, ...]]:
    """The runs of both texts. Joined they are the texts; the runs that are not changed are the same on both sides."""
    steps = _without_islands(_steps(old, new, words))
    return _runs((step.old, not step.same) for step in steps), _runs((step.new, not step.same) for step in steps)


def redline(old: str, new: str, words: Segmenter = script_words) -> tuple[Stretch, ...]:
    """Both texts as one: what is in both once, what is only in the old one before what takes its place."""
    found: list[Stretch] = []
    for step in _without_islands(_steps(old, new, words)):
        told = (Stretch(step.old, "both"),) if step.same else (Stretch(step.old, "old"), Stretch(step.new, "new"))
        for stretch in told:
            if found and found[-1].side == stretch.side:
                stretch = Stretch(found.pop().text + stretch.text, stretch.side)
            if stretch.text:
                found.append(stretch)
    return tuple(found)


def _steps(old: str, new: str, words: Segmenter) -> list[_Step]:
    """Word by word; where that takes too long, sentence by sentence, and word by word in those that took each other's place."""
    return _by_words(old, new, words) or _by_sentences(old, new, words)


def _by_words(old: str, new: str, words: Segmenter) -> list[_Step] | None:
    if old == new:
        return [_Step(old, new, same=True)]
    one, other = words(old), words(new)
    head, tail, middle, middle_new = _trimmed(one, other)
    middle, middle_new = _cut_alike(middle, middle_new), _cut_alike(middle_new, middle)
    if _pairs(middle, middle_new) > _MOST_PAIRS:
        return None
    return [_Step(head, head, same=True), *_compared(middle, middle_new), _Step(tail, tail, same=True)]


def _by_sentences(old: str, new: str, words: Segmenter) -> list[_Step]:
    one, other = _LINES.findall(old), _LINES.findall(new)
    head, tail, middle, middle_new = _trimmed(one, other)
    if _pairs(middle, middle_new) > _MOST_PAIRS:
        between = [_Step("".join(middle), "".join(middle_new), same=False)]
    else:
        between = []
        matcher = SequenceMatcher(None, middle, middle_new, autojunk=False)
        for tag, a, b, c, d in matcher.get_opcodes():
            if tag == "replace" and b - a == d - c:
                between += chain.from_iterable(map(_one_sentence, middle[a:b], middle_new[c:d], repeat(words)))
            else:
                between.append(_Step("".join(middle[a:b]), "".join(middle_new[c:d]), tag == "equal"))
    return [_Step(head, head, same=True), *between, _Step(tail, tail, same=True)]


def _one_sentence(old: str, new: str, words: Segmenter) -> list[_Step]:
    """What became of a sentence; one with little left of it was replaced."""
    found = _by_words(old, new, words) if max(len(old), len(new)) <= _LONGEST_SENTENCE else None
    same = sum(len(step.old) for step in found if step.same) if found else 0
    return found if found and same >= _LEAST_LEFT * max(len(old), len(new)) else [_Step(old, new, same=False)]


def _trimmed(one: list[str], other: list[str]) -> tuple[str, str, list[str], list[str]]:
    """What both begin and end with, and what is between on either side."""
    head = _common(one, other)
    tail = _common(one[head:][::-1], other[head:][::-1])
    middle, middle_new = one[head : len(one) - tail], other[head : len(other) - tail]
    return "".join(one[:head]), "".join(one[len(one) - tail :]), middle, middle_new


def _pairs(one: Sequence[str], other: Sequence[str]) -> int:
    """How many pairs of equal words there are: what comparing takes."""
    counts = Counter(other)
    return sum(counts[word] for word in one)


def _cut_alike(words: Sequence[str], others: Sequence[str]) -> list[str]:
    """The words of one text, a compound of kanji cut where it begins or ends with a word of the other: 普及促進 | 利用, 促進."""
    there = set(others)
    parts = {w for w in there if len(w) >= _SHORTEST_SHARED and _KANJI.fullmatch(w)}
    if not parts:
        return list(words)
    found: list[str] = []
    for word in words:
        known = _SHORTEST_SHARED < len(word) <= _LONGEST_COMPOUND and word not in there and _KANJI.fullmatch(word)
        head = next((word[:n] for n in range(len(word) - 1, 1, -1) if word[:n] in parts), "") if known else ""
        rest = word[len(head) :]
        tail = next((rest[n:] for n in range(1, len(rest) - 1) if rest[n:] in parts), "") if known else ""
        found += [part for part in (head, rest[: len(rest) - len(tail)], tail) if part]
    return found


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
