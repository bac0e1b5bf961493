"""Sentences about recognising and taking in workbooks."""
from __future__ import annotations

# Notes of one sheet; {where} is "シート「①-01」" and the cell where there is one.
NOTE_FIXED_TEXT = "{where}：印字が様式と違います（「{found}」）。様式の文字のまま扱いました。"
NOTE_MISSING_LABEL = "{where}：見出し「{label}」が見当たりません。"
NOTE_UNPLACED = "{where}：「{text}」はどの欄か見分けられないため、取り込みませんでした。"
REMARK_STRUCK = "{text}（取り消し線：「{struck}」）"
NOTE_MERGED_YEARS = "{where}：複数の年度を結合した欄です。最初の年度の記入として扱いました。"
NOTE_MERGED_FIELDS = "{where}：いくつかの欄を結合しています。最初の欄の記入として扱いました。"
NOTE_TWICE = "{where}：「{field}」の記入がもう1つあります。先にある記入だけを読み取りました。"
NOTE_HIDDEN = "{where}：非表示のシートにある内容です。"
NOTE_HIDDEN_ROW = "{where}：{row}行目は非表示ですが、内容を読み取りました。"
NOTE_HIDDEN_COLUMN = "{where}：{column}列は非表示ですが、内容を読み取りました。"

NOTE_SHEET = "シート「{sheet}」"
NOTE_NO_STAGE = "{where}：計画に「{period}」がないため、取り込みませんでした。"
NOTE_NO_SUCH_NAME = (
    "{where}：「{text}」がどの{measure}か見分けられないため、その行は取り込みませんでした。"
    "名称を計画のとおりにしてください。"
)

QUESTION_SEVERAL = "1つの欄に複数のセルの文字があります。どれを採るか確かめてください。"
QUESTION_POSITION = "欄の見出しがないため、位置だけから読み取りました。どの欄の記入か確かめてください。"
QUESTION_ASTRAY = "同じ年度の行がほかにもあるか、ほかの年度の行から離れた所にあります。この年度の記入かどうかを確かめてください。"
QUESTION_STRUCK = "取り消し線の引かれた文字（「{struck}」）があります。どちらの文を採るかを確かめてください。"
QUESTION_NO_FORMAT = "数値または日付ですが、表示形式が分かりません。画面で見える文字を確かめてください。"
QUESTION_ERROR = "セルがエラー（{text}）になっています。正しい値を確かめて入れてください。"
QUESTION_NO_VALUE = "計算式の結果がファイルに保存されていません。Excel で開いて保存し直すか、値を確かめて入れてください。"
QUESTION_PERIOD = "計画の期間にない年度（{label}）の記入です。反映すると、計画にその年度が加わります。"
QUESTION_UNKNOWN_NUMBER = "施策番号「{number}」は計画にありません。番号の誤りか、新しい{measure}かを確かめてください。"
PLACE = "シート「{sheet}」{cell}"

# Questions about a workbook with a 整理番号
QUESTION_BLANKED = "依頼したときは記入があり、空欄で戻りました。空欄にするか、前の記入を残すかを選んでください。"
QUESTION_LOCKED_PLAN = "計画事項の欄が書き換えられています。反映できるのは{revision}のときです。それまで{revision}の候補に残せます。"
QUESTION_LOCKED = "依頼で記入をお願いしていない欄が書き換えられています。反映するかどうかを確かめてください。"
QUESTION_LOCKED_PERIOD = "依頼していない年度（{period}）の欄が書き換えられています。反映するかどうかを確かめてください。"
QUESTION_OLDER = "前回の依頼（{at}）のファイルの記入です。その後にもう一度依頼しています。反映するかどうかを確かめてください。"
QUESTION_WITHDRAWN = "取りやめた依頼（{at}）のファイルの記入です。反映するかどうかを確かめてください。"
QUESTION_OTHER_SHEET = (
    "シートの{measure}番号は「{printed}」、整理番号は「{stamped}」のものです。どちらの{measure}の記入かを確かめてください。"
)
QUESTION_OTHER_NAME = (
    "シートの{measure}番号は「{printed}」、{measure}名は「{named}」のものです。どちらの{measure}の記入かを確かめてください。"
)
QUESTION_NO_NUMBER = "シートに{measure}番号がありません。整理番号から「{stamped}」の記入としました。正しいかを確かめてください。"
QUESTION_STAMPS = "シートに整理番号がいくつもあります（{stamps}）。どの{measure}の記入かを確かめてください。"
QUESTION_OTHER_PLAN = "別の計画の整理番号（{stamp}）があるシートの記入です。この計画に反映してよいかを確かめてください。"
QUESTION_CONFIRMED = "事務局が直した文のまま戻りました。反映すると、担当部署が確かめたものとして扱います。"
QUESTION_CLOSED = "{period}は確定しています。反映するには、先に確定を解除してください。"

