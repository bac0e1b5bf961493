"""Words of the window that makes a plan from an Excel list."""
from __future__ import annotations

TITLE = "Excel の一覧から計画を作る"
CHOOSE = "1 行に 1 施策の一覧を選ぶ"
BOOKS = "Excel の一覧 (*.xlsx *.xlsm *.xls *.xlsb *.ods)"
STEPS = ("計画", "列の使い方", "確かめる")
STEP_OF = "{number} / {count}　{name}"
BACK, NEXT, CREATE, CANCEL = "戻る", "次へ", "計画を作る", "やめる"
READING = "「{file}」を読んでいます…"
CREATING = "計画を作っています…"
READY_PLAN = "「{file}」の一覧から計画を作ります。"
READY_COLUMNS = "{counts}になります。"
READY = "元の Excel は、計画ファイルの中に原本として残ります。"

# Columns
SHEET, HEADER = "シート", "見出しの行"
HEADER_TWO = "{first}～{last} 行目"
HEADER_ONE = "{row} 行目"
COLUMNS_LEAD = "それぞれの列を、計画のどの項目に入れるかを選んでください。見出しから分かるものは選んであります。"
USE_OF = "「{head}」の列の使い方"
TABLE = "一覧の初めの部分"

# Looking it over
TREE = "できる計画"
NOTES = "知っておくこと"
NO_NOTES = "とくにありません。"
