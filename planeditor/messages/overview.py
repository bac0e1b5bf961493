"""Words of how a year stands: the lines that the dashboard and the papers of the meeting share."""
from __future__ import annotations

WHOLE = "計画全体"
WITHOUT_AREA = "（{area}なし）"
PERCENT = "％"
YEN = "円"
MONEY = "効果額の合計"
