"""What is kept with a receipt beside its proposals: how much of the file said the same as the plan, and what was noted."""
from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from planeditor.domain.plan import Key


@dataclass(frozen=True, slots=True)
class Summary:
    """What reading a file came to."""

    unchanged: int = 0
    notes: tuple[str, ...] = ()
    blank: tuple[Key, ...] = ()
    """Where the file, which carried no stamp, was blank and the plan was not."""

    def as_text(self) -> str:
        """The form in which the plan file keeps it, as the message of the receipt."""
        blank = {"blank": [list(key) for key in self.blank]} if self.blank else {}
        return json.dumps({"unchanged": self.unchanged, "notes": list(self.notes), **blank}, ensure_ascii=False)


def summary_of(message: str) -> Summary:
    """The summary that a receipt's message holds; an empty one for anything else."""
    try:
        data = json.loads(message)
    except (ValueError, RecursionError):  # damaged: nested without end
        return Summary()
    unchanged, notes = (data.get("unchanged"), data.get("notes")) if isinstance(data, dict) else (0, ())
    told = tuple(n for n in notes if isinstance(n, str)) if isinstance(notes, Sequence) and not isinstance(notes, str) else ()
    return Summary(unchanged if isinstance(unchanged, int) else 0, told, tuple(_keys(data)))


def _keys(data: object) -> Iterator[Key]:
    listed = data.get("blank", ()) if isinstance(data, dict) else ()
    for one in listed if isinstance(listed, list) else ():
        if isinstance(one, list) and len(one) == len(Key._fields) and all(isinstance(part, str) for part in one):
            yield Key(*one)
