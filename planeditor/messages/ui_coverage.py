"""Words of the window of 対応表."""
from __future__ import annotations

TITLE = "対応表"
LISTS = "対応先"
LISTS_HINT = "他の計画や方針の名前"
EMPTY = "まだ対応先はありません。総合計画や、県の方針など、{measure}と見比べるものの名前を入れてください。"
NO_ITEMS = "「{list}」にはまだ項目がありません。文書や Excel から写した行を、そのまま貼り付けられます。"
ALL_COVERED = "すべての項目に、対応する{measure}があります。"
ADD_LIST, RENAME_LIST, DELETE_LIST = "対応先を追加…", "名前を変える…", "削除"
UP, DOWN = "上へ", "下へ"
ADD_ITEMS, CHANGE_ITEM, DELETE_ITEM = "項目を加える…", "項目を変える…", "項目を削除"
UP_ITEM, DOWN_ITEM = "項目を上へ", "項目を下へ"
OPEN_ONLY = "対応のない項目だけ"
MATRIX = "「{list}」の項目と{measure}の対応"
COUNT = "対応"
NONE = "なし"
COLUMN = "{measure}\n{count}"
"""Above a column: the number of the measure, and to how many items it answers."""
COUNTS = "対応する{measure}のない項目 {open_items} / {items}　　どの項目にも対応しない{measure} {open_measures} / {measures}"
KEYS = "空白キー：○を付ける・外す　F2：言葉を入れる　Delete：外す"
READ_ONLY = "読み取り専用で開いています。印は付けられません。"
SAID = "{item} と {measure}：{mark}"
SAID_NONE = "対応なし"
CELL_TIP = "{item}\n{measure}"

# Suggestions
SUGGESTIONS = "候補（{measure}の記入に名前が出てきます。印はまだ付いていません）"
SUGGEST_ITEM = "{measure}　→　{item}　（「{field}」に名前があります）"
SUGGEST_LIST = "{measure}　（「{field}」に「{list}」があります。どの項目かを選んでください）"
TAKE = "○を付ける"
SHOW = "その列を見る"

# Paper
FORM = "表の形"
FORMS = {"coverage": "項目を行に、{measure}を列に", "coverage_measures": "{measure}を行に、項目を列に"}
EXCEL, PDF = "Excel に書き出す…", "PDF に書き出す…"
FILES = {"xlsx": "Excel ブック (*.xlsx)", "pdf": "PDF (*.pdf)"}
CHOOSE_FILE = "書き出すファイル"

# Questions
ASK_LIST_TITLE, ASK_LIST, ASK_LIST_VERB, LIST_NAME = "対応先を追加", "見比べる計画や方針の名前を入れてください。", "追加する", "名前"
RENAME_TITLE, RENAME_ASK, RENAME_VERB = "対応先の名前を変える", "新しい名前を入れてください。", "変える"
ITEM_TITLE, ITEM_ASK, ITEM_VERB = "項目を変える", "番号と名前を直してください。印はそのまま残ります。", "変える"
ITEM_NUMBER, ITEM_NAME = "番号", "名前"
LINES_TITLE = "「{list}」に項目を加える"
LINES_ASK = "1 行に 1 項目ずつ入れるか、文書や Excel から貼り付けてください。番号は行の頭か、前の列に書きます。"
LINES_VERB = "加える"
LINES_FOUND = "{count} 件：{first} … {last}"
LINES_ONE = "1 件：{first}"
LINES_NONE = "まだ項目がありません。"
