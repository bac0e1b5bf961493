"""A plan from an Excel list, step by step."""
from __future__ import annotations
