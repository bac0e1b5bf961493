"""What differs between two states of a plan, or between two plans."""
from __future__ import annotations
