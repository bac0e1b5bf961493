"""Changing the form set of a plan, and what a newer version of the same set changes."""
from __future__ import annotations
