"""Words of the sheet view."""
from __future__ import annotations

# Nothing to show
EMPTY_CHOOSE = "左の一覧から{measure}を選ぶと、ここに様式が開きます。"
EMPTY_CHOOSE_AREA = "左の一覧から分野を選ぶと、ここに様式が開きます。"
EMPTY_NONE = "まだ{measure}がありません。左の一覧で{measure}を加えるか、提出された様式を取り込んでください。"
EMPTY_OF = {
    "chapter": (
        "まだ章がありません。「計画」メニューの「章を追加」で加えてください。", "左の一覧から章を選ぶと、ここにその本文が開きます。",
    ),
    "list": (
        "まだ対応先がありません。「計画」メニューの「対応表」で加えてください。",
        "様式を選ぶボタンから対応先を選ぶと、ここに対応表が開きます。",
    ),
}
"""Where the form is made for something else than measures: there is none of it yet, none is chosen."""
OPEN_FIRST = "{node} を開く"
FORM_BROKEN = "様式「{form}」を表示できません。{problem}"

# The chosen cell
SHEET = "様式"
CELL = "{measure} {period} {field}"
CELL_WITHOUT_PERIOD = "{measure} {field}"
CELL_TEXT = "{cell}: {text}"
CELL_EMPTY = "未記入"
RANGE = "{count} 個の欄を選んでいます。"
SAME_AS_LAST_YEAR = "昨年度のまま"
SAME_MARK = "同"

# Editing
LENGTH = "{count} / {length}字"
CHOICE_EMPTY = "（空欄）"
CHOICES = "{field}の選択肢"
NOT_A_CHOICE = "「{text}」は選べません。一覧から選んでください。"
NO_LAST_YEAR = "この欄には昨年度の文がありません。"
ALREADY_LAST_YEAR = "昨年度の文と同じです。"

# Cells from and to the clipboard
COPIED = "{count} 個の欄をコピーしました。"
NOTHING_TO_PASTE = "貼り付けられる文字がありません。"
DOES_NOT_FIT = "貼り付ける表が、この位置の欄に合いません。始まりの欄を選び直してください。"
IN_CELL = "{cell}：{sentence}"
GROUP_PASTE = "{count} 個の欄への貼り付け"
GROUP_CUT = "{count} 個の欄の切り取り"
GROUP_EMPTY = "{count} 個の欄を空にする"
GROUP_LAST_YEAR = "昨年度の文を {count} 個の欄に写す"

# Menu of a cell
MENU_EDIT = "編集する"
MENU_LAST_YEAR = "昨年度の文を写す"
MENU_EMPTY = "空にする"
MENU_CUT = "切り取り"
MENU_COPY = "コピー"
MENU_PASTE = "貼り付け"
MENU_HISTORY = "以前の文に戻す…"
MENU_ABOUT = "この欄の説明"

# What a cell is
ABOUT = "{field}（{kind}）。{rest}"
KINDS = {"plan": "計画事項", "report": "実績事項", "internal": "内部項目"}
ABOUT_LENGTH = "目安は {length}字です。"
ABOUT_CHOICES = "{choices}から選びます。"
ABOUT_REQUIRED = "必ず入れる欄です。"

# The bar above the sheet
NO_PLACE = "{measure}を選んでください"
YEAR_MENU = "年度を選ぶ"
NO_YEAR = "年度"
CURRENT_YEAR = "{period}（現在）"
CLOSED_YEAR = "{period}（確定）"
ZOOM_MENU = "表示の大きさ"
ZOOM = "{percent}%"
ZOOM_FIT = "幅に合わせる"
ZOOM_IN = "大きくする"
ZOOM_OUT = "小さくする"
FORM_MENU = "様式を選ぶ"
FORM_NOW = "様式を選ぶ（今は{form}）"
AS_SHEET = "様式"
AS_FIELDS = "項目"
AS_SHEET_HINT = "印刷する様式のまま編集します"
AS_FIELDS_HINT = "項目の一覧で編集します"
