"""One difference between two plans, as plain data."""
from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from planeditor.domain.blocks import Holder
from planeditor.domain.plan import Node


class Kind(StrEnum):
    """What became of a text or a node."""

    CHANGED = "changed"
    NOTATION = "notation"
    ADDED = "added"
    REMOVED = "removed"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Said:
    """One text of a node that was added or removed."""

    field: str
    period: str
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One difference; each is told once.

    Of a text (``field`` is given) or of a node as a whole: a node that is only on one side is one difference with all its
    ``texts``, one that stands elsewhere is one difference whose ``old`` and ``new`` are what it stood under and behind.
    """

    kind: Kind
    of: Holder
    old_node: Node | None
    """The node in the old plan, None where it was added."""
    new_node: Node | None
    """The node in the new plan, None where it was removed."""
    field: str = ""
    """The key of the field, "" where it is the node that differs."""
    period: str = ""
    old: str = ""
    new: str = ""
    texts: tuple[Said, ...] = ()
    """What stands in a node that was added or removed."""

    @property
    def node(self) -> Node:
        """The node, as the new plan has it where it is still there."""
        found = self.new_node or self.old_node
        assert found is not None  # noqa: S101  # a difference is of a node
        return found


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a node stands: under which one and right behind which sibling ("" = first), by their ids."""

    parent: str
    after: str

    def told(self) -> str:
        """As the text of a difference."""
        return f"{self.parent} {self.after}"

    @classmethod
    def read(cls, text: str) -> Stand:
        """The other way round."""
        parent, _, after = text.partition(" ")
        return cls(parent, after)
