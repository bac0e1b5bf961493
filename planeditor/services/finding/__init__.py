"""Search and replace over the whole plan."""
from __future__ import annotations
