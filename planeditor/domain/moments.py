"""Moments as files and notes of the program keep them."""
from __future__ import annotations

from datetime import UTC, datetime


def utc_now() -> str:
    """This moment, ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")
