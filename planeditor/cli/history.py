"""The change log."""
from __future__ import annotations

import argparse

from planeditor.cli.output import Answer, period_label
from planeditor.cli.sets import form_sets
from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import CURRENT, PLAN_ID, STRUCTURE_FIELDS, Key, Plan
from planeditor.domain.text import shorten
from planeditor.messages import cli as say
from planeditor.services.editing import entry
from planeditor.services.intake.structure_words import StructureWords
from planeditor.store.document import Document

LINE = 60
"""Characters of an entry shown in a list."""
FEW = 5
"""A longer group of changes is told by its number of changes."""


def log(chosen: argparse.Namespace) -> Answer:
    """What was changed, when and by whom."""
    with Document.open(chosen.file, read_only=True) as document:
        plan = document.plan()
        vocabulary = form_sets().of_file(document).vocabulary
        node = entry.find_node(plan, vocabulary, chosen.measure).id if chosen.measure else None
        groups = document.log(node)
        words = StructureWords(plan, vocabulary)
    lines, data = [], []
    for group in groups:
        lines.append(
            say.LOG_GROUP.format(
                at=group.at.astimezone().strftime("%Y-%m-%d %H:%M"), who=group.who, name=group.name,
                source=say.LOG_SOURCE.format(source=group.source) if group.source else "",
                undone=say.LOG_UNDONE if group.undone else "",
                receipt=say.LOG_RECEIPT.format(receipt=group.receipt) if group.receipt else "",
            )
        )
        changes = [_change_data(plan, vocabulary, c.key, c.old, c.new) for c in group.changes]
        told = [(d, c.key.field) for d, c in zip(changes, group.changes, strict=True) if c.key.field not in STRUCTURE_FIELDS]
        if not node and len(told) > FEW:
            lines.append(say.LOG_MANY.format(count=len(told)))
            told = []
        lines += [_line(words, field, change) for change, field in told]
        data.append(
            {
                "group": group.id, "at": group.at.isoformat(), "who": group.who, "name": group.name, "source": group.source,
                "receipt": group.receipt, "undone": group.undone, "changes": changes,
            }
        )
    return Answer(lines or [say.NO_LOG], {"log": data})


def _line(words: StructureWords, field: str, change: dict[str, str]) -> str:
    old, new = (shorten(_shown(words, field, change[side]), LINE) or say.EMPTY for side in ("old", "new"))
    place = " ".join(filter(None, (change["measure"], change["period"], change["field"])))
    return say.LOG_CHANGE.format(place=place, old=old, new=new)


def _shown(words: StructureWords, field: str, text: str) -> str:
    """A text in the words of people; what is none is the absence of one."""
    return words.shown(field, text) if text and field != CURRENT else text


def _change_data(plan: Plan, vocabulary: Vocabulary, key: Key, old: str | None, new: str | None) -> dict[str, str]:
    node = plan.node(key.node)
    if key.field == CURRENT:
        old, new = (period_label(plan, vocabulary, text or "") for text in (old, new))
    return {
        "measure": node.number if node and key.node != PLAN_ID else "", "period": period_label(plan, vocabulary, key.period),
        "field": vocabulary.label(node.kind, key.field) if node else key.field, "old": old or "", "new": new or "",
    }
