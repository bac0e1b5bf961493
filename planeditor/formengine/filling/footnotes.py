"""Footnotes: ``[^term]`` in a text is the mark; notes are blocks of the plan; numbers follow the order of first mention."""
from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from planeditor.domain.blocks import NOTE, TEXT
from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import BLOCK_TYPE, NAME, NUMBER, Plan
from planeditor.formengine.pages import Mark

_MARK = re.compile(r"\[\^([^\]\n]{1,80})\]")
_TOGETHER = re.compile(r"\](?=\[\^[^\]\n]{1,80}\])")
USUAL_MARK = "※{n}"
_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_BETWEEN = ","
"""Between two raised marks that stand together."""
_HELD = "\ue0f8"
"""Stands for any mark while two texts are compared (private use, never in an entry)."""


class Footnotes:
    """Numbers the notes of one document in the order in which its texts mention them."""

    def __init__(self, plan: Plan, vocabulary: Vocabulary) -> None:
        self.plan = plan
        self.pattern = vocabulary.word("footnote_mark", USUAL_MARK)
        self.known: dict[str, str] = {}
        """The notes by term and by number."""
        for node in plan.walk():
            if node.kind == "block" and plan.text(node.id, BLOCK_TYPE) == NOTE:
                for name in (plan.text(node.id, NAME), plan.text(node.id, NUMBER)):
                    self.known.setdefault(name, node.id)
        self.numbers: dict[str, int] = {}

    def mentioned(self, texts: Iterable[str], scope: str) -> list[str]:
        """The notes these texts mention, in order; ``scope`` 文書 numbers on through the document, 様式 begins again."""
        if scope == "様式":
            self.numbers.clear()
        found: dict[str, None] = {}
        for text in texts:
            for note in self.named_in(text):
                self.numbers.setdefault(note, len(self.numbers) + 1)
                found[note] = None
        return sorted(found, key=self.numbers.__getitem__)

    def named_in(self, text: str) -> Iterator[str]:
        """The notes a text mentions, mark by mark."""
        for match in _MARK.finditer(text):
            note = self.known.get(match[1])
            if note:
                yield note

    def numbered(self, text: str) -> str:
        """The text with its marks as printed numbers; a mark without a note stays as typed."""
        if "][^" in text and self.pattern.format(n="", 上="") == "":  # nothing but the digits would tell two numbers apart
            text = _TOGETHER.sub(f"]{_BETWEEN}", text)
        return _MARK.sub(self._number, text)

    def _number(self, match: re.Match[str]) -> str:
        note = self.known.get(match[1])
        if note is None:
            return match[0]
        return printed_mark(self.pattern, self.numbers.setdefault(note, len(self.numbers) + 1))

    def moved(self, text: str, marks: Iterable[Mark]) -> tuple[Mark, ...]:
        """Where stretches of a text are once it is ``numbered``; one that begins or ends within a mark takes the whole of it."""
        spans = [match.span() for match in _MARK.finditer(text)] if marks else []
        found = []
        for start, end, kind in marks:
            start = next((a for a, b in spans if a < start < b), start)
            end = next((b for a, b in spans if a < end < b), end)
            found.append(Mark(len(self.numbered(text[:start])), len(self.numbered(text[:end])), kind))
        return tuple(found)

    def mark_of(self, note: str) -> str:
        """The printed mark of a note."""
        return printed_mark(self.pattern, self.numbers[note]) if note in self.numbers else ""

    def number_of(self, note: str) -> str:
        """The number of a note alone."""
        return str(self.numbers.get(note, ""))

    def term(self, note: str) -> str:
        """The note's term."""
        return self.plan.text(note, NAME)

    def text(self, note: str) -> str:
        """The note's explanation."""
        return self.plan.text(note, TEXT)


def printed_mark(pattern: str, number: int) -> str:
    """A mark as it is printed: ``※{n}`` ※12, ``{上}`` ¹²."""
    return pattern.format(n=number, 上="".join(_RAISED[int(digit)] for digit in str(number)))


def without_marks(text: str) -> str:
    """The text without its marks, as lists of contents show it."""
    return _MARK.sub("", text)


def has_marks(text: str) -> bool:
    """Whether a text has a mark, as typed."""
    return "[^" in text and _MARK.search(text) is not None


def with_marks_of(text: str, known: str, pattern: str) -> str:
    """A text that was printed and comes back, its printed marks again as the known text has them typed.

    A mark is one where the known text has one between the same words; any other number stays as it is.
    """
    if not has_marks(known) or text == known:
        return text
    printed = PrintedMarks(pattern)
    if not printed.sign:
        return text
    typed, found = printed.runs.findall(known), printed.runs.findall(text)
    one, other = printed.runs.sub(_HELD, known), printed.runs.sub(_HELD, text)
    of = dict(zip(_places(one), typed, strict=True))
    back = dict(zip(_places(other), found, strict=True))
    from difflib import SequenceMatcher  # only reading back needs it, and a start of the window must not wait for it

    for block in SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks():
        for place, run in of.items():
            at = place - block.a + block.b
            if block.a <= place < block.a + block.size and has_marks(run) and printed.is_of(run, back[at]):
                back[at] = run
    return "".join(back.get(at, char) if char == _HELD else char for at, char in enumerate(other))


def _places(text: str) -> list[int]:
    return [at for at, char in enumerate(text) if char == _HELD]


class PrintedMarks:
    """What printed marks look like."""

    def __init__(self, pattern: str) -> None:
        number, raised = "\ue0f9", "\ue0fa"
        drawn = pattern.format(n=number, 上=raised)
        digits = f"[{_RAISED}]" if raised in drawn else r"\d"
        self.sign = "" if drawn == number else re.escape(drawn).replace(number, r"\d+").replace(raised, f"{digits}+")
        """A regular expression; "" where a mark cannot be told from any other number."""
        unit = rf"(?:\[\^[^\]\n]{{1,80}}\]|{self.sign})"
        after = f"{digits}*" if drawn.endswith((number, raised)) else ""
        self.runs = re.compile(f"{unit}{after}(?:{_BETWEEN}?{unit}{after})*")
        """Marks that stand together, typed or printed, with the digits that would run into them."""

    def is_of(self, typed: str, printed: str) -> bool:
        """Whether a run is another as it is printed, whatever the numbers are."""
        pieces = _MARK.split(typed)  # text, term, text, term, text
        either = rf"{_BETWEEN}?(?:\[\^[^\]\n]+\]|{self.sign})"
        return re.fullmatch(either.join(map(re.escape, pieces[::2])), printed) is not None
