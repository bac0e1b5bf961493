"""The few questions of a new plan."""
from __future__ import annotations
