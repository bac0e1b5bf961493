"""Words of the window that makes a new plan."""
from __future__ import annotations

TITLE = "新しい計画を作る"
STEPS = ("計画", "分野と部署")
STEP_OF = "{number} / {count}　{name}"
BACK = "戻る"
NEXT = "次へ"
CREATE = "計画を作る"
CANCEL = "やめる"
CREATING = "計画を作っています…"
READY = "分野と部署は、あとからでも変えられます。"

LABELS = {
    "municipality": "自治体の名前",
    "title": "計画の題名",
    "first_year": "始まりの年度",
    "last_year": "終わりの年度",
    "form_set": "様式セット",
    "areas": "分野",
    "departments": "担当部署",
    "place": "計画ファイルを置く場所",
}
EXAMPLES = {"municipality": "見本市", "first_year": "R8、令和8年度、2026 など", "last_year": "R12"}
SPAN = "{first}～{last}（{count} 年間）"
YEAR_UNREADABLE = "「{text}」が何年度か読み取れません。「令和8年度」か「2026」のように入れてください。"
YEAR_EMPTY = "年度を「令和8年度」か「2026」のように入れてください。"
PLACE_EMPTY = "計画ファイルを置く場所を選んでください。"
FORMS_READING = "様式を読んでいます…"
FORMS_OF = "含まれる様式：{forms}"
PICTURE = "様式「{form}」の見本"

AREAS_HINT = "番号と名称。Excel から何行でも貼り付けられます。空のままでも作れます。"
DEPARTMENTS_HINT = "建制順に 1 行に 1 つ。Excel から貼り付けられます。空のままでも作れます。"
NUMBER, NAME, DEPARTMENT = "番号", "名称", "部署（部と課の間は空白）"
FIRST_NUMBER = "①"
UP, DOWN, REMOVE = "上へ", "下へ", "消す"
UP_OF, DOWN_OF, REMOVE_OF = "{list}を上へ移す", "{list}を下へ移す", "{list}の行を消す"

CHOOSE = "選ぶ…"
CHOOSE_PLACE = "計画ファイルを置く場所"
PLAN_FILES = "計画ファイル (*.plandb)"
SPECIMEN_AREA, SPECIMEN_MEASURE, SPECIMEN_NUMBER = "分野の名称", "施策の名称", "①-01"
