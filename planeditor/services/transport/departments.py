"""The register of departments as JSON, and back."""
from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from planeditor.messages import transport as say
from planeditor.services.transport.spots import Spot
from planeditor.store.departments import Department

_WORDS = frozenset({"id", "division", "section", "sort", "aliases", "valid_from", "valid_to", "successors"})


def departments_as_json(departments: Iterable[Department]) -> list[dict[str, Any]]:
    """Every department in the order of its id; days as 2024-04-01, successors as ids."""
    return [
        {
            "id": d.id, "division": d.division, "section": d.section, "sort": d.sort, "aliases": list(d.aliases),
            "valid_from": d.valid_from.isoformat() if d.valid_from else "",
            "valid_to": d.valid_to.isoformat() if d.valid_to else "", "successors": list(d.successors),
        }
        for d in sorted(departments, key=lambda d: d.id)
    ]


def departments_of(found: Iterable[Spot]) -> list[Department]:
    """The departments that a file names, each with an id; raises KnownError for what is none."""
    departments = [_department(spot, place) for place, spot in enumerate(found, start=1)]
    known = {d.id for d in departments}
    for spot, department in zip(found, departments, strict=True):
        for heir in department.successors:
            if heir not in known:
                raise spot.error(say.NO_DEPARTMENT.format(id=heir))
    if len(known) < len(departments):
        ids = [d.id for d in departments]
        twice = next(n for n, number in enumerate(ids) if number in ids[:n])
        raise list(found)[twice].error(say.ID_TWICE.format(id=ids[twice]))
    return departments


def _department(spot: Spot, place: int) -> Department:
    spot.note_others(_WORDS)
    division, section = spot.text("division"), spot.text("section")
    if not (division or section).strip():
        raise spot.error(say.DEPARTMENT_UNNAMED)
    heirs = tuple(below.whole() for below in spot.items("successors"))
    return Department(
        division, section, spot.number("sort", place), _day(spot, "valid_from"), _day(spot, "valid_to"),
        heirs[0] if heirs else None, tuple(below.as_text() for below in spot.items("aliases")),
        spot.number("id", place), heirs[1:],
    )


def _day(spot: Spot, word: str) -> dt.date | None:
    text = spot.text(word)
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise spot.error(say.BAD_DAY.format(text=text)) from None
