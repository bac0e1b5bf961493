"""Faults of the program in the window: caught whatever way they come, said calmly, and on with the work."""
from __future__ import annotations
