"""Words of 指摘 in the window: the panel beside the sheet, the list of all of them, and recording one."""
from __future__ import annotations

# The panel and the cards
PANEL = "指摘"
ADD = "指摘を記録…"
MARKS = {"open": "□", "answered": "◧", "done": "■"}
STATE = "{mark} {word}"
DUE = "期限 {due}"
BETWEEN = "　"
ANSWER = "措置"
ANSWER_NAME = "指摘「{text}」への措置"
ANSWER_EMPTY = "ここに、行った措置を書きます"
NO_ANSWER = "（措置の記入はありません）"
DONE = "措置を終了"
AGAIN = "もう一度取り上げる"
CHANGE = "直す…"
REMOVE = "削除"
DONE_TIP = "措置を終えた指摘は、次の照会に入りません"
NEEDS_ANSWER = "措置を書くと終了にできます"
EMPTY_MEASURE = "この{measure}への指摘はまだありません。会議で言われたことを「指摘を記録」で残すと、次の照会に入ります。"
EMPTY_PLAN = "計画全体への指摘はまだありません。会議で言われたことを「指摘を記録」で残せます。"
EMPTY_READING = "指摘はありません。"
NOWHERE = "{measure}を選ぶと、その{measure}への指摘が出ます。"
ALL = "すべての指摘…"

# The list of all
TITLE = "指摘"
LEAD = "会議での指摘と、その措置です。終わっていない指摘は次の照会に入り、担当部署から返ってきた措置は「取込の確認」で反映できます。"
OPEN_ONLY = "終わっていないものだけ"
COUNTS = "{total} 件：未回答 {open}、措置中 {answered}、終了 {done}"
HEADS = ("状態", "{measure}", "指摘", "会議", "期限")
SAID = "{state}、{place}、{text}、{meeting}、期限 {due}"
NO_DUE = "なし"
EMPTY = "指摘はまだありません。会議で指摘を受けたら「指摘を記録」で残してください。次の照会に入り、措置を書いてもらえます。"
EMPTY_OPEN = "終わっていない指摘はありません。"
GO = "シートを開く"
CLOSE = "閉じる"
KEYS = "Enter：シートを開く　F2：措置を書く　Insert：指摘を記録"
READ_ONLY = "読み取り専用で表示しているため、書き込めません。"

# Recording one
ADD_TITLE = "指摘を記録"
CHANGE_TITLE = "指摘を直す"
ADD_GO = "記録する"
CHANGE_GO = "書き直す"
PLACE = "{measure}"
MEETING, DATE, TEXT, DUE_FIELD = "会議", "会議の日", "指摘", "措置の期限"
MEETING_HINT, DATE_HINT, DUE_HINT = "例：第1回本部会議", "例：令和5年10月3日（書いたとおりに印字します）", "例：次回会議まで"

# Closing a year
TO_LIST = "指摘の一覧を開く"
