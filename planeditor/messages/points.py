"""指摘: operations, sentences, and the sheet that goes out with a request."""
from __future__ import annotations

# Operations
GROUP_ADD = "指摘の記録（{place}）"
GROUP_CHANGE = "指摘の書き直し（{place}）"
GROUP_ANSWER = "指摘への措置の記入（{place}）"
GROUP_DONE = "指摘の措置を終了（{place}）"
GROUP_OPEN = "指摘の措置の終了を取消（{place}）"
GROUP_REMOVE = "指摘の削除（{place}）"
WHOLE_PLAN = "計画全体"

# What went wrong
TEXT_EMPTY = "指摘の内容が空です。会議で言われたことを書いてください。"
NO_ANSWER = "{place}の指摘「{text}」には、まだ措置の記入がありません。措置を書いてから終わりにしてください。"
GONE = "この指摘はもうありません。一覧を開き直してください。"
NEEDS_ADD = "--meeting、--date、--due は、--add で指摘を残すときに使います。--add に指摘の内容を入れてください。"
NO_SUCH = "{number} 番の指摘はありません。「point」の一覧にある番号で指定してください。"
UNANSWERED = "{count} 件の指摘に、まだ措置の記入がありません。措置を書いてから、もう一度確定してください。\n{points}"
UNANSWERED_LINE = "・{place}：{text}"
AND_MORE = "・ほか {count} 件"

# On the command line
OPTIONS = {
    "add": "残す指摘の内容（--measure がなければ計画全体への指摘）", "meeting": "指摘のあった会議", "date": "会議の日（印字する通り）",
    "due": "措置の期限（印字する通り）", "answer": "一覧の番号と、その指摘への措置（続けて指定できます）",
    "done": "措置を終えた指摘の、一覧の番号（続けて指定できます）", "open": "終わっていない指摘だけを表示する",
}
LINE = "{number} {state} {head}：{text}"
LINE_ANSWER = "    措置：{answer}"
LINE_DUE = "    期限：{due}"
STATES = {"open": "未回答", "answered": "措置中", "done": "終了"}
NONE = "指摘はまだありません。会議で指摘を受けたら「planeditor point FILE --add 指摘の内容」で残せます。"
NONE_OPEN = "終わっていない指摘はありません。"
