"""対応表: measures held against the points of other plans, marked cell by cell."""
from __future__ import annotations
