"""Workbooks that others send, read in a guarded child process; ``reader.WorkbookReader`` is the way in.

Nothing is imported here: the child process starts through this package and must start quickly.
"""
from __future__ import annotations
