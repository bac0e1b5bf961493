"""The jobs of the program, without Qt."""
from __future__ import annotations
