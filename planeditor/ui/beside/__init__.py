"""The panels beside the sheet: last year, history, findings, terms, internal fields."""
from __future__ import annotations
