"""Measures that were merged or have ended, and yet are reported on."""
from __future__ import annotations

import re
from collections.abc import Iterator

from planeditor.domain.figures import says_nothing
from planeditor.domain.findings import CheckContext, Finding
from planeditor.domain.periods import Period
from planeditor.domain.plan import MERGED_INTO, STATE, Key
from planeditor.domain.rulebook import rule
from planeditor.messages import checks as say

_ENDING = re.compile("統合|移管|終了|完了|廃止|中止|取りやめ|引き継")


@rule("entry-after-end")
def entry_after_end(context: CheckContext) -> Iterator[Finding]:
    """A report of a merged or ended measure in a later year than the one whose report tells of the end; one that only points to
    the other measure is fine."""
    plan = context.plan
    for node in context.nodes():
        own = plan.of_node(node.id) if node.kind == "measure" else {}
        state = own.get(Key(node.id, STATE), "") or (say.MERGED if own.get(Key(node.id, MERGED_INTO)) else "")
        if not state:
            continue
        reports = [
            (Period.from_key(key.period), key, text)
            for key, text, _ in context.narrowed((node.id,)).reports()
            if not says_nothing(text)
        ]
        end = min((period for period, _, text in reports if _ENDING.search(text)), default=None)
        for period, key, text in sorted(reports):
            if end is not None and period.first > end.last and not _ENDING.search(text):
                message = say.ENTRY_AFTER_END.format(state=state, period=context.label(end.key))
                yield Finding("entry-after-end", "warning", message, key.node, key.field, key.period)
