"""Telling a copy of the plan file that still holds what was removed from the plan."""
from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from planeditor.store.document import Document


def holds_removed(ours: Document, theirs: Document) -> bool:
    """Whether a copy has, as it was, a change group or a file that a redaction of ours rewrote.

    A group is the same by its number, kind and moment; a copy in which the same text was removed has the same fingerprint
    again. Nothing is kept of the text itself, not even a digest: short names could be guessed from one.
    """
    groups, files = ours.redactions.rewritten()
    if files & theirs.redactions.whole_files():
        return True
    if not groups:
        return False
    own, other = ours.fingerprints(), theirs.fingerprints()
    heads, other_heads = ours.redactions.heads(), theirs.redactions.heads()
    return any(heads.get(g) == other_heads[g] and own.get(g) != other[g] for g in groups if g in other)
