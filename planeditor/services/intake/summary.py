"""What is kept with a receipt beside its proposals: how much of the file said the same as the plan, and what was noted."""
from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Summary:
    """What reading a file came to."""

    unchanged: int = 0
    notes: tuple[str, ...] = ()

    def as_text(self) -> str:
        """The form in which the plan file keeps it, as the message of the receipt."""
        return json.dumps({"unchanged": self.unchanged, "notes": list(self.notes)}, ensure_ascii=False)


def summary_of(message: str) -> Summary:
    """The summary that a receipt's message holds; an empty one for anything else."""
    try:
        data = json.loads(message)
    except (ValueError, RecursionError):  # damaged: nested without end
        return Summary()
    unchanged, notes = (data.get("unchanged"), data.get("notes")) if isinstance(data, dict) else (0, ())
    told = tuple(n for n in notes if isinstance(n, str)) if isinstance(notes, Sequence) and not isinstance(notes, str) else ()
    return Summary(unchanged if isinstance(unchanged, int) else 0, told)