# Notes that are said of several sheets at once
OF_SHEET, OF_SHEETS, SHEET_NAME = "シート「{sheet}」", "シート{sheets}", "「{sheet}」"
FURTHER_SHEETS = " ほか {count} 枚"
OF_CELL = "の "

# Notes about it
NOTE_OLDER = "シート「{sheet}」は、前回の依頼（{at}）のものです。変わった所があれば「要確認」とします。"
NOTE_WITHDRAWN = "シート「{sheet}」は、取りやめた依頼（{at}）のものです。変わった所があれば「要確認」とします。"
NOTE_OTHER_SHEET = "シート「{sheet}」の{measure}番号と整理番号が、別の{measure}を指しています。変わった所があれば「要確認」とします。"
NOTE_OTHER_NAME = "シート「{sheet}」の{measure}番号と{measure}名が、別の{measure}を指しています。変わった所があれば「要確認」とします。"
NOTE_STAMPS = "シート「{sheet}」に整理番号がいくつもあります。変わった所があれば「要確認」とします。"
NOTE_OTHER_PLAN_STAMP = "シート「{sheet}」の整理番号（{stamp}）は、別の計画のものです。変わった所があれば「要確認」とします。"
NOTE_UNKNOWN_STAMP = (
    "シート「{sheet}」の整理番号（{stamp}）は、この計画ファイルの依頼の記録にありません。整理番号のないシートとして比べました。"
)
NOTE_FILLED_BY = "記入者：{who}"
NOTE_BOOKS = "いくつかの依頼書のシートが1つのファイルに入っています（{books}）。シートごとに比べました。"
NOTE_MISSING_SHEETS = "依頼したシートのうち、{sheets} のシートがありません。提出されたことにはしていません。"
NOTE_MISSING_ROW = "シート「{sheet}」に {periods} の行がありません。計画の記入はそのままです。"
NOTE_MISSING_PLACES = "シート「{sheet}」：見出しのない欄があるため、空欄になった所（{first} など {count} か所）は確かめていません。"
NOTE_REPEATED = "{count} 件は、取込番号 {receipt} で未決の内容と同じです。重ねて加えてはいません。"
NOTE_RIVALS = "{count} 件は、取込番号 {receipt} の未決の内容と違います。両方を未決にしました。"
NOTE_MORE_REMARKS = (
    "「{file}」には記入欄の外の文字やコメントがほかに {count} 件あり、連絡事項には加えていません。Excelで開いて確かめてください。"
)
MORE_SHEETS = "{first} など {count} 枚"
# Workbooks of a request that hold nothing to take in
ONLY_SLIP = "{file} には「{slip}」のシートだけがあります。記入したシートの入ったファイルを、部署に送り直してもらってください。"
IS_COVER = "{file} は、依頼に付けた依頼文です。提出されたものではないため、取り込みませんでした。"
IS_LIST = "{file} は、依頼の送付一覧です。提出されたものではないため、取り込みませんでした。"
STOPPED = "「{file}」の取り込みを取り消しました。必要であれば、もう一度選んでください。"
FORECAST_ODD = "「見込／確定」の欄（{field}）に「{text}」と記入されています。"
