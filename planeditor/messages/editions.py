"""Sentences about editions of the plan itself."""
from __future__ import annotations

FIRST = "初版"
NEXT = "{number}版"
DECIDED = "策定"
"""The sort of the first edition; the later ones have the form set's word for a revision."""
MONTH = "{era}{year}年{month}月"

# Names of operations
GROUP_DECIDE = "版「{name}」を決める"
GROUP_CHANGE = "版「{name}」の記載を直す"
GROUP_WITHDRAW = "版「{name}」を取り消す"

# What cannot be done
NAME_EMPTY = "版の名前が空です。「初版」「2版」のような名前を入れてください。"
NAME_TAKEN = "「{name}」という版はもうあります。別の名前を入れてください。"
GONE = "選んだ版が計画に見つかりません。一覧で選び直してください。"
UNKNOWN = "「{name}」という版はありません。あるのは {known} です。"
NONE_YET = "この計画には、まだ版がありません。版を決めてから、もう一度操作してください。"

# The command line
DONE = "{name}（{date} {sort}）を決めました。"
PLACE = "版の内容は、いま登録した時点の計画です。紙で決めた前の版を後から登録した場合も、当時の内容には戻りません。"
