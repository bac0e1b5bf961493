"""Plans as JSON: what ``show --json`` writes and ``import`` reads, so that a plan travels between machines as text."""
from __future__ import annotations
