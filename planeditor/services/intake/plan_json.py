"""A plan as JSON taken in: a new plan file is made of it; to a plan that is there it proposes what it says otherwise."""
from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from planeditor.domain.errors import KnownError
from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import FORM_SET, KIND, Plan
from planeditor.domain.text import notation_key
from planeditor.messages import services as say_services
from planeditor.messages import transport as say
from planeditor.services.formsets import FormSets
from planeditor.services.intake.deciding import Accept
from planeditor.services.intake.matching_nodes import as_ours
from planeditor.services.intake.merging import Merged, not_known, stage
from planeditor.services.intake.merging_changes import changes_between
from planeditor.services.intake.summary import Summary
from planeditor.services.planfiles.making import make_plan_file
from planeditor.services.transport.parsing import read_json
from planeditor.services.transport.reading import PlanContent, read_content
from planeditor.store.departments import Department
from planeditor.store.document import Document
from planeditor.store.receipts import NewReceipt

_NOT_PROPOSED = frozenset({FORM_SET, "@forms_version"})
"""Which form set a plan uses is changed by other means."""


@dataclass(slots=True)
class JsonSource:
    """A plan as JSON, read and found sound; nothing compared yet."""

    path: Path
    original: bytes
    content: PlanContent

    @property
    def sha256(self) -> str:
        """What the file is known by."""
        return hashlib.sha256(self.original).hexdigest()


def read_plan_json(path: Path, sets: FormSets) -> JsonSource:
    """Read a plan as JSON; may run on any thread. Raises KnownError, which names the place, for what cannot be a plan."""
    original, spot = read_json(path)
    return JsonSource(path, original, read_content(spot, sets))


def create(plan_file: Path, source: JsonSource, sets: FormSets, *, who: str) -> tuple[Document, int]:
    """Make a new plan file of it and open it for writing: the same plan, with its ids and departments; gives the 取込番号 too.

    Raises KnownError where the file exists or cannot be written; nothing is left then.
    """
    content, receipts = source.content, list[int]()
    document = make_plan_file(
        plan_file, content.entries, sets.of(content.plan, content.labels), name=say.GROUP_CREATE.format(file=source.path.name),
        who=who, source=say.FORM, departments=content.departments,
        beside=lambda made: receipts.append(made.add_receipt(_receipt(source, who, 0, content.notes))),
    )
    return document, receipts[0]


def propose(document: Document, source: JsonSource, vocabulary: Vocabulary, *, who: str, accept: Accept | None) -> Merged:
    """Compare it with the open plan file, stage what differs and take what ``accept`` asks for, in one transaction.

    What is blank or missing in the file says nothing; nothing is ever deleted. Raises KnownError where it is a plan of
    another form set, and where the plan file cannot be written.
    """
    plan, content = document.plan(), source.content
    found = content.plan
    if found.form_set and found.form_set != plan.form_set:
        raise KnownError(say.OTHER_FORM_SET.format(file=source.path.name, found=found.form_set, own=plan.form_set))
    theirs = _comparable(as_ours(plan, content))
    changes = changes_between(Plan({}), plan, theirs, vocabulary)
    items = not_known(document, changes, say.FORM)
    notes = [*content.notes, *changes.notes]
    foreign = bool(plan.title and found.title) and notation_key(plan.title) != notation_key(found.title)
    if foreign:
        notes.insert(0, say.NOTE_TITLE.format(found=found.title, own=plan.title))
    if content.departments and _names(content.departments) != _names(document.departments.all()):
        notes.append(say.NOTE_DEPARTMENTS)
    name = say_services.GROUP_IMPORT.format(file=source.path.name)
    new = _receipt(source, who, changes.unchanged, notes)
    asked = accept if accept == "all" or not foreign else None
    merged = stage(document, new, items, vocabulary, name=name, source=say.FORM, accept=asked)
    merged.notes, merged.unchanged = notes, changes.unchanged
    return merged


def _comparable(plan: Plan) -> Plan:
    """Without what is not proposed, and without entries of nodes that are none."""
    nodes = {key.node for key in plan.entries if key.field == KIND}
    return Plan({k: t for k, t in plan.entries.items() if k.node in nodes and k.field not in _NOT_PROPOSED})


def _receipt(source: JsonSource, who: str, unchanged: int, notes: list[str]) -> NewReceipt:
    message = Summary(unchanged, tuple(notes)).as_text()
    return NewReceipt(source.path.name, source.original, who, say.FORM, message=message)


def _names(departments: list[Department]) -> list[tuple[str, ...]]:
    return sorted((d.name, *d.aliases) for d in departments)
