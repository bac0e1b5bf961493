"""The change log in the database: appending groups, reading them, and the present rebuilt from them."""
from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from planeditor.domain.errors import BugError
from planeditor.domain.plan import Change, Key
from planeditor.domain.soundness import senseless

from .checksum import checksum, entry_checksum
from .history import GroupKind, GroupStep, History

if TYPE_CHECKING:
    from sqlite_utils import Database  # loading it takes longer than the first paint of the window may


@dataclass(frozen=True, slots=True)
class ChangeGroup:
    """One named operation of the log. ``undone``: no longer in force. ``reverses``: the groups it takes back or redoes."""

    id: int
    kind: GroupKind
    name: str
    who: str
    at: datetime
    source: str
    receipt: int | None
    reverses: tuple[int, ...]
    undone: bool
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class LastChange:
    """Who wrote the text that an entry has now, when, and from which source."""

    who: str
    at: datetime
    source: str


@dataclass(frozen=True, slots=True)
class GroupHead:
    """What a new group is called and where it comes from."""

    kind: GroupKind
    name: str
    who: str
    source: str = ""
    receipt: int | None = None
    targets: tuple[int, ...] = ()


def utc_now() -> str:
    """This moment, ISO 8601 in UTC."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def append_group(db: Database, head: GroupHead, changes: Sequence[Change]) -> int:
    """Write a group with its changes to the log and the present; returns its number. Inside a transaction only."""
    if not db.conn.in_transaction:
        raise BugError("a change group outside a transaction")
    # The number is needed for the checksum, so it is taken as AUTOINCREMENT would: the log never loses a group.
    group = int(db.execute("SELECT COALESCE(MAX(id), 0) + 1 FROM change_group").fetchone()[0])
    values = (group, head.kind, head.name, head.who, utc_now(), head.source, head.receipt)
    db.execute(
        "INSERT INTO change_group (id, kind, name, who, at, source, receipt, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        (*values, checksum(values)),
    )
    run = db.conn.executemany
    if head.targets:
        run("INSERT INTO reversal (group_id, target) VALUES (?, ?)", [(group, t) for t in head.targets])
    rows = [(group, seq, *c.key, c.old, c.new) for seq, c in enumerate(changes)]
    run(
        "INSERT INTO change (group_id, seq, node, field, period, old, new, checksum) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(*row, checksum(row)) for row in rows],
    )
    _write_present(db, group, changes)
    return group


def _write_present(db: Database, group: int, changes: Sequence[Change]) -> None:
    gone = [c.key for c in changes if c.new is None]
    if gone:
        db.conn.executemany("DELETE FROM entry WHERE node = ? AND field = ? AND period = ?", gone)
    texts = sorted((*c.key, c.new) for c in changes if c.new is not None)  # in the order of the primary key: faster
    db.conn.executemany(
        "INSERT INTO entry (node, field, period, text, group_id, checksum) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (node, field, period) DO UPDATE"
        " SET text = excluded.text, group_id = excluded.group_id, checksum = excluded.checksum",
        [(n, f, p, text, group, entry_checksum(n, f, p, text, group)) for n, f, p, text in texts],
    )


def load_present(db: Database) -> tuple[dict[str, dict[Key, str]], list[Key]]:
    """The entries whose checksum holds, by node, and the keys of those whose does not, or that no plan can hold."""
    entries: dict[str, dict[Key, str]] = defaultdict(dict)
    damaged: list[Key] = []
    intern = sys.intern
    for node, field, period, text, group, stored in db.conn.execute(
        "SELECT node, field, period, text, group_id, checksum FROM entry ORDER BY node, field, period"
    ):
        key = Key(intern(node), intern(field), intern(period))
        if entry_checksum(node, field, period, text, group) == stored:
            entries[key.node][key] = text
        else:
            damaged.append(key)
    for key in senseless(entries):  # nothing that reads a plan is to stumble over it
        del entries[key.node][key]
        damaged.append(key)
    return dict(entries), damaged


def load_history(db: Database) -> History:
    """The history of all groups."""
    targets: dict[int, list[int]] = {}
    for group, target in db.conn.execute("SELECT group_id, target FROM reversal ORDER BY group_id, target"):
        targets.setdefault(group, []).append(target)
    rows = db.conn.execute("SELECT id, kind, name, receipt FROM change_group ORDER BY id")
    return History(GroupStep(i, kind, name, receipt, tuple(targets.get(i, ()))) for i, kind, name, receipt in rows)


def changes_of(db: Database, group: int, node: str | None = None) -> list[Change]:
    """The changes of one group in order; with ``node`` only those of it."""
    sql = "SELECT node, field, period, old, new FROM change WHERE group_id = :group"
    if node is not None:
        sql += " AND node = :node"
    rows = db.conn.execute(sql + " ORDER BY seq", {"group": group, "node": node})
    return [Change(Key(n, f, p), old, new) for n, f, p, old, new in rows]


def changes_until(db: Database, group: int | None = None) -> Iterator[tuple[int, Change]]:
    """Every change of the log up to and with a group (None: to the end), in order, with the number of its group."""
    rows = db.conn.execute(
        "SELECT group_id, node, field, period, old, new FROM change WHERE group_id <= ? ORDER BY group_id, seq",
        (sys.maxsize if group is None else group,),
    )
    for number, node, field, period, old, new in rows:
        yield number, Change(Key(node, field, period), old, new)


def rebuild(changes: Iterable[tuple[int, Change]]) -> dict[Key, str]:
    """The entries after these changes, from nothing."""
    entries: dict[Key, str] = {}
    for _, change in changes:
        if change.new is None:
            entries.pop(change.key, None)
        else:
            entries[change.key] = change.new
    return entries


def read_groups(db: Database, history: History, node: str | None, limit: int | None) -> list[ChangeGroup]:
    """The latest groups first; with ``node`` only those that changed it, with its changes only."""
    sql = "SELECT id, kind, name, who, at, source, receipt FROM change_group"
    if node is not None:
        sql += " WHERE id IN (SELECT group_id FROM change WHERE node = :node)"
    sql += " ORDER BY id DESC LIMIT :limit"
    rows = list(db.conn.execute(sql, {"node": node, "limit": -1 if limit is None else limit}))
    groups = []
    for number, kind, name, who, at, source, receipt in rows:
        changes = tuple(changes_of(db, number, node))
        groups.append(
            ChangeGroup(
                number, kind, name, who, datetime.fromisoformat(at), source, receipt,
                history.steps[number].targets, not history.effective(number), changes,
            )
        )  # fmt: skip
    return groups


def changes_between(db: Database, after: int, until: int | None = None) -> list[Change]:
    """What differs right after the group ``until`` (None: now) from how it was right after ``after``, whatever lies between."""
    rows = db.conn.execute(
        "SELECT node, field, period, old, new FROM change WHERE group_id > ? AND group_id <= ? ORDER BY group_id, seq",
        (after, sys.maxsize if until is None else until),
    )
    found: dict[Key, tuple[str | None, str | None]] = {}
    for node, field, period, old, new in rows:
        key = Key(node, field, period)
        found[key] = (found[key][0] if key in found else old, new)
    return [Change(key, old, new) for key, (old, new) in found.items() if old != new]


def read_cell(db: Database, history: History, key: Key, limit: int) -> list[ChangeGroup]:
    """The latest groups that changed one entry, latest first, each with that one change."""
    rows = db.conn.execute(
        "SELECT g.id, g.kind, g.name, g.who, g.at, g.source, g.receipt, c.old, c.new"
        " FROM change AS c JOIN change_group AS g ON g.id = c.group_id"
        " WHERE c.node = ? AND c.field = ? AND c.period = ? ORDER BY c.group_id DESC, c.seq DESC LIMIT ?",
        (*key, limit),
    )
    return [
        ChangeGroup(
            number, kind, name, who, datetime.fromisoformat(at), source, receipt,
            history.steps[number].targets, not history.effective(number), (Change(key, old, new),),
        )
        for number, kind, name, who, at, source, receipt, old, new in rows
    ]  # fmt: skip


def read_last_changes(db: Database, history: History, period: str) -> dict[Key, LastChange]:
    """For each entry of a period the last edit of it that is in force."""
    rows = db.conn.execute(
        "SELECT c.node, c.field, g.id, g.who, g.at, g.source FROM change AS c JOIN change_group AS g ON g.id = c.group_id"
        " WHERE c.period = ? AND g.kind IN ('create', 'edit') ORDER BY c.group_id, c.seq",
        (period,),
    )
    return {
        Key(node, field, period): LastChange(who, datetime.fromisoformat(at), source)
        for node, field, group, who, at, source in rows
        if history.effective(group)
    }
