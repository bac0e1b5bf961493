"""Sentences about editing in the window: years, what may be edited now, states, the source of a change."""
from __future__ import annotations

# Years
GROUP_OPEN_YEAR = "{period}を始める"
GROUP_EXTEND = "計画期間の延長（{period}）"
EXTEND_UNDECIDED = (
    "{period}について、反映するかまだ決めていないものが {count} 件あります。先に決めてから、計画期間を延長してください。"
)
GROUP_CLOSE = "{period}の確定"
GROUP_REOPEN = "{period}の確定を解除"
NO_YEARS = "この計画にはまだ年度がありません。先に計画の期間を決めてください。"
NO_NEXT_YEAR = (
    "{period}の次の年度は、この計画にありません。「計画」メニューの「計画期間の延長」で年度を加えてから、もう一度行ってください。"
)
NOT_A_YEAR = "「{period}」はこの計画の年度ではありません。計画の年度から選んでください。"
ALREADY_CLOSED = "{period}は、すでに {on} に確定しています。直すには、先に確定を解除してください。"
NOT_CLOSED = "{period}は確定していません。確定を解除せずに、そのまま直せます。"
WHY_EMPTY = "確定を解除する理由を入れてください。理由は履歴に残ります。"
DATE = "{0.year}年{0.month}月{0.day}日"
MOMENT = "{0.year}年{0.month}月{0.day}日 {0.hour}:{0.minute:02}"

# What may be edited now
CLOSED_YEAR = (
    "{period}は {on} に確定しています。直すには、先に「確定を解除」（planeditor reopen … --period {period}）をしてください。"
)
CLOSED_WAITING = (
    "確定した年度（{periods}）への反映が {count} 件あるため、未決のままにしました。"
    "反映するには、先に「確定を解除」（planeditor reopen … --period {first}）をしてください。"
)
LOCKED = {
    "open": "",
    "read_only": "読み取り専用で開いています。直すには、書込みできる状態で開き直してください。",
    "closed": "この年度は確定しています。直すには「計画」メニューの「確定を解除」を選んでください。",
    "merged": "統合した{measure}です。直すには「計画」メニューの「{revision}モード」か「誤記訂正」を選んでください。",
    "plan": "計画事項です。直すには「計画」メニューの「{revision}モード」か「誤記訂正」を選んでください。",
    "future": "まだ始まっていない年度です。入れるには「計画」メニューの「次の年度を始める」を選んでください。",
}
LOCKED_PAST = "前の時点の計画を見ています。直すには、上の「いまの計画に戻る」を選んでください。"
LOCK_WORDS = {
    "open": "記入できます", "read_only": "読み取り専用", "closed": "確定済", "merged": "統合済", "plan": "計画事項",
    "future": "年度未開始",
}

# One cell, or several
IN_CELL = "{cell}：{sentence}"
PLACE_GONE = "記入する先の欄が、今の計画にありません。画面を選び直して、もう一度入れてください。"
CORRECTION_NEEDS_WHY = "誤記訂正の理由を入れてください。理由は履歴に残ります。"
SOURCE_CORRECTION = "誤記訂正：{why}"
SOURCE_WITH_WHY = "{source}：{why}"
GROUP_RESTORE = "{cell} を以前の文に戻す"
SOURCES = ("電話", "会議", "事務局修正", "メール")

# How far filled in, and how a measure ended
FILLED = {"none": "未記入", "part": "記入中", "full": "記入済", "closed": "確定"}
STATE_STOPPED, STATE_DONE, STATE_MERGED = "中止", "完了", "統合"

# Last year
