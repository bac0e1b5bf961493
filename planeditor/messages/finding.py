"""Words and sentences of search, replace, the whole-plan table (一覧) and its export."""
from __future__ import annotations

# Places
WHERE = "{node} {field}"
WHERE_PERIOD = "{node} {period} {field}"

# Replace
GROUP_REPLACE = "「{old}」を「{new}」に置き換え（{count} 件）"
NOTHING_TO_REPLACE = "置き換える所がありません。一覧で置き換える所を選んでください。"
ALL_CHANGED_SINCE = "選んだ {count} 件は、一覧を出した後で書き換えられました。一覧を出し直して、もう一度選んでください。"
LOCKED_NUMBER = "番号はここでは置き換えません。左の一覧で 1 つずつ変えてください。"
LOCKED_NAME = "置き換えると名称が空になります。名称は空にできません。"
LOCKED_UNKNOWN = "様式セットまたは計画の年度にない項目のため、置き換えられません。"

# The table
NUMBER, NAME, DEPARTMENTS, AREA, STATE, FILLED, PROGRESS, PERIOD = (
    "番号", "名称", "担当部署", "分野", "状態", "記入", "進捗区分", "年度",
)
EMPTY, NOT_EMPTY = "空欄", "記入あり"
MERGED_STATE = "{state}（{into}）"

# Its export
TABLE_TITLE = "{title} 一覧"
TABLE_SHEET = "一覧"
MADE_ON = "{date} 現在　{count} 件"
DATE = "{0.year}年{0.month}月{0.day}日"
INTERNAL_DROPPED = "内部項目（{fields}）は外に出さないため、書き出しませんでした。"
ONLY_INTERNAL = "選んだ列は内部項目だけのため、書き出すものがありません。ほかの列も選んでください。"
NO_ROWS = "書き出す行がありません。絞り込みをゆるめてください。"
TOO_MANY_COLUMNS = "列が多いため、文字を {size} ポイントまで小さくしました。読みにくければ列を減らしてください。"
NO_ROOM = "列が {count} 列あり、用紙の幅に収まりません。列を {most} 列までに減らしてください。"
