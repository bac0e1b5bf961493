"""会議資料 in the window."""
from __future__ import annotations
