"""The two states that are held against each other: each an edition, a snapshot, the present, or another plan file."""
from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import Plan
from planeditor.messages import comparing as say
from planeditor.services.planfiles.filetypes import JSON_SUFFIX, PLAN_SUFFIX
from planeditor.services.states.named import find_state, plan_at_state, states

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.services.formsets import FormSets
    from planeditor.store.document import Document


@dataclass(frozen=True, slots=True)
class Side:
    """One state: what it is called, its date as printed, and its content. ``group``: its place in the log of the file that is
    compared, None where it is of another file."""

    name: str
    date: str
    note: str
    plan: Plan
    group: int | None = None
    labels: tuple[tuple[str, str], ...] = ()
    """The names of fields that another plan file keeps."""

    @property
    def told(self) -> str:
        """As the head of the paper has it."""
        return self.name + (say.SIDE_DATE.format(date=self.date) if self.date else "")


def find_side(document: Document, sets: FormSets, name: str) -> Side:
    """What ``name`` means: a plan file (or a plan as JSON) where there is one of that name, else a state of the open file.

    Raises KnownError where it is neither, and for a file that cannot be read.
    """
    path = Path(name)
    is_file_name = path.suffix.lower() in (PLAN_SUFFIX, JSON_SUFFIX)
    if is_file_name and path.is_file():
        return side_of_file(path, sets)
    if not name.strip() or (is_file_name and name not in {state.name for state in states(document)}):
        raise KnownError(say.NO_STATE.format(name=name))
    state = find_state(document, name)
    return Side(state.name, state.date, state.note, plan_at_state(document, state), state.group)


def side_of_file(path: Path, sets: FormSets) -> Side:
    """The plan in a file as it is now. Raises KnownError for a file that is no plan."""
    if path.suffix.lower() == JSON_SUFFIX:
        from planeditor.services.intake.plan_json import read_plan_json  # rarely wanted

        content = read_plan_json(path, sets).content
        return _other(path, content.plan, content.labels)
    if path.suffix.lower() != PLAN_SUFFIX:
        raise KnownError(say.NOT_A_PLAN.format(file=path.name))
    from planeditor.store.document import Document  # opened after the first paint

    with Document.open(path, read_only=True) as other:
        return _other(path, other.plan(), other.field_labels())


def _other(path: Path, plan: Plan, labels: dict[str, str]) -> Side:
    name = say.SIDE_FILE.format(name=plan.title, file=path.name) if plan.title else path.name
    return Side(name, "", "", plan, None, tuple(labels.items()))
