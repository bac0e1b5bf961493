"""Sentences about running text: chapters, paragraphs, tables, terms; and about entries of several years."""
from __future__ import annotations

# What there is
CHAPTER = "章"
FIRST_CHAPTER = "第1章"
CHAPTERS = "本文"
TYPES = {
    "heading1": "見出し1", "heading2": "見出し2", "heading3": "見出し3", "paragraph": "段落", "bullet": "箇条", "caption": "表題",
    "table": "表",
}
APART = {"chapter": "章", "note": "用語", "edition": "版", "list": "対応先", "item": "対応項目", "snapshot": "基準時点",
    "point": "指摘"}
IN_PLACE = "{place}の{type}"
NAMED = "{type}「{name}」"
TABLE_CELL = "{row}行{column}列"

# Names of operations
GROUP_CHAPTER = "章「{title}」を追加"
GROUP_ADD = "{type}を追加"
GROUP_ADD_SEVERAL = "段落など {count} 個を追加"
GROUP_TYPE = "{type}に変更"
GROUP_MOVE = "{type}を移動"
GROUP_MOVE_CHAPTER = "「{title}」を移動"
GROUP_NUMBER = "「{title}」の番号を変更"
GROUP_DELETE = "{type}を削除"
GROUP_DELETE_SEVERAL = "段落など {count} 個を削除"
GROUP_DELETE_CHAPTER = "「{title}」を削除"
GROUP_PASTE = "{count} 個の段落の貼り付け"
GROUP_TABLE_PASTE = "表への貼り付け"
GROUP_ROW = "表に行を追加"
GROUP_COLUMN = "表に列を追加"
GROUP_DELETE_ROW = "表の行を削除"
GROUP_DELETE_COLUMN = "表の列を削除"
GROUP_WIDTHS = "表の列の幅を変更"
GROUP_TERM = "用語「{term}」を追加"
GROUP_EDIT_TERM = "用語「{term}」を変更"
GROUP_DELETE_TERM = "用語「{term}」を削除"
GROUP_JOIN = "{count} 年度分を 1 つにまとめる"
GROUP_SPLIT = "まとめた年度を分ける"

# What cannot be done
NEEDS_REVISION = (
    "本文と用語の追加、変更、移動、削除は{revision}モードで行います。"
    "「計画」メニューの「{revision}モード」を選んでから、もう一度操作してください。"
)
GONE = "選んだ本文が計画に見つかりません。画面で選び直してください。"
NOT_TEXT = "本文の段落を選んでから、もう一度操作してください。"
NOT_TABLE = "表の欄を選んでから、もう一度操作してください。"
NO_OWNER = "ここには本文を書けません。章、{area}、{measure}のどれかを選んでください。"
UNKNOWN_TYPE = "本文の種類は {known} から選んでください。"
TABLE_TYPE = "表は、ほかの種類に変えられません。表を削除してから、段落を追加してください。"
INTO_TABLE = "文のある段落は表に変えられません。段落を追加してから、それを表に変えてください。"
LAST_ROW = "表の最後の 1 行は削除できません。表そのものを削除してください。"
LAST_COLUMN = "表の最後の 1 列は削除できません。表そのものを削除してください。"
TERM_EMPTY = "用語が空です。用語を入れてください。"
TERM_SIGNS = "用語には、角かっこ ] と改行を使えません。80 字までで入れてください。"
TERM_TWICE = "用語「{term}」はすでにあります。今ある用語を直すか、別の用語を入れてください。"
TERM_CLOSED = "用語「{term}」の印が、確定した{period}の記入にあります。確定を解除してから、もう一度操作してください。"
JOIN_TWO = "まとめる年度の欄を、2 つ以上続けて選んでください。"
JOIN_GAP = "続いていない年度はまとめられません。続いた欄を選んでください。"
JOIN_EMPTY = "まとめる文がありません。どれかの欄に文を入れてから、もう一度操作してください。"
NOTHING_JOINED = "まとめた欄を選んでから、もう一度操作してください。"
