"""The kinds of files by the ends of their names."""
from __future__ import annotations

from pathlib import Path

PLAN_SUFFIX = ".plandb"
JSON_SUFFIX = ".json"
WORKBOOK_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})


def with_suffix(path: Path, suffix: str = PLAN_SUFFIX) -> Path:
    """The path with this end to its name; one that has it, in capitals too, stays as it is."""
    return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)
