"""The departments' screen: the register in 建制順, what the plan prints as 担当部署, and both brought together.

The register is not part of the change log, so nothing here is undone by ``document.undo``. All that changes it raises
KnownError in a file that cannot be written.
"""
from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from planeditor.domain.days import today
from planeditor.domain.offices import is_collective
from planeditor.domain.plan import DEPARTMENTS, Node, Plan
from planeditor.domain.text import label_key
from planeditor.services.tree.register_rules import cleaned, find, require_sound
from planeditor.store.departments import Department, Resolver
from planeditor.store.document import Document


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the screen."""

    department: Department
    ended: bool
    successor: Department | None = None
    """What took over from it, where it has ended."""
    further: tuple[Department, ...] = ()
    """What took over beside that one, where it was split."""

    @property
    def successors(self) -> tuple[Department, ...]:
        """All that took over."""
        return () if self.successor is None else (self.successor, *self.further)


def listed(document: Document, on: dt.date) -> list[Listed]:
    """Every department in 建制順, also those that have ended by that day."""
    register = document.departments.all()
    by_id = {d.id: d for d in register}
    return [
        Listed(d, _ended(d, on), by_id.get(d.successor or 0), tuple(by_id[heir] for heir in d.further if heir in by_id))
        for d in register
    ]


def add(
    document: Document, division: str, section: str = "", *, aliases: Iterable[str] = (), valid_from: dt.date | None = None
) -> Department:
    """A new department at the end of the register. Raises KnownError for an empty name and for one that is known already."""
    register = document.departments.all()
    sort = max((d.sort for d in register), default=0) + 1
    new = cleaned(Department(division, section, sort, valid_from, aliases=tuple(aliases)))
    require_sound(new, register)
    return document.departments.add([new])[0]


def change(document: Document, department: Department) -> None:
    """Replace what the register says of the department with that id; its place stays as the department says.

    A name it had and the plan still prints becomes one of its other names, for what is printed does not change with it.

    Raises KnownError for an empty name, a name or alias another one has, an end before its beginning, and a successor that
    leads back to it.
    """
    register = document.departments.all()
    department = cleaned(_with_former_name(department, find(register, department.id), document.plan(), register))
    require_sound(department, register)
    document.departments.change(department)


def end(document: Document, department: int, last_day: dt.date, successor: int | None = None) -> None:
    """The department exists up to that day; what took over from it is asked afterwards.

    Raises KnownError for a day before its first one, and a successor that leads back to it.
    """
    found = find(document.departments.all(), department)
    change(document, replace(found, valid_to=last_day, successor=successor, further=()))


def reopen(document: Document, department: int) -> None:
    """The department goes on after all. Raises KnownError where its name is another one's by now."""
    change(document, replace(find(document.departments.all(), department), valid_to=None, successor=None, further=()))


def move(document: Document, department: int, before: int | None = None) -> None:
    """Put a department before another one in 建制順, or at the end."""
    register = document.departments.all()
    moved = find(register, department)
    rest = [d for d in register if d.id != department]
    if before != department:
        at = len(rest) if before is None else rest.index(find(rest, before))
        _write_order(document, [*rest[:at], moved, *rest[at:]])


def move_up(document: Document, department: int) -> None:
    """Put a department one place earlier in 建制順; the first one stays."""
    _move_by(document, department, -1)


def move_down(document: Document, department: int) -> None:
    """Put a department one place later in 建制順; the last one stays."""
    _move_by(document, department, 1)


def usage(plan: Plan, register: Sequence[Department], on: dt.date | None = None) -> dict[int, tuple[Node, ...]]:
    """For the id of each department the measures whose 担当部署 means it on a day (default: today), in the plan's order."""
    day = on or today()
    resolver = Resolver(register)
    found: dict[int, list[Node]] = {d.id: [] for d in register}
    for node in plan.measures:
        for department in resolver.resolve(plan.text(node.id, DEPARTMENTS), day).found:
            found[department.id].append(node)
    return {number: tuple(nodes) for number, nodes in found.items()}


def unknown_names(plan: Plan, register: Sequence[Department], on: dt.date) -> dict[str, tuple[Node, ...]]:
    """Printed names that mean no department on that day, in the order of their first mention, with their measures."""
    resolver = Resolver(register)
    names: dict[str, str] = {}
    found: dict[str, dict[str, Node]] = {}
    for node in plan.measures:
        for printed in resolver.resolve(plan.text(node.id, DEPARTMENTS), on).unknown:
            name = names.setdefault(label_key(printed), printed)
            found.setdefault(name, {})[node.id] = node
    return {name: tuple(nodes.values()) for name, nodes in found.items()}


def fill_from_plan(document: Document, on: dt.date) -> list[Department]:
    """Add every name the plan prints and the register does not know, in the order of first mention; returns what was added.

    A name the register has, but not on that day, is left for a person to decide; so is one that means several departments.
    """
    register = document.departments.all()
    known = {label_key(name) for d in register for name in d.names}
    last = max((d.sort for d in register), default=0)
    unknown = unknown_names(document.plan(), register, on)
    names = [name for name in unknown if label_key(name) not in known and not is_collective(name)]
    return document.departments.add(Department("", name, sort) for sort, name in enumerate(names, start=last + 1)) if names else []


def _move_by(document: Document, department: int, step: int) -> None:
    register = document.departments.all()
    moved = find(register, department)
    at = register.index(moved)
    register.remove(moved)
    register.insert(max(at + step, 0), moved)
    _write_order(document, register)


def _write_order(document: Document, wanted: Sequence[Department]) -> None:
    changed = [replace(d, sort=sort) for sort, d in enumerate(wanted, start=1) if d.sort != sort]
    if changed:
        document.departments.change_all(changed)


def _ended(department: Department, on: dt.date) -> bool:
    return department.valid_to is not None and department.valid_to < on


def _with_former_name(department: Department, known: Department, plan: Plan, register: Sequence[Department]) -> Department:
    """The department, known also by its former name where the plan would not lead to it any more."""
    kept = set(map(label_key, department.names))
    gone = [name for name in known.names[:2] if label_key(name) not in kept]
    if not gone:
        return department
    others = [d for d in register if d.id != known.id]
    resolver, day = Resolver([*others, department]), today()
    unknown = {
        label_key(name) for node in plan.measures for name in resolver.resolve(plan.text(node.id, DEPARTMENTS), day).unknown
    }
    former = [name for name in dict.fromkeys(gone) if label_key(name) in unknown]
    return replace(department, aliases=(*department.aliases, *former))
