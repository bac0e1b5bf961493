"""The change log in the database: appending groups, reading them, and the present rebuilt from them."""
from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from planeditor.domain.errors import BugError, KnownError
from planeditor.domain.moments import utc_now
from planeditor.domain.plan import Change, Key
from planeditor.domain.soundness import senseless
from planeditor.messages import verifying

from .checksum import change_checksum, checksum, entry_checksum
from .history import GroupKind, GroupStep, History
from .rows import insert_rows

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
    insert_rows(db, "reversal", [(group, target) for target in head.targets])
    rows = [(group, seq, *c.key, c.old, c.new) for seq, c in enumerate(changes)]
    db.conn.executemany(
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
        try:
            key = Key(intern(node), intern(field), intern(period))
            sound = entry_checksum(node, field, period, text, group) == stored
        except TypeError:  # so damaged that it is no text
            key, sound = Key(str(node), str(field), str(period)), False
        if sound:
            entries[key.node][key] = text
        else:
            damaged.append(key)
    for key in senseless(entries):  # nothing that reads a plan is to stumble over it
        del entries[key.node][key]
        damaged.append(key)
    return dict(entries), damaged


def load_history(db: Database) -> History:
    """The history of all groups, with the numbers of those whose checksum does not hold."""
    targets: dict[int, list[int]] = {}
    damaged = set()
    for group, target, stored in db.conn.execute("SELECT group_id, target, checksum FROM reversal ORDER BY group_id, target"):
        targets.setdefault(group, []).append(target)
        if checksum((group, target)) != stored:
            damaged.add(group)
    steps = []
    for *values, stored in db.conn.execute(
        "SELECT id, kind, name, who, at, source, receipt, checksum FROM change_group ORDER BY id"
    ):
        number, kind, name, *_, receipt = values
        steps.append(GroupStep(number, kind, name, receipt, tuple(targets.get(number, ()))))
        if checksum(values) != stored:
            damaged.add(number)
    return History(steps, damaged)


def changes_of(db: Database, group: int) -> list[Change]:
    """The changes of one group in order. Raises ``KnownError`` where one is damaged."""
    return [change for _, change in _sound_changes(db, "group_id = ?", (group,))]


def changes_until(db: Database, group: int) -> Iterator[tuple[int, Change]]:
    """Every change of the log up to and with a group, in order, with the number of its group.

    Raises ``KnownError`` where one is damaged.
    """
    yield from _sound_changes(db, "group_id <= ?", (group,))


def changes_after(db: Database, group: int) -> Iterator[tuple[int, Change]]:
    """As ``changes_until``, what came after a group."""
    yield from _sound_changes(db, "group_id > ?", (group,))


def _sound_changes(db: Database, where: str, values: Sequence[int]) -> Iterator[tuple[int, Change]]:
    rows = db.conn.execute(
        f"SELECT group_id, seq, node, field, period, old, new, checksum FROM change WHERE {where} ORDER BY group_id, seq",  # noqa: S608
        values,
    )
    for group, seq, node, field, period, old, new, stored in rows:
        if not _holds((group, seq, node, field, period, old, new), stored):
            raise KnownError(verifying.DAMAGED_LOG.format(group=group))
        yield group, Change(Key(node, field, period), old, new)


def rebuild(changes: Iterable[tuple[int, Change]]) -> dict[Key, str]:
    """The entries after these changes, from nothing."""
    entries: dict[Key, str] = {}
    for _, change in changes:
        if change.new is None:
            entries.pop(change.key, None)
        else:
            entries[change.key] = change.new
    return entries


def read_groups(
    db: Database, history: History, node: str | None, limit: int | None, between: tuple[datetime, datetime] | None = None
) -> list[ChangeGroup]:
    """The latest groups first; with ``node`` only those that changed it, with its changes only; ``between``: from the first of two
    moments on and before the second."""
    sql, first, end = "SELECT id, kind, name, who, at, source, receipt FROM change_group WHERE 1", "", ""
    if node is not None:
        sql += " AND id IN (SELECT group_id FROM change WHERE node = :node)"
    if between is not None:
        first, end = (moment.astimezone(UTC).isoformat(timespec="seconds") for moment in between)
        sql += " AND at >= :first AND at < :end"
    sql += " ORDER BY id DESC LIMIT :limit"
    rows = list(db.conn.execute(sql, {"node": node, "limit": -1 if limit is None else limit, "first": first, "end": end}))
    groups = []
    for number, kind, name, who, at, source, receipt in rows:
        changes = tuple(_shown_changes(db, number, node))
        groups.append(
            ChangeGroup(
                number, kind, name, who, datetime.fromisoformat(at), source, receipt,
                history.steps[number].targets, not history.effective(number), changes,
            )
        )  # fmt: skip
    return groups


def first_moment(db: Database) -> datetime:
    """When the first group was written."""
    return datetime.fromisoformat(db.conn.execute("SELECT at FROM change_group ORDER BY id LIMIT 1").fetchone()[0])


def _holds(row: tuple[int, int, str, str, str, str | None, str | None], stored: str) -> bool:
    try:
        return change_checksum(*row) == stored
    except TypeError:  # so damaged that it is no text
        return False


def _shown_changes(db: Database, group: int, node: str | None) -> list[Change]:
    """The changes of a group to be looked at: damaged texts are said to be."""
    sql = "SELECT group_id, seq, node, field, period, old, new, checksum FROM change WHERE group_id = :group"
    if node is not None:
        sql += " AND node = :node"
    return [_shown(*row) for row in db.conn.execute(sql + " ORDER BY seq", {"group": group, "node": node})]


def _shown(
    group: int, seq: int, node: str, field: str, period: str, old: str | None, new: str | None, stored: str
) -> Change:
    if not _holds((group, seq, node, field, period, old, new), stored):
        return Change(Key(node, field, period), verifying.DAMAGED_TEXT, verifying.DAMAGED_TEXT)
    return Change(Key(node, field, period), old, new)


def changes_between(db: Database, after: int, until: int | None = None) -> list[Change]:
    """What differs right after the group ``until`` (None: now) from how it was right after ``after``, whatever lies between.

    Raises ``KnownError`` where the log is damaged there.
    """
    end = sys.maxsize if until is None else until
    found: dict[Key, tuple[str | None, str | None]] = {}
    for _, (key, old, new) in _sound_changes(db, "group_id > ? AND group_id <= ?", (after, end)):
        found[key] = (found[key][0] if key in found else old, new)
    return [Change(key, old, new) for key, (old, new) in found.items() if old != new]


def read_cell(db: Database, history: History, key: Key, limit: int) -> list[ChangeGroup]:
    """The latest groups that changed one entry, latest first, each with that one change."""
    rows = db.conn.execute(
        "SELECT g.id, g.kind, g.name, g.who, g.at, g.source, g.receipt, c.seq, c.old, c.new, c.checksum"
        " FROM change AS c JOIN change_group AS g ON g.id = c.group_id"
        " WHERE c.node = ? AND c.field = ? AND c.period = ? ORDER BY c.group_id DESC, c.seq DESC LIMIT ?",
        (*key, limit),
    )
    return [
        ChangeGroup(
            number, kind, name, who, datetime.fromisoformat(at), source, receipt,
            history.steps[number].targets, not history.effective(number), (_shown(number, seq, *key, old, new, stored),),
        )
        for number, kind, name, who, at, source, receipt, seq, old, new, stored in rows
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
