"""The command that makes the present state of a plan an edition, and the plan as an edition had it."""
from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from planeditor.cli.output import Answer
from planeditor.cli.sets import form_sets
from planeditor.domain.plan import Plan
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import editions as say
from planeditor.services import editions
from planeditor.store.document import Document
from planeditor.store.lock import current_user


def edition(chosen: argparse.Namespace) -> Answer:
    """Decide an edition; says where its content is from."""
    with Document.open(chosen.file, who=current_user()) as document:
        forms = form_sets().of_file(document)
        before = {e.node for e in editions.editions(document.plan())}
        editions.decide(document, forms, chosen.name, chosen.date, chosen.note, who=current_user())
        known = editions.editions(document.plan())
    told = {e.node: {k: v for k, v in asdict(e).items() if k != "node"} for e in known}
    decided = next(data for node, data in told.items() if node not in before)
    return Answer([say.DONE.format_map(decided), say.PLACE], {"edition": decided, "editions": list(told.values())})


def plan_of(file: Path, at: str = "") -> tuple[Plan, FormSet]:
    """The content of a plan file, or what it was at an edition, with its form set. Raises KnownError where there is no such
    edition."""
    with Document.open(file, read_only=True) as document:
        plan = editions.plan_at_edition(document, at) if at else document.plan()
        return plan, form_sets().of(plan, document.field_labels())
