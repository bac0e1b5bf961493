"""Request workbooks: official forms with open cells, sent to be filled in."""
from __future__ import annotations
