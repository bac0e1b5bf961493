"""A plan as other papers quote it."""
from __future__ import annotations

from planeditor.domain.plan import Change, Plan
from planeditor.formengine.filling.footnotes import has_marks, without_marks


def quoted(plan: Plan) -> Plan:
    """The plan without the footnote marks of its texts: what is told of it elsewhere has no footnotes."""
    marked = [Change(key, text, without_marks(text)) for key, text in plan.entries.items() if has_marks(text)]
    return plan.with_changes(marked) if marked else plan
