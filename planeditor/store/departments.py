"""The register of departments: 部 and 課 in 建制順, with the time each existed and what took over from it.

The register is not part of the change log: valid-from and valid-to are its own history. What a form prints as 担当部署
stays an entry; the register only says which department is meant by it.
"""
from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from planeditor.domain.errors import BugError
from planeditor.domain.offices import parts_of, pieces_of, without_others

from .access import Access
from .checksum import checksum, storable
from .rows import insert_rows

if TYPE_CHECKING:
    from sqlite_utils import Database  # loading it takes longer than the first paint of the window may


@dataclass(frozen=True, slots=True)
class Department:
    """One department. ``valid_from`` and ``valid_to`` are its first and last day, None for open; ``id`` 0 is new."""

    division: str
    section: str
    sort: int = 0
    valid_from: date | None = None
    valid_to: date | None = None
    successor: int | None = None
    aliases: tuple[str, ...] = ()
    id: int = 0
    further: tuple[int, ...] = ()
    """What took over beside ``successor``, where it was split."""

    @property
    def successors(self) -> tuple[int, ...]:
        """All that took over from it."""
        return () if self.successor is None else (self.successor, *self.further)

    @property
    def name(self) -> str:
        """部 and 課 as lists show them."""
        return f"{self.division} {self.section}".strip()

    @property
    def short_name(self) -> str:
        """The 課 alone; the 部 of one that has no 課."""
        return self.section or self.division

    @property
    def names(self) -> tuple[str, ...]:
        """Every name it is printed under, the full one first."""
        return (self.name, self.short_name, *self.aliases)

    def exists_on(self, day: date) -> bool:
        """Whether the department exists on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which departments a printed text means, and the parts of it the register does not know."""

    found: tuple[Department, ...]
    unknown: tuple[str, ...]


