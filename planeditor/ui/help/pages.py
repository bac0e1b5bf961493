"""The pages of the help as HTML, and which of them speak of something."""
from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from planeditor.domain.folding import folded
from planeditor.messages import ui_help as say
from planeditor.ui.look import Colors

Shortcut = tuple[str, str, str]
"""Place, key, what it does."""
EVERYWHERE = "main"
"""The place of keys that work on every screen."""


class HelpPages:
    """The pages, with the keys of the actions there are."""

    def __init__(self, shortcuts: Sequence[Shortcut], words: Mapping[str, str] | None = None) -> None:
        """``words``: the form set's own words for ``WORDS``."""
        self._keys = list(shortcuts)
        self._words = {**say.WORDS, **(words or {})}
        self._folded = {place: folded(self.text(place)) for place in say.PAGES}

    def title(self, place: str) -> str:
        """What a page is called."""
        return say.PAGES[place][0].format_map(self._words)

    def text(self, place: str) -> str:
        """All a page says, keys included, as plain text."""
        keys = (f"{key} {what}" for _, key, what in self.keys(place))
        return "\n".join([self.title(place), say.PAGES[place][1].format_map(self._words), *keys])

    def keys(self, place: str) -> list[Shortcut]:
        """The keys of a screen."""
        return [s for s in self._keys if s[0] == place]

    def found(self, text: str) -> list[str]:
        """The places of the pages that speak of ``text``, those with it in their title first; all for a blank one."""
        wanted = folded(text.strip())
        if not wanted:
            return list(say.PAGES)
        hits = [place for place in say.PAGES if wanted in self._folded[place]]
        return sorted(hits, key=lambda place: wanted not in folded(self.title(place)))

    def html(self, place: str, colors: Colors) -> str:
        """A page with its keys."""
        body = "".join(_lines(say.PAGES[place][1].format_map(self._words)))
        keys = _table(say.KEYS, self.keys(place)) + _table(say.KEYS_MAIN, self.keys(EVERYWHERE))
        return (
            f"<style>h1 {{ font-size: x-large; }} h2 {{ font-size: medium; color: {colors.accent}; }} "
            f"p, li {{ line-height: 160%; }} td {{ padding: 4px 16px 4px 0; }}</style>"
            f"<h1>{escape(self.title(place))}</h1>{body}{keys}"
        )


def _lines(text: str) -> Iterator[str]:
    listing = False
    for line in text.split("\n"):
        point = line.startswith("・")
        if point != listing:
            yield "<ul>" if point else "</ul>"
            listing = point
        if point:
            yield f"<li>{escape(line[1:])}</li>"
        else:
            yield f"<h2>{escape(line[1:].strip())}</h2>" if line.startswith("■") else f"<p>{escape(line)}</p>"
    if listing:
        yield "</ul>"


def _table(title: str, keys: Sequence[Shortcut]) -> str:
    rows = "".join(f"<tr><td><b>{escape(key)}</b></td><td>{escape(what)}</td></tr>" for _, key, what in keys)
    return f"<h2>{escape(title)}</h2><table>{rows}</table>" if rows else ""
