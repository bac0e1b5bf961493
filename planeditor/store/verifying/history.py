"""The log as a whole: its numbers without a hole, and the present against what follows from it."""
from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from planeditor.domain.plan import Key
from planeditor.messages import store as messages
from planeditor.messages import verifying as say
from planeditor.store import migrations
from planeditor.store.rows import SALVAGED, read_meta

from .damage import Damage, called, ranges
from .rows import Namer

if TYPE_CHECKING:
    from sqlite_utils import Database  # loading it takes longer than the first paint of the window may

_NUMBERED = {
    "change_group": "id", "receipt": "number", "proposal": "id", "department": "id", "request": "number", "paper": "number",
    "redaction": "number",
}  # fmt: skip
"""The tables whose rows are numbered from 1 on and never go."""
_IN_A_ROW = {"change": ("group_id", "seq"), "receipt_sheet": ("receipt", "seq"), "request_book": ("request", "sort")}
"""The tables whose rows are numbered from 0 on within another row."""
_Place = tuple[str, str, str]
_MOST = 10
"""Stretches of missing numbers that one sentence tells."""


def number_faults(db: Database, _name: Namer) -> Iterator[Damage]:
    """Numbers that are missing; a file that was salvaged may lack some, and says so."""
    if read_meta(db, SALVAGED) is not None:
        return
    used = dict(db.conn.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
    for table, column in _NUMBERED.items():
        there = {int(number) for (number,) in db.conn.execute(f"SELECT {column} FROM {table}")}  # noqa: S608  # our own names
        last = max(there, default=0)
        missing = sorted(set(range(1, last + 1)) - there)
        if missing:
            yield Damage(say.HOLE.format(table=called(table), numbers=ranges(missing, _MOST)), table=table, row=str(missing[0]))
        if int(used.get(table) or 0) != last:
            yield Damage(say.TAIL.format(table=called(table), used=used.get(table) or 0, last=last), table=table)
    for table, (outer, inner) in _IN_A_ROW.items():
        sql = (
            f"SELECT {outer} FROM {table} GROUP BY {outer}"  # noqa: S608  # our own names
            f" HAVING min({inner}) <> 0 OR max({inner}) <> count(*) - 1 ORDER BY 1"
        )
        for (number,) in db.conn.execute(sql).fetchall():
            sentence = say.GROUP_HOLE if table == "change" else say.HOLE
            yield Damage(
                sentence.format(group=number, table=called(table), numbers=number), table=table, row=str(number)
            )


def record_faults(db: Database, _name: Namer) -> Iterator[Damage]:
    """Where the record of the steps of the format does not hold."""
    if read_meta(db, migrations.STEPS_CHECKED) != migrations.record_checksum(db):
        name = migrations.RECORD
        yield Damage(say.RECORD.format(table=called(name)), table=name)


def present_faults(db: Database, name: Namer) -> Iterator[Damage]:
    """Where the log contradicts itself, and where the present is not what follows from it."""
    rebuilt: dict[_Place, tuple[str | None, int]] = {}
    nothing = (None, 0)
    log = db.conn.execute("SELECT node, field, period, old, new, group_id FROM change ORDER BY group_id, seq")
    for node, field, period, old, new, group in log:  # plain values: there are very many
        place = (node, field, period)
        if rebuilt.get(place, nothing)[0] != old:
            yield Damage(messages.VERIFY_LOG.format(group=group, entry=name(Key(*place))), table="change", row=str(group))
        rebuilt[place] = (new, group)
    expected = {place: made for place, made in rebuilt.items() if made[0] is not None}
    rows = db.conn.execute("SELECT node, field, period, text, group_id FROM entry")
    present = {(n, f, p): (text, group) for n, f, p, text, group in rows}
    if expected != present:
        for place in sorted(expected.keys() | present.keys()):
            if expected.get(place) != present.get(place):
                yield Damage(messages.VERIFY_PRESENT.format(entry=name(Key(*place))), table="entry", row="-".join(place))
