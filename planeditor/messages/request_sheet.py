"""What stands on a request workbook round the official form: written by the writer, looked for by the reader."""
from __future__ import annotations

TOKEN = "整理番号"
SIDE_LAST_YEAR = "昨年度の記入（参考）"
SIDE_PAST = "過年度の訂正"
SIDE_FORECAST = "見込／確定：{field}"
FORECAST, FINAL = "見込", "確定"
SIDE_POINT = "修正のお願い"
SLIP_SHEET = "記入のお願い"
SLIP_FILLED_BY = "記入者"
SLIP_PHONE = "内線"
SLIP_REMARKS = "連絡事項"
