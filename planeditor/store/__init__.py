"""One SQLite file = one plan; the only layer that knows SQLite."""
from __future__ import annotations
