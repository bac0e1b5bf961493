"""進捗区分 and how it is shown: the words and the marks that screens and papers share; sentences about confirming it."""
from __future__ import annotations

WORDS = {
    "ahead": "計画以上", "on_track": "計画通り", "late": "遅延", "stopped": "中止", "done": "完了", "merged": "統合",
    "undecided": "未判定",
}
MARKS = {"ahead": "◆", "on_track": "●", "late": "▲", "stopped": "■", "done": "★", "merged": "⇢", "undecided": "・"}
"""Told apart without colour; none of ○ ◎ △ ×, which offices read from good to bad."""

# Operations, as the history names them
GROUP_CONFIRM = "{place} {period}の進捗区分を「{word}」に確定"
GROUP_CONFIRM_ALL = "{period}の進捗区分を提案どおりにまとめて確定（{count} 件）"
GROUP_WITHDRAW = "{place} {period}の進捗区分を未判定に戻す"
GROUP_LATE = "{place} {period}の遅延の理由と対応"
GROUP_HIGHLIGHTS = "{period}の主な成果を選ぶ"

# Refusals
NOT_A_MEASURE = "進捗区分は{measure}ごとに決めます。{measure}を選んでから、もう一度行ってください。"
UNKNOWN_WORD = "「{word}」は進捗区分ではありません。{known}から選んでください。"
NOTHING_TO_AGREE = "{period}には、まとめて確定できる提案がありません。1 件ずつ選んでください。"
TOO_MANY_HIGHLIGHTS = "主な成果は {most} 件までです。{count} 件から減らしてください。"
HIGHLIGHT_EMPTY = "{place}の主な成果の文が空です。文を入れるか、主な成果から外してください。"
NONE_ALIVE = "{period}に進捗区分を決める{measure}はありません。"

# Command line
OPTIONS = {
    "confirm": "確定する施策の番号と進捗区分（①-01 遅延 など。未判定 で取り消す。続けて指定できます）",
    "agree": "まだ決めていないものを、提案どおりにまとめて確定する",
    "late": "遅延の理由、対応、時期を書き込む施策の番号と 3 つの文",
    "highlight": "主な成果とする施策の番号と文（①-01=文。3 つまで）",
}
LINE = "{confirmed}　{title}{proposed}"
PROPOSED = "　［提案：{word}］"
STALE = "　［確定した後に実績の文が変わりました］"
BASIS = "    {text}"
LATE_LINES = {"reason": "    理由：{text}", "action": "    今後の対応：{text}", "due": "    次の期日：{text}"}
HIGHLIGHT_LINE = "    主な成果：{text}"
TOTALS = "{period}：{counts}"
COUNT = "{word} {count}"
BETWEEN = "、"
BAD_HIGHLIGHT = "「{text}」は読めません。「①-01=文」のように指定してください。"
