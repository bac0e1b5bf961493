"""Words of the window of 「様式を追加」."""
from __future__ import annotations

TITLE = "様式を追加"
STEPS = ("ブックを選ぶ", "シートを見る", "項目を入れる", "試す", "保存する")
LIST = "手順"
STEP = "{number}. {name}"
SAID = "手順 {number}　{name}（{state}）"
DONE, NOW, OPEN = "済み", "いまここ", "これから"
HEADS = (
    "様式を描いた Excel のブックを選んでください。空でも、記入済みでもかまいません。元のブックは変えません。",
    "このシートを様式にします。様式にすると変わるところがあれば、右に並びます。",
    "提案を採るか、右の項目をシートの欄へ移してください。どの操作も Ctrl+Z で戻せます。",
    "いまの計画で埋めて、並べて見ます。{measure}を送って確かめてください。",
    "名前を確かめて保存します。あとから直して、保存し直せます。",
)
BACK, NEXT, SAVE, CANCEL = "戻る", "次へ", "保存する", "やめる"
READING = "ブックを読んでいます…"
LOOKING = "シートを読んでいます…"
TRYING = "計画で埋めています…"
SAVING = "保存しています…"

# 1 The workbook
BOOK = "Excel のブック"
CHOOSE = "選ぶ…"
CHOOSE_TITLE = "様式を描いたブックを選ぶ"
BOOKS = "Excel ブック (*.xlsx *.xlsm)"
NO_BOOK = "ブックを選んでください。"
SHEET = "シート"
FORM_TITLE = "様式の名前"
WHERE = "入れる様式セット"
NEW_SET = "新しい様式セット"
OWN_SET = "「{title}」に足す"
SET_TITLE = "新しい様式セットの名前"
SET_TITLE_HINT = "いまの計画の様式セット「{title}」の項目と言葉を引き継ぎます。"
KEEP = "いまの様式セットの様式も入れる"
REOPEN = "これまでに作った様式を直す"
REOPEN_FIRST = "（新しく作る）"
REOPEN_ITEM = "{set}：{form}"
SUGGESTED_SET = "{municipality}の様式"
PLAIN_SET = "わが市の様式"

# 2 The sheet
LEFT_OUT = "様式にすると変わるところ"
NOTHING_LEFT_OUT = "変わるところはありません。"
NOTICE = "{cell}　{text}"
SHEET_NAME = "シートの見え方"

# 3 The places
PROPOSALS = "提案"
FIELDS = "項目"
REPEATS = "繰返し"
TAKE_ALL = "提案をすべて採る"
TAKE_TICKED = "選んだ提案を採る"
PROPOSAL = "{cell}　{sentence}"
NO_PROPOSALS = "提案はありません。"
FIND_FIELD = "項目を探す"
FIELDS_TIP = "太字は、まだシートに入っていない項目です。欄へドラッグできます。"
PUT = "選んだ欄に入れる"
EMPTY = "欄を空にする"
OWN_TEXT = "元の文字に戻す"
NEW_FIELD = "新しい項目…"
CHANGE_FIELD = "項目を直す…"
FIELD_ITEM = "{label}　（{about}）"
NEW_MARK = "新しい項目"
INTERNAL = "内部項目。様式には入りません"
CELL = "{cell}　{text}"
CELL_BLANK = "（空欄）"
NO_CELL = "欄を選んでください。"
NOT_BY_ESCAPE = "やめるときは「やめる」を押してください。"
SEVERAL = "{first}～{last}"
ROWS, COLUMNS = "選んだ行を", "選んだ列を"
PER = "{name}ごとに繰り返す"
HEADING = "次のページの見出しにする"
SPLIT = "ページの終わりで分けてよい"
LEAVE_OUT = "様式から外す"
MARK_IT = "付ける"
UNMARK = "外す"
MARK_ROWS = "{first}～{last} 行目　{text}"
MARK_ROW = "{first} 行目　{text}"
MARK_COLUMNS = "{first}～{last} 列目　{text}"
MARK_COLUMN = "{first} 列目　{text}"
GONE_ROWS = "{numbers} 行目は様式に入りません"
GONE_COLUMNS = "{numbers} 列目は様式に入りません"
AXIS, WHAT, MARKS = "行か列か", "どうするか", "付けた印"
EACH = "1 枚ずつ作る単位"
EACH_ITEM = {"施策": "{measure}ごとに 1 枚", "分野": "{area}ごとに 1 枚", "計画": "計画で 1 枚（一覧）"}
UNDO, REDO = "元に戻す", "やり直す"
PLACES_NAME = "様式のシート。矢印キーで欄を選び、Enter で選んだ項目を入れます。"

# A new field
FIELD_TITLE, FIELD_CHANGE_TITLE = "新しい項目", "項目を直す"
FIELD_LABEL = "項目の名前"
FIELD_OF = "何の項目か"
FIELD_OFS = {"measure": "{measure}", "area": "{area}", "plan": "計画"}
FIELD_SERIES = "いつ書くか"
FIELD_ONCE = "1 回だけ書く"
FIELD_PER = "{series}ごとに書く"
FIELD_KIND = "種別"
FIELD_KINDS = {"plan": "計画事項（{revision}で決める）", "report": "実績事項（毎年報告する）",
    "internal": "内部項目（ファイルに出さない）"}
FIELD_TYPE = "書き方"
FIELD_TYPES = {"text": "文章", "number": "数値", "choice": "選択肢から選ぶ", "symbol": "記号"}
FIELD_CHOICES = "選択肢（1 行に 1 つ）"
FIELD_LENGTH = "目安の文字数（0 は目安なし）"
FIELD_MAKE, FIELD_KEEP = "項目を作る", "直す"
LABEL_EMPTY = "項目の名前を入れてください。"
LABEL_TAKEN = "「{label}」という項目はもうあります。別の名前にしてください。"
CHOICES_EMPTY = "選択肢を 1 つ以上入れてください。"

# 4 The trial
DRAWN, FILLED = "様式", "計画で埋めたページ"
PREVIOUS, FOLLOWING = "前の 1 枚", "次の 1 枚"
SHEET_OF = "{number} / {count}　{title}"
COUNTED = "計画の記入 {total} 件のうち {placed} 件が、この様式に入ります。"
COUNTED_ALL = "計画の記入 {total} 件が、すべてこの様式に入ります。"
NO_ENTRIES = "計画にはまだ記入がありません。"
LEFT = "入らない記入：{fields}"
LEFT_FIELD = "{label} {count} 件"
TROUBLES = "直すところ"
NO_TROUBLES = "直すところはありません。"
TROUBLE = "{cell}　{sentence}"
GO_THERE = "項目を入れる手順で直してください。項目を選んで Enter を押すと、その欄へ移ります。"
CANNOT_FILL = "直すところがなくなると、埋めたページが出ます。"
NOTHING_TO_FILL = "計画に、この様式で埋めるものがまだありません。"

# 5 Saving
SAVE_SET = "様式セット"
SAVE_FORM = "様式"
SAVE_FIELDS = "新しい項目"
SAVE_PLACE = "置く場所"
SAVE_NONE = "なし"
REPLACE = "いまある様式セット「{title}」を置き換える（版が 1 つ進みます）"
AFTER = "保存すると、新しい計画を作るときに選べます。いまの計画で使うには、「計画」メニューの「様式セットを変える」を選んでください。"
CANNOT_SAVE = "前の手順に、直すところが残っています。"
