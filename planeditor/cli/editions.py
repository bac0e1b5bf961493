"""The command that makes the present state of a plan an edition, and the plan as an edition had it."""
from __future__ import annotations

import argparse
from dataclasses import asdict
from pathlib import Path

from planeditor.cli.output import Answer
from planeditor.domain.plan import Plan
from planeditor.messages import editions as say
from planeditor.services import editions
from planeditor.services.formsets import FormSets
from planeditor.store.document import Document
from planeditor.store.lock import current_user


def edition(chosen: argparse.Namespace) -> Answer:
    """Decide an edition; says where its content is from."""
    with Document.open(chosen.file, who=current_user()) as document:
        forms = FormSets().of(document.plan())
        editions.decide(document, forms, chosen.name, chosen.date, chosen.note, who=current_user())
        known = editions.editions(document.plan())
    told = [{k: v for k, v in asdict(e).items() if k != "node"} for e in known]
    decided = next(e for e in told if e["name"] == chosen.name.strip())
    return Answer([say.DONE.format_map(decided), say.PLACE], {"edition": decided, "editions": told})


def plan_of(file: Path, at: str = "") -> Plan:
    """The content of a plan file, or what it was at an edition. Raises KnownError where there is no such edition."""
    with Document.open(file, read_only=True) as document:
        return editions.plan_at_edition(document, at) if at else document.plan()
