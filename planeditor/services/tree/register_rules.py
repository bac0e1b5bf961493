"""What the register of departments can hold: names that tell departments apart, days in order, no circle of successors."""
from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from planeditor.domain.errors import KnownError
from planeditor.domain.text import label_key
from planeditor.messages import structure as say
from planeditor.store.departments import Department


def find(register: Sequence[Department], department: int) -> Department:
    """The department with that id. Raises KnownError where there is none."""
    found = next((d for d in register if d.id == department), None)
    if found is None:
        raise KnownError(say.DEPARTMENT_GONE)
    return found


def cleaned(department: Department) -> Department:
    """Without spaces round its names, and without empty or repeated aliases."""
    aliases = tuple(dict.fromkeys(a for alias in department.aliases if (a := alias.strip())))
    return replace(department, division=department.division.strip(), section=department.section.strip(), aliases=aliases)


def require_sound(department: Department, register: Sequence[Department]) -> None:
    """Raise KnownError where the register cannot hold the department beside the others."""
    if not department.name:
        raise KnownError(say.DEPARTMENT_EMPTY)
    if department.valid_from and department.valid_to and department.valid_to < department.valid_from:
        raise KnownError(say.DEPARTMENT_DAYS.format(name=department.name))
    full, own, aliases = (
        label_key(department.name), set(map(label_key, department.names)), set(map(label_key, department.aliases)),
    )  # fmt: skip
    for other in register:
        if other.id == department.id or not _meet(other, department):
            continue
        if label_key(other.name) == full:
            raise KnownError(say.DEPARTMENT_TWICE.format(name=department.name))
        taken = aliases & set(map(label_key, other.names)) | own & set(map(label_key, other.aliases))
        if taken:
            name = next(n for n in department.names if label_key(n) in taken)
            raise KnownError(say.ALIAS_TWICE.format(alias=name, name=other.name))
    _require_no_circle(department, register)


def _meet(one: Department, other: Department) -> bool:
    """Whether there is a day on which both exist."""
    return (one.valid_from or dt.date.min) <= (other.valid_to or dt.date.max) and (
        other.valid_from or dt.date.min
    ) <= (one.valid_to or dt.date.max)


def _require_no_circle(department: Department, register: Sequence[Department]) -> None:
    following = {d.id: d.successors for d in register} | {department.id: department.successors}
    waiting, seen = list(department.successors), set[int]()
    while waiting:
        current = waiting.pop()
        if current == department.id:
            raise KnownError(say.SUCCESSOR_CIRCLE.format(name=department.name))
        if current not in seen:
            seen.add(current)
            waiting += following.get(current, ())
