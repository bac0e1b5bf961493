"""The pages of the manual as HTML, with the keys of the program, and which of them speak of something."""
from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from html import escape

from planeditor.domain.folding import folded, needle
from planeditor.messages import ui_help as say
from planeditor.services.manual.blocks import (
    AllKeys,
    Block,
    Code,
    Heading,
    Note,
    Paragraph,
    Picture,
    Points,
    Span,
    Table,
    Text,
)
from planeditor.services.manual.manual import Manual, Page
from planeditor.ui.look import Colors

Shortcut = tuple[str, str, str]
"""Place, key, what it does."""
EVERYWHERE = "main"
"""The place of keys that work on every screen."""
PICTURE = "picture:"
"""How the address of a picture begins."""


class HelpPages:
    """The pages, with the keys of the actions there are."""

    def __init__(self, manual: Manual, shortcuts: Sequence[Shortcut]) -> None:
        self.manual = manual
        self._keys = list(shortcuts)

    def keys(self, place: str) -> list[Shortcut]:
        """The keys of a screen."""
        return [s for s in self._keys if s[0] == place]

    def found(self, text: str) -> list[Page]:
        """The pages that speak of ``text`` or have it among their keys, those with it in their title first."""
        wanted = needle(text.strip())
        pages = self.manual.found(text)
        with_keys = [page for page in self.manual.pages if wanted in self._folded_keys.get(page.place, "") and page not in pages]
        return [*pages, *with_keys]

    def html(self, place: str, colors: Colors) -> str:
        """A page with its keys; "" for a place that has none."""
        page = self.manual.by_place.get(place)
        if page is None:
            return ""
        body = "".join(self._html(block, colors) for block in page.blocks)
        own = self.keys(place)
        keys = self._table_of_keys(say.KEYS, own) + self._table_of_keys(say.KEYS_MAIN, self.keys(EVERYWHERE)) if own else ""
        return f"{_style(colors)}<h1>{escape(page.title)}</h1>{body}{keys}{self._pages_of(page)}{self._next(page)}"

    @cached_property
    def _folded_keys(self) -> dict[str, str]:
        return {place: folded("\n".join(f"{key} {what}" for _, key, what in self.keys(place))) for place, _, _ in self._keys}

    def _html(self, block: Block, colors: Colors) -> str:
        match block:
            case Heading(text=text):
                return f"<h2>{escape(text)}</h2>"
            case Paragraph(text=spans):
                return f"<p>{self._spans(spans)}</p>"
            case Note(text=spans):
                ground = f'width="100%" cellpadding="8" cellspacing="0" bgcolor="{colors.hover}"'
                return f"<table {ground}><tr><td>{self._spans(spans)}</td></tr></table>"
            case Points(items=items, numbered=numbered):
                kind = "ol" if numbered else "ul"
                return f"<{kind}>{''.join(f'<li>{self._spans(item)}</li>' for item in items)}</{kind}>"
            case Table(head=head, rows=rows):
                return _table([self._spans(c) for c in head], [[self._spans(c) for c in row] for row in rows], colors)
            case Picture(file=file, caption=caption):
                name, words = escape(file), escape(caption)
                return f'<p class="picture"><a href="{PICTURE}{name}"><img src="{name}" alt="{words}"></a></p><p>{words}</p>'
            case Code(text=text):
                return f"<pre>{escape(text)}</pre>"
            case AllKeys():
                return self._all_keys()

    def _spans(self, spans: Text) -> str:
        return "".join(map(self._span, spans))

    def _span(self, span: Span) -> str:
        text = escape(span.text)
        if span.target:
            return f'<a href="#{self.manual.resolved(span.target)}">{text}</a>'
        return {"bold": f"<b>{text}</b>", "code": f"<code>{text}</code>"}.get(span.style, text)

    def _pages_of(self, chapter: Page) -> str:
        if chapter.level != 1:
            return ""
        pages = [page for page in self.manual.pages if page.chapter == chapter.place and page != chapter]
        lines = "".join(f'<li><a href="#{page.place}">{escape(page.title)}</a></li>' for page in pages)
        return f"<h2>{say.IN_THIS_CHAPTER}</h2><ul>{lines}</ul>" if pages else ""

    def _next(self, page: Page) -> str:
        pages = self.manual.pages
        after = pages[pages.index(page) + 1 :][:1]
        return "".join(f'<p><a href="#{p.place}">{escape(say.NEXT_PAGE.format(title=p.title))}</a></p>' for p in after)

    def _all_keys(self) -> str:
        pages = [(EVERYWHERE, say.KEYS_MAIN), *((page.place, page.title) for page in self.manual.pages)]
        return "".join(self._table_of_keys(title, self.keys(place)) for place, title in pages)

    def _table_of_keys(self, title: str, keys: Iterable[Shortcut]) -> str:
        rows = "".join(f"<tr><td><b>{escape(key)}</b></td><td>{escape(what)}</td></tr>" for _, key, what in keys)
        return f"<h2>{escape(title)}</h2><table style='border-collapse: collapse'>{rows}</table>" if rows else ""


def _style(colors: Colors) -> str:
    return (
        f"<style>h1 {{ font-size: x-large; }} h2 {{ font-size: medium; color: {colors.accent}; }} a {{ color: {colors.accent}; }} "
        f"p, li, td, th {{ line-height: 160%; }} p.picture {{ line-height: 100%; margin-bottom: 0; }} "
        f"pre {{ background-color: {colors.hover}; }} "
        f"td, th {{ padding: 4px 16px 4px 6px; border-bottom: 1px solid {colors.line}; }} table {{ margin-top: 8px; }}</style>"
    )


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], colors: Colors) -> str:
    """``head`` and ``rows`` are HTML."""
    top = "".join(f'<th align="left" bgcolor="{colors.hover}">{cell}</th>' for cell in head)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f'<table cellspacing="0" style="border-collapse: collapse"><tr>{top}</tr>{body}</table>'
