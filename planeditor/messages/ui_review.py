"""Words of the review: what came in, row by row, and what is decided about it."""
from __future__ import annotations

FILES = "取り込んだファイル"
MEASURES = "このファイルの{measure}"
ROWS = "提出された内容"
COLUMNS = {"field": "項目", "sent": "依頼したとき", "now": "いまの計画", "submitted": "提出された内容"}
COLUMN_SAME = "依頼したとき・いまの計画"
BREAKS = "をもにた、・"
"""After these a button of two lines breaks."""

NAV_FILE = "{receipt}　{department}"

# The head
HEAD = "{department}　{file}"
HEAD_PLAIN = "{file}"
RECEIPT = "取込番号 {receipt}"
RECEIPT_AT = "{at} に取り込みました"
COUNTS = {
    "matching": "一致 {count}", "changed": "変更 {count}", "notation": "表記のみ {count}", "conflicts": "双方で変更 {count}",
    "questions": "要確認 {count}", "remarks": "連絡事項 {count}",
}
CLEAN_AND_NOTATION = "変更 {clean} 件と表記のみ {notation} 件をまとめて反映"
CLEAN_ONLY = "変更 {clean} 件をまとめて反映"
NOTATION_ONLY = "表記のみ {notation} 件をまとめて反映"
GROUP_ALL = "この{measure}の変更をまとめて反映"
LATER = "あとで"
LATER_TIP = "このファイルは決めないまま、次のファイルへ移ります"
FINISH = "完了"
FINISH_TIP = "残り {count} 件を決めると完了できます"
ONLY_OPEN = "未決だけ"
ONLY_OPEN_TIP = "まだ決めていない所だけを表示します"
MORE = "その他"
UNDO_IMPORT = "この取込を元に戻す"
UNDO_IMPORT_TIP = "このファイルから反映したものを、すべて計画から取り消します。後から直した所はそのままです"

# The rows
KINDS = {
    "clean": "変更", "conflict": "双方で変更", "notation": "表記のみ", "question": "要確認", "new": "新しい{measure}", "remark": "連絡事項",
}
FIELD_IN_PERIOD = "{field}　{period}"
BLANK = "（空欄）"
BLANKED = "（空欄になっています）"
UNREADABLE = "（読み取れません）"
NOT_SENT = "―"
OTHER = "ほかの提出（{department}）：{text}"
LEFT = "残り {count} 件"
LEFT_NONE = "決定済み"
KEY_HINTS = {
    "accept": "A", "decline": "D", "edit": "E", "empty": "A", "keep_old": "D", "keep_candidate": "C", "tick": "A", "with_struck": "W",
}
"""The letter of the keyboard that makes a choice."""
SHEET_HINT = "O"
"""The letter that opens a row on the sheet."""
CHOICE_SPOKEN = "{field}：{choice}"
ROW_SPOKEN = "{field}、{kind}"
SPOKEN_SENT, SPOKEN_NOW, SPOKEN_SUBMITTED = "依頼したとき：{text}", "いまの計画：{text}", "提出された内容：{text}"
SPOKEN_DECIDED = "決定：{decided}"
SPOKEN_KEYS = "できること：{choices}"
BETWEEN = "。"
GROUP_SPOKEN = "{title}、残り {count} 件"
OPEN_ON_SHEET = "シートで開く"
COPY_SUBMITTED = "提出された内容をコピー"
COPY_NOW = "いまの計画をコピー"
COPIED = "コピーしました。"

# The editor
EDIT_NAME = "{field}に反映する内容"
EDIT_TAKE = "反映する"
EDIT_BACK = "やめる"
EDIT_HINT = "Ctrl+Enter で反映　Esc でやめる"
EDIT_EMPTY = "空欄です。空にするときは「空欄にする」を選んでください。"

# The foot
REST = "残り {count} 件を決めると完了です"
REST_NONE = "このファイルはすべて決めました"
KEYS = "F8 次の未決　　Enter 色の付いたボタンを押す　　Ctrl+Z 直前の決定を元に戻す"
READ_ONLY = "読み取り専用で開いているため、決められません。書き込める状態で開き直してください。"

# Nothing to do
NOTHING = "決めることはありません"
NOTHING_TEXT = "各課から戻った Excel を取り込むと、変わった所がここに並びます。1 つずつ見て、反映するか決められます。"
DONE_TEXT = "取り込んだファイルは、すべて決め終わりました。"
IMPORT = "Excel を取り込む…"
TO_SHEET = "シートに戻る"

# Told
ACCEPTED = "{count} 件を反映しました。「元に戻す」で取り消せます。"
TAKEN_BACK = "取込番号 {receipt} の反映を元に戻しました。"
NO_MORE = "決めることは、もうありません。"

# Elsewhere in the window
WAITING = "決めること {count} 件"
BADGE = "提出 {count}"
BADGE_SPOKEN = "決めていない提出 {count} 件"
