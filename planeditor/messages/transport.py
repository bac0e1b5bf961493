"""Sentences about plans as JSON."""
from __future__ import annotations

# Where something stands in a file: 「plan.json の areas の1番目 の measures の3番目」
STEP = "{place} の {key}"
NTH = "{place} の{number}番目"
AT = "{place}：{what}"

# The file as a whole
EMPTY = "「{file}」は中身が空（0バイト）です。計画の JSON を書き出し直してもらってください。"
TOO_BIG = "「{file}」が大きすぎるため、取り込めません（{megabytes} MB、上限 {limit} MB）。別のファイルでないか確かめてください。"
NOT_UTF8 = "「{file}」の文字コードが UTF-8 ではありません。UTF-8 で保存し直してください。"
NOT_JSON = "「{file}」は JSON として読めません（{line}行目の{column}文字目の近く）。書き方を確かめてください。"
TOO_DEEP = "「{file}」は入れ子が深すぎるため、取り込めません。計画の JSON か確かめてください。"
TWICE_IN_OBJECT = "「{file}」の1つの {{ }} の中に「{key}」が2つあります。どちらかを除いてください。"
BAD_NUMBER = "「{file}」に、計画では使えない数（{text}）があります。正しい値に直してください。"
NOT_A_PLAN = "「{file}」は計画の JSON ではありません（format_version がありません）。「planeditor show --json」の形か確かめてください。"
NEWER = (
    "「{file}」は新しい形（format_version {found}）の計画で、このプログラムが読めるのは {known} までです。"
    "プログラムを新しくするか、古い形で書き出し直してもらってください。"
)

# What is wrong with a value
NEED_OBJECT = "{ } で書いてください。"
NEED_LIST = "[ ] で書いてください。"
NEED_TEXT = "文字で書いてください（\" \" で囲みます）。"
NEED_WHOLE = "整数で書いてください（-{limit} から {limit} まで）。"
NEEDS_FORMS = "様式セットの名前を書いてください。使える様式セット：{known}。"
BAD_CHARACTERS = "使えない文字（制御文字など）が入っています。除いてください。"
BAD_ID = "id に使えない文字があるか、長すぎます。空白のない短い文字にしてください。"
ID_TWICE = "id「{id}」が2つあります。どちらかを別の id にしてください。"
ID_OF_PLAN = "id「{id}」は計画そのものに使われています。別の id にしてください。"
BAD_FIELD = "項目の名前「{key}」は使えません。空白のない短い文字にしてください。"
UNKNOWN_FIELD = "項目「{label}」は様式セット「{set}」にありません。使える項目：{known}。"
UNKNOWN_FIELD_NO_SET = "項目「{label}」が何を指すか分かりません。様式セット「{set}」を入れるか、labels に書いてください。"
NO_FIELDS = "なし"
FIELD_TWICE = "同じ項目（{key}）の記入が2つあります。どちらかを除いてください。"
BAD_RESERVED = "「{key}」はここに書けません。"
BAD_TYPE = "種類「{type}」は知らない種類です。使える種類：{known}。"
NODES_TOO_DEEP = "分野や本文の入れ子が深すぎます（{limit} 段まで）。"
BAD_PERIOD = "年度「{text}」が分かりません。「年度:2024」「期:2014-2015」のように書いてください。"
UNKNOWN_PERIOD = "「{label}」はこの計画の年度ではありません。使える年度：{known}。"
SEVERAL_PERIODS = "「{label}」に当てはまる年度がいくつもあります。key で「年度:2024」のように書いてください。"
PERIOD_UNNAMED = "label か key で年度を書いてください。"
NO_SERIES = "年度の種類「{series}」は様式セット「{set}」にありません。"
NEEDS_SET = "様式セット「{set}」がこの端末にないため、年度の印字から年度を読み取れません。period_keys に書いてください。"
BAD_YEARS = "start（初めの年度）と end（終わりの年度）が分かりません。「R6」「令和6年度」のように、両方を書いてください。"
BAD_DAY = "日付「{text}」が分かりません。2024-03-29 のように書いてください。"
BAD_VALUE = "「{text}」は計画にありえない内容です。正しい値に直してください。"
BAD_ORDER = "並び順「{text}」が分かりません。整数で書いてください。"
TABLE_TOO_BIG = "表が大きすぎます（{rows} 行、{columns} 列まで）。"
NO_MERGED = "統合先の番号「{number}」の施策がありません。"
NO_DEPARTMENT = "引き継ぎ先の部署の id「{id}」が departments にありません。"
DEPARTMENT_UNNAMED = "division（部）か section（課）に部署の名前を書いてください。"
NO_TREE = "「{node}」の置き場所が計画までつながっていません。書き出した計画ファイルを「planeditor verify」で確かめてください。"

# What is noted
NOTE_UNKNOWN_KEY = "{place} は知らない項目のため、読み込みませんでした。"
NOTE_MORE_KEYS = "ほかにも知らない項目が {count} か所あり、読み込みませんでした。"
NOTE_NO_FORM_SET = "様式セット「{set}」がこの端末にありません。計画は開けますが、様式の表示と書き出しには、その様式セットが要ります。"
NOTE_DEPARTMENTS = "担当部署の一覧がこの計画と違います。「部署」の画面で確かめてください。"
NOTE_TITLE = "計画の題名は「{found}」で、この計画「{own}」と違います。別の計画のファイルでないか確かめてください。"
OTHER_FORM_SET = (
    "「{file}」は様式セット「{found}」の計画ですが、この計画の様式セットは「{own}」です。別の計画のファイルでないか確かめてください。"
)

# What becomes of it
FORM = "計画のJSON"
NOT_A_JSON_NAME = "{file} は JSON ファイルの名前ではありません。名前の終わりを .json にしてください。"
GROUP_CREATE = "計画の作成：{file}"
NAME_WITH_KEY = "{label}（{key}）"
