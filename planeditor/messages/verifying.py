"""Sentences about what is damaged in a plan file, and about checking it in the window."""
from __future__ import annotations

TABLES = {
    "meta": "ファイルの情報", "entry": "記入", "change_group": "変更履歴の操作", "change": "変更履歴の内容",
    "reversal": "元に戻した操作", "receipt": "取込", "receipt_sheet": "提出されたシート", "proposal": "提出された内容",
    "decision": "反映の判断", "department": "担当部署", "department_alias": "担当部署の別の書き方",
    "department_successor": "担当部署の引継ぎ先", "field_label": "項目の名前", "period_label": "年度の名前", "draft": "書きかけ",
    "request": "照会", "request_book": "依頼書", "request_sheet": "依頼書のシート", "request_point": "修正依頼の内容",
    "paper": "配布した資料", "redaction": "記録の抹消", "redaction_group": "抹消した操作", "redaction_original": "抹消した原本",
    "sqlite_schema": "ファイルの目次", "sqlite_sequence": "番号の控え", "_sqlite_migrations": "形式の更新の記録", "": "空き",
}  # fmt: skip
"""What the tables of a plan file are called in sentences; "" is free space."""
UNKNOWN_TABLE = "どの表かは分かりません"

_NEXT = "ファイルを閉じて、バックアップから復元してください。"
HEADER = "ファイルの先頭（{offset} バイト目、{what}）が正しい値ではありません。" + _NEXT
HEADER_PARTS = {
    0: "ファイルの種類", 16: "ページの大きさ", 18: "書込みの形式", 19: "読取りの形式", 20: "ページの余り", 21: "記録の割合",
    22: "記録の割合", 23: "記録の割合", 24: "変更の回数", 28: "ページの数", 44: "目次の形式", 48: "作業領域の大きさ", 52: "自動整理",
    56: "文字の形式", 60: "ファイルの形式", 64: "自動整理", 68: "計画ファイルの印", 72: "使わない領域", 96: "書いたソフト",
}  # fmt: skip
SIZE = "ファイルの大きさ（{size} バイト）が、記録されたページの数（{pages} ページ、{wanted} バイト）と合いません。" + _NEXT
PAGE = "{page} ページ目（{table}）の構造が壊れています。" + _NEXT
TABLE = "「{table}」の構造が壊れています。" + _NEXT
STRUCTURE = "ファイルの構造に異常があります。" + _NEXT
UNREADABLE = "「{table}」を最後まで読めません。" + _NEXT
MISSING_PART = "ファイルの目次に「{name}」がありません。" + _NEXT
CHANGED_PART = "ファイルの目次の「{name}」が、このプログラムの作るものと違います。" + _NEXT
STRANGE_TRIGGER = "このプログラムが作らない自動処理「{name}」が加えられています。" + _NEXT
RECORD = "「{table}」が壊れています（照合値が合いません）。" + _NEXT
HOLE = "「{table}」の番号 {numbers} がありません。" + _NEXT
RANGE = "{first}～{last}"
TAIL = "「{table}」は番号 {used} まで使われましたが、{last} までしかありません。" + _NEXT
GROUP_HOLE = "変更履歴の番号 {group} の内容に欠けがあります。" + _NEXT

# What stands in the place of a damaged text of the log
DAMAGED_TEXT = "（壊れていて読めません）"
DAMAGED_LOG = (
    "変更履歴の番号 {group} の記録が壊れているため、この操作は行えません。"
    "ファイルを点検し、バックアップから復元してください。"
)
DAMAGED_STAMP = (
    "整理番号 {token} の照会の記録が壊れているため、提出されたシートを確かめられません。"
    "ファイルを点検し、バックアップから復元してください。"
)
DAMAGED_PROPOSAL = (
    "提出された内容 {proposal} の記録が壊れているため、反映も判断もできません。"
    "ファイルを点検し、バックアップから復元するか、ファイルをもう一度取り込んでください。"
)

# The command line
WHAT_NEXT = (
    "ほかの人にも閉じてもらってから「planeditor restore 計画ファイル」でバックアップに戻してください。"
    "バックアップがなければ「planeditor restore 計画ファイル --salvage」で、読める記録を新しいファイルに取り出せます。"
)

# The window
TITLE = "ファイルの点検"
RUNNING = "計画ファイルを調べています"
SOUND = "壊れたところはありません。"
SOUND_DETAIL = "記入 {entries} 件、変更履歴 {groups} 件、取り込んだファイルの原本と配布した資料を、照合値と変更履歴で確かめました。"
FOUND = "壊れたところが {count} か所あります。"
FOUND_DETAIL = (
    "壊れた記入には書き込めません。ほかの記入はそのまま読めます。"
    "バックアップがあれば、壊れる前の状態に戻せます。"
)
LIST_NAME = "壊れたところの一覧"
RESTORE = "バックアップから戻す…"
COPY = "一覧をコピー"
CLOSE = "閉じる"
