"""What differs between a backup and the plan as it is now: what putting it back takes away, and what it brings again."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from planeditor.domain.plan import KIND, Key
from planeditor.messages import backups as say
from planeditor.store.contents import Contents


@dataclass(frozen=True, slots=True)
class Difference:
    """``entries``: texts that are not the same, in so many ``measures``; ``operations``: names of what was done since, the latest
    first; ``gained``: operations only the backup has; the others: how many came in, went out and were kept since."""

    entries: int = 0
    measures: int = 0
    operations: tuple[str, ...] = ()
    gained: int = 0
    receipts: int = 0
    requests: int = 0
    papers: int = 0
    other_plan: bool = False

    @property
    def is_any(self) -> bool:
        """Whether there is any."""
        return self != Difference()

    def told(self, word: str = "") -> str:
        """As lists tell it; ``word``: what the form set calls a measure."""
        if self.other_plan:
            return say.ANOTHER
        entries = say.ENTRIES_IN if word and self.measures else say.ENTRIES
        parts = [
            entries.format(count=self.entries, measures=self.measures, word=word) if self.entries else "",
            say.RECEIPTS.format(count=self.receipts) if self.receipts else "",
            say.REQUESTS.format(count=self.requests) if self.requests else "",
            say.PAPERS.format(count=self.papers) if self.papers else "",
        ]
        if not any(parts) and self.operations:
            parts = [say.OPERATIONS.format(count=len(self.operations))]
        if not any(parts) and self.gained:
            parts = [say.GAINED.format(count=self.gained)]
        return say.AND.join(part for part in parts if part) or say.SAME

    def as_data(self) -> dict[str, Any]:
        """For ``--json``."""
        return {
            "entries": self.entries, "measures": self.measures, "operations": list(self.operations), "gained": self.gained,
            "receipts": self.receipts, "requests": self.requests, "papers": self.papers, "other_plan": self.other_plan,
        }


def difference(backup: Contents, now: Contents) -> Difference:
    """What differs between a backup and the present."""
    if backup.plan_id != now.plan_id:
        return Difference(other_plan=True)
    keys = {key for key in backup.entries.keys() | now.entries.keys() if backup.entries.get(key) != now.entries.get(key)}
    since = [(number, name) for number, (at, name) in now.groups.items() if backup.groups.get(number, ("",))[0] != at]
    gained = sum(now.groups.get(number, ("",))[0] != at for number, (at, _) in backup.groups.items())
    return Difference(
        len(keys), len({key.node for key in keys if _is_measure(key.node, backup, now)}),
        tuple(name for _, name in sorted(since, reverse=True)), gained,
        len(now.receipts - backup.receipts), len(now.requests - backup.requests), len(now.papers - backup.papers),
    )  # fmt: skip


def _is_measure(node: str, *contents: Contents) -> bool:
    return any(one.entries.get(Key(node, KIND)) == "measure" for one in contents)
