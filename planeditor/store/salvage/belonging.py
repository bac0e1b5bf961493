"""Which table a row is of, where several tables have rows of the same look."""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from planeditor.domain.soundness import is_period_key
from planeditor.store.copying import PRACTICE
from planeditor.store.migrations import PROGRAM, STEPS_CHECKED
from planeditor.store.rows import LOST_FILES, SALVAGED

from .shapes import Id, Row, Shape, is_whole

_ABOUT_THE_FILE = frozenset({
    "plan_id", "created", PRACTICE, "format_version", PROGRAM, STEPS_CHECKED, SALVAGED, *LOST_FILES.values(),
})  # fmt: skip
_RULES: Mapping[str, Callable[[Row], bool]] = {
    "meta": lambda row: row["key"] in _ABOUT_THE_FILE,
    "period_label": lambda row: is_period_key(str(row["period"])),
    "field_label": lambda row: str(row["field"]) not in _ABOUT_THE_FILE and not is_period_key(str(row["field"])),
}
"""What tells rows apart that look alike, where nothing is left of the tree that they were in."""
TWINS = frozenset({"reversal", "department_successor", "redaction_group"})
"""Tables with rows of two numbers, which only the rows that they refer to tell apart."""

Candidate = tuple[Shape, Row]


def belonging(given: Mapping[str, Candidate], owner: str | None) -> Sequence[Candidate]:
    """The rows that a record is, out of what it could be by its looks; several only of ``TWINS``. ``owner``: whose page it stands
    in, where that is known."""
    if owner is not None and owner in given:
        return [given[owner]]
    whole = [(shape, row) for shape, row in given.values() if is_whole(shape, row)]
    if not whole:  # a broken row; which one is for its name to say
        return [(shape, row) for shape, row in given.values() if shape.checked][:1] if owner is None else []
    sure = [(shape, row) for shape, row in whole if shape.checked]
    if not sure:  # perhaps of an index, whose rows have no checksum: only what tells by its content what it is
        return [one for one in whole if owner is None and _fits(one) and one[0].table in {"meta", "decision"}][:1]
    if all(shape.table in TWINS for shape, _ in sure):
        return sure
    return [one for one in sure if _fits(one)][:1]


def twin(candidates: Sequence[Candidate], rows: Mapping[str, Mapping[Id, Row]]) -> Candidate | None:
    """Which of ``TWINS`` a row is, by what else the file holds."""
    by_table = {shape.table: (shape, row) for shape, row in candidates}
    for table, refers in (
        ("department_successor", _is_successor), ("redaction_group", _is_redacted), ("reversal", _is_reversal),
    ):
        if table in by_table and refers(by_table[table][1], rows):
            return by_table[table]
    return None


def _fits(one: Candidate) -> bool:
    shape, row = one
    return shape.table not in _RULES or _RULES[shape.table](row)


def _is_successor(row: Row, rows: Mapping[str, Mapping[Id, Row]]) -> bool:
    department = rows["department"].get((row["department"],))
    return department is not None and department["successor"] is not None and (row["successor"],) in rows["department"]


def _is_redacted(row: Row, rows: Mapping[str, Mapping[Id, Row]]) -> bool:
    return (row["redaction"],) in rows["redaction"]


def _is_reversal(row: Row, rows: Mapping[str, Mapping[Id, Row]]) -> bool:
    # Without its head two numbers may as well be the successor of a department that is lost: nothing is made up.
    head = rows["change_group"].get((row["group_id"],))
    return head is not None and int(str(row["target"])) < int(str(row["group_id"])) and head["kind"] in {"undo", "redo", "revert"}
