"""The schema of the plan file as numbered steps of plain SQL, oldest first.

A step is never edited once released, so that a file of any earlier version can be brought up to date by any later program.
It imports nothing of today's program; the one function it may call is ``plan_checksum``, the checksum of a row as
docs/file-format.md describes it.
"""
from __future__ import annotations

from collections.abc import Mapping

from . import step_1, step_2, step_3, step_4, step_5

STEPS: Mapping[str, str] = {
    "0001_first": step_1.SQL, "0002_drafts": step_2.SQL, "0003_submissions": step_3.SQL, "0004_papers": step_4.SQL,
    "0005_checksums": step_5.SQL,
}  # fmt: skip
"""Every step by its name."""

TABLES = frozenset({
    "meta", "entry", "change_group", "change", "reversal", "receipt", "proposal", "decision",
    "department", "department_alias", "field_label", "period_label", "draft", "request", "request_book", "request_sheet",
    "request_point", "receipt_sheet", "department_successor", "paper", "redaction", "redaction_group", "redaction_original",
})  # fmt: skip
"""The tables of the newest version; a file that lacks one is damaged."""
