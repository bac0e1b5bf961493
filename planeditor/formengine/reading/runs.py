"""Rich text: shared and inline strings as runs, without furigana, struck and raised parts told apart."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from planeditor.formengine.reading.limits import MAX_DEPTH
from planeditor.formengine.reading.refusal import RefusedFileError
from planeditor.formengine.reading.text import TextCleaner, unescape
from planeditor.formengine.reading.xmlpass import SPREADSHEET, Attributes, feed, is_on, new_parser
from planeditor.messages import reading as say


class Run(NamedTuple):
    """A piece of text; ``struck`` None means: as the cell's own font says."""

    text: str
    struck: bool | None
    raised: bool


class RichText(NamedTuple):
    """A whole string, cleaned."""

    text: str
    struck: str
    """The struck part where the cell's own font is not struck."""
    struck_in_struck_cell: str


def footnote(text: str) -> str:
    """The stated notation of a raised mark: ``ICT¹`` is ``ICT[^1]``."""
    mark = text.strip()
    if not mark or any(letter in "[]\n\r" for letter in mark):
        return text
    at = text.index(mark)
    return f"{text[:at]}[^{mark}]{text[at + len(mark):]}"


def join_runs(runs: list[Run], cleaner: TextCleaner) -> RichText:
    """The runs as one text."""
    if len(runs) == 1 and runs[0].struck is None:
        text = cleaner.decode(runs[0].text)
        return RichText(text, "", text)
    pieces: list[Run] = []
    for (struck, raised), same in groupby(runs, key=lambda run: (run.struck, run.raised)):
        text = unescaped(same)
        pieces.append(Run(footnote(text) if raised else text, struck, raised))
    whole = cleaner.clean("".join(piece.text for piece in pieces))
    quiet = TextCleaner()
    own = quiet.clean("".join(piece.text for piece in pieces if piece.struck))
    inherited = quiet.clean("".join(piece.text for piece in pieces if piece.struck is not False))
    return RichText(whole, own, inherited)


def unescaped(runs: Iterable[Run]) -> str:
    """The texts of runs joined; an escape never crosses the border of a run."""
    return "".join([unescape(run.text) for run in runs])


class RunPass:
    """Expat handlers that collect runs; a part with more to it extends ``starts`` and ``ends``."""

    def __init__(self) -> None:
        self.chars: list[str] = []
        self.runs: list[Run] | None = None
        self._struck: bool | None = None
        self._raised = False
        self._phonetic = False
        self._depth = 0
        self.starts: dict[str, Callable[[Attributes], None]] = {}
        self.ends: dict[str, Callable[[], None]] = {}
        self.on_start(t=self._start_t, rPr=self._start_properties, strike=self._start_strike,
                      vertAlign=self._start_vert_align, rPh=self._start_phonetic)
        self.on_end(t=self._end_t, r=self._end_run, rPh=self._end_phonetic)

    def on_start(self, **handlers: Callable[[Attributes], None]) -> None:
        """Handle the beginning of these spreadsheet elements."""
        for tag, handler in handlers.items():
            for namespace in SPREADSHEET:
                self.starts[f"{namespace}}}{tag}"] = handler

    def on_end(self, **handlers: Callable[[], None]) -> None:
        """Handle the end of these spreadsheet elements."""
        for tag, handler in handlers.items():
            for namespace in SPREADSHEET:
                self.ends[f"{namespace}}}{tag}"] = handler

    def steps(self, chunks: Iterable[bytes]) -> Iterator[None]:
        """Run over a part, with a pause after every piece."""
        parser = new_parser()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self.chars.append
        yield from feed(parser, chunks)

    def _start(self, name: str, attributes: Attributes) -> None:
        handler = self.starts.get(name)
        if handler is not None:
            handler(attributes)
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise RefusedFileError(say.TOO_DEEP)

    def _end(self, name: str) -> None:
        self._depth -= 1
        handler = self.ends.get(name)
        if handler is not None:
            handler()

    def _start_t(self, _attributes: Attributes) -> None:
        self.chars.clear()

    def _end_t(self) -> None:
        if self.runs is not None and not self._phonetic:
            self.runs.append(Run("".join(self.chars), self._struck, self._raised))

    def _start_properties(self, _attributes: Attributes) -> None:
        self._struck = False

    def _start_strike(self, attributes: Attributes) -> None:
        if self.runs is not None:
            self._struck = is_on(attributes, "val", default=True)

    def _start_vert_align(self, attributes: Attributes) -> None:
        self._raised = attributes.get("val") == "superscript"

    def _end_run(self) -> None:
        self._struck = None
        self._raised = False

    def _start_phonetic(self, _attributes: Attributes) -> None:
        self._phonetic = True

    def _end_phonetic(self) -> None:
        self._phonetic = False


class SharedStringsPass(RunPass):
    """The shared strings part; ``uniqueCount`` is ignored."""

    def __init__(self, cleaner: TextCleaner) -> None:
        super().__init__()
        self.strings: list[RichText] = []
        self._cleaner = cleaner
        self.on_start(si=self._start_item)
        self.on_end(si=self._end_item)

    def _start_item(self, _attributes: Attributes) -> None:
        self.runs = []

    def _end_item(self) -> None:
        self.strings.append(join_runs(self.runs or [], self._cleaner))
        self.runs = None
