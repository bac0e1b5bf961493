"""Sentences about 対応表: lists of other plans, their points, and which measure answers to which."""
from __future__ import annotations

MARK = "○"
"""What a mark is, where no other word is typed."""

# Names of operations
GROUP_ADD_LIST = "対応先「{name}」を追加"
GROUP_RENAME_LIST = "対応先「{old}」の名前を「{new}」に変更"
GROUP_DELETE_LIST = "対応先「{name}」を削除"
GROUP_MOVE_LIST = "対応先「{name}」を移動"
GROUP_ADD_ITEM = "「{list}」に項目「{title}」を追加"
GROUP_ADD_ITEMS = "「{list}」に項目 {count} 件を追加"
GROUP_CHANGE_ITEM = "「{list}」の項目「{title}」を変更"
GROUP_DELETE_ITEMS = "「{list}」の項目 {count} 件を削除"
GROUP_MOVE_ITEM = "「{list}」の項目「{title}」を移動"
GROUP_MARK = "「{measure}」を「{item}」に対応"
GROUP_MARK_WORD = "「{measure}」を「{item}」に対応（{word}）"
GROUP_UNMARK = "「{measure}」と「{item}」の対応を取りやめ"
GROUP_MARK_SEVERAL = "「{list}」の対応 {count} 件を変更"

# What cannot be done
LIST_NAME_EMPTY = "対応先の名前が空です。計画や方針の名前を入れてください。"
LIST_NAME_TWICE = "対応先「{name}」はすでにあります。別の名前を入れてください。"
LIST_GONE = "選んだ対応先が計画に見つかりません。一覧で選び直してください。"
ITEM_EMPTY = "項目の番号と名前がどちらも空です。どちらかを入れてください。"
ITEM_GONE = "選んだ項目が計画に見つかりません。一覧で選び直してください。"
ITEM_TWICE = "「{list}」に番号「{number}」の項目がすでにあります。別の番号を入れてください。"
NO_ITEMS = "貼り付ける文に項目がありません。1行に1項目ずつ、番号と名前を入れてください。"
TOO_MANY_ITEMS = "一度に加えられる項目は {limit} 件までです。分けて加えてください。"
MEASURE_GONE = "選んだ{word}が計画に見つかりません。表で選び直してください。"

# On the command line
OPTIONS = {
    "list": "対応先の名前", "items": "加える項目を 1 行に 1 つずつ書いた文書（UTF-8）",
    "mark": "印を付ける施策と項目：①-01=3（続けて指定できます）", "unmark": "印を外す施策と項目：①-01=3（続けて指定できます）",
}
NONE = "なし"
NO_LISTS = "対応先はまだありません。「planeditor cover … --list 名前 --items 文書」で加えられます。"
NO_LIST = "対応先「{name}」はありません。今ある対応先：{known}。"
NO_ITEM = "「{list}」に「{number}」という項目はありません。「planeditor cover」で番号を確かめてください。"
LIST_MISSING = "項目を加えるときと印を付けるときは、--list で対応先の名前を指定してください。"
NOT_A_PAIR = "「{text}」が分かりません。「①-01=3」のように、施策番号と項目の番号を「=」でつないでください。"
ITEMS_UNREADABLE = "{file} を読めません。ファイルの名前と、文字コードが UTF-8 であることを確かめてください。"
LIST_LINE = "{list}　対応する{measure}のない項目 {open_items} / {items}　どの項目にも対応しない{measure} {open_measures} / {measures}"
ITEM_LINE = "  {item}：{measures}"
WITH_WORD = "{measure}（{word}）"
