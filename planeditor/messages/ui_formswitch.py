"""Words of the window that changes the form set of a plan."""
from __future__ import annotations

TITLE = "様式セットを変える"
LEAD = "記入はすべて残ります。項目ごとに、新しい様式セットのどこへ移すかを確かめてください。"
NEW_SET = "新しい様式セット"
SET_NOW = "{title}（今の様式セット）"
READING = "様式を読んでいます…"
FIELDS = "項目の行き先"
HEADS = ("今の項目", "種類", "記入", "行き先")
KINDS = {"plan": "計画事項", "report": "実績事項", "internal": "内部項目", "": "不明"}
OF = {"plan": "計画：", "area": "{area}：", "measure": ""}
COUNT = "{count} 件"
STAYS = "そのまま残す（様式にない記入）"
TARGET = "{field}（{kind}）"
TARGET_OF = "「{field}」の行き先"
IN_SERIES = "{field}〔{series}〕"
SERIES = "年度の系列"
SERIES_STAYS = "そのまま残す"
SERIES_TARGET = "系列「{series}」の行き先"
SERIES_LINE = "{series}（{first}～{last}）"
GATHER = "年度ごとの記入を、期間ごとに並べる"
GATHER_OF = "「{series}」の記入を期間ごとに並べる"
GATHER_TIP = "年度ごとの記入を、新しい系列の長い期間（ステージなど）の 1 つの欄に、年度の名前を付けて並べます。"
JOIN = "同じ行き先の記入を、1 つの欄に改行して並べる"
PUBLIC = "内部項目などの記入が、印刷される項目に入ってもよい"
NO_FIELDS = "行き先を決める記入はありません。"
READY = "バックアップを取ってから変えます。「元に戻す」で戻せます。"
SWITCH = "様式セットを変える"
PLACE = "行き先を決める"
CANCEL = "やめる"
SWITCHING = "様式セットを変えています…"
DONE = "様式セットを「{title}」に変えました。「元に戻す」で戻せます。"
PLACED = "様式にない記入の置き場を決めました。「元に戻す」で戻せます。"

# Versions
SEE = "様式の変更を見る…"
USE = "この版を使う"
CLOSE = "閉じる"
VERSION_TITLE = "様式の変更"

# 様式にない記入
UNPLACED = "様式にない記入"
UNPLACED_NOTE = (
    "今の様式セットに項目がない記入です。残っていますが、印刷はされません。"
    "「計画」メニューの「様式セットを変える」で置き場を選べます。"
)
COPY = "コピー"
COPY_OF = "「{field}」の文をコピー"
COPIED = "「{field}」の文をコピーしました。"
IN_YEAR = "{period}　{field}"
