"""Two texts as they are printed: which words are set off, and long parts that are the same shortened to （略）."""
from __future__ import annotations

import re
from collections.abc import Sequence

from planeditor.domain.wording import Run, changed_words, redline
from planeditor.formengine.pages import Mark
from planeditor.messages import comparing as say
from planeditor.services.comparing.words import words

LONG = 200
"""Texts of more characters than this are shortened."""
_KEPT = 24
"""About how many characters stay on either side of a change."""
_LEAST = 30
"""Fewer characters than this are not worth leaving out."""
_CLAUSE = re.compile(r"[。、\n]")

Marked = tuple[str, tuple[Mark, ...]]
"""A text and what of it is set off."""


def side_by_side(old: str, new: str, *, shorten: bool) -> tuple[Marked, Marked]:
    """Both texts with the words underlined that the other has not."""
    one, other = changed_words(old, new, words)
    if shorten and max(len(old), len(new)) > LONG:
        one, other = shortened(one), shortened(other)
    return _marked(one), _marked(other)


def as_one(old: str, new: str) -> Marked:
    """Both texts as one: what was taken out struck through, what was put in underlined."""
    text, marks = "", list[Mark]()
    for stretch in redline(old, new, words):
        end = len(text) + len(stretch.text)
        if stretch.side != "both":
            marks.append(Mark(len(text), end, "strike" if stretch.side == "old" else "under"))
        text += stretch.text
    return text, tuple(marks)


def shortened(runs: Sequence[Run]) -> tuple[Run, ...]:
    """The runs with the middle of the long ones that did not change left out."""
    return tuple(run if run.changed else Run(_shorter(run.text), changed=False) for run in runs)


def _shorter(text: str) -> str:
    head = _CLAUSE.search(text, 0, _KEPT)
    tail = _CLAUSE.search(text, max(len(text) - _KEPT, 0))
    first = head.end() if head else _KEPT
    last = tail.end() if tail and tail.end() < len(text) else len(text) - _KEPT
    return text if last - first < _LEAST else text[:first] + say.SHORTENED + text[last:]


def _marked(runs: Sequence[Run]) -> Marked:
    text, marks = "", list[Mark]()
    for run in runs:
        if run.changed:
            marks.append(Mark(len(text), len(text) + len(run.text), "under"))
        text += run.text
    return text, tuple(marks)
