"""A plan made from any Excel list with one row for each measure: book → sheet → heads → uses of columns → draft → plan."""
from __future__ import annotations
