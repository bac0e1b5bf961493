"""Why a text was changed, as far as the change log says: the reason that was given with the last edit between two states."""
from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from planeditor.domain.plan import Key
from planeditor.messages import editing as say
from planeditor.messages import merging as say_merging
from planeditor.messages import services as say_services

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document

_LATEST = 20
_SOURCES = (*say.SOURCES, say_services.SOURCE_SUBMISSION, say_services.SOURCE_SECRETARIAT, say_merging.SOURCE)
"""Where a text came from is no reason for it."""


def reasons(document: Document, keys: Iterable[Key], after: int, until: int, revision: str) -> dict[Key, str]:
    """The reasons by place, of edits after one change group and up to another. ``revision``: the form set's word for one, which
    stands alone where no reason was given."""
    found = {}
    for key in keys:
        for group in document.cell_log(key, _LATEST):
            if after < group.id <= until and not group.undone:
                reason = _reason(group.source, (*_SOURCES, revision))
                if reason:
                    found[key] = reason
                break
    return found


def _reason(source: str, words: Iterable[str]) -> str:
    """What was said besides where a change came from."""
    for word in words:
        if source == word:
            return ""
        head = say.SOURCE_WITH_WHY.format(source=word, why="")
        if source.startswith(head):
            return source.removeprefix(head)
    return source
