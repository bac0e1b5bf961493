"""Editions of the plan: deciding one, and the list of those so far."""
from __future__ import annotations
