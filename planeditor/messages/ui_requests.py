"""Words of 照会・提出依頼: the dialog that writes requests, and that of the 照会先 of a measure."""
from __future__ import annotations

TITLE = "照会・提出依頼"
BETWEEN = "、"

# What
WHAT = "何を、いつまでに"
YEAR = "年度"
SECOND_YEAR = "もう 1 つの年度"
NO_SECOND_YEAR = "（この年度だけ）"
WITH_YEAR = "と {period}"
ROUND = "回"
NO_YEARS = "依頼できる年度がありません。年度を始めるか、確定を解除してください。"
REVISION = "計画事項も記入できるようにする"
REVISION_TIP = "概要や目標なども、依頼書で直してもらえます"
REVISION_NOT_NOW = "{revision}モードのときに選べます"
DEADLINE = "期限"
DEADLINE_PAST = "期限が過ぎています。先の日を選んでください。"
DAY_FORMAT = "yyyy年M月d日"

# To whom
WHOM = "だれに"
LIST = "依頼する部署（建制順）"
COLUMNS = ("部署", "主管", "関連")
COUNT = "{count}"
NONE = "－"
OWN = "{name}（直接記入）"
OWN_TIP = "この部署の{measure}は、依頼書を作らずに、この計画に直接記入します"
SECRETARIAT = "事務局"
SECRETARIAT_TIP = "事務局の{measure}は、依頼書を作らずに直接記入します"
NO_SECRETARIAT = "（決めない）"
CHOSEN = "{books} 課・{measures} {measure}の依頼書を作ります。"
CHOSEN_OWN = "{own} {measure}は事務局が直接記入します。"
NOBODY = "依頼する部署に、1 つ以上印を付けてください。"
ALL, NOBODY_BUTTON = "すべて選ぶ", "選ばない"
SAID = "{name}、主管 {lead}、関連 {other}"
NO_MEASURES = "依頼できる{measure}がありません。"
REGISTER_EMPTY = "まだ部署の登録がありません。計画に書かれた担当部署から登録できます。"
FILL = "計画から部署を登録する"
FILLED = "計画から {count} 部署を登録しました。"

# Who is asked is not clear
UNRESOLVED = "照会先が決まらない{measure}が {count} 件あります。決めると依頼書を作れます。"
REASONS = {
    "none": "様式に担当部署がありません",
    "others": "様式の「{printed}」に、どの部署が含まれるか分かりません",
    "several": "様式の「{printed}」にあたる部署が複数あります",
    "ended": "「{printed}」は今はなく、引継ぎ先も決まっていません",
    "unknown": "「{printed}」は部署の一覧にありません",
}
NOT_PRINTED = "様式に担当部署がありません"
CHOOSE = "（照会先を選ぶ）"
SEVERAL = "係・担当や複数の課も入れる…"
SETTLE = "選んだ照会先にする"
SETTLED = "{count} 件の照会先を決めました。"
ROW_NAME = "「{title}」の照会先"

# Covering text
COVER = "依頼文"
COVER_FIELDS = {
    "subject": "件名", "to": "宛先", "sender": "差出人", "date": "日付", "body": "本文", "items": "記", "contact": "担当・内線",
}
ITEM_BETWEEN = "："
ITEMS_HINT = "1 行に 1 つずつ「対象：所管する施策」のように書きます。"
DATE_HINT = "空のままにすると、手で書く空きを取ります"
CONTACT_HINT = "例：行政管理課 情報係 佐藤（内線234）"
COVER_NEW = "様式の文から始めています。"
COVER_KEPT = "前回の依頼文の年度を直して入れてあります。日付を確かめてください。"
COVER_LOADING = "依頼文を用意しています…"

# Where to, and writing
FOLDER = "置く場所"
CHANGE_FOLDER = "場所を変える…"
CHOOSE_FOLDER = "依頼書を置く場所"
FOLDER_NAME = "{period}依頼書"
GO = "依頼書を作る"
BACK = "やめる"
CLOSE_HELP = "依頼書づくりは続きます。終わるとお知らせします。"
JOB = "依頼書を作っています"
READ_ONLY = "読み取り専用で開いているため、依頼書は作れません。"
DONE = "依頼書 {books} 冊と、依頼文、送付一覧を「{folder}」に作りました。"
DONE_WARNINGS = "確かめること：{warnings}"
OPEN_FOLDER = "フォルダーを開く"
SHOW_STATUS = "提出状況を見る"
CANNOT_OPEN = "「{folder}」を開けませんでした。"
LOADING = "依頼先を調べています…"

# 照会先 of a measure
CONTACTS_TITLE = "照会先"
CONTACTS_HEAD = "「{title}」の記入を依頼する部署です。様式に印刷される担当部署は変わりません。"
CONTACTS_PRINTED = "様式の担当部署：{printed}"
CONTACTS_COLUMNS = ("", "部署", "係・担当・内線")
LEAD, CONTRIBUTING = "主管", "関連"
DETAILS_HINT = "例：情報係・佐藤・内線234"
NO_DEPARTMENT = "（なし）"
ADD_ROW = "関連を加える"
CONTACTS_GO = "照会先を決める"
CONTACTS_AS_PRINTED = "様式の担当部署に戻す"
CONTACTS_DONE = "「{title}」の照会先を決めました。"
CONTACTS_CLEARED = "「{title}」の照会先を、様式の担当部署に戻しました。"
DEPARTMENT_NAME = "{role} {number} の部署"
DETAILS_NAME = "{role} {number} の係・担当・内線"
