"""Departments that change with a day: renamed, split, merged. What was before stays in the register as ended, with all its
names, and leads to what took over; what the plan prints does not change. None of it is undone by ``document.undo``.

``day`` is the first one on which it is so. Everything raises KnownError for a department that is gone or has ended, an empty
name or one that another department has then, a day that is not after the department's first, and in a file that cannot be
written; the register is then as it was.
"""
from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from planeditor.domain.errors import KnownError
from planeditor.domain.text import label_key
from planeditor.messages import structure as say
from planeditor.services.tree.register_rules import cleaned, find, require_sound
from planeditor.store.departments import Department
from planeditor.store.document import Document


def rename(document: Document, department: int, division: str, section: str, day: dt.date) -> Department:
    """The department has another name from that day on; returns it as it is then. Raises KnownError for the name it has."""
    register = document.departments.all()
    old = _going_on(register, department, day)
    new = cleaned(Department(division, section, old.sort, day))
    if label_key(new.name) == label_key(old.name):
        raise KnownError(say.RENAME_SAME.format(name=old.name))
    if _known(register, new, day) is not None:
        raise KnownError(say.DEPARTMENT_TWICE.format(name=new.name))
    return _hand_over(document, register, [old], [new], day)[0]


def split(document: Document, department: int, into: Sequence[tuple[str, str]], day: dt.date) -> list[Department]:
    """The department becomes several (部, 課); returns them. One that is there already gets a part of the work.

    Raises KnownError for fewer than two, and for one named twice.
    """
    register = document.departments.all()
    old = _going_on(register, department, day)
    others = [d for d in register if d.id != old.id]
    heirs = [cleaned(Department(division, section, old.sort, day)) for division, section in into]
    if len(heirs) < 2:
        raise KnownError(say.SPLIT_INTO_ONE.format(name=old.name))
    _require_different(heirs)
    return _hand_over(document, register, [old], [_known(others, heir, day) or heir for heir in heirs], day)


def merge(document: Document, departments: Sequence[int], division: str, section: str, day: dt.date) -> Department:
    """Several departments become one; returns it. It may be one of them, or another one that is there.

    Raises KnownError for fewer than two.
    """
    register = document.departments.all()
    old = [_going_on(register, number, day) for number in dict.fromkeys(departments)]
    if len(old) < 2:
        raise KnownError(say.MERGE_OF_ONE)
    first = min(old, key=lambda d: (d.sort, d.id))
    new = cleaned(Department(division, section, first.sort, day))
    heir = _known(register, new, day) or new
    return _hand_over(document, register, [d for d in old if d.id != heir.id], [heir], day)[0]


def _hand_over(
    document: Document, register: Sequence[Department], old: Sequence[Department], heirs: Sequence[Department], day: dt.date
) -> list[Department]:
    last = day - dt.timedelta(days=1)
    numbers = [heir.id for heir in heirs if heir.id]
    ended = [replace(d, valid_to=last, successor=numbers[0] if numbers else None, further=tuple(numbers[1:])) for d in old]
    gone = {d.id for d in ended}
    after = [*(d for d in register if d.id not in gone), *ended]
    for department in (*ended, *(heir for heir in heirs if not heir.id)):
        require_sound(department, after)
    return document.departments.hand_over(ended, heirs)


def _going_on(register: Sequence[Department], department: int, day: dt.date) -> Department:
    found = find(register, department)
    if found.valid_to is not None:
        raise KnownError(say.DEPARTMENT_ENDED.format(name=found.name))
    if found.valid_from is not None and day <= found.valid_from:
        raise KnownError(say.CHANGE_TOO_EARLY.format(name=found.name))
    return found


def _known(register: Sequence[Department], wanted: Department, day: dt.date) -> Department | None:
    """The department of that name that is there on the day."""
    return next((d for d in register if d.exists_on(day) and label_key(d.name) == label_key(wanted.name)), None)


def _require_different(heirs: Sequence[Department]) -> None:
    seen: set[str] = set()
    for heir in heirs:
        if heir.name and label_key(heir.name) in seen:
            raise KnownError(say.SPLIT_TWICE.format(name=heir.name))
        seen.add(label_key(heir.name))
