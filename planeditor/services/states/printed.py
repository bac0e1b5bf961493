"""Which entries are printed on the forms of a plan: those that were decided, and that go back with a state of the plan."""
from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from planeditor.domain.blocks import COVERS, EDITION, LABELS, POINT, SNAPSHOT
from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import BLOCK_TYPE, CLOSED, CURRENT, FORMS_VERSION, KEPT, PLAN_ID, Change, Key, Plan
from planeditor.domain.reserved import base_of
from planeditor.services.editing.permissions import Permissions

OF_THE_HISTORY = frozenset({EDITION, SNAPSHOT, POINT})
"""Blocks that tell what happened to the plan; no content of it."""
_OF_THE_PROGRAM = frozenset({CURRENT, CLOSED, FORMS_VERSION, KEPT, LABELS})
Kind = Literal["plan", "report", ""]


class Printed:
    """Tells of entries what they are, in a plan and, where ``changes`` led to it, of those that were in it before."""

    def __init__(self, plan: Plan, vocabulary: Vocabulary, changes: Iterable[Change] = ()) -> None:
        self.plan = plan
        self._permissions = Permissions(plan, vocabulary)
        self._types = {c.key.node: c.old or "" for c in changes if c.key.field == BLOCK_TYPE}

    def kind(self, key: Key) -> Kind:
        """What an entry says: the plan, the report of a year, or (``""``) nothing that is printed."""
        if self.type_of(key.node) in OF_THE_HISTORY or base_of(key.field) in _OF_THE_PROGRAM:
            return ""
        kind = self._permissions.kind_of(key)
        return "plan" if kind == "plan" else "report" if kind == "report" else ""

    def is_content(self, key: Key) -> bool:
        """Whether an entry is printed anywhere, what is said of the 対応表 included."""
        return base_of(key.field) == COVERS or self.kind(key) != ""

    def type_of(self, node: str) -> str:
        """The type of a block, also of one that is gone; "" for any other node."""
        return "" if node == PLAN_ID else self.plan.text(node, BLOCK_TYPE) or self._types.get(node, "")
