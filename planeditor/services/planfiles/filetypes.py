"""The kinds of files by the ends of their names."""
from __future__ import annotations

PLAN_SUFFIX = ".plandb"
JSON_SUFFIX = ".json"
WORKBOOK_SUFFIXES = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".ods"})
