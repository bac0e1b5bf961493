"""Words of 新旧対照表 and 見え消し版, on paper, in the window and on the command line."""
from __future__ import annotations

TABLE = "新旧対照表"
REDLINE = "見え消し版"
TITLE = "{title}　{paper}"
HEADS = (("改定後", "改定前"), ("新", "旧"), ("変更後", "変更前"))
"""What the two columns may be called: new, old. 改定 is spelled as the form set has it."""
REVISION = "改定"
REASON = "{revision}理由・備考"
SIDE = "{head}：{name}"
SIDE_DATE = "（{date}）"
SIDE_FILE = "{name}（{file}）"
REDLINE_KEY = "取消線は削った文、下線は加えた文です。"
TABLE_KEY = "下線は変わった所です。"
REPORTS_TOO = "計画事項と実績事項を比べました。"
PLAN_ONLY = "計画事項を比べました。"
NOTHING = "違う所はありません。"
SHORTENED = "（略）"
ADDED = "（新設）"
REMOVED = "（削る）"
EMPTY = "（空欄）"
WHOLE_PLAN = "計画"
TERM = "用語「{name}」"
CELL = "表 {row}行{column}列"
PLACE = "置き場所"
ITEM_PERIOD = "{period}\n{field}"
STAND_FIRST = "{parent}の最初"
STAND_AFTER = "{parent}の「{sibling}」の次"
MOVED_FROM = "「{parent}」から移動"
HEAD_MOVED = "{title}（{number} から移動）"
HEAD_RENUMBERED = "{title}（旧番号 {number}）"
HEAD_RENAMED = "{title}（旧名称 {name}）"
HEAD_ADDED = "{title}　（新設）"
HEAD_REMOVED = "{title}　（削る）"
HEAD_MERGED = "{title}　{state}"
NOTATION = "表記のみの変更　{count} 件"
NOTATION_ITEM = "{title}：{items}"
NOTATION_PLACE = "{period} {field}"
TERM_MARK = "［用語：{term}］"
LIST_JOIN = "、"

# What cannot be done
NO_STATE = (
    "「{name}」という版や基準時点はなく、同じ名前の計画ファイルもありません。"
    "版か基準時点の名前、「now」、または計画ファイルを指定してください。"
)
OTHER_FORMS = "「{old}」と「{new}」は様式セットが違う（{old_forms}、{new_forms}）ため、同じ名前の項目だけを比べました。"
BAD_HEADS = "見出し「{heads}」は選べません。{known} から選んでください。"
NOT_A_PLAN = "{file} は計画ファイル（.plandb）でも計画の JSON（.json）でもありません。"

# The command line
OPTIONS = {
    "old": "前のもの（版、基準時点、now、または計画ファイル）", "new": "後のもの（版、基準時点、now、または計画ファイル）",
    "reports": "実績事項（年度ごとの報告）も比べる", "to": "書き出すファイル（.xlsx または .pdf）",
    "redline": "見え消し版（前の文に取消線、新しい文に下線を付けた1つの文）を書く", "swap": "新を右、旧を左に置く",
    "heads": "欄の見出し：改定後・改定前、新・旧、変更後・変更前", "fold-notation": "表記だけの変更は、終わりに一覧でまとめる",
    "whole": "長い文を（略）で短くしない", "portrait": "用紙を縦に使う",
}
PROGRESS = "書き出し"
KINDS = {"changed": "変更", "notation": "表記のみ", "added": "新設", "removed": "削除", "moved": "移動"}
LINE = "{kind}\t{place}\t{item}\t{old} → {new}"
WHOLE_LINE = "{item}：{text}"
COUNT = "違い {count} 件（{told}）"
COUNT_KIND = "{kind} {count}"
DONE = "{file} に書き出しました（{pages} ページ）。"
