"""Sentences of the jobs: taking in, deciding, exporting, showing."""
from __future__ import annotations

# Files to take in
NO_FILES = "{path} に取り込めるファイル（.xlsx .xlsm .xls .xlsb .ods）がありません。フォルダーを確かめてください。"
PATH_MISSING = "{path} が見つかりません。ファイルまたはフォルダーの名前を確かめてください。"
NO_SHEETS = "なし"
UNKNOWN_LAYOUT = (
    "{file} に、知っている様式のシートがありません（調べたシート：{sheets}）。"
    "「{number}」「{name}」などの見出しがある様式か確かめてください。"
)
LAYOUT_LABELS = "施策番号", "施策名"
"""Heads that the forms of most sets have; said where the plan's set is not known yet."""
NOTE_UNKNOWN_SHEET = "シート「{sheet}」は知っている様式ではないため、取り込みませんでした。"
NO_NUMBER = "{file} のシート「{sheet}」に施策番号がありません。番号を入れて、もう一度取り込んでください。"
NUMBER_TWICE = (
    "{file} のシート「{first}」と「{second}」が、どちらも{measure}番号「{number}」です。"
    "どちらかの番号を直して、もう一度取り込んでください。"
)
OTHER_FORM_SET = (
    "{file} は様式セット「{found}」のシートですが、この計画の様式セットは「{own}」です。"
    "別の計画のファイルでないか確かめてください。"
)

# Outcomes
DONE_CREATED = "{measures} {word}を取り込み、計画ファイルを作りました。"
DONE_IMPORTED = "{accepted} 件を反映しました。"
DONE_UNCHANGED = "変更なし。"
DONE_SAME_FILE = "変更なし（取込番号 {receipt} と同じファイルです）。"
DONE_SAME_FILE_WAITING = (
    "変更なし（取込番号 {receipt} と同じファイルです。{waiting} 件が未決です。"
    "「planeditor decide … {receipt} --accept all」などで反映できます）。"
)
DONE_WAITING = (
    "{waiting} 件が未決です（変更 {clean}、双方で変更 {conflicts}、表記のみ {notation}、要確認 {questions}{remarks}）。"
    "「planeditor submissions」で見て、「planeditor decide … {receipt}」で決めてください。"
)
DONE_WAITING_REMARKS = "、連絡事項 {remarks}"
DONE_UNREAD = "読み取らなかった記載が {count} 件あります。下の注意を確かめてください。"
NOTE_OTHER_PLAN = "{file} の題名は「{found}」で、この計画「{own}」と違います。別の計画のファイルでないか確かめてください。"
NOTE_BLANK = "シート「{sheet}」：計画に記入があり、シートでは空欄の所が {count} か所あります（{first} など）。計画の記入はそのままです。"
GROUP_IMPORT = "取込：{file}"
GROUP_DECIDE = "取込番号 {receipt} を反映"
GROUP_DECLINE = "取込番号 {receipt} を反映しないことにした"
SOURCE_SUBMISSION = "提出"
SOURCE_SECRETARIAT = "事務局修正"
NOTE_AREA_NAME = "シート「{sheet}」：分野「{number}」の名称が計画では「{now}」、シートでは「{found}」です。計画のままとしました。"
NOTHING_TO_DECIDE = (
    "取込番号 {receipt} に、条件に合う未決の内容はありません。「planeditor submissions」で確かめてください。"
    "空欄にするものと、別の施策かもしれないシートは、施策や項目を指定して決めてください。"
)

# Editing
GROUP_NEW = "計画の作成"
GROUP_SET = "{measure} {field}"
GROUP_SET_PERIOD = "{measure} {period} {field}"
NO_MEASURE = "{word}番号「{number}」は計画にありません。「planeditor show」で番号を確かめてください。"
NO_PLACE = (
    "{word}番号「{number}」は計画にありません。章の番号、用語、版の名前にもありません。「planeditor show」で確かめてください。"
)
NO_FIELD = "項目「{field}」は様式セット「{set}」にありません。使える項目：{known}。"
FIELD_NEEDS_PERIOD = "項目「{field}」は年度ごとの項目です。--period で年度を指定してください（{known}）。"
FIELD_WITHOUT_PERIOD = "項目「{field}」は年度ごとの項目ではありません。--period を付けずに指定してください。"
NO_PERIOD = "「{period}」はこの計画の年度ではありません。使える年度：{known}。"
NOT_A_CHOICE = "項目「{field}」に「{text}」は入れられません。使える言葉：{known}。"
BAD_CHARACTERS = "使えない文字（制御文字など）が入っています。打ち直してください。"
END_MISSING = "初めの年度と終わりの年度は、--start と --end の両方で指定してください。"
BAD_YEARS = "年度の指定「{start}」から「{end}」までが分かりません。R3 や 令和3年度 のように指定してください。"
YEARS_NO_SPAN = "年度の指定「{start}」から「{end}」までは計画の期間になりません。初めから終わりの順に、{most} 年以内で指定してください。"

# Export
BAD_SUFFIX = "{file} の種類が分かりません。名前の終わりを .xlsx か .pdf にしてください。"
NO_FOLDER = "フォルダー {folder} がありません。先に作るか、別の場所を指定してください。"
TARGET_BUSY = (
    "{file} に書けません。Excel などで開いているようです。"
    "閉じてからもう一度書き出すか、「{other}」のような別の名前を指定してください。"
)
TARGET_HELD = (
    "{file} は「{who}」が Excel などで開いているため、書けません。"
    "閉じてもらってからもう一度書き出すか、「{other}」のような別の名前を指定してください。"
)
TARGET_PROTECTED = (
    "{file} は読み取り専用になっているため、書けません。"
    "読み取り専用を外してからもう一度書き出すか、「{other}」のような別の名前を指定してください。"
)
FOLDER_CLOSED = "フォルダー {folder} には書き込めません。別の場所を指定してください。"
DISK_FULL = "{file} を書く空き容量が足りません。空きを作るか、別の場所を指定してください。元のファイルはそのままです。"
WRITE_FAILED = "{file} を書けませんでした。別の場所を指定してください。元のファイルはそのままです。"
NOTHING_TO_EXPORT = "書き出す{word}がありません。番号や分野の指定を確かめてください。"
NO_AREA = "分野「{number}」は計画にありません。"
FORM_HAS_PROBLEMS = "様式「{form}」に直すところがあるため書き出せません：{problem}"
NUMBER_EMPTY = "番号は空にできません。番号を入れてください。"
NUMBER_TAKEN = "番号「{number}」は「{name}」が使っています。別の番号を入れてください。"
NOT_IN_DOCUMENT = (
    "「{document}」に出ていないものが {count} 件あります：{names}。"
    "載せるときは、載せる章の項目（章の位置、掲載など）を選んでから、もう一度書き出してください。"
)
COLUMNS_NARROWED = (
    "列が用紙の幅に収まらないため、すべての列の幅を縮めて書き出しました。"
    "読みにくければ、--period で年度を絞るか、別の様式で書き出してください。"
)
