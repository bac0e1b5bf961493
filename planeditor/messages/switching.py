"""Words of the command that changes a plan's form set, and of ``new --list``."""
from __future__ import annotations

OPTIONS = {
    "map": "項目の行き先：旧の項目=新の項目（続けて指定できます。「旧の項目=」で、そのまま残す）",
    "series": "年度の系列の行き先：旧=新（続けて指定できます）",
    "keep-years": "新しい系列の期間（ステージなど）が長くても、年度ごとの記入を 1 つの欄に並べず、年度のまま移す",
    "join": "同じ項目に入る記入を、1 つの欄に並べて残す", "public": "内部項目や種類の分からない項目の記入が、印刷される項目に入ってもよい",
    "dry-run": "何がどこへ行くかを示すだけで、変えない",
    "list": "1 行に 1 施策の Excel の一覧", "sheet": "一覧のシートの名前", "header": "一覧の見出しの行（1 から数える）",
    "column": "列の使い方：見出し=項目（続けて指定できます。「見出し=」で、取り込まない）",
}
FIELD = "{old}（{kind}、記入 {count} 件） → {new}"
STAYS = "様式にない記入として残す"
WAY_JOIN = "1 つの欄に並べて残すときは --join を、行き先を変えるときは「--map 旧の項目=新の項目」を付けてください。"
WAY_PUBLIC = "印刷される項目に入ってもよいときは、--public を付けて、もう一度実行してください。"
DONE = "様式セットを「{title}」に変えました。「planeditor undo」で元に戻せます。"
NOT_DONE = "計画は変えていません。"
COLUMN = "{letter} 列「{head}」 → {use}"
LIST_ONLY = "--sheet、--header、--column は --list と一緒に指定してください。"
UNKNOWN_COLUMN = "見出し「{head}」の列はありません。ある見出し：{known}。"
UNKNOWN_USE = "「{use}」は列の使い方にありません。選べるもの：{known}。"
NEEDS_YEARS = "一覧に年度の列がないため、--start と --end で計画の期間を指定してください。"
NEEDS_NAME = "{measure}の名称がどの列か分かりません。「--column 見出し=名称」で指定してください。ある見出し：{known}。"
NEEDS_TITLE = "計画の題名と自治体名を、--title と --municipality で指定してください。"
