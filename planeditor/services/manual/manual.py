"""The manual as its readers see it: chapters of pages, each page with the place it is about."""
from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from planeditor import paths
from planeditor.domain.errors import BugError
from planeditor.domain.folding import folded, needle
from planeditor.services.manual.blocks import Block, Heading, words_of
from planeditor.services.manual.parsing import parse

WORDS: Mapping[str, str] = {"measure": "施策", "area": "分野", "revision": "改定"}
"""What the chapters call what a form set may call in another way."""
_NOT_OUR_WORD = re.compile("施策(?!進行管理)|分野|(?<!組織)改定")
_CHAPTERS = "[0-9][0-9]-*.md"


@dataclass(frozen=True)
class Page:
    """One page. ``place``: what it is about, as F1 names it; a chapter's first page has ``level`` 1 and its other pages 2."""

    place: str
    title: str
    level: int
    chapter: str
    """The place of its chapter."""
    blocks: tuple[Block, ...]

    @cached_property
    def text(self) -> str:
        """All it says, as plain text."""
        return "\n".join([self.title, *map(words_of, self.blocks)])

    @cached_property
    def folded(self) -> str:
        """The same, as the search reads it."""
        return folded(self.text)


@dataclass(frozen=True)
class Manual:
    """All pages in their order."""

    pages: tuple[Page, ...]
    folder: Path
    """Where the pictures' paths begin."""
    files: Mapping[str, str]
    """The name of a chapter's file → its place."""

    @cached_property
    def by_place(self) -> Mapping[str, Page]:
        """Place → page."""
        return {page.place: page for page in self.pages}

    def found(self, text: str) -> list[Page]:
        """The pages that speak of ``text``, those with it in their title first; all of them for a blank one."""
        wanted = needle(text.strip())
        hits = [page for page in self.pages if wanted in page.folded]
        return sorted(hits, key=lambda page: bool(wanted) and wanted not in folded(page.title))

    def resolved(self, target: str) -> str:
        """The place a link leads to; "" for one that leads out of the manual."""
        file, _, place = target.partition("#")
        place = place or self.files.get(file, "")
        return place if place in self.by_place else ""

    def picture(self, file: str) -> Path:
        """Where a picture lies: beside the chapters in a bundle, beside their folder in the project."""
        beside = self.folder / Path(file).parent.name / Path(file).name
        return beside if beside.is_file() else self.folder / file


def read_manual(folder: Path | None = None, words: Mapping[str, str] | None = None) -> Manual:
    """Read the chapters; ``words``: a form set's own words for ``WORDS``. Raises BugError where a page has no place or two have one."""
    folder = folder or paths.manual_folder()
    pages: list[Page] = []
    files: dict[str, str] = {}
    for file in sorted(folder.glob(_CHAPTERS)):
        chapter = list(_pages(file.name, parse(_worded(file.read_text(encoding="utf-8"), words or {}))))
        files[file.name] = chapter[0].place
        pages += chapter
    if len({page.place for page in pages}) != len(pages):
        raise BugError(f"two pages of the manual have one place: {sorted(page.place for page in pages)}")
    return Manual(tuple(pages), folder, files)


def _pages(file: str, blocks: Sequence[Block]) -> Iterator[Page]:
    starts = [n for n, block in enumerate(blocks) if isinstance(block, Heading) and block.level < 3]
    chapter = ""
    for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
        head = blocks[start]
        if not isinstance(head, Heading) or not head.anchor:
            raise BugError(f"a page of {file} without a place: {head}")
        chapter = head.anchor if head.level == 1 else chapter
        yield Page(head.anchor, head.text, head.level, chapter, tuple(blocks[start + 1 : end]))


def _worded(source: str, words: Mapping[str, str]) -> str:
    own = {usual: words.get(name, usual) for name, usual in WORDS.items()}
    return source if all(usual == word for usual, word in own.items()) else _NOT_OUR_WORD.sub(lambda m: own[m[0]], source)
