"""Words of the page 提出状況 and its dialogs."""
from __future__ import annotations

YEAR = "年度"
ROUND = "回"
LIST = "部署ごとの提出状況（建制順）"
BETWEEN = "、"
DOT = "・"

# Empty places
EMPTY = "まだ提出はありません。"
EMPTY_MORE = "担当部署ごとの依頼書（Excel）を作って送り、戻ってきたファイルを取り込むと、ここに提出のようすが出ます。"
EMPTY_READ_ONLY = "読み取り専用で開いているため、依頼書は作れません。"
NO_YEARS = "この計画には年度がありません。年度を始めると、提出を依頼できます。"

# Cards
SUBMITTED = "提出"
SUBMITTED_FIGURE = "{done} / {all} 課"
SUBMITTED_MEASURES = "{done} / {all} {measure}"
REMIND_LINK = "未提出 {count} 課に知らせる"
ALL_THERE = "すべての課から届きました"
DECIDE = "決めること"
COUNT = "{count} 件"
DECIDE_LINK = "順に見る"
DECIDE_NONE = "決めることはありません"
KIND = "{word} {count}"
KINDS = {"conflicts": "双方で変更", "questions": "要確認", "clean": "変更", "notation": "表記のみ", "remarks": "連絡事項"}
OPEN = "見込・確認待ち"
OPEN_TEXT = "見込のまま {forecasts} 件・確認待ち {confirms} 件"
OPEN_LINK = "見る"
DEADLINE = "期限"
NO_DEADLINE = "決めていません"
DAYS_LEFT = "あと {days} 日"
LAST_DAY = "今日まで"
DAYS_PAST = "{days} 日過ぎました"
LATE_COUNT = "遅れ {count} 課"
SEVERAL_DEADLINES = "{text}（早い課は {first}）"

# The table
COLUMNS = ("部署", "送付日", "期限", "提出", "{measure}", "決めること", "見込", "確認待ち", "修正依頼")
STATES = {"none": "未提出", "part": "一部", "all": "提出済", "own": "直接記入"}
LATE = "遅れ {days} 日"
PART_LATE = "一部（遅れ {days} 日）"
MEASURES = "{done}/{all}"
NUMBER = "{count}"
NOTHING = "－"
SAID = "{name}、{state}、{measure} {done} / {all} 件"
SAID_WAITING = "決めること {count} 件"
SAID_FORECASTS = "見込のまま {count} 件"
SAID_CONFIRMS = "確認待ち {count} 件"
SAID_CORRECTIONS = "修正依頼 {count} 件"
SAID_DEADLINE = "期限 {day}"

# The chosen department
NONE_CHOSEN = "部署を選ぶと、依頼した{measure}がここに並びます。"
CHOSEN = "{name}に依頼した{measure}"
MEASURE_DONE = "提出済"
MEASURE_OPEN = "未提出"
RECEIPTS = "取込番号 {numbers}"
MEASURE_CONTRIBUTING = "［関連］{title}"
NO_RECEIPTS = "まだ届いていません。"
FILE = "依頼書 {file}"

# Actions
NEW = "照会・提出依頼…"
NEW_LONG = "照会・提出依頼を作る…"
AGAIN = "依頼書をもう一度作る…"
AGAIN_TIP = "選んだ部署の依頼書を、今の内容で作り直します"
REMIND = "催促の文をコピー"
REMIND_TIP = "未提出の部署に送る文をコピーします。メールなどに貼り付けて使えます"
CORRECT = "修正依頼を作る…"
CORRECT_TIP = "直してほしい所に印と理由を付けた Excel を作ります"
CONFIRM = "確認済みにする…"
CONFIRM_TIP = "事務局が直した文を、担当部署が確かめたことを記録します"
CHOOSE_DEPARTMENT = "部署を選んでから行ってください。"
NO_RECEIPT_TO_CORRECT = "この部署からは、まだ届いていません。"
NOTHING_TO_CONFIRM = "確認待ちの文はありません。"
NOTHING_TO_REMIND = "未提出の部署はありません。"
READ_ONLY = "読み取り専用で開いているため、できません。"
REMINDED = "催促の文をコピーしました（{count} 課）。"

