"""The command that makes the present state of a plan an edition, and the plan as one of its states had it."""
from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from planeditor.cli.output import Answer
from planeditor.cli.sets import form_sets
from planeditor.domain.plan import Plan
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import editions as say
from planeditor.services.states import editions
from planeditor.services.states.named import find_state, plan_at_state
from planeditor.services.states.standing import Standing, standing
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
    """The content of a plan file, or what it was at an edition or a snapshot, with its form set. Raises KnownError where there
    is no such state."""
    with Document.open(file, read_only=True) as document:
        return _plan_of(document, at)


def papers_of(file: Path, at: str = "") -> tuple[Plan, FormSet, Standing]:
    """As ``plan_of``, and how far the papers are (or were in that state)."""
    with Document.open(file, read_only=True) as document:
        plan, forms = _plan_of(document, at)
        return plan, forms, standing(document, forms, find_state(document, at))


def _plan_of(document: Document, at: str) -> tuple[Plan, FormSet]:
    plan = plan_at_state(document, find_state(document, at))
    return plan, form_sets().of(plan, document.field_labels())
