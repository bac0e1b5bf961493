"""What stands on charts beside their own words."""
from __future__ import annotations

UNIT = "単位：{unit}"
MORE = "ほか {count}"
DATA_SHEET = "図のデータ"
CATEGORY = "項目"
EMPTY = "（数値がありません）"
