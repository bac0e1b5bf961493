"""Faults of the program itself: what is written about them, without a word of any plan."""
from __future__ import annotations
