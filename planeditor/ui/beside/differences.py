"""Which words of a text another text does not have."""
from __future__ import annotations

import re
from difflib import SequenceMatcher

from planeditor.ui.beside.prose import Span

_WORDS = re.compile(r"[0-9０-９][0-9０-９,.，．]*|[A-Za-zＡ-Ｚａ-ｚ]+|[一-鿿々]+|[ァ-ヴー]+|[ぁ-ん]+|.", re.DOTALL)
_ALIKE = 0.5
"""Texts with less in common than this are simply different: marking nearly all of them would tell nothing."""
_MOST = 3000
"""Longer texts are not compared: it would take longer than a frame."""


def differing(text: str, other: str) -> list[Span]:
    """The parts of ``text`` that ``other`` does not have in the same place; none where they are hardly alike, or very long."""
    if not text or not other or text == other or max(len(text), len(other)) > _MOST:
        return []
    own, theirs = _WORDS.findall(text), _WORDS.findall(other)
    ends = [0]
    for word in own:
        ends.append(ends[-1] + len(word))
    steps = SequenceMatcher(None, own, theirs, autojunk=False).get_opcodes()
    same = sum(ends[b] - ends[a] for step, a, b, _, _ in steps if step == "equal")
    if same < _ALIKE * len(text):
        return []
    return [(ends[a], ends[b]) for step, a, b, _, _ in steps if step != "equal" and b > a]
