"""The change log made whole again: what survives keeps its number, and what is missing in between is worked out from both sides."""
from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from dataclasses import dataclass, field

from planeditor.domain.plan import Change, Key

from .gathering import FREED, Found
from .shapes import key_of

_MOST_BEYOND = 1000
"""More groups than this are not lost at once: the number is damaged."""


@dataclass(slots=True)
class Rebuilt:
    """A log that replays to the present."""

    known: int
    """The number of the last group of which anything is left."""
    last: int
    """The number of the last group there was, as far as the file says."""
    changes: dict[int, list[Change]] = field(default_factory=lambda: defaultdict(list))
    present: dict[Key, tuple[str, int]] = field(default_factory=dict)
    """The entries, each with the group that wrote it."""
    missing: list[int] = field(default_factory=list)
    """The groups of which not even the name is left."""
    worked_out: list[tuple[int, Key]] = field(default_factory=list)
    """The changes that were made again from what stands before and after them."""
    gaps: dict[int, int] = field(default_factory=dict)
    """Of a group, how many changes are known to be missing."""
    doubtful: list[Key] = field(default_factory=list)
    """Entries that only the log tells of, while later changes of them may be among what is lost."""


def rebuild(found: Found) -> Rebuilt:
    """Make the log whole. What stands in no group any more goes into one more group at the end, number ``last`` + 1."""
    known = _last_group(found)
    rebuilt = Rebuilt(known, _end(found, known))
    changes = _by_group(found)
    heads = {int(str(group)) for (group,) in found.rows["change_group"]}
    rebuilt.missing = [group for group in range(1, rebuilt.last + 1) if group not in heads]
    rebuilt.gaps = _gaps(found)
    broken = {int(str(row["group_id"])) for row in found.unresolved("change")}
    holes = sorted({*rebuilt.missing, *rebuilt.gaps, *(g for g in broken if 0 < g <= rebuilt.last)})
    empty = sorted(heads - changes.keys())  # they may have had none at all
    _Replay(found, rebuilt, holes, empty).run(changes)
    return rebuilt


class _Replay:
    def __init__(self, found: Found, rebuilt: Rebuilt, holes: list[int], empty: list[int]) -> None:
        self._found, self._rebuilt = found, rebuilt
        self._holes, self._empty = holes, empty
        self._state: dict[Key, str] = {}
        self._writers: dict[Key, int] = {}
        self._ends: dict[int, list[Change]] = defaultdict(list)

    def run(self, changes: dict[int, list[Change]]) -> None:
        rebuilt = self._rebuilt
        for group in range(1, rebuilt.last + 1):
            for change in changes.get(group, ()):
                if self._state.get(change.key) != change.old:
                    self._bridge(change.key, change.old, before=group)
                rebuilt.changes[group].append(change)
                self._note(change.key, change.new, group)
        self._reach_present()
        self._doubt()
        for group, more in self._ends.items():
            rebuilt.changes[group] += more
        rebuilt.present = {key: (text, self._writers[key]) for key, text in self._state.items()}

    def _bridge(self, key: Key, text: str | None, *, before: int) -> None:
        """A change that is lost: it was made in the last gap that there is before the one that shows it."""
        change = Change(key, self._state.get(key), text)
        place = self._gap(self._writers.get(key, 1), before - 1)
        if place is None:
            self._rebuilt.changes[before].append(change)
        else:
            self._ends[place].append(change)
        self._rebuilt.worked_out.append((place or before, key))

    def _gap(self, first: int, last: int) -> int | None:
        for places in (self._holes, self._empty):
            at = bisect_right(places, last)
            if at and places[at - 1] >= first:
                return places[at - 1]
        return None

    def _note(self, key: Key, text: str | None, group: int) -> None:
        if text is None:
            self._state.pop(key, None)
        else:
            self._state[key] = text
        self._writers[key] = group

    def _reach_present(self) -> None:
        found, rebuilt = self._found, self._rebuilt
        entries = {key_of(row): row for row in found.rows["entry"].values()}
        for key in sorted(entries):
            row = entries[key]
            text, group = str(row["text"]), int(str(row["group_id"]))
            writer = self._writers.get(key, 0)
            if group <= writer or (writer and found.ranks["entry"][tuple(key)] == FREED):
                continue  # the log knows better
            self._ends[group].append(Change(key, self._state.get(key), text))
            rebuilt.worked_out.append((group, key))
            self._note(key, text, group)
        if found.orderly and not found.broken.get("entry"):
            for key in sorted(self._state.keys() - entries.keys()):
                place = self._gap(self._writers[key], rebuilt.last)
                if place in self._holes and place is not None:  # what took it out is among what is lost
                    self._ends[place].append(Change(key, self._state[key], None))
                    rebuilt.worked_out.append((place, key))
                    self._note(key, None, place)

    def _doubt(self) -> None:
        found, rebuilt = self._found, self._rebuilt
        if found.orderly and not found.broken.get("entry"):
            return
        last_gap = max([*self._holes, *self._empty], default=0)
        if "change_group" not in found.ends:  # nobody knows where the log ended
            last_gap = rebuilt.last + 1
        changed = {key for key, text in self._state.items() if (*key,) not in found.rows["entry"]}
        gone = self._writers.keys() - self._state.keys()
        rebuilt.doubtful = sorted(key for key in changed | gone if self._writers[key] <= last_gap)


def _by_group(found: Found) -> dict[int, list[Change]]:
    changes: dict[int, list[Change]] = defaultdict(list)
    for row in sorted(found.rows["change"].values(), key=lambda row: (int(str(row["group_id"])), int(str(row["seq"])))):
        changes[int(str(row["group_id"]))].append(Change(key_of(row), _text(row["old"]), _text(row["new"])))
    return changes


def _gaps(found: Found) -> dict[int, int]:
    """Of each group, how many numbers its changes skip; what is missing behind the last one cannot be seen."""
    held: dict[int, list[int]] = defaultdict(list)
    for row in found.rows["change"].values():
        held[int(str(row["group_id"]))].append(int(str(row["seq"])))
    return {group: lost for group, own in held.items() if (lost := max(own) + 1 - len(own))}


def _last_group(found: Found) -> int:
    columns = {
        "change_group": ("id",), "change": ("group_id",), "entry": ("group_id",), "reversal": ("group_id", "target"),
        "decision": ("group_id",), "request": ("after_group",), "redaction": ("group_id",), "redaction_group": ("group_id",),
    }  # fmt: skip
    return max((int(str(row[c])) for table, own in columns.items() for row in found.rows[table].values() for c in own), default=0)


def _end(found: Found, known: int) -> int:
    """The last number given out; where the file is in order but for that number, it is the number that is damaged."""
    end = found.ends.get("change_group", 0)
    return end if not found.orderly and known < end <= known + _MOST_BEYOND else known


def _text(value: object) -> str | None:
    return value if isinstance(value, str) else None
