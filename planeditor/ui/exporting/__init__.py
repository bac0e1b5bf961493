"""Export to Excel and PDF: what, how much, and where to."""
from __future__ import annotations
