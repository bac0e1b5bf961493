"""From a filled grid to pages: lines, row heights, type sizes, page breaks, documents of several forms."""
from __future__ import annotations
