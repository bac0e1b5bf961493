"""How 新旧対照表 and 見え消し版 look."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from planeditor.domain.comparison.difference import Difference
from planeditor.domain.errors import KnownError
from planeditor.domain.text import label_key
from planeditor.messages import comparing as say
from planeditor.services.comparing.comparing import Comparison


@dataclass(frozen=True)
class TableOptions:
    """How the paper looks."""

    redline: bool = False
    """One text, what was taken out struck through and what was put in underlined."""
    swap: bool = False
    """The old on the left."""
    heads: tuple[str, str] = say.HEADS[0]
    """Of the new and of the old column."""
    fold: bool = False
    """Changes of notation only as a list at the end."""
    shorten: bool = True
    """Long parts of a text that did not change as （略）."""
    portrait: bool = False
    remarks: Mapping[Difference, str] = field(default_factory=dict)
    """What stands in the last column instead of the reason that the log knows."""

    def title_of(self, comparison: Comparison) -> str:
        """What the paper is called, on its first line and in its properties."""
        paper = say.REDLINE if self.redline else say.TABLE
        return say.TITLE.format(title=comparison.new.plan.title or comparison.old.plan.title, paper=paper).strip()


def heads_of(text: str, revision: str = say.REVISION) -> tuple[str, str]:
    """The names of the two columns as they were chosen (新・旧), new first. ``revision``: how the form set spells 改定; it may be
    chosen by either. Raises KnownError naming those there are."""
    names = ["・".join(heads) for heads in say.HEADS]
    known = {label_key(name.replace(say.REVISION, word)): n for n, name in enumerate(names) for word in (say.REVISION, revision)}
    if text and label_key(text) not in known:
        told = "、".join(names).replace(say.REVISION, revision)
        raise KnownError(say.BAD_HEADS.format(heads=text, known=told))
    return say.HEADS[known[label_key(text)] if text else 0]
