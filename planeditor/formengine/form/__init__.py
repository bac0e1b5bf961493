"""A form: the drawing a clerk made, its language, its fields, and what may not stand in it."""
from __future__ import annotations
