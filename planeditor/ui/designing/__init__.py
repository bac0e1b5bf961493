"""「様式を追加」: the window in steps."""
from __future__ import annotations
