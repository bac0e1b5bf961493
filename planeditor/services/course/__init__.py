"""経過: how the entries of a measure came about, as a paper."""
from __future__ import annotations