# The text of a reminder
REMINDER = (
    "{names}　御担当者様\n\n"
    "{plan}の{period}{round}の記入について、{deadline}に提出をお願いしていますが、{today}の時点でまだ届いていません。\n"
    "お忙しいところ恐れ入りますが、依頼書に記入のうえ、早めに提出をお願いします。\n"
    "行き違いで提出済みのときは、御容赦ください。\n\n"
    "{lines}\n\n{contact}"
)
REMINDER_LINE = "・{name}　{measure} {left} 件（{titles}）"
REMINDER_DEADLINE = "{day}を期限"
REMINDER_NO_DEADLINE = "先日"
REMINDER_CONTACT = "照会先：{contact}"
MORE_TITLES = "{titles} ほか"

# 修正依頼
CORRECTION_TITLE = "修正依頼を作る"
CORRECTION_HEAD = "{name}に直してもらう所に印を付け、理由を書いてください。印を付けた Excel ができます。"
CORRECTION_RECEIPT = "届いたファイル"
CORRECTION_RECEIPT_ITEM = "取込番号 {number}　{file}（{day}）"
CORRECTION_POINTS = "直してもらう所"
CORRECTION_COLUMNS = ("{measure}・年度・項目", "提出された文", "理由（ここに書きます）")
CORRECTION_REASON = "全体の理由"
CORRECTION_REASON_HINT = "依頼書の初めに書かれます（例：効果の数字の根拠を確かめてください）"
CORRECTION_DEADLINE = "期限"
CORRECTION_GO = "修正依頼を作る"
CORRECTION_CHOSEN = "{count} か所を選んでいます。"
CORRECTION_NONE = "直してもらう所に、1 つ以上印を付けてください。"
CORRECTION_NO_REASON = "全体の理由を書いてください。"
CORRECTION_LOADING = "届いたファイルを調べています…"
CORRECTION_NO_POINTS = "このファイルに、直してもらえる所はありません。"
CORRECTION_DONE = "修正依頼「{file}」を作りました。"
CORRECTION_JOB = "修正依頼を作っています"
CORRECTION_POINT = "{title}　{period}　{field}"
FOLDER = "置く場所"

# 確認済みにする
CONFIRM_TITLE = "確認済みにする"
CONFIRM_HEAD = "事務局が直した文です。担当部署が確かめたものに印を付けてください。"
CONFIRM_HEAD_ONE = "{name}の文で、事務局が直したものです。担当部署が確かめたものに印を付けてください。"
CONFIRM_LIST = "確認待ちの文"
CONFIRM_COLUMNS = ("{measure}", "項目", "今の文")
CONFIRM_GO = "{count} 件を確認済みにする"
CONFIRM_GO_NONE = "確認済みにする"
CONFIRMED = "{count} 件を確認済みにしました。"

# 見込・確認待ち
OPEN_TITLE = "見込のままの数字と確認待ちの文"
OPEN_HEAD = "選んで Enter を押すと、その欄へ移ります。"
OPEN_COLUMNS = ("残っているもの", "{measure}", "項目", "今の文")
OPEN_KINDS = {"forecasts": "見込", "unconfirmed": "確認待ち"}

BACK = "やめる"
CLOSE = "閉じる"

# The status bar
STATUS_BAR = "提出 {done}/{all} 課"
STATUS_BAR_TIP = "{measure} {done} / {all} 件。押すと提出状況を開きます"

# Closing a year
CLOSING_TITLE = "{period}を確定する"
CLOSING_HEAD = "{period}には、まだ次のものが残っています。選んで Enter を押すと、その欄へ移ります。"
CLOSING_GO = "それでも確定する"
CLOSING_KINDS = {
    "waiting": "決めること", "forecasts": "見込のまま", "unconfirmed": "確認待ち", "missing": "空の項目", "remarks": "連絡事項",
}
CLOSING_MISSING = "必要な項目に空があります"
CLOSING_NOTE = "確定すると、この年度の記入は変えられなくなります。「確定を解除する」で、理由を書いてまた直せます。"
