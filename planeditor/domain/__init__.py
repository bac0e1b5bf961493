"""Plans, periods, entries and the rules about them; standard library only."""
from __future__ import annotations
