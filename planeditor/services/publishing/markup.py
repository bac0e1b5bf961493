"""Well-formed HTML without class, style or script: headings that never jump, tables whose data cells all stand under heads."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape

Shown = Callable[[str], str]
"""A text of the plan as markup."""
_DEEPEST = 6


def plain(text: str) -> str:
    """A text as markup: its line ends as breaks, everything else to the letter."""
    return escape(text).replace("\n", "<br />\n")


class Markup:
    """Collects a fragment of a page."""

    def __init__(self, level: int) -> None:
        """``level``: of its first heading; none is above it."""
        self._first, self._last = level, level - 1
        self._parts: list[str] = []

    def text(self) -> str:
        """What was collected."""
        return "\n".join(self._parts) + "\n"

    def heading(self, depth: int, title: str, shown: Shown = plain) -> None:
        """A heading ``depth`` below the first one: at most one level below the heading before, and never below the sixth."""
        level = min(self._first + depth, self._last + 1, _DEEPEST)
        self._last = level
        self._parts.append(f"<h{level}>{shown(title)}</h{level}>")

    def paragraph(self, text: str, shown: Shown = plain) -> None:
        """A paragraph; none for an empty text."""
        if text:
            self._parts.append(f"<p>{shown(text)}</p>")

    def items(self, texts: Iterable[str], shown: Shown = plain) -> None:
        """A list."""
        self._parts += ["<ul>", *(f"<li>{shown(text)}</li>" for text in texts), "</ul>"]

    def raw_items(self, items: Iterable[str]) -> None:
        """A list of what is markup already."""
        self._parts += ["<ul>", *(f"<li>{item}</li>" for item in items), "</ul>"]

    def pairs(self, caption: str, pairs: Iterable[tuple[str, str]], shown: Shown = plain) -> None:
        """A table of names and texts, the name heading its row; nothing where there are none."""
        rows = [f'<tr><th scope="row">{plain(name)}</th><td>{shown(text)}</td></tr>' for name, text in pairs]
        if rows:
            self._table(caption, [], rows)

    def table(
        self, caption: str, heads: Sequence[Sequence[str]], rows: Iterable[Sequence[str]], shown: Shown = plain, *,
        names: bool = True, ids: Sequence[str] = (),
    ) -> None:
        """A table under rows of heads, an empty head joined to the one on its left. ``names``: the first cell of a row heads it.
        ``ids``: what the rows are called in links."""
        top = [f"<tr>{''.join(_heads(row, shown))}</tr>" for row in heads]
        body = []
        for place, row in enumerate(rows):
            cells = [f'<th scope="row">{shown(row[0])}</th>'] if names else [f"<td>{shown(row[0])}</td>"]
            cells += [f"<td>{shown(text)}</td>" for text in row[1:]]
            name = f' id="{ids[place]}"' if ids else ""
            body.append(f"<tr{name}>{''.join(cells)}</tr>")
        self._table(caption, top, body)

    def _table(self, caption: str, top: list[str], body: list[str]) -> None:
        self._parts.append("<table>")
        if caption:
            self._parts.append(f"<caption>{plain(caption)}</caption>")
        if top:
            self._parts += ["<thead>", *top, "</thead>"]
        if body:
            self._parts += ["<tbody>", *body, "</tbody>"]
        self._parts.append("</table>")


def _heads(row: Sequence[str], shown: Shown) -> Iterable[str]:
    place = 0
    while place < len(row):
        end = place + 1
        while end < len(row) and not row[end]:
            end += 1
        wide = f' colspan="{end - place}"' if end - place > 1 else ""
        yield f'<th scope="{"colgroup" if wide else "col"}"{wide}>{shown(row[place])}</th>'
        place = end
