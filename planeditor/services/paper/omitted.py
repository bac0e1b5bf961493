"""What a document of the whole plan says nothing of."""
from __future__ import annotations

from collections.abc import Collection

from planeditor.domain.blocks import CHAPTER, blocks
from planeditor.domain.plan import PLAN_ID, Plan
from planeditor.domain.text import shorten
from planeditor.messages import services as say

_NAMES = 80
"""Characters of the names told."""


def omitted(plan: Plan, document: str, shown: Collection[str]) -> list[str]:
    """A sentence about the measures and chapters of which no entry is ``shown``, by node; none where there is all."""
    left = [node.title for node in (*plan.measures, *blocks(plan, PLAN_ID, CHAPTER)) if node.id not in shown]
    if not left:
        return []
    return [say.NOT_IN_DOCUMENT.format(document=document, count=len(left), names=shorten("、".join(left), _NAMES))]
