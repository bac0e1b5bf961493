"""What came from outside: receipts with their original bytes, and the proposals waiting for a decision."""
from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal

from planeditor.domain.errors import KnownError
from planeditor.domain.moments import utc_now
from planeditor.domain.plan import Key
from planeditor.messages import redacting, salvaging, verifying
from planeditor.messages import store as messages

from .access import Access
from .checksum import CHECKED_COLUMNS, checksum, row_checksum, storable
from .decisions import Decision, damaged_decisions, decisions_in_force
from .history import History
from .rows import lost_files

if TYPE_CHECKING:
    from sqlite_utils import Database  # loading it takes longer than the first paint of the window may

ProposalKind = Literal["clean", "conflict", "notation", "question", "new"]


@dataclass(frozen=True, slots=True)
class NewReceipt:
    """A file that came in, before it has a 取込番号. ``form``, ``outcome`` and ``message`` are the caller's words."""

    file_name: str
    original: bytes
    who: str
    form: str = ""
    outcome: str = ""
    message: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """A file that came in; its original bytes are read with ``Receipts.original``."""

    number: int
    file_name: str
    sha256: str
    at: datetime
    who: str
    form: str
    outcome: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewProposal:
    """One submitted cell. ``submitted`` is "" where it was blanked; ``as_sent`` is None without a stamp; ``before`` is
    the plan's text when it was compared. ``node`` is None for what the plan does not have yet: the measure of
    ``measure_number`` under the area of ``area_number``, or, without a measure's number, that area itself."""

    field: str
    submitted: str
    kind: ProposalKind
    period: str = ""
    node: str | None = None
    measure_number: str = ""
    area_number: str = ""
    as_sent: str | None = None
    before: str | None = None
    question: str = ""
    sheet: str = ""
    cell: str = ""
    about: str = ""
    """Why it is a question (blanked, struck, locked …), or what kind of remark it is."""
    whole: str = ""
    """Where a part was struck through: the text with that part in, and the part."""
    struck: str = ""


@dataclass(frozen=True, slots=True)
class ReceiptSheet:
    """A sheet that a file held, whether it changes anything or not; ``form`` "" is the book itself.

    ``node`` is "" for a measure the plan does not have, ``token`` the 整理番号 it carried, ``filled_by`` who filled it in.
    """

    sheet: str
    node: str
    form: str
    token: str = ""
    filled_by: str = ""
    receipt: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal(NewProposal):
    """A submitted cell in the plan file. ``decision`` is "" while it waits, also when the deciding group was undone.

    ``damaged``: its checksum does not hold, so it must not be accepted.
    """

    id: int
    receipt: int
    decision: Decision | Literal[""] = ""
    damaged: bool = False

    @property
    def key(self) -> Key | None:
        """Where it would go in the plan, None for a measure the plan does not have yet."""
        return None if self.node is None else Key(self.node, self.field, self.period)


_NEW_NAMES = [f.name for f in fields(NewProposal)]
_NEW_VALUES = attrgetter(*_NEW_NAMES)
_PROPOSAL_VALUES = attrgetter(*CHECKED_COLUMNS["proposal"])


