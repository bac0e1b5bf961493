"""What a document consists of: forms and the list of contents, in order."""
from __future__ import annotations

from dataclasses import dataclass

CONTENTS = "目次"
"""The part of a document that lists what follows it."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a document: a form, or the list of contents."""

    form: str
    only: str = ""
    """``位置:前``: only the sheets of nodes with that text in that field; ``位置``: with any text in it."""
    but: str = ""
    """The same, left out."""
    level: int = 1
    """On which level of the contents what the form is of (its title, a chapter, an area) is listed; 0 = only its listed rows are."""
