"""Footnotes: ``[^term]`` in a text is the mark; notes are blocks of the plan; numbers follow the order of first mention."""
from __future__ import annotations

import re
from collections.abc import Iterable

from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import BLOCK_TYPE, NAME, NUMBER, Plan

_MARK = re.compile(r"\[\^([^\]\n]{1,80})\]")
USUAL_MARK = "※{n}"
NOTE_TYPE = "note"


class Footnotes:
    """Numbers the notes of one document in the order in which its texts mention them."""

    def __init__(self, plan: Plan, vocabulary: Vocabulary) -> None:
        self.plan = plan
        self.pattern = vocabulary.word("footnote_mark", USUAL_MARK)
        self.known: dict[str, str] = {}
        """The notes by term and by number."""
        for node in plan.walk():
            if node.kind == "block" and plan.text(node.id, BLOCK_TYPE) == NOTE_TYPE:
                for name in (plan.text(node.id, NAME), plan.text(node.id, NUMBER)):
                    self.known.setdefault(name, node.id)
        self.numbers: dict[str, int] = {}

    def mentioned(self, texts: Iterable[str], scope: str) -> list[str]:
        """The notes these texts mention, in order; ``scope`` 文書 numbers on through the document, 様式 begins again."""
        if scope == "様式":
            self.numbers.clear()
        found: dict[str, None] = {}
        for text in texts:
            for match in _MARK.finditer(text):
                note = self.known.get(match[1])
                if note:
                    self.numbers.setdefault(note, len(self.numbers) + 1)
                    found[note] = None
        return sorted(found, key=self.numbers.__getitem__)

    def numbered(self, text: str) -> str:
        """The text with its marks as printed numbers; a mark without a note stays as typed."""
        return _MARK.sub(self._number, text)

    def _number(self, match: re.Match[str]) -> str:
        note = self.known.get(match[1])
        if note is None:
            return match[0]
        return self.pattern.format(n=self.numbers.setdefault(note, len(self.numbers) + 1))

    def mark_of(self, note: str) -> str:
        """The printed mark of a note."""
        return self.pattern.format(n=self.numbers[note]) if note in self.numbers else ""

    def term(self, note: str) -> str:
        """The note's term."""
        return self.plan.text(note, NAME)

    def text(self, note: str) -> str:
        """The note's explanation."""
        return self.plan.text(note, "text")
