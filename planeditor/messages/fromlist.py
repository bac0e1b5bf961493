"""Words and sentences about a plan made from any Excel list."""
from __future__ import annotations

# What columns are often called, beside the form set's own labels
NUMBERS = ("番号", "No", "No.", "№", "項番", "整理番号", "施策番号", "事業番号", "取組番号", "通番", "#")
NAMES = (
    "名称", "施策名", "事業名", "取組名", "取組", "施策", "事業", "事務事業名", "件名", "項目名", "施策名称", "事業名称", "取組事項",
    "具体的施策",
)
DEPARTMENTS = (
    "担当部署", "担当課", "担当課名", "所管課", "所管課名", "主管課", "所管", "担当",
    "部署", "所属", "担当部課", "所管部署", "主管部署",
)
AREAS = (
    "分野", "区分", "柱", "分類", "大分類", "中分類", "小分類", "章", "節", "基本目標", "基本方針", "基本施策", "政策", "分野名",
    "カテゴリ",
)
TOTALS = ("計", "合計", "小計", "総計", "総合計", "累計", "平均")

# What a column is for
SKIP = "取り込まない"
NUMBER, NAME, DEPARTMENT, AREA = "{measure}の番号", "{measure}の名称", "担当部署", "{area}"
FIELD = "{field}"
FIELD_IN = "{field}（{period}）"
MEMO = "{field}に「見出し：値」で残す"
OF_YEAR = "{period}：{text}"
MEMO_LINE = "{head}：{text}"
COLUMN = "{letter} 列"
HEAD_JOIN = " "

# Reading the book
NO_TABLE = "「{file}」に、{measure}の一覧にできる表がありません。見出しの行と、その下に 1 行以上ある表を用意してください。"
TOO_LARGE = (
    "シート「{sheet}」は一覧にしては大きすぎます（{rows} 行、{columns} 列まで）。"
    "要る範囲だけを別のシートに写して、もう一度選んでください。"
)
NO_SHEET = "「{file}」にシート「{sheet}」はありません。あるシート：{known}。"
NO_HEADER_ROW = "シート「{sheet}」の {row} 行目は見出しにできません。見出しのある行を選んでください。"

# What speaks against it: nothing is made before it is mended
NO_NAME_COLUMN = "{measure}の名称がどの列か選んでください。"
TWO_COLUMNS = "「{use}」に 2 つの列（{first} と {second}）が選ばれています。どちらかを別の項目にしてください。"
NOTHING_LEFT = "取り込める行がありません。見出しの行と列の選び方を確かめてください。"
NUMBER_TWICE = (
    "番号「{number}」が {first} 行目と {second} 行目にあります。Excel で直すか、番号の列を「取り込まない」にしてください。"
)
OUTSIDE = "{column}の{period}は計画の期間にありません。計画の年度を広げるか、その列を「取り込まない」にしてください。"

# What is to be known
LEFT_OUT_TOTAL = "{row} 行目は合計の行とみて、取り込みません（{text}）。"
LEFT_OUT_NO_MEASURE = "{row} 行目の「{text}」の下に取り込む行がないため、取り込みません。"
LEFT_OUT_NO_NAME = "{row} 行目は番号も名称もないため、取り込みません（{text}）。"
NO_NAME = "{row} 行目に名称がありません（番号 {number}）。名称のないまま取り込みます。"
RENUMBERED = "番号が{area}ごとに繰り返すため、{area}の番号を前に付けます（{first}、{second} など）。"
FORMULA_ERROR = "{cell} は計算の誤り（{text}）です。その文字のまま取り込みます。"
NO_VALUE = "{cell} の計算式には値が残っていないため、空のままにします。Excel で開いて保存し直すと読めます。"
NO_FORMAT = "{cell} の日付や数の書き方が分からないため、「{text}」と取り込みます。"
STRUCK = "{cell} の取り消し線の部分「{text}」は取り込みません。"
NOT_A_CHOICE = "{cell} の「{text}」は「{field}」の選べる言葉にありません。そのまま取り込みます。"
BAD_CHARACTERS = "{cell} の使えない文字を除きました。"
HIDDEN = "隠れている行が {count} 行あります。それも取り込みます。"
NOT_TAKEN = "取り込まない列：{columns}"
RECEIPT = "一覧から計画を作成：{measures} {word}"
COUNTS = "{areas} {area}、{measures} {measure}、記入 {entries} 件"
DONE = "{file} を作りました（様式セット {forms}、{counts}）。"
