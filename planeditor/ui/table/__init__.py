"""The whole plan as a table (一覧): columns chosen, sorted, filtered, edited in place."""
from __future__ import annotations
