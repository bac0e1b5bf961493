"""The fonts of this machine: which file and glyph a character is set in, and what stands in where it is missing."""
from __future__ import annotations
