"""Changing the form set of the open plan, and what its version changes."""
from __future__ import annotations
