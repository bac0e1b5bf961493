"""Which table each page of the file belongs to, found by walking from the first page of each: works where parts are damaged."""
from __future__ import annotations

from collections.abc import Mapping

from planeditor.store.pagefile import TREES, PageFile, first_of, head_of, number_at

SCHEMA = "sqlite_schema"
FREE = ""


def owners(data: bytes, page_size: int, roots: Mapping[int, str]) -> dict[int, str]:
    """The table of every page that can be reached; ``roots`` gives the table of each first page. ``FREE`` is free space."""
    file = PageFile(data, page_size)
    found: dict[int, str] = {}
    for root, table in {1: SCHEMA, **roots}.items():
        waiting = [root]
        while waiting:
            number = waiting.pop()
            if number not in found and 0 < number <= file.count:
                found[number] = table
                waiting += [*file.children(number), *file.overflow(number)]
    return dict.fromkeys(file.free()[0], FREE) | found


def broken_heads(data: bytes, page_size: int, roots: Mapping[int, str]) -> dict[int, str]:
    """The pages, with their tables, that cannot be pages of a table or an index by what they say of themselves."""
    file = PageFile(data, page_size)
    found: dict[int, str] = {}
    for root, table in {1: SCHEMA, **roots}.items():
        waiting, seen = [root], {0}
        while waiting:
            number = waiting.pop()
            if number in seen or number > file.count:
                continue
            seen.add(number)
            if _is_sound(file.page(number), head_of(number)):
                waiting += file.children(number)
            else:
                found[number] = table
    return found


def _is_sound(page: bytes, head: int) -> bool:
    """Whether the head of a page may be that of a table or an index."""
    begin = first_of(page, head) + 2 * number_at(page, head + 3, 2)
    content = number_at(page, head + 5, 2) or 65536
    return page[head] in TREES and begin <= content <= len(page) and number_at(page, head + 1, 2) < len(page)