def insert_receipt(
    db: Database, new: NewReceipt, proposals: Iterable[NewProposal], sheets: Iterable[ReceiptSheet]
) -> tuple[int, list[Proposal]]:
    """Write a receipt with its proposals; returns the 取込番号 and the proposals as kept. Inside a transaction only."""
    number = int(db.execute("SELECT COALESCE(MAX(number), 0) + 1 FROM receipt").fetchone()[0])
    digest = hashlib.sha256(new.original).hexdigest()
    texts = [storable(t) for t in (new.who, new.form, new.outcome, new.message)]
    values: list[str | int | None] = [number, storable(new.file_name), digest, utc_now(), *texts]
    db.execute(
        "INSERT INTO receipt (number, file_name, sha256, at, who, form, outcome, message, checksum, original)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (*values, checksum(values), new.original),
    )
    first = int(db.execute("SELECT COALESCE(MAX(id), 0) + 1 FROM proposal").fetchone()[0])
    kept = [_kept(first + i, number, p) for i, p in enumerate(proposals)]
    rows = [_PROPOSAL_VALUES(p) for p in kept]
    db.conn.executemany(
        "INSERT INTO proposal (id, receipt, measure_number, area_number, node, field, period, as_sent, before,"
        " submitted, kind, question, sheet, cell, about, whole, struck, checksum)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(*row, row_checksum("proposal", row)) for row in rows],
    )
    held: list[list[str | int | None]] = [
        [number, seq, *map(storable, (s.sheet, s.node, s.form, s.token, s.filled_by))] for seq, s in enumerate(sheets)
    ]
    db.conn.executemany(
        "INSERT INTO receipt_sheet (receipt, seq, sheet, node, form, token, filled_by, checksum)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [(*row, checksum(row)) for row in held],
    )
    return number, kept


def require_sound_proposals(db: Database, ids: Iterable[int]) -> None:
    """Raise ``KnownError`` where one of these proposals is damaged; one that is not there is no concern of this."""
    columns = ", ".join(CHECKED_COLUMNS["proposal"])
    sql = f"SELECT {columns}, checksum FROM proposal WHERE id IN (SELECT value FROM json_each(?))"  # noqa: S608  # our own names
    for *values, stored in db.conn.execute(sql, (json.dumps(list(ids)),)):
        if row_checksum("proposal", values) != stored:
            raise KnownError(verifying.DAMAGED_PROPOSAL.format(proposal=values[0]))


def require_receipt(db: Database, number: int) -> None:
    """Raise ``KnownError`` where there is no such 取込番号."""
    if db.execute("SELECT 1 FROM receipt WHERE number = ?", (number,)).fetchone() is None:
        raise KnownError(messages.NO_SUCH_RECEIPT.format(receipt=number))


