"""Sentences about recognising and taking in workbooks."""
from __future__ import annotations

# Notes of one sheet; {where} is "シート「①-01」" and the cell where there is one.
NOTE_FIXED_TEXT = "{where}：印字が様式と違います（「{found}」）。様式の文字のまま扱いました。"
NOTE_MISSING_LABEL = "{where}：見出し「{label}」が見当たりません。"
NOTE_UNPLACED = "{where}：「{text}」はどの欄か見分けられないため、取り込みませんでした。"
NOTE_REMARK = "{where}：表の外の記載です（「{text}」）。取り込みませんでした。"
NOTE_MERGED_YEARS = "{where}：複数の年度を結合した欄です。最初の年度の記入として扱いました。"
NOTE_MERGED_FIELDS = "{where}：いくつかの欄を結合しています。最初の欄の記入として扱いました。"
NOTE_TWICE = "{where}：「{field}」の記入がもう1つあります。先にある記入だけを読み取りました。"
NOTE_HIDDEN = "{where}：非表示のシートにある内容です。"
NOTE_HIDDEN_ROW = "{where}：{row}行目は非表示ですが、内容を読み取りました。"
NOTE_HIDDEN_COLUMN = "{where}：{column}列は非表示ですが、内容を読み取りました。"

QUESTION_SEVERAL = "1つの欄に複数のセルの文字があります。どれを採るか確かめてください。"
QUESTION_POSITION = "欄の見出しがないため、位置だけから読み取りました。どの欄の記入か確かめてください。"
QUESTION_STRUCK = "取り消し線の引かれた文字（「{struck}」）があります。残った文を反映するか、採る文を set で入れてください。"
QUESTION_NO_FORMAT = "数値または日付ですが、表示形式が分かりません。画面で見える文字を確かめてください。"
QUESTION_ERROR = "セルがエラー（{text}）になっています。正しい値を確かめて、set で入れてください。"
QUESTION_NO_VALUE = "計算式の結果がファイルに保存されていません。Excel で開いて保存し直すか、値を確かめて set で入れてください。"
QUESTION_PERIOD = "計画の期間にない年度（{label}）の記入です。反映すると、計画にその年度が加わります。"
QUESTION_UNKNOWN_NUMBER = "施策番号「{number}」は計画にありません。番号の誤りか、新しい{measure}かを確かめてください。"
PLACE = "シート「{sheet}」{cell}"
