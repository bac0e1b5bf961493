"""The plan as one table."""
from __future__ import annotations