class Receipts:
    """The receipts and proposals of an open plan file, for reading. New ones are written by ``Edit``."""

    def __init__(self, access: Access, history: Callable[[], History]) -> None:
        self._access = access
        self._history = history

    def all(self) -> list[Receipt]:
        """Every receipt in the order of its number."""
        with self._access.reading() as db:
            return [_receipt(row) for row in db.conn.execute(f"{_SELECT_RECEIPT} ORDER BY number")]

    def get(self, number: int) -> Receipt:
        """One receipt; raises ``KnownError`` where there is none of that number."""
        with self._access.reading() as db:
            require_receipt(db, number)
            return _receipt(db.execute(f"{_SELECT_RECEIPT} WHERE number = ?", (number,)).fetchone())

    def find_by_hash(self, sha256: str) -> Receipt | None:
        """The latest receipt of a file with these very bytes."""
        with self._access.reading() as db:
            sql = f"{_SELECT_RECEIPT} WHERE sha256 = ? ORDER BY number DESC LIMIT 1"
            row = db.execute(sql, (sha256,)).fetchone()
            return None if row is None else _receipt(row)

    def original(self, number: int) -> bytes:
        """The bytes as they came, but for what a redaction masked in them.

        Raises ``KnownError`` where there is no such receipt, where the bytes are damaged or all of them went with a redaction.
        """
        with self._access.reading() as db:
            require_receipt(db, number)
            sql = "SELECT original, sha256 FROM receipt WHERE number = ?"
            data, digest = db.execute(sql, (number,)).fetchone()
            altered = _altered(db, number)
            lost = data == b"" and number in lost_files(db, "receipt")
        if lost:
            raise KnownError(salvaging.ORIGINAL_LOST.format(receipt=number))
        if altered is not None:
            digest, removed = altered
            if removed:
                raise KnownError(redacting.ORIGINAL_REMOVED.format(receipt=number))
        if hashlib.sha256(data).hexdigest() != digest:
            raise KnownError(messages.VERIFY_ORIGINAL.format(receipt=number))
        return bytes(data)

    def proposals(self, receipt: int | None = None, *, waiting_only: bool = False) -> list[Proposal]:
        """The proposals of one receipt or of all, in the order they came."""
        history = self._history()
        with self._access.reading() as db:
            decided = decisions_in_force(db, history, receipt)
            where = "" if receipt is None else "WHERE receipt = :receipt "
            sql = f"SELECT * FROM proposal {where}ORDER BY id"  # noqa: S608  # our own words only
            cursor = db.conn.cursor()
            cursor.row_factory = sqlite3.Row
            rows = cursor.execute(sql, {"receipt": receipt}).fetchall()
            unclear = damaged_decisions(db)
        return [_proposal(row, decided, unclear) for row in rows if not (waiting_only and row["id"] in decided)]

    def find(self, ids: Iterable[int]) -> list[Proposal]:
        """The proposals with these ids, in the order they came; an id that is none is left out."""
        history = self._history()
        with self._access.reading() as db:
            decided = decisions_in_force(db, history)
            cursor = db.conn.cursor()
            cursor.row_factory = sqlite3.Row
            sql = "SELECT * FROM proposal WHERE id IN (SELECT value FROM json_each(?)) ORDER BY id"
            rows = cursor.execute(sql, (json.dumps(list(ids)),)).fetchall()
            unclear = damaged_decisions(db)
        return [_proposal(row, decided, unclear) for row in rows]

    def decisions(self) -> dict[int, Decision]:
        """What is decided about which proposal, without those that were undone."""
        history = self._history()
        with self._access.reading() as db:
            return decisions_in_force(db, history)

    def last(self) -> int:
        """The latest 取込番号, 0 where nothing has come in yet."""
        with self._access.reading() as db:
            return int(db.execute("SELECT COALESCE(MAX(number), 0) FROM receipt").fetchone()[0])

    def sheets(self, receipt: int | None = None) -> list[ReceiptSheet]:
        """The sheets that the file of one receipt held, or the files of all, in their order."""
        where = "" if receipt is None else "WHERE receipt = :receipt "
        sql = f"SELECT sheet, node, form, token, filled_by, receipt FROM receipt_sheet {where}ORDER BY receipt, seq"  # noqa: S608
        with self._access.reading() as db:
            if "receipt_sheet" not in db.table_names():  # a file of an earlier version, open for reading
                return []
            return [ReceiptSheet(*row) for row in db.conn.execute(sql, {"receipt": receipt})]


_SELECT_RECEIPT = "SELECT number, file_name, sha256, at, who, form, outcome, message FROM receipt"


def _altered(db: Database, number: int) -> tuple[str, bool] | None:
    """The hash of an original that a redaction altered, and whether all of it went; None where it is as it came."""
    if "redaction_original" not in db.table_names():  # a file of an earlier version, open for reading
        return None
    row = db.execute("SELECT sha256, removed FROM redaction_original WHERE receipt = ?", (number,)).fetchone()
    return None if row is None else (str(row[0]), bool(row[1]))


def _receipt(row: Sequence[str | int]) -> Receipt:
    number, file_name, sha256, at, *rest = row
    who, form, outcome, message = map(str, rest)
    return Receipt(
        int(number), str(file_name), str(sha256), datetime.fromisoformat(str(at)), who, form, outcome, message
    )


def _kept(number: int, receipt: int, new: NewProposal) -> Proposal:
    texts: dict[str, Any] = {name: v if v is None else storable(v) for name, v in zip(_NEW_NAMES, _NEW_VALUES(new), strict=True)}
    return Proposal(**texts, id=number, receipt=receipt)


def _proposal(row: sqlite3.Row, decided: Mapping[int, Decision], unclear: set[int]) -> Proposal:
    there = row.keys()  # a file of an earlier version, open for reading, lacks the later columns
    values: dict[str, Any] = {column: row[column] if column in there else "" for column in CHECKED_COLUMNS["proposal"]}
    damaged = row["id"] in unclear or row_checksum("proposal", list(values.values())) != row["checksum"]
    return Proposal(**values, decision=decided.get(row["id"], ""), damaged=damaged)
