"""Sentences about requests: who is asked, what goes out, how far the answers have come."""
from __future__ import annotations

# 照会先
CONTACT = "{name}（{details}）"
CONTACTS_WITHOUT_NAME = "照会先に部署の名前がありません。「行政管理課（情報係・内線234）」のように、部署の名前から入れてください。"
REGISTER_EMPTY = (
    "{title}の{what}「{name}」は、まだ「担当部署」の一覧にありません。「担当部署」のページで一覧を作ってください"
    "（planeditor request に --fill-departments を付けると、計画に書かれた名前から作ります）。"
)
PRINTED, CONTACT_WORD = "担当部署", "照会先"
"""What an unclear name stands in: {what}."""
UNRESOLVED = {
    "none": "{title}には担当部署が書かれていません。照会先を入れてください（planeditor set … {number} 照会先 部署の名前）。",
    "others": (
        "{title}の{what}「{name}」は、どの部署を含むか分かりません。"
        "照会先に部署をすべて入れてください（planeditor set … {number} 照会先 部署の名前）。"
    ),
    "several": (
        "{title}の{what}「{name}」にあたる部署が複数あります（{known}）。"
        "このうち依頼する部署を、部の名前も付けて照会先に入れてください（planeditor set … {number} 照会先 部署の名前）。"
    ),
    "ended": (
        "{title}の{what}「{name}」は廃止されていて、引継ぎ先が決まっていません。"
        "「担当部署」のページで引継ぎ先を決めるか、照会先を入れてください（planeditor set … {number} 照会先 部署の名前）。"
    ),
    "unknown": (
        "{title}の{what}「{name}」が「担当部署」の一覧にありません。"
        "一覧に加えるか、一覧にある部署を照会先に入れてください（planeditor set … {number} 照会先 部署の名前）。"
    ),
}
UNRESOLVED_ALL = "照会先の決まっていない{word}が {count} 件あるため、依頼書を作りませんでした。\n{sentences}"

# What goes out
NO_PERIODS = "依頼する年度を選んでください。"
TOO_MANY_PERIODS = "1回に依頼できるのは2つの年度までです。年度を選び直してください。"
DEADLINE_UNKNOWN = "提出期限「{text}」が日付と分かりません。「2024-02-29」や「令和6年2月29日」のように入れてください。"
NO_DEADLINE = "提出期限を指定していないため、依頼文と依頼書に提出期限がありません（--deadline で指定できます）。"
DEADLINE_PASSED = "提出期限の{day}は過ぎています。日付が正しいかを確かめてください。"
NO_FORM = "様式セット「{set}」に、{period}の記入を依頼できる様式がありません。様式セットを確かめてください。"
NO_SUCH_DEPARTMENT = "依頼する{word}のある部署に「{name}」がありません。部署の名前を確かめてください（依頼先：{known}）。"
NOBODY_TO_ASK = "依頼書を送る部署がありません。{word}の担当部署と照会先を確かめてください。"
FOLDER_FAILED = "フォルダー {folder} を作れません。場所と名前を確かめてください。"
NAME_TAKEN = "{file} が作っている間に置かれたため、依頼書を作るのをやめました。もう一度作ってください。"
WRITE_FAILED = "依頼書を {folder} に書けませんでした。書ける場所か、空きがあるかを確かめてください。"
OWN_LEFT_OUT = "{name}の{word} {count} 件は、事務局が直接記入するため、依頼書を作りませんでした。"
COVER_FILE = "00_依頼文"
LIST_FILE = "00_送付一覧"
BOOK_FILE = "{number}_{name}_{years}{round}"
CORRECTION_FILE = "修正依頼_{name}_{years}_取込{receipt}"
ROLES = {"lead": "主管", "contributing": "関連"}
LAST_YEAR_FIELD = "【{field}】{text}"
SYMBOL, OF_SYMBOLS = "{symbol}：{meaning}", "、"
OF_YEARS = "・"
LIST_TITLE = "{title}　{years}　照会・提出依頼　送付一覧"
LIST_COLUMNS = ("番号", "部署", "送付するファイル", "主管の{word}", "関連の{word}", "整理番号", "備考")
OWN_NOTE = "直接記入"

# The instruction sheet
SLIP_TITLE = "{years}　{title}　記入のお願い"
SLIP_LINES = (
    "色の付いた欄に記入し、このファイルのまま提出してください。色の付いていない欄は記入できません。",
    "前年度までの記入に誤りがあるときは、表の右の「過年度の訂正」に、正しい内容を書いてください。",
    "このシートの下の欄に、記入した人の名前と内線を書いてください。",
    "「整理番号」は、提出されたファイルを見分けるためのものです。消さずにお送りください。",
)
SLIP_CONTRIBUTING = "区分が「関連」のシートには、この部署に関わる内容だけを記入してください。"
SLIP_FIGURES = "数値がまだ確定していない欄は、表の右の「見込／確定」で「見込」を選んでください。"
SLIP_REVISION = "{revision}のため、計画の欄にも色を付けています。変わるところだけを直してください。"
SLIP_CORRECTION = "印を付けた欄について、表の右の「修正のお願い」を読み、欄の文を直してください。"
SLIP_REASON = "理由"
SLIP_DEADLINE = "提出期限"
SLIP_TO = "提出先"
SLIP_CONTACT = "問合せ先"
SLIP_ROUND = "回"
SLIP_DEPARTMENT = "記入する部署"
CORRECTION_TITLE = "{years}　{title}　修正のお願い"

