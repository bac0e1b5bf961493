"""Words and sentences of publishing: open data, the page to paste, and what is withheld."""
from __future__ import annotations

DECIDED = ("本部決定", "公表")
"""The states of which a plan may be published."""
UNITS = (
    "%", "パーセント", "ポイント", "円", "倍", "件", "名", "人", "回", "台", "校", "課", "部署", "割", "本",
    "戸", "枚", "社", "団体", "時間", "分間",
    "秒", "か所", "箇所", "カ所", "ヶ所", "ケ所", "か国", "施設", "システム", "業務", "手続", "種類", "項目",
    "世帯", "事業", "課題", "か月", "年間", "日間", "歳",
    "冊", "通", "点", "店舗", "路線", "地区", "区域", "基", "機関", "講座", "サービス", "ページ", "km", "kg",
    "m", "t", "kWh", "GB", "MB", "TB", "㎡", "ha",
)

# Columns that every table shares, and those of the tree
CODE, CITY, PLAN, STATE_NAME = "全国地方公共団体コード", "地方公共団体名", "計画名", "公表する時点"
AREA_NUMBER, AREA_PLAIN, AREA_NAME, AREA_ABOVE = "{area}番号", "{area}番号_数字", "{area}名", "上位の{area}番号"
NUMBER, NUMBER_PLAIN, NAME, DEPARTMENTS, STATE, MERGED = (
    "{measure}番号", "{measure}番号_数字", "{measure}名", "担当部署", "状態", "統合先の{measure}番号",
)
MEASURES_COUNT = "{measure}の数"
SERIES, PERIOD = "年度の種類", "年度"
FIRST_YEAR, LAST_YEAR, FIRST_ERA, LAST_ERA = "開始年度_西暦", "終了年度_西暦", "開始年度_和暦", "終了年度_和暦"
FIGURE_NUMBER, FIGURE_UNIT = "{field}_数値", "{field}_単位"
TERM, TERM_GROUP, TERM_TEXT = "用語", "用語_区分", "用語_説明"
FIELD, PLACE, ORDER, VALUE, UNIT, WHOLE, TEXT = "項目", "対象", "順", "数値", "単位", "分母", "内容"
TWICE = "{name}_{number}"

MEANINGS = {
    "code": "総務省の全国地方公共団体コード（検査数字を含む6桁）",
    "city": "計画を作った地方公共団体の名称",
    "plan": "計画の題名",
    "state": "公表する版または基準時点の名前", "area_number": "{area}の番号（計画に印刷したとおり）",
    "area_plain": "{area}の番号を半角の数字にしたもの（①は1）",
    "area_name": "{area}の名称",
    "area_above": "{area}が別の{area}の下にあるときの、上の{area}の番号",
    "number": "{measure}の番号（計画に印刷したとおり）",
    "number_plain": "{measure}の番号を半角の数字にしたもの（①-01は1-01）",
    "name": "{measure}の名称",
    "departments": "担当部署（計画に印刷したとおり）",
    "measure_state": "継続、完了、中止、統合などの状態。空欄は継続",
    "merged": "統合された{measure}の、統合先の番号",
    "count": "その{area}（下の{area}を含む）にある{measure}の数",
    "series": "年度の並びの名前（計画に何種類かあるとき）",
    "period": "年度（計画に印刷したとおり）",
    "first_year": "その期間の初めの年度（4月から翌年3月まで）を西暦で表したもの",
    "last_year": "その期間の終わりの年度を西暦で表したもの。1年なら開始年度と同じ",
    "first_era": "その期間の初めの年度を和暦で表したもの", "last_era": "その期間の終わりの年度を和暦で表したもの",
    "field": "計画の「{field}」の文。1文字も変えていません",
    "figure_number": "「{field}」の文から読み取った数値。1つに決まらないときは空欄",
    "figure_unit": "読み取った数値の単位",
    "term": "用語",
    "term_group": "用語の見出し",
    "term_text": "用語の説明",
    "place": "計画全体の記入は「計画」、{area}の記入は{area}の番号",
    "field_name": "項目の名前",
    "order": "同じ文の中での順（1から）",
    "value": "文から読み取った数値",
    "unit": "数値の単位",
    "whole": "割合（1/7施設）の分母",
    "text": "計画の文。1文字も変えていません",
}
TYPES = {"text": "文字列",
"whole": "整数",
"number": "数値",
"code": "文字列（数字6桁）",
"choice": "文字列（選択：{choices}）"}
TABLES = {
    "measures": "{measure}",
    "years": "{measure}の年度ごとの記入",
    "areas": "{area}",
    "terms": "用語",
    "figures": "文から読み取った数値",
    "plan": "計画と{area}の記入",
}
PLAN_ITSELF = "計画"

# The data dictionary
DICTIONARY = "データ項目の説明"
DICTIONARY_COLUMNS = ("ファイル名", "表の名前", "列の順", "列の名前", "説明", "型", "単位", "元の項目")
DICTIONARY_INTRO = (
    "文字コードは UTF-8（BOM 付き）、改行は CRLF、区切りはコンマ、形式は RFC 4180 です。1つの欄に1つの値を入れています。"
    "計画の文は1文字も変えていません（「-」は計画に「-」と書かれています）。空欄は記入なしです。"
    "文の中の [^用語] は、用語の注の印です。"
)

