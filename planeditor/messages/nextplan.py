"""Sentences about the next plan that is made from the one before."""
from __future__ import annotations

GROUP_CREATE = "前の計画から次の計画を作成"
RESULTS_NAME = "前計画の主な実績と評価"
AREA_NUMBERS, MEASURE_NUMBERS = "(1)", "①"
"""The first number of the areas and of the measures in that chapter."""
BETWEEN_NUMBERS = "、"
THE_PLAN = "計画"

# What becomes of a measure
FATES = {"goes_on": "続ける", "ends": "終える", "merges": "統合する"}

# What is not carried over, and why
REASONS = {
    "ended": "終える{measure}の記入",
    "merged": "統合する{measure}の記入（番号だけを引き継ぎます）",
    "report": "実績の記入（次の計画では空から始めます）",
    "years": "年度ごとの予定（次の年度に合わせて入れます）",
    "internal": "内部の記入（ファイルに出さない項目）",
    "no_field": "次の様式に写す先のない記入",
    "no_choice": "次の様式の選択肢にない言葉",
    "not_wanted": "写さないことにした本文",
    "edition": "版の記録（次の計画では初版から始めます）",
    "point": "措置の終わった指摘",
}

POINT_OF_ENDED = "（前計画 {title}）{text}"

# What is wrong with a draft
NUMBER_EMPTY = "「{title}」の番号が空です。次の計画での番号を入れてください。"
NUMBER_TWICE = "番号「{number}」が「{first}」と「{second}」の 2 つにあります。どちらかを別の番号にしてください。"
MERGE_WITHOUT = "「{title}」の統合先が選ばれていません。続ける{measure}から選んでください。"
MERGE_INTO_ENDED = "「{title}」の統合先「{into}」は続ける{measure}ではありません。続ける{measure}から選んでください。"
AREA_GONE = "「{title}」を置く分野が見つかりません。分野を選び直してください。"
MEASURE_GONE = "元の計画に選んだ{measure}が見つかりません。もう一度やり直してください。"
SAME_FILE = "{file} は元の計画のファイルです。次の計画には別の名前を付けてください。"
DAMAGED = "元の計画 {file} に壊れた記入があります。先にバックアップから復元してから、もう一度行ってください。"

# On the command line
OPTIONS = {
    "from": "元になる計画ファイル（次の計画を作るとき）",
    "keep": "続ける施策の番号（続けて指定できます）",
    "finish": "終える施策の番号（続けて指定できます）",
    "merge": "統合する施策：元の番号=統合先の番号（続けて指定できます）",
    "renumber": "施策の番号を振り直す",
    "without-results": "実績と評価の章を作らない",
    "without-chapters": "章と本文を写さない",
}
NOT_A_MERGE = "--merge「{text}」が分かりません。「①-03=①-01」のように、統合する番号と統合先の番号を「=」でつないでください。"
NOT_WITH_LIST = "--from と --list は、どちらか一方を指定してください。"
ONLY_WITH_FROM = "{options} は、--from で元の計画を指定したときに使えます。"
DONE_COUNTS = "続ける{measure} {goes_on}、終える{measure} {ends}、統合する{measure} {merges}。"
DONE_TEXTS = "写す記入 {texts} 件、前計画の欄に入る記入 {former} 件、実績のある{measure} {results} 件。"
LEFT_HEAD = "写さなかった記入 {count} 件："
LEFT_LINE = "  {reason}：{count} 件"
LEFT_DETAILS = "    {details}"
LEFT_FIELD = "「{label}」{count} 件{names}"
LEFT_NAMES = "（{names}）"
