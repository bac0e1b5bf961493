"""Words of the departments' screen."""
from __future__ import annotations

MEASURE = "施策"
LIST = "部署の一覧（建制順）"
COLUMNS = ("部", "課", "別名", "期間", "引継ぎ先", "{measure}")
ALIASES_BETWEEN = "、"

# Buttons
ADD = "部署を追加…"
CHANGE = "変更…"
END = "終える…"
REOPEN = "続ける"
REORGANISE = "組織改正"
RENAME = "名称を変更…"
SPLIT = "分割…"
MERGE = "統合…"
UP = "上へ"
DOWN = "下へ"
TIPS = {
    "change": "名前、別名、始まりの日を書き直します。日付を決めて名前が変わるときは「組織改正」を使います",
    "reorganise": "日付を決めて、部署の名称の変更、分割、統合をします",
    "end": "この部署がなくなる日と、引継ぎ先を決めます",
    "reopen": "終えた部署を、今もあることに戻します",
    "up": "建制順で 1 つ上に移します（Alt+↑）",
    "down": "建制順で 1 つ下に移します（Alt+↓）",
}
NOT_DELETED = "部署は消さずに、なくなる日を入れて「終える」とします。過去の年度の担当部署として残ります。"
QUIET_NOTE = "部署は消さずに「終える」で残します。ここでの変更は「元に戻す」では戻らないので、直すときはもう一度変更してください。"
READ_ONLY_NOTE = "読み取り専用で開いているため、部署は変えられません。"

# Rows
PERIOD_FROM, PERIOD_TO, PERIOD_BOTH = "{start}～", "～{end}", "{start}～{end}"
COUNT = "{count}"
SAID = "{name}、{measure} {count} 件"
SAID_ENDED = "{name}、{end} まで"
SAID_SUCCESSOR = "{said}、引継ぎ先 {successor}"

# Names the register does not know
UNKNOWN = "計画に、登録のない名前が {count} つあります：{names}"
UNKNOWN_MORE = "{names} ほか"
FILL = "計画から取り込む"
FILL_HELP = "計画の担当部署に書かれていて、まだ登録のない名前を、一覧の終わりに加えます"
FILLED = "計画から {count} 部署を加えました。"
FILLED_NONE = "加えた部署はありません。終えた部署の名前が計画に残っているときは、担当部署か期間を直してください。"

# Measures of a department
MEASURES = "{name}の{measure}"
MEASURES_COUNT = "{count} 件"
NO_MEASURES = "この部署を担当とする{measure}はありません。"
NONE_CHOSEN = "部署を選ぶと、担当する{measure}がここに並びます。"
ENDED_MEASURES = "この部署は {end} で終えています。"

# Nothing yet
EMPTY = "まだ部署の登録はありません。計画に書かれた担当部署から取り込むか、1 つずつ追加してください。"
EMPTY_NO_NAMES = "まだ部署の登録はありません。部と課の名前を追加すると、建制順に並びます。"

# Dialogs
ADD_TITLE, CHANGE_TITLE, END_TITLE = "部署を追加", "部署を変更", "部署を終える"
DIVISION = "部"
SECTION = "課"
SECTION_HINT = "部だけのときは空のままにします"
ALIASES = "別名"
ALIASES_HINT = "計画で使われるほかの呼び名。複数あるときは「、」で区切ります"
SINCE = "始まりの日を決める"
ADD_GO = "追加する"
CHANGE_GO = "変更する"
END_ASK = "「{name}」がなくなる日と、仕事を引き継ぐ部署を決めてください。"
LAST_DAY = "最後の日"
SUCCESSOR = "引継ぎ先"
NO_SUCCESSOR = "（なし）"
END_GO = "終える"
FROM_DAY = "いつから"
RENAME_TITLE, SPLIT_TITLE, MERGE_TITLE = "部署の名称を変更", "部署を分割", "部署を統合"
RENAME_ASK = "「{name}」の新しい名前と、変わる日を決めてください。前の名前は、その前日まで残ります。"
RENAME_GO = "名称を変更する"
SPLIT_ASK = "「{name}」を分ける先の部署と、変わる日を決めてください。"
SPLIT_INTO = "分割先"
SPLIT_HINT = "1 行に 1 つ、課の名前を書きます。部も書くときは「部 課」のように空白で区切ります。今ある部署も書けます。"
SPLIT_GO = "分割する"
MERGE_ASK = "1 つにする部署に印を付けて、新しい名前と変わる日を決めてください。"
MERGE_OF = "統合する部署"
MERGE_GO = "統合する"
LEADS_TO = "計画や前の年度のシートに残る名前からも、この日からは新しい部署につながります。"
DAY_FORMAT = "yyyy年M月d日"

# Done
ADDED = "「{name}」を加えました。"
CHANGED = "「{name}」を変更しました。"
IS_ENDED = "「{name}」を {end} で終えました。"
IS_RENAMED = "「{old}」は {day} から「{new}」になります。"
IS_SPLIT = "「{old}」は {day} から{new}に分かれます。依頼のときは、どちらに送るかを確かめます。"
IS_MERGED = "{old}は {day} から「{new}」になります。"
NAME = "「{name}」"
IS_REOPENED = "「{name}」を続けることに戻しました。"
