"""Words of the tree on the left: its rows, marks, menu and small dialogs."""
from __future__ import annotations

# The panel
FILTER = "絞り込み"
FILTER_NAME = "{measure}を番号、名称、担当部署で絞り込む"
GROUPING = "並べ方"
BY_AREA = "{area}別"
BY_DEPARTMENT = "担当部署別"
TREE = "{measure}の一覧"
ADD_AREA_BUTTON = "{area}を追加"
ADD_MEASURE_BUTTON = "{measure}を追加"

# Empty places
NO_PLAN = "計画を開くと、ここに{measure}の一覧が出ます。"
NO_MEASURE = "まだ{measure}はありません。Excel から取り込むか、{measure}を追加してください。"
NO_MEASURE_READ_ONLY = "この計画には、まだ{measure}がありません。"
NO_HIT = "「{text}」に合う{measure}はありません。"
IMPORT = "Excel を取り込む…"
ADD_IN_REVISION = "{revision}モードで{measure}を追加…"
SHOW_ALL = "すべて表示する"

# Rows in words
NO_NAME = "（名称なし）"
BETWEEN = "、"
ROW_YEAR = "{title} {period}"
CURRENT = "今の年度"
FUTURE = "まだ始まっていない年度"
DEPARTMENTS = "担当部署：{departments}"
COUNT = "{measure} {count} 件"
COUNT_FILLED = "{word} {count}"
MERGED_INTO = "「{title}」に統合"

# Badges: how the work goes (shape and word)
BADGES = {"delayed": "▲遅延", "stopped": "中止", "done": "完了", "merged": "⇢統合", "ahead": "計画以上"}

# Actions
RENAME = "名称を変える"
RENUMBER = "番号を変える…"
RENUMBER_AREA = "番号を並び順に付け直す"
CONTACTS = "照会先…"
STOP = "中止にする"
DONE = "完了にする"
RESUME = "継続に戻す"
MERGE = "ほかの{measure}に統合する…"
UNMERGE = "統合を解く"
DELETE = "削除する"
MOVE_UP = "上へ移す"
MOVE_DOWN = "下へ移す"
ADD_AREA = "{area}を追加…"
ADD_INNER_AREA = "この{area}の下に{area}を追加…"
ADD_MEASURE = "{measure}を追加…"
ADD_CHAPTER = "章を追加…"
EXPAND_ALL = "すべて開く"
COLLAPSE_ALL = "すべて閉じる"
EXPAND_TO_HERE = "ここまで開く"

# Why not
CHOOSE_ROW = "{area}か{measure}を選んでから行ってください。"
CHOOSE_MEASURE = "{measure}を選んでから行ってください。"
CHOOSE_AREA = "{area}を選んでから行ってください。"
CHOOSE_ALIKE = "章は、{area}や{measure}とは別に選んでから行ってください。"
CHOOSE_ONE = "1 つだけ選んでから行ってください。"
ALREADY_ENDED = "すでに中止、完了または統合になっています。"
NOT_ENDED = "中止や完了になっていません。"
NOT_MERGED = "統合されていません。"
IN_DEPARTMENTS = "並べ替えは「{area}別」の並べ方で行います。"
FIRST_ROW = "これより上はありません。"
LAST_ROW = "これより下はありません。"
NO_PLACE = "ここには移せません。{area}の中か、{measure}の間に移してください。"

# What was done, in the status bar
DELETED = "{title}を削除しました。「元に戻す」で戻せます。"
DELETED_TITLE = "「{title}」"
DELETED_SEVERAL = "「{title}」ほか計 {count} 件"

# Dialogs
NUMBER = "番号"
NAME = "名称"
DEPARTMENT = "担当部署"
DEPARTMENT_HINT = "複数あるときは「・」で区切ります"
ADD = "追加する"
ADD_TITLE = "{word}を追加"
ADD_UNDER = "「{title}」の最後に加えます。"
ADD_CHAPTER_UNDER = "本文の最後に章を加えます。"
ADD_UNDER_PLAN = "計画の最後に加えます。"
RENUMBER_TITLE = "番号を変える"
RENUMBER_ASK = "「{title}」の新しい番号"
RENUMBER_GO = "番号を変える"
MERGE_TITLE = "統合"
MERGE_ASK = "「{title}」の統合先を選んでください。記入した内容はそのまま残ります。"
MERGE_GO = "統合する"
MERGE_LIST = "統合先"
