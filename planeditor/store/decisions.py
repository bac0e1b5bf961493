"""What was decided about proposals, and which of it is in force: a decision stands and falls with its change group."""
from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Literal

from .checksum import row_checksum
from .history import History
from .rows import insert_rows

if TYPE_CHECKING:
    from sqlite_utils import Database  # loading it takes longer than the first paint of the window may

Decision = Literal["accepted", "declined", "kept"]
"""``kept``: not now, but to be looked at in the next revision."""


def insert_decisions(db: Database, group: int, decisions: Iterable[tuple[int, Decision]]) -> None:
    """Record what a group decided about proposals. Inside a transaction only."""
    insert_rows(db, "decision", [(proposal, group, decision) for proposal, decision in decisions])


def decisions_in_force(db: Database, history: History, receipt: int | None = None) -> dict[int, Decision]:
    """The decisions about the proposals of one receipt, or about all."""
    where = "" if receipt is None else "WHERE proposal IN (SELECT id FROM proposal WHERE receipt = :receipt) "
    sql = f"SELECT proposal, decision, group_id, checksum FROM decision {where}ORDER BY group_id"  # noqa: S608  # our own words only
    rows = db.conn.execute(sql, {"receipt": receipt})
    return {
        proposal: decision for proposal, decision, group, stored in rows
        if history.effective(group) and row_checksum("decision", (proposal, group, decision)) == stored
    }  # fmt: skip


def damaged_decisions(db: Database) -> set[int]:
    """The proposals about which a decision is damaged: whether they wait is not known."""
    rows = db.conn.execute("SELECT proposal, group_id, decision, checksum FROM decision")
    return {values[0] for *values, stored in rows if row_checksum("decision", values) != stored}
