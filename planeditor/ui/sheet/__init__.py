"""The sheet view: official sheets as they print, edited in place."""
from __future__ import annotations
