"""記録の抹消: a text is masked in every record of the plan file, by the one transaction that may rewrite the log."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from planeditor.domain.errors import BugError, KnownError
from planeditor.domain.masking import Masker
from planeditor.domain.moments import utc_now
from planeditor.messages import redacting as say
from planeditor.messages import store
from planeditor.store.access import Access
from planeditor.store.checksum import checksum, storable
from planeditor.store.erasing import erased_journal
from planeditor.store.log import GroupHead, append_group, load_present
from planeditor.store.rows import insert_rows
from planeditor.store.verify import find_damage

from .masking import Cleaned, Cleaner
from .tables import Found, Masked, clean_plan_file, find_in, mask_in

if TYPE_CHECKING:
    from sqlite_utils import Database  # loading it takes longer than the first paint of the window may


@dataclass(frozen=True, slots=True)
class Redaction:
    """One redaction as the file remembers it: never what was removed."""

    number: int
    group: int
    at: datetime
    who: str
    why: str
    places: int


@dataclass(frozen=True, slots=True)
class RedactionOrder:
    """What is to be removed, and who says so. ``digest`` is what the plan keeps of a text that was agreed to."""

    cleaner: Cleaner
    who: str
    why: str
    digest: Callable[[str], str]

    @classmethod
    def of(
        cls, masker: Masker, who: str, why: str, digest: Callable[[str], str], read_pdf: Callable[[bytes], str]
    ) -> RedactionOrder:
        """An order with a cleaner that knows plan files within plan files."""
        def plan_file(data: bytes) -> Cleaned:
            return clean_plan_file(data, masker, cleaner, digest)

        cleaner = Cleaner(masker, read_pdf, plan_file)
        return cls(cleaner, masker.masked(storable(who)), storable(why), digest)


class Redactions:
    """The redactions of an open plan file."""

    def __init__(self, access: Access, forget: Callable[[], None]) -> None:
        self._access = access
        self._forget = forget

    def all(self) -> list[Redaction]:
        """Every redaction in order; raises ``KnownError`` where one is damaged."""
        with self._access.reading() as db:
            if not is_there(db):
                return []
            rows = db.conn.execute("SELECT number, group_id, at, who, why, places FROM redaction ORDER BY number").fetchall()
        try:
            return [Redaction(n, group, datetime.fromisoformat(at), who, why, places) for n, group, at, who, why, places in rows]
        except ValueError as error:
            raise KnownError(store.VERIFY_ROW.format(table="redaction", row=rows[0][0])) from error

    def removed(self, receipt: int) -> bool:
        """Whether the whole original of a receipt went with a redaction."""
        with self._access.reading() as db:
            sql = "SELECT 1 FROM redaction_original WHERE receipt = ? AND removed = 1"
            return is_there(db) and db.execute(sql, (receipt,)).fetchone() is not None

    def rewritten(self) -> tuple[frozenset[int], frozenset[str]]:
        """The change groups that redactions rewrote, and the hashes of the files that came in and were altered by one."""
        with self._access.reading() as db:
            if not is_there(db):
                return frozenset(), frozenset()
            groups = db.conn.execute("SELECT group_id FROM redaction_group").fetchall()
            files = db.conn.execute("SELECT r.sha256 FROM redaction_original AS a JOIN receipt AS r ON r.number = a.receipt")
            return frozenset(number for (number,) in groups), frozenset(sha256 for (sha256,) in files)

    def whole_files(self) -> frozenset[str]:
        """The hashes of the files that came in and are kept as they came."""
        with self._access.reading() as db:
            every = "SELECT sha256 FROM receipt"
            sql = f"{every} WHERE number NOT IN (SELECT receipt FROM redaction_original)" if is_there(db) else every  # noqa: S608
            return frozenset(sha256 for (sha256,) in db.conn.execute(sql))

    def heads(self) -> dict[int, tuple[str, str]]:
        """What a change group has in every copy, whatever was removed from it: its kind and its moment."""
        with self._access.reading() as db:
            return {number: (kind, at) for number, kind, at in db.conn.execute("SELECT id, kind, at FROM change_group")}

    def find(self, cleaner: Cleaner) -> Found:
        """Where a text stands in the file; nothing is changed."""
        with self._access.reading() as db:
            return find_in(db, cleaner)

    def require_writable(self) -> None:
        """Raise ``KnownError`` where the file cannot be written just now."""
        with self._access.writing():
            pass

    def apply(self, order: RedactionOrder) -> Masked:
        """Mask a text in the whole file, which is sound, durable when this returns; there is no undo.

        Raises ``KnownError`` where the file cannot be written, ``BugError`` where anything would be left; then nothing is
        changed.
        """
        try:
            with self._access.reading() as db, erased_journal(db, self._access.path), self._access.writing():
                masked = redact_in(db, order)
                if find_damage(db, {}):
                    raise BugError("a redaction that leaves damage")
        finally:
            self._forget()
        return masked

    def pack(self) -> None:
        """Write the whole file anew: pages keep remains of rows that were moved within them. To follow ``apply``.

        Raises ``KnownError`` where there is no room for that; the file is as it was then.
        """
        with self._access.reading() as db:
            db.execute("PRAGMA temp_store = MEMORY")
            db.execute("VACUUM")


def redact_in(db: Database, order: RedactionOrder) -> Masked:
    """Mask a text in a whole database and note it in its log. Inside a transaction only. Raises ``BugError`` where it would
    be left anywhere."""
    masked = mask_in(db, order.cleaner, order.digest)
    places = sum(masked.counts.values())
    group = append_group(db, GroupHead("create", say.GROUP, order.who, say.SOURCE.format(why=order.why)), [])
    number = int(db.execute("SELECT COALESCE(MAX(number), 0) + 1 FROM redaction").fetchone()[0])
    values = (number, group, utc_now(), order.who, order.why, places)
    db.execute(
        "INSERT INTO redaction (number, group_id, at, who, why, places, checksum) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (*values, checksum(values)),
    )
    insert_rows(db, "redaction_group", [(number, touched) for touched in sorted(masked.groups)])
    left = find_in(db, order.cleaner).counts
    if left:
        raise BugError(f"a redaction that is not whole: {sorted(left)}")
    return masked


def is_readable(db: Database) -> bool:
    """Whether a database that was just written can be read."""
    entries, _ = load_present(db)
    return bool(entries) and db.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"


def is_there(db: Database) -> bool:
    """Whether the file knows redactions: one of an earlier version, open for reading, does not."""
    return db.execute("SELECT 1 FROM sqlite_master WHERE name = 'redaction' AND type = 'table'").fetchone() is not None
