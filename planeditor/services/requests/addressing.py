"""Who is asked for which measure: the 照会先 of a measure, else the department that its form prints."""
from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from planeditor.domain.contacts import Contact, contact_name, parse_contacts
from planeditor.domain.fields import Vocabulary
from planeditor.domain.offices import is_collective, parts_of, pieces_of, without_others
from planeditor.domain.plan import CONTACTS, DEPARTMENTS, PLAN_ID, SECRETARIAT, STATE, Node, Plan
from planeditor.domain.text import label_key
from planeditor.messages import editing as say_editing
from planeditor.messages import requests as say
from planeditor.store.departments import Department, Resolver

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.requests import Role

Reason = Literal["none", "others", "several", "ended", "unknown"]
"""Why nobody can be asked yet: no name at all, a name with 他, one that fits several departments, one that has ended without
a successor, one the register does not know."""

_ENDED = frozenset({say_editing.STATE_STOPPED, say_editing.STATE_DONE, say_editing.STATE_MERGED})


@dataclass(frozen=True, slots=True)
class Assigned:
    """A measure that a department is asked for. ``printed`` is what the form prints, ``details`` 係, 担当 and 内線 as noted."""

    node: str
    role: Role
    printed: str
    details: str = ""


@dataclass(frozen=True, slots=True)
class Addressee:
    """A department with its measures in the plan's order. ``own``: it keeps the plan, and fills its measures in directly.

    ``department`` is None for a secretariat that the register does not know.
    """

    department: Department | None
    name: str
    measures: tuple[Assigned, ...]
    own: bool = False

    @property
    def leading(self) -> tuple[Assigned, ...]:
        """The measures it answers for."""
        return tuple(a for a in self.measures if a.role == "lead")

    @property
    def details(self) -> str:
        """係, 担当 and 内線 as noted for its measures, each once."""
        return "、".join(dict.fromkeys(a.details for a in self.measures if a.details))


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A printed name (or 照会先) of which a person must say who is meant; ``candidates`` are those it may be."""

    node: str
    printed: str
    reason: Reason
    message: str
    candidates: tuple[Department, ...] = ()


@dataclass(frozen=True, slots=True)
class Addressing:
    """Everybody who is asked, in 建制順, and what must be settled before."""

    addressees: tuple[Addressee, ...]
    unresolved: tuple[Unresolved, ...] = ()

    def find(self, department: int) -> Addressee | None:
        """The addressee with that number in the register."""
        return next((a for a in self.addressees if a.department and a.department.id == department), None)


def asked_measures(plan: Plan) -> list[Node]:
    """The measures that somebody still reports on: neither ended nor merged into another one."""
    return [node for node in plan.measures if plan.text(node.id, STATE) not in _ENDED]


def address(plan: Plan, vocabulary: Vocabulary, register: Sequence[Department], on: dt.date) -> Addressing:
    """Who is asked on a day for which measure. The first name leads, the others contribute.

    A department that has ended leads to its successor. The secretariat's measures are marked its own. A measure with a name
    that is unclear counts for nobody until it is settled.
    """
    finder = _Finder(vocabulary, register, on)
    secretariat = finder.secretariat(plan.text(PLAN_ID, SECRETARIAT))
    assigned: dict[int, list[Assigned]] = {}
    unresolved: list[Unresolved] = []
    for node in asked_measures(plan):
        printed = plan.text(node.id, DEPARTMENTS)
        noted = parse_contacts(plan.text(node.id, CONTACTS))
        contacts = noted or tuple(map(Contact, parts_of(printed)))
        found = finder.departments(node, printed, contacts, secretariat, say.CONTACT_WORD if noted else say.PRINTED)
        if isinstance(found, Unresolved):
            unresolved.append(found)
            continue
        for place, (number, details) in enumerate(found.items()):
            role: Role = "contributing" if place else "lead"
            assigned.setdefault(number, []).append(Assigned(node.id, role, printed, details))
    order = [d for d in (*register, *([secretariat] if secretariat and not secretariat.id else [])) if d.id in assigned]
    addressees = tuple(
        Addressee(d if d.id else None, d.name, tuple(assigned[d.id]), secretariat is not None and d.id == secretariat.id)
        for d in order
    )
    return Addressing(addressees, tuple(unresolved))


class _Finder:
    """Finds departments by name in a register that was read once."""

    def __init__(self, vocabulary: Vocabulary, register: Sequence[Department], on: dt.date) -> None:
        self._resolver, self._on = Resolver(register), on
        self._word = vocabulary.word("measure")
        self._empty = not register
        self._ever = {label_key(n) for d in register for n in d.names}
        self._known: dict[str, tuple[Reason | None, tuple[Department, ...]]] = {}

    def secretariat(self, name: str) -> Department | None:
        """The department that keeps the plan, also where its 係 is told with it, or a 部 that the register does not have; one
        without a number where the register does not know it."""
        name = contact_name(name)
        if not name:
            return None
        words = name.split()
        for count in range(len(words), 0, -1):
            for first in range(len(words) - count, -1, -1):
                found = self._resolver.resolve(" ".join(words[first : first + count]), self._on).found
                if len(found) == 1:
                    return found[0]
        return Department("", name)

    def departments(
        self, node: Node, printed: str, contacts: Iterable[Contact], secretariat: Department | None, what: str
    ) -> dict[int, str] | Unresolved:
        """The numbers of the departments meant, in order, each with its details; or why that cannot be said. ``what``: the
        word for where the names stand."""
        found: dict[int, str] = {}
        for contact in contacts:
            if secretariat and not secretariat.id and label_key(contact.name) == label_key(secretariat.name):
                found.setdefault(secretariat.id, contact.details)
                continue
            for name in self._pieces(contact.name):
                reason, departments = self._look_up(name)
                if reason:
                    return self._unresolved(node, name, reason, departments, what)
                found.setdefault(departments[0].id, contact.details)
        return found or self._unresolved(node, printed, "none", (), what)

    def _pieces(self, name: str) -> list[str]:
        """The names in one part of a text: a dot may be part of a name (文化・スポーツ課), so it parts only unknown ones."""
        return [name] if label_key(name) in self._ever else pieces_of(name)

    def _look_up(self, name: str) -> tuple[Reason | None, tuple[Department, ...]]:
        if name not in self._known:
            self._known[name] = self._resolve(name)
        return self._known[name]

    def _resolve(self, name: str) -> tuple[Reason | None, tuple[Department, ...]]:
        """Why a name is unclear and who it may be; no reason, and the one department, where it is clear."""
        found = self._resolver.resolve(name, self._on).found
        known = label_key(name) in self._ever
        if not known and without_others(name).strip() not in ("", name):
            return "others", found
        if not known and is_collective(name):
            return "others", ()
        if not found:
            return "ended" if known else "unknown", ()
        return ("several" if len(found) > 1 else None), found

    def _unresolved(
        self, node: Node, name: str, reason: Reason, candidates: tuple[Department, ...], what: str
    ) -> Unresolved:
        sentence = say.REGISTER_EMPTY if self._empty and reason == "unknown" else say.UNRESOLVED[reason]
        known = "、".join(d.name for d in candidates)
        message = sentence.format(word=self._word, what=what, title=node.title, number=node.number, name=name, known=known)
        return Unresolved(node.id, name, reason, message, candidates)