# The list of files
FILES_COLUMNS = ("ファイル名", "内容", "バイト数", "SHA-256", "作成日")
KIND_CSV, KIND_JSON = "CSV：{title}", "JSON：計画の公表する部分"
KIND_PAGE, KIND_DICTIONARY = "HTML：ホームページに貼る部分", "データ項目の説明（{kind}）"
KIND_PDF = "PDF：{title}"

# The page to paste
DOWNLOADS = "ダウンロード"
PDF_LINK = "{title}（PDF：{size}、{date}）"
DATA_LINK = "{title}（{kind}：{size}、{date}）"
CONTENT = "計画の内容"
ABOUT = "{state}（{date}）の内容です。"
ABOUT_UNDATED = "{state}の内容です。"
POSTED = "掲載日：{date}"
TERMS = "用語解説"
YEARLY = "年度ごとの内容"
OF_AREA = "{form}（{area}）"
EDITIONS, EDITION_COLUMNS = "版の履歴", ("版", "日付", "種別", "備考")
LISTED, LISTED_COLUMNS = "{name}との対応", ("番号", "項目", "{measure}")
DICTIONARY_OF = "{plan}　データ項目の説明"
MEGABYTES, KILOBYTES = "{size}MB", "{size}KB"

# What cannot be done
NOT_DECIDED = (
    "「{name}」の状況は「{status}」です。公表できるのは、決めた版と、本部決定または公表の状況で残した基準時点だけです。"
    "本部で決定したら、その状況で基準時点を残してから、もう一度操作してください。"
)
EDITED_SINCE = (
    "「{name}」は、状況を「{status}」にした後に直されたところを含んでいます。"
    "もう一度「{status}」と決めて基準時点を残してから、操作してください。"
)
UNDECIDED_PLAN = (
    "「{name}」の計画事項には、最後の版を決めた後に直されたところがあります。"
    "{revision}として決めた内容か確かめてください。"
)
NOW_REFUSED = (
    "いまの計画は、そのままでは公表できません。版を決めるか、"
    "本部決定の基準時点を残してから、その名前を指定してください。"
)
NO_CODE = "団体コードがないため、その列は空です。総務省の6桁の団体コードを指定して、もう一度書き出すと入ります。"
BAD_CODE = "「{code}」は団体コードとして正しくありません（最後の1桁は検査数字です）。6桁の番号を確かめてください。"
FOREIGN_FOLDER = (
    "フォルダー {folder} には、このプログラムが作ったもの以外のファイルがあります（{names}）。"
    "別の名前のフォルダーを指定してください。"
)
NOT_A_FOLDER = "{folder} という名前のファイルがあります。別の名前を指定してください。"
BAD_DATE = "日付「{text}」が分かりません。2024-02-29 や R6.2.29 のように指定してください。"
BAD_LEVEL = "見出しの段は2から4までで指定してください。"
UNDECIDED_REPORT = (
    "版「{name}」には、状況が「{status}」のときの報告（{periods}）も含まれています。"
    "本部で決定した内容か確かめてください。"
)
WITHHELD_COUNT = "公表しない記入が {count} 件あり、どのファイルにも入れていません。"
FORM_LEFT_OUT = "様式「{form}」は書き出せないため、入れていません（{problem}）。"

# What was done
DONE = "「{folder}」に {count} 個のファイルを作りました。"
PROGRESS = "公表用の書き出し"

# 公表しない
GROUP_WITHHOLD = "公表しない：{name}"
GROUP_WITHHOLD_MANY = "公表しない：{name} など {count} 件"
GROUP_PUBLISH_AGAIN = "公表しない印を外す：{name}"
GROUP_PUBLISH_AGAIN_MANY = "公表しない印を外す：{name} など {count} 件"
NO_REASON = "理由の記載なし"
CANNOT_WITHHOLD = "「{field}」は公表しないようにできません。選べるのは、計画や報告の文の欄です。"
ALREADY_INTERNAL = "「{field}」は内部の項目で、もともと公表されません。"
NOT_WITHHELD = "{name}に、公表しない印はありません。"
DONE_WITHHOLD = "公表しない印を付けました：{name}"
DONE_PUBLISH_AGAIN = "公表しない印を外しました：{name}"
WITHHELD_LINE = "{name}　（{why}）"
NEEDS_FIELD = "どの記入かが分かりません。施策番号と項目の名前（年度ごとの項目では --period で年度）を指定してください。"
NOTHING_WITHHELD = "公表しない記入はありません。"

# The command line
OPTIONS = {
    "at": "公表する版または基準時点の名前",
    "to": "作るフォルダー",
    "code": "団体コード（6桁。計画にあれば不要）",
    "level": "HTML の最初の見出しの段（2から4。指定しなければ2）",
    "date": "掲載日（2024-02-29、R6.2.29 など。指定しなければ今日）",
    "measure": "施策番号、分野の番号、または「計画」",
    "field": "項目の名前",
    "why": "公表しない理由（内部の記録に残ります）",
    "off": "印を外す",
    "period": "年度",
}
