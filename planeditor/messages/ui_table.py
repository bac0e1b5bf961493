"""Words of the whole-plan table (一覧)."""
from __future__ import annotations

MEASURE = "施策"
TABLE = "計画の一覧"

# The bar
PER = {"measure": "{measure}ごと", "period": "年度ごと"}
PER_HELP = {"measure": "{measure} 1 つを 1 行で見ます", "period": "{measure}の年度 1 つを 1 行で見ます"}
YEAR = "年度"
YEAR_HELP = "年度ごとの項目に、どの年度の記入を出すか"
FILTER = "一覧を絞り込む"
FILTER_HELP = "どれかの列にこの言葉がある行だけを出します"
COLUMNS = "列を選ぶ"
FIT_ROWS = "行の高さを合わせる"
FIT_ROWS_HELP = "文がすべて見えるように、行の高さを変えます"
RESET = "計画の順に戻す"
RESET_HELP = "並べ替えと絞り込みをやめて、計画の順ですべての行を出します"
EXPORT = "書き出す"
MORE = "その他"
TO_EXCEL = "Excel に書き出す…"
TO_PDF = "PDF に書き出す（A3 横）…"
COUNT = "{count} 件"
COUNT_OF = "{count} 件（全 {total} 件）"

# Columns
GROUPS = {"node": "{measure}", "plan": "計画事項", "report": "実績事項", "internal": "内部項目（外に出しません）"}
USUAL_COLUMNS = "はじめの列に戻す"
LAST_COLUMN = "列は 1 つ以上選んでください。"
WITH_YEAR = "{label}\n{period}"
ASCENDING, DESCENDING, FILTERED = "▲", "▼", "絞り込み中"
UP_SAID, DOWN_SAID = "昇順", "降順"

# The menu of a column
SORT_UP = "昇順に並べる"
SORT_DOWN = "降順に並べる"
SORT_NOT = "計画の順に並べる"
ONLY_WITH = "この列を絞り込む"
ONLY_EMPTY = "空欄のみ"
ONLY_FILLED = "記入ありのみ"
NO_FILTER = "この列の絞り込みをやめる"
HIDE_COLUMN = "この列を隠す"
COLUMN_MENU = "「{label}」の並べ替えと絞り込み"

# Cells
SAID = "{row} {column}：{text}"
SAID_EMPTY = "空欄"
SAID_LOCKED = "{said}（直せません）"
ROW_PERIOD = "{measure} {period}"
NOT_HERE = "この列は表では直せません。Enter でシートに移ります。"
NO_PLACE = "この年度には、この項目の欄がありません。"
EDITOR = "{row} {column}"
NOTHING = "（空欄）"
COPY = "コピー"
CUT = "切り取り"
PASTE = "貼り付け"
CLEAR = "空にする"
TO_SHEET = "シートで開く"
PASTED = "表への貼り付け（{count} 件）"
CUT_NAME = "表からの切り取り（{count} 件）"
CLEARED = "表の欄を空にする（{count} 件）"
BEYOND = "貼り付ける内容が表からはみ出します。左上の欄を選び直してください。"
NOTHING_TO_PASTE = "貼り付ける文がありません。"
LOCKED_AT = "{place}：{sentence}"

# Empty places
NO_ROWS = "まだ{measure}はありません。左の一覧で追加するか、Excel から取り込むと、ここに並びます。"
NO_HIT = "絞り込みに合う行はありません。"
NO_HIT_ACTION = "絞り込みをやめる"

# Export
CHOOSE_TARGET = "書き出し先を選ぶ"
FILTERS = {"pdf": "PDF (*.pdf)", "xlsx": "Excel (*.xlsx)"}
FILE_NAME = "{title} 一覧"
JOB = {"pdf": "一覧を PDF に書き出しています", "xlsx": "一覧を Excel に書き出しています"}
WRITTEN = "「{file}」に書き出しました。"
