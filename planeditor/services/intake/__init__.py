"""Workbooks that come in: read, compared, staged, decided."""
from __future__ import annotations
