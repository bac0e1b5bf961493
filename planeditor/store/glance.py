"""A first look at a plan file: its tree and one node's entries, before the whole file is opened and checked.

With it the window shows the first sheet at once. What it gives is only shown, never written anywhere: the whole file is
read with its checksums right after.
"""
from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from planeditor.domain.plan import PLAN_ID, STRUCTURE_FIELDS, Change, Key, Plan
from planeditor.domain.soundness import is_period_key, without_senseless

from .migrations import APPLICATION_ID, known_version
from .uris import sqlite_uri
from .walfile import is_wal, wal_of

_WAIT = 0.2
"""How long a writer is waited for, in seconds; then there is no first look."""


@dataclass(frozen=True, slots=True)
class Glance:
    """What was seen of a plan file."""

    path: Path
    plan_id: str
    plan: Plan
    """Every reserved entry, and every entry of the plan itself and of the node that was asked for."""
    used: frozenset[tuple[str, str]]
    """The fields of measures that have an entry somewhere, each with its period."""


def glance(path: Path, node: str = "") -> Glance | None:
    """A first look; with ``node`` "" at the first measure. None for whatever is not a sound plan file of this version."""
    path = path.absolute()
    if is_wal(path) or wal_of(path).exists():  # the opening that follows turns it back, or says that it is another's
        return None
    try:
        with closing(sqlite3.connect(sqlite_uri(path, "ro"), uri=True, timeout=_WAIT)) as db:
            db.execute("BEGIN")  # one lock for all of it: on a share each takes several ways there and back
            if _number(db, "application_id") != APPLICATION_ID or _number(db, "user_version") != known_version():
                return None
            [(plan_id,)] = db.execute("SELECT value FROM meta WHERE key = 'plan_id'")
            reserved = db.execute("SELECT node, field, period, text FROM entry WHERE field >= '@' AND field < 'A'")
            plan = Plan(without_senseless({Key(n, f, p): text for n, f, p, text in reserved}))
            wanted = node if plan.node(node) else next((n.id for n in plan.walk() if n.kind == "measure"), "")
            rows = db.execute("SELECT node, field, period, text FROM entry WHERE node IN (?, ?)", (wanted, PLAN_ID))
            own = without_senseless({Key(n, f, p): text for n, f, p, text in rows if f not in STRUCTURE_FIELDS})
            plan = plan.with_changes([Change(key, None, text) for key, text in own.items()])
            used = db.execute("SELECT DISTINCT field, period FROM entry WHERE period <> ''")
            return Glance(path, plan_id, plan, frozenset((f, p) for f, p in used if is_period_key(p)))
    except (sqlite3.Error, ValueError, OSError):  # the opening that follows says what is wrong
        return None


def _number(db: sqlite3.Connection, pragma: str) -> int:
    return int(db.execute(f"PRAGMA {pragma}").fetchone()[0])
