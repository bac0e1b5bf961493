"""Taking in workbooks that were chosen or dropped, and what became of each."""
from __future__ import annotations
