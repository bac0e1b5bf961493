"""What is lost, in sentences: by measure, field and year where that is known, by table and number else."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from planeditor.domain.plan import NAME, NUMBER, Key
from planeditor.domain.text import shorten
from planeditor.messages import salvaging as say
from planeditor.store.labels import name_entries
from planeditor.store.verifying.damage import called, ranges

from .gathering import Found
from .rebuilding import Rebuilt
from .shapes import NUMBERED, key_of

if TYPE_CHECKING:
    from sqlite_utils import Database  # loading it takes longer than the first paint of the window may

_MOST_DOUBTS, _LONGEST = 30, 60
_MOST_BEYOND = 10_000
"""More than this is a damaged number."""
_IN_THE_LOG = {"entry", "draft", "change", "change_group", *NUMBERED}


@dataclass(slots=True)
class Losses:
    """What is known to be lost, before it has words."""

    numbers: dict[str, list[int]] = field(default_factory=dict)
    """The numbers that are missing, by table."""
    counts: dict[str, int] = field(default_factory=dict)
    """How many rows are lost of the other tables, as far as known."""
    entries: list[Key] = field(default_factory=list)
    latest: list[Key] = field(default_factory=list)
    """Entries that are back to what they were before."""
    doubtful: list[Key] = field(default_factory=list)
    """Entries that may be back to what they were before."""
    drafts: list[Key] = field(default_factory=list)
    changes: list[tuple[int, Key]] = field(default_factory=list)
    unknown: dict[int, int] = field(default_factory=dict)
    """Of each group, how many changes are lost of which not even the place is known."""
    missing: list[int] = field(default_factory=list)
    end: list[int] = field(default_factory=list)
    files: Mapping[str, list[int]] = field(default_factory=dict)
    plan_id: bool = False
    removed: int = 0

    def of(self, table: str) -> int:
        """How many rows of a table are lost."""
        if table == "entry":
            return len(self.entries) + len(self.latest)
        if table == "draft":
            return len(self.drafts)
        if table == "change":
            return len(self.changes) + sum(self.unknown.values())
        if table == "change_group":
            return len(self.missing) + len(self.end)
        return len(self.numbers.get(table, ())) + self.counts.get(table, 0)


def find_losses(found: Found, rebuilt: Rebuilt, standins: Mapping[str, list[int]], dropped: Mapping[str, int]) -> Losses:
    """What of a file is lost, as far as it can be known."""
    losses = Losses(plan_id=("plan_id",) not in found.rows["meta"])
    losses.missing = [group for group in rebuilt.missing if group <= rebuilt.known]
    losses.end = [group for group in rebuilt.missing if group > rebuilt.known]
    for table, column in NUMBERED.items():
        there = {int(str(row[column])) for row in found.rows[table].values()} - set(standins.get(table, ()))
        last = max([*there, *standins.get(table, ())], default=0)
        lost = sorted({*range(1, last + 1)} - there | {*_beyond(found, table, last)})
        if lost:
            losses.numbers[table] = lost
    for table in found.rows.keys() - _IN_THE_LOG:
        count = sum(1 for _ in found.unresolved(table)) + dropped.get(table, 0)
        if count:
            losses.counts[table] = count
    losses.drafts = [key_of(row) for row in found.unresolved("draft")]
    worked_out = set(rebuilt.worked_out)
    for row in found.unresolved("change"):
        place = (int(str(row["group_id"])), key_of(row))
        if place not in worked_out:
            losses.changes.append(place)
    known = Counter(group for group, _ in [*losses.changes, *rebuilt.worked_out])
    losses.unknown = {g: left for g, lost in rebuilt.gaps.items() if (left := lost - known[g]) > 0}
    for row in found.unresolved("entry"):
        key, group = key_of(row), int(str(row["group_id"]))
        there_now = rebuilt.present.get(key)
        if there_now is None:
            losses.entries.append(key)
        elif there_now[1] < group:
            losses.latest.append(key)
    told = {*losses.latest, *losses.entries}
    losses.doubtful = [key for key in rebuilt.doubtful if key not in told]
    return losses


def words_of(losses: Losses, found: Found, db: Database, entries: Mapping[Key, str]) -> list[str]:
    """A sentence for each; ``db`` and ``entries`` are those of the new file, for the names."""
    def names(keys: Iterable[Key]) -> list[str]:
        return name_entries(db, entries, list(keys))

    words = [say.LOST_ENTRY.format(entry=name) for name in names(losses.entries)]
    words += [say.LOST_LATEST.format(entry=name) for name in names(losses.latest)]
    words += _doubts(losses.doubtful, db, entries)
    words += [say.LOST_DRAFT.format(entry=name) for name in names(losses.drafts)]
    if losses.missing:
        words.append(say.LOST_GROUPS.format(groups=ranges(losses.missing)))
    if losses.end:
        words.append(say.LOST_END.format(groups=ranges(losses.end)))
    named = names(key for _, key in losses.changes)
    words += [say.LOST_CHANGE.format(group=g, entry=name) for (g, _), name in zip(losses.changes, named, strict=True)]
    words += [say.LOST_CHANGES.format(group=group, count=count) for group, count in sorted(losses.unknown.items())]
    words += [say.LOST_NUMBERS.format(table=called(t), numbers=ranges(n)) for t, n in losses.numbers.items()]
    words += [say.LOST_COUNT.format(table=called(t), count=count) for t, count in sorted(losses.counts.items())]
    lost = set(losses.numbers.get("receipt", ()))
    words += [say.LOST_ORIGINAL.format(receipt=n) for n in losses.files.get("receipt", ()) if n not in lost]
    papers = found.rows["paper"]
    words += [say.LOST_PAPER.format(paper=n, name=papers[(n,)]["name"]) for n in losses.files.get("paper", ())]
    torn = sorted(table for table in found.torn if table not in _IN_THE_LOG and table not in losses.counts)
    if torn:
        words.append(say.TORN.format(tables="、".join(called(table) for table in torn)))
    if losses.plan_id:
        words.append(say.LOST_PLAN_ID)
    if losses.removed:
        words.append(say.LOST_REMOVED.format(count=losses.removed))
    return words


def _doubts(keys: Sequence[Key], db: Database, entries: Mapping[Key, str]) -> list[str]:
    """A sentence for each entry, for each measure where they are many."""
    if len(keys) <= _MOST_DOUBTS:
        return [say.DOUBTFUL_ENTRY.format(entry=name) for name in name_entries(db, entries, keys)]
    by_node = Counter(key.node for key in keys)
    titles = {n: f"{entries.get(Key(n, NUMBER), '')} {entries.get(Key(n, NAME), '')}".strip() for n in by_node}
    named = {node: count for node, count in by_node.items() if titles[node]}
    words = [say.DOUBTFUL_ENTRIES.format(node=shorten(titles[n], _LONGEST), count=count) for n, count in named.items()]
    left = len(keys) - sum(named.values())
    return [*words, say.DOUBTFUL_REST.format(count=left)] if left else words


def _beyond(found: Found, table: str, last: int) -> Iterator[int]:
    """The numbers given out after the last one that is there; nothing where the whole table could be read."""
    end = found.ends.get(table, 0)
    if last < end <= last + _MOST_BEYOND and (not found.orderly or found.broken.get(table)):
        yield from range(last + 1, end + 1)
