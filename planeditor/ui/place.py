"""Where the user is in the plan."""
from __future__ import annotations

from typing import NamedTuple

from planeditor.domain.plan import Key


class Place(NamedTuple):
    """A node, a period of it ("" = none chosen) and a field ("" = none chosen)."""

    node: str = ""
    period: str = ""
    field: str = ""

    @property
    def key(self) -> Key | None:
        """The entry that is chosen, where a field is."""
        return Key(self.node, self.field, self.period) if self.field else None