class DepartmentRegister:
    """The register of an open plan file."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def all(self, on: date | None = None) -> list[Department]:
        """Every department in 建制順, or those that exist on a day."""
        with self._access.reading() as db:
            aliases: dict[int, list[str]] = {}
            for alias, number in db.conn.execute("SELECT alias, department FROM department_alias ORDER BY alias"):
                aliases.setdefault(number, []).append(alias)
            further: dict[int, list[int]] = {}
            for number, heir in db.conn.execute("SELECT department, successor FROM department_successor ORDER BY successor"):
                further.setdefault(number, []).append(heir)
            rows = db.conn.execute(
                "SELECT id, division, section, sort, valid_from, valid_to, successor FROM department ORDER BY sort, id"
            ).fetchall()
        found = [
            Department(
                division, section, sort, _day(start), _day(end), successor, tuple(aliases.get(i, ())), i, tuple(further.get(i, ()))
            )
            for i, division, section, sort, start, end, successor in rows
        ]
        return found if on is None else [d for d in found if d.exists_on(on)]

    def add(self, departments: Iterable[Department]) -> list[Department]:
        """Add new departments (in one step); returns them with their ids."""
        with self._access.writing() as db, self._access.reading():
            return [_add(db, department) for department in departments]

    def change(self, department: Department) -> None:
        """Replace what the register says of the department with that id; raises ``BugError`` for an unknown id."""
        self.change_all([department])

    def change_all(self, departments: Iterable[Department]) -> None:
        """``change`` of several in one step: all of it or nothing."""
        with self._access.writing() as db, self._access.reading():
            for department in departments:
                _require(db, department)
                _write(db, department)

    def hand_over(self, ended: Iterable[Department], heirs: Iterable[Department]) -> list[Department]:
        """Write departments as ended, with these as their successors, in one step; heirs with the id 0 are added.

        Returns the heirs with their ids. Raises ``BugError`` for an unknown id.
        """
        with self._access.writing() as db, self._access.reading():
            known = [heir if heir.id else _add(db, heir) for heir in heirs]
            numbers = [heir.id for heir in known]
            for department in ended:
                _require(db, department)
                _write(db, replace(department, successor=numbers[0], further=tuple(numbers[1:])))
        return known

    def resolve(self, printed: str, on: date) -> Resolution:
        """Which departments a printed text means on a day, as ``Resolver.resolve`` says."""
        return Resolver(self.all()).resolve(printed, on)


class Resolver:
    """Finds the departments meant by printed texts in a register that was read once."""

    def __init__(self, register: Iterable[Department]) -> None:
        self._by_id: dict[int, Department] = {}
        self._by_name: dict[str, list[Department]] = {}
        self._by_full_name: dict[str, list[Department]] = {}
        self._answers: dict[tuple[str, date], Resolution] = {}
        for department in register:
            self._by_id[department.id] = department
            for name in {*department.names} - {""}:
                self._by_name.setdefault(_plain(name), []).append(department)
            if department.division and department.section:
                self._by_full_name.setdefault(_plain(department.name), []).append(department)

    def resolve(self, printed: str, on: date) -> Resolution:
        """Which departments a printed text ("行政管理課、総務課他") means on a day.

        A name is a 課, a 部 with its 課, or an alias. A department gone by that day leads to its successors, unless the
        name, told with its 部, is that of one that is there. Where a name fits several departments all are given: which one
        is meant is for a person to say.
        """
        answer = self._answers.get((printed, on))
        if answer is None:
            answer = self._answers[printed, on] = self._resolve(printed, on)
        return answer

    def _resolve(self, printed: str, on: date) -> Resolution:
        found: dict[int, Department] = {}
        unknown = []
        for name in _names_in(printed, self._by_name):
            plain = _plain(name)
            exact = [d for d in self._by_full_name.get(plain, []) if d.exists_on(on)]
            standing = [s for d in exact or self._by_name.get(plain, []) for s in _standing(d, on, self._by_id)]
            found |= {d.id: d for d in standing}
            if not standing:
                unknown.append(name)
        return Resolution(tuple(found.values()), tuple(unknown))


def _add(db: Database, department: Department) -> Department:
    number = int(db.execute("SELECT COALESCE(MAX(id), 0) FROM department").fetchone()[0]) + 1
    added = replace(department, id=number)
    _write(db, added)
    return added


def _require(db: Database, department: Department) -> None:
    if db.execute("SELECT 1 FROM department WHERE id = ?", (department.id,)).fetchone() is None:
        raise BugError(f"no department {department.id}")


def _write(db: Database, department: Department) -> None:
    days = [None if day is None else day.isoformat() for day in (department.valid_from, department.valid_to)]
    values = (
        department.id, storable(department.division), storable(department.section), department.sort, *days,
        department.successor,
    )  # fmt: skip
    db.execute(
        "INSERT INTO department (id, division, section, sort, valid_from, valid_to, successor, checksum)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET division = excluded.division,"
        " section = excluded.section, sort = excluded.sort, valid_from = excluded.valid_from,"
        " valid_to = excluded.valid_to, successor = excluded.successor, checksum = excluded.checksum",
        (*values, checksum(values)),
    )
    db.execute("DELETE FROM department_alias WHERE department = ?", (department.id,))
    aliases = dict.fromkeys(map(storable, department.aliases))
    insert_rows(db, "department_alias", [(alias, department.id) for alias in aliases if alias])
    db.execute("DELETE FROM department_successor WHERE department = ?", (department.id,))
    insert_rows(db, "department_successor", [(department.id, heir) for heir in dict.fromkeys(department.further)])


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _plain(name: str) -> str:
    """The name for comparing: without spaces, full and half width alike."""
    return "".join(unicodedata.normalize("NFKC", name).split())


def _names_in(printed: str, known: dict[str, list[Department]]) -> list[str]:
    """The names in a printed text. A dot may be part of a name (文化・スポーツ課), so it parts only unknown names."""
    names: list[str] = []
    for part in parts_of(printed):
        whole = part if _plain(part) in known else without_others(part)
        names += [whole] if _plain(whole) in known else pieces_of(whole)
    return names


def _standing(department: Department, on: date, by_id: dict[int, Department]) -> list[Department]:
    """The department itself, or what took over from it, as it exists on the day."""
    if department.exists_on(on):
        return [department]
    found: dict[int, Department] = {}
    seen: set[int] = set()
    waiting = [department]
    while waiting:
        current = waiting.pop(0)
        if current.exists_on(on):
            found[current.id] = current
        elif current.id not in seen:
            seen.add(current.id)
            waiting += [by_id[heir] for heir in current.successors if heir in by_id]
    return list(found.values())
