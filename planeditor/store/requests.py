"""What was sent out: requests with their workbooks and sheets, each found again by its 整理番号."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Literal

from planeditor.domain.errors import KnownError
from planeditor.domain.moments import utc_now
from planeditor.domain.plan import Key
from planeditor.messages import store as messages
from planeditor.messages import verifying

from .access import Access
from .checksum import CHECKED_COLUMNS, row_checksum
from .rows import insert_rows

if TYPE_CHECKING:
    from sqlite_utils import Database  # loading it takes longer than the first paint of the window may

RequestKind = Literal["request", "correction"]
Role = Literal["lead", "contributing"]


@dataclass(frozen=True, slots=True)
class RequestSheet:
    """One sheet of a workbook that went out: the form of a node (the plan's, where one sheet has many measures)."""

    token: str
    node: str
    form: str
    role: Role = "lead"


@dataclass(frozen=True, slots=True)
class RequestBook:
    """One workbook that went out. ``department`` is its number in the register, ``name`` what the book was addressed to."""

    token: str
    department: int | None
    name: str
    file_name: str
    sheets: tuple[RequestSheet, ...] = ()

    @property
    def tokens(self) -> tuple[str, ...]:
        """Its 整理番号, then those of its sheets."""
        return (self.token, *(sheet.token for sheet in self.sheets))


@dataclass(frozen=True, slots=True)
class Point:
    """An entry that a correction asks for, and what is asked."""

    key: Key
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRequest:
    """A request before it has a number.

    ``periods`` are the keys of those asked for; ``revision``: plan fields are open too; ``cover`` the covering text in the
    caller's own notation; ``receipt`` and ``reason`` say which file a correction answers, and why.
    """

    periods: tuple[str, ...]
    who: str
    kind: RequestKind = "request"
    round: str = ""
    revision: bool = False
    deadline: date | None = None
    cover: str = ""
    receipt: int | None = None
    reason: str = ""
    books: tuple[RequestBook, ...] = ()
    points: tuple[Point, ...] = ()

    @property
    def tokens(self) -> frozenset[str]:
        """Every 整理番号 in it."""
        return frozenset(token for book in self.books for token in book.tokens)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request(NewRequest):
    """A request in the plan file. ``after_group``: the last change group when it was made, so that the plan as it was sent
    out can be rebuilt from the log."""

    number: int
    at: datetime
    after_group: int
    withdrawn: bool = False
    damaged: bool = False
    """A row of it does not hold: it may be looked at, but nothing that comes back must be compared by it."""


@dataclass(frozen=True, slots=True)
class FoundStamp:
    """What a 整理番号 stands for; ``sheet`` is None for that of a whole workbook."""

    request: Request
    book: RequestBook
    sheet: RequestSheet | None


class Requests:
    """The requests of an open plan file, for reading."""

    def __init__(self, access: Access) -> None:
        self._access = access

    def all(self) -> list[Request]:
        """Every request in the order of its number, withdrawn ones too."""
        with self._access.reading() as db:
            return _read(db)

    def get(self, number: int) -> Request:
        """One request; raises ``KnownError`` where there is none of that number."""
        with self._access.reading() as db:
            found = _read(db, number)
        if not found:
            raise KnownError(messages.NO_SUCH_REQUEST.format(request=number))
        return found[0]

    def latest(self, kind: RequestKind = "request") -> Request | None:
        """The last one of a kind that was not withdrawn."""
        return next((r for r in reversed(self.all()) if r.kind == kind and not r.withdrawn), None)

    def find(self, token: str) -> FoundStamp | None:
        """What a 整理番号 stands for, None where this plan file never gave it out; raises ``KnownError`` where its request is
        damaged."""
        sql = (
            "SELECT b.request FROM request_book AS b WHERE b.token = :token UNION ALL"
            " SELECT b.request FROM request_sheet AS s JOIN request_book AS b ON b.token = s.book WHERE s.token = :token"
        )
        with self._access.reading() as db:
            row = db.execute(sql, {"token": token}).fetchone() if _is_there(db) else None
        if row is None:
            return None
        request = self.get(int(row[0]))
        if request.damaged:
            raise KnownError(verifying.DAMAGED_STAMP.format(token=token))
        for book in request.books:
            if book.token == token:
                return FoundStamp(request, book, None)
            for sheet in book.sheets:
                if sheet.token == token:
                    return FoundStamp(request, book, sheet)
        return None

    def tokens(self) -> set[str]:
        """Every 整理番号 given out so far."""
        with self._access.reading() as db:
            if not _is_there(db):
                return set()
            rows = db.conn.execute("SELECT token FROM request_book UNION ALL SELECT token FROM request_sheet")
            return {token for (token,) in rows}


def insert_request(db: Database, new: NewRequest, after_group: int, at: datetime | None = None) -> int:
    """Write a request, made now or ``at``; returns its number. Inside a transaction only."""
    number = int(db.execute("SELECT COALESCE(MAX(number), 0) + 1 FROM request").fetchone()[0])
    deadline = None if new.deadline is None else new.deadline.isoformat()
    moment = utc_now() if at is None else at.isoformat(timespec="seconds")
    row = (
        number, new.kind, " ".join(new.periods), new.round, int(new.revision), deadline, new.cover, moment, new.who,
        after_group, new.receipt, new.reason, None,
    )  # fmt: skip
    insert_rows(db, "request", [row])
    for sort, book in enumerate(new.books):
        insert_rows(db, "request_book", [(book.token, number, sort, book.department, book.name, book.file_name)])
        sheets = [(s.token, book.token, place, s.node, s.form, s.role) for place, s in enumerate(book.sheets)]
        insert_rows(db, "request_sheet", sheets)
    insert_rows(db, "request_point", [(number, *point.key, point.text) for point in new.points])
    return number


def withdraw(db: Database, number: int) -> None:
    """Note that a request no longer counts. Raises ``KnownError`` where there is none. Inside a transaction only."""
    columns = ", ".join(CHECKED_COLUMNS["request"])
    sql = f"SELECT {columns}, checksum FROM request WHERE number = ? AND withdrawn IS NULL"  # noqa: S608  # our own names only
    row = db.execute(sql, (number,)).fetchone()
    if row is None:
        raise KnownError(messages.NO_SUCH_REQUEST.format(request=number))
    *values, stored = row
    if row_checksum("request", values) != stored:
        raise KnownError(messages.DAMAGED_REQUEST.format(request=number))
    values[-1] = utc_now()
    db.execute(
        "UPDATE request SET withdrawn = ?, checksum = ? WHERE number = ?", (values[-1], row_checksum("request", values), number)
    )


def _is_there(db: Database) -> bool:
    """Whether the file has requests at all: one of an earlier version, open for reading, has not."""
    return db.execute("SELECT 1 FROM sqlite_master WHERE name = 'request' AND type = 'table'").fetchone() is not None


def _read(db: Database, number: int | None = None) -> list[Request]:
    if not _is_there(db):
        return []
    where, value = ("", ()) if number is None else (" WHERE number = ?", (number,))
    rows = db.conn.execute(
        "SELECT number, kind, periods, round, revision, deadline, cover, at, who, after_group, receipt, reason, withdrawn"  # noqa: S608
        f" FROM request{where} ORDER BY number",
        value,
    ).fetchall()
    books = _books(db, number)
    points = _points(db, number)
    damaged = _damaged(db, number)
    return [
        Request(
            number=n, kind=kind, periods=tuple(periods.split()), round=turn, revision=bool(revision),
            deadline=_day(deadline), cover=cover, at=datetime.fromisoformat(at),
            who=who, after_group=group, receipt=receipt, reason=reason, withdrawn=withdrawn is not None,
            books=tuple(books.get(n, ())), points=tuple(points.get(n, ())),
            damaged=n in damaged,
        )
        for n, kind, periods, turn, revision, deadline, cover, at, who, group, receipt, reason, withdrawn in rows
    ]


def _damaged(db: Database, number: int | None) -> set[object]:
    """The requests of which a row is damaged, of all or of one."""
    own = "SELECT token FROM request_book WHERE request = :number"
    found: set[object] = set()
    for table, where in (
        ("request", "number = :number"), ("request_book", "request = :number"), ("request_sheet", f"book IN ({own})"),
        ("request_point", "request = :number"),
    ):  # fmt: skip
        sql = f"SELECT {', '.join(CHECKED_COLUMNS[table])}, checksum FROM {table}"  # noqa: S608  # our own names only
        if number is not None:
            sql += f" WHERE {where}"
        for *values, stored in db.conn.execute(sql, {} if number is None else {"number": number}):
            if row_checksum(table, values) != stored:
                found.add(_request_of(db, table, values))
    return found


def _request_of(db: Database, table: str, values: Sequence[object]) -> object:
    if table != "request_sheet":
        return values[CHECKED_COLUMNS[table].index("number" if table == "request" else "request")]
    row = db.execute("SELECT request FROM request_book WHERE token = ?", (values[1],)).fetchone()
    return row[0] if row else None


def _day(text: str | None) -> date | None:
    """The deadline; none where the row is damaged, which ``verify`` tells."""
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError:
        return None


def _books(db: Database, number: int | None) -> dict[int, list[RequestBook]]:
    where, value = ("", ()) if number is None else (" WHERE b.request = ?", (number,))
    sheets: dict[str, list[RequestSheet]] = {}
    for book, token, node, form, role in db.conn.execute(
        "SELECT s.book, s.token, s.node, s.form, s.role FROM request_sheet AS s"  # noqa: S608
        f" JOIN request_book AS b ON b.token = s.book{where} ORDER BY s.book, s.sort",
        value,
    ):
        sheets.setdefault(book, []).append(RequestSheet(token, node, form, role))
    found: dict[int, list[RequestBook]] = {}
    for request, token, department, name, file_name in db.conn.execute(
        f"SELECT b.request, b.token, b.department, b.name, b.file_name FROM request_book AS b{where}"  # noqa: S608
        " ORDER BY b.request, b.sort",
        value,
    ):
        found.setdefault(request, []).append(RequestBook(token, department, name, file_name, tuple(sheets.get(token, ()))))
    return found


def _points(db: Database, number: int | None) -> dict[int, list[Point]]:
    where, value = ("", ()) if number is None else (" WHERE request = ?", (number,))
    found: dict[int, list[Point]] = {}
    for request, node, field, period, text in db.conn.execute(
        f"SELECT request, node, field, period, text FROM request_point{where}", value  # noqa: S608
    ):
        found.setdefault(request, []).append(Point(Key(node, field, period), text))
    return found
