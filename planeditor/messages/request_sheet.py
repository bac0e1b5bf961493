"""What stands on a request workbook round the official form: written by the writer, looked for by the reader."""
from __future__ import annotations

TOKEN = "整理番号"  # noqa: S105 - a stamp, no password
SIDE_LAST_YEAR = "昨年度の記入（参考）"
SIDE_PAST = "過年度の訂正"
SIDE_FORECAST = "見込／確定：{field}"
FORECAST, FINAL = "見込", "確定"
SIDE_POINT = "修正のお願い"
SLIP_SHEET = "記入のお願い"
SLIP_FILLED_BY = "記入者"
SLIP_PHONE = "内線"
SLIP_REACHED = "{name}（{phone}）"
SLIP_REMARKS = "連絡事項"
SIDE_ROLE = "この課の区分：{role}"
LENGTH_PROMPT = "{length}字くらいを目安にご記入ください。長くなってもかまいません。"
CHOICES_PROMPT = "一覧から選んでください。"
FORECAST_PROMPT = "決算などで数字が確定していないときは「見込」を選んでください。"
PAST_PROMPT = "この年度の記載に誤りがあれば、正しい内容をご記入ください。"
POINT_TEXT = "{label}：{reason}"
SLIP_FILL_IN = "ご記入いただく欄"
SLIP_LIST = "お送りするシート"
SLIP_LIST_HEADS = ("番号", "名称", "区分", "担当部署")
COVER_SHEET = "依頼文"
COVER_NO_DATE = "　　年　　月　　日"
COVER_NOTE = "記"
COVER_ITEM = "{number}　{head}"
COVER_DEADLINE = "提出期限"
COVER_CONTACT = "担当・内線"
COVER_END = "以上"
LIST_SHEET = "送付一覧"
POINTS_SHEET = "指摘への措置"
POINTS_TITLE = "会議での指摘への措置"
POINTS_TOLD = (
    "推進本部などの会議で指摘があったものです。",
    "色のついた欄に、どう対応したか（または、いつまでに何をするか）をご記入ください。",
)
POINTS_HEADS = ("{measure}", "指摘", "措置")
POINTS_PROMPT = "どう対応したか、またはいつまでに何をするかをご記入ください。"
POINT_ABOUT = "{text}\n（{about}）"
POINT_DUE = "期限 {due}"