# The covering text
COVER_SUBJECT = "{title}の進行管理（{years}）について（依頼）"
COVER_TO = "各所属長　様"
COVER_BODY = (
    "日頃から{title}の推進にご協力いただき、ありがとうございます。\n"
    "{years}の実績等を取りまとめますので、所管する{word}について、下記のとおり提出をお願いします。"
)
COVER_ITEMS = (
    ("対象", "{years}　所管する{word}の進行管理シート"),
    ("提出方法", "送付したファイルの色の付いた欄に記入し、ファイルのまま提出してください。"),
)
COVER_REVISION = ("{revision}", "計画の内容に変わるところがあるときは、計画の欄を直してください。")
BLANK_DAY = "　　年　　月　　日"

# Corrections
NO_POINTS = "修正を依頼する欄が選ばれていません。直してほしい欄を選んでください。"
POINT_ELSEWHERE = "{cell}は、取込番号 {receipt} のファイルの部署に依頼できる欄ではありません。選び直してください。"
REASON_EMPTY = "修正を依頼する理由を入れてください。"

# 確認待ち
DONE_CONFIRM = "担当部署の確認を記録しました：{name}"
NOBODY_CONFIRMS = "担当部署の確認を待っている文がありません。「planeditor submissions」で確かめてください。"
GROUP_CONFIRM = "{cell}を担当部署が確認"
GROUP_CONFIRM_SEVERAL = "担当部署の確認（{count} 件）"
NOTHING_TO_CONFIRM = "確認済みにする文がありません。選び直してください。"

# How far the answers have come
STATUS_HEAD = "{period}{round}　提出 {departments}/{all_departments} 課・{measures}/{all_measures} {word}"
STATUS_LINE = "  {name}　{state}　{submitted}/{all}{late}{waiting}{corrections}{unconfirmed}{forecasts}"
STATUS_LINE_OWN = "  {name}　{state}　{all} {word}{waiting}{forecasts}"
STATES = {"none": "未提出", "part": "一部提出", "all": "提出済", "own": "直接記入"}
LATE = "　遅れ {days} 日"
WAITING = "　決めること {count} 件"
CORRECTIONS = "　修正依頼 {count} 件"
UNCONFIRMED = "　確認待ち {count} 件"
FORECASTS = "　見込 {count} 件"
UNCONFIRMED_PLACE = "    確認待ち：{name}"
FORECAST_PLACE = "    見込：{name}"
NOT_ADDRESSED = "  照会先の決まっていない{word}　{count} 件"

NO_SUCH_ROUND = "「{round}」の回の依頼がありません。回の名前と年度を確かめてください（依頼した回：{known}）。"
NO_ROUNDS = "「{round}」の回の依頼がありません。回を付けた依頼はまだないので、--round を付けずに見てください。"

# Before a year is closed
BEFORE_CLOSING = {
    "waiting": "決めていない取込の内容が {count} 件あります（{examples}）。",
    "remarks": "確かめていない連絡事項が {count} 件あります（{examples}）。",
    "forecasts": "見込のままの数値が {count} 件あります（{examples}）。",
    "unconfirmed": "担当部署の確認を待っている文が {count} 件あります（{examples}）。",
    "missing": "必要な項目が空の{word}が {count} 件あります（{examples}）。",
}
AND_MORE = "{examples} ほか"
NOT_CLOSED = "{period}はまだ確定していません。このまま確定するには --anyway を付けてください（planeditor close … --anyway）。"

# The command line
DONE_REQUEST = "{folder} に、{count} 部署への依頼書を作りました（{pages} ページ）。"
DONE_CORRECTION = "{file} を作りました（{name}への修正依頼、{count} か所）。"
NO_SUCH_FIELD = "取込番号 {receipt} のファイルに、修正を依頼できる項目「{field}」がありません。依頼できる項目：{known}。"
NO_SUCH_SHEET = "取込番号 {receipt} のファイルに、指定した番号や年度で修正を依頼できる欄がありません。--measure で選べる番号：{known}。"
NOTHING_TO_POINT = "取込番号 {receipt} のファイルに、修正を依頼できる欄がありません。年度を確定していれば、先に確定を解除してください。"
SEVERAL_SHEETS = "取込番号 {receipt} のファイルには同じ項目のシートがいくつもあります。--measure で番号を指定してください（{known}）。"
REQUEST_PAPER = "  {file}"
FILLED_DEPARTMENTS = "「担当部署」の一覧に {count} 件を加えました。"
PROGRESS = "依頼書"
