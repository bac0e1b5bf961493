"""引継ぎの一覧: the words of its papers, its command and its operations."""
from __future__ import annotations

TITLE = "引継ぎの一覧"
PAPER = "{plan}　引継ぎの一覧"
LEAD = (
    "{since}から{until}までの履歴から作った、担当を引き継ぐための一覧です（{date}、{who}作成）。"
    "来年度の目安は、今回の日から1年後です（土曜日と日曜日は次の月曜日）。祝日や会議の日程に合わせて直してください。"
)
HOUSE_ONLY = "【庁内限り】職員の氏名が載っています。公表や、外部への提供はしないでください。"
CREATED_BY = "記録にない人"
DAY = "{month}月{day}日"
DAY_WITH_WEEKDAY = "{month}月{day}日（{weekday}）"
SPAN = "{first}〜{last}"
BETWEEN = "、"
UNDONE, DONE = "□", "済"
PROPOSAL = "{day}ごろ"

# Sections
MONTHS, OPEN, PLACES, PEOPLE, NOTES = "1年の経過", "いま残っていること", "どこに何があるか", "だれがどれだけ行ったか", "引き継ぐ人のメモ"
USUAL_LEAD = "この月の仕事の目安：{works}"
NOTHING_DONE, TO_COME = "記録はありません。", "これからの月です。"
NO_OPEN = "残っていることはありません。"
NO_NOTE = "（まだ書いていません）"

USUAL = {
    4: ("新しい年度を始める", "組織と照会先を直す", "前年度の実績の照会の準備"),
    5: ("照会・提出依頼を送る", "提出の受付"),
    6: ("未提出の課への催促", "取り込みと反映、修正依頼"),
    7: ("点検", "進捗区分の確定", "会議資料の作成"),
    8: ("幹事会、本部の会議", "指摘への措置"),
    9: ("公表", "前年度の確定と完結セットの保存"),
    10: ("計画の見直しの検討", "次の年度の予算との突き合わせ"),
    11: ("改定案の照会（改定する年）",),
    12: ("年度の途中の進みぐあいの確認",),
    1: ("改定案の点検、新旧対照表（改定する年）",),
    2: ("改定の決定、版を決める（改定する年）",),
    3: ("引継ぎの一覧を作る", "来年度の予定を決める", "バックアップを確かめる"),
}
"""What is usually due in each month."""

# What was done
REQUEST = "{periods} {round}照会・提出依頼（{books} 課、{sheets} 枚）{deadline}"
REVISION_REQUEST = "{periods} {round}改定の照会（{books} 課、{sheets} 枚）{deadline}"
WITHDRAWN = "（取り消し済み）"
DEADLINE = "、締切 {day}"
DUE = "照会・提出依頼の締切：{parts}"
DUE_IN_TIME, DUE_LATE, DUE_MISSING = "期限までに {count} 課", "遅れて {count} 課（{names}）", "未提出 {count} 課（{names}）"
RETURNED = "提出の受付（{count} 課）"
CORRECTION = "修正依頼（{names}）"
RECEIPTS = "取り込み {count} ファイル{senders}"
SENDERS = "（{names}）"
PAPERS = "配布した資料「{name}」を残した"
REDACTIONS = "記録の抹消 {count} 回（内容は残していません）"
STARTED = "組織の登録：できた課（{names}）"
ENDED = "組織の登録：なくなった課（{names}）"
WITH_SOURCE = "{name}（{source}）"
COUNTED = {
    "entries": "記入の直し {changes} か所（{count} 回）", "decided": "取り込んだ内容の反映と判断 {count} 回",
    "judged": "進捗区分などの確定 {count} 回", "seen": "点検の確認 {count} 回", "structure": "施策と担当部署の変更 {count} 回",
    "contacts": "照会先の変更 {count} 回", "reverted": "取り消し {count} 回", "text": "章や本文の変更 {count} 回",
}
"""What is told of a month by its number of operations."""
MORE_NAMES = "{names} ほか {count}"
PERSON = "操作 {count} 回、記入 {changes} か所（{first}〜{last}）"
NOBODY = "この期間の操作の記録はありません。"

# What is open
OPEN_KINDS = {
    "waiting": "反映するか決めていない提出", "missing": "提出のない課", "corrections": "返事のない修正依頼", "points": "答えのない指摘",
    "answered": "措置中の指摘", "findings": "点検で直したほうがよい所", "contacts": "照会先の分からない施策",
    "unconfirmed": "担当部署の確認待ち",
    "forecasts": "見込のままの数値", "edition": "決めていない、または公表していない計画", "years": "確定していない過去の年度",
    "drafts": "書きかけの文", "copies": "戻していない作業用コピー",
}
OPEN_COUNT = "{count} 件"
OPEN_NAMES = "{count} 件（{names}）"
STATUS_OPEN = "いまの状況は「{status}」です。決めた版：{edition}"
NO_EDITION = "まだありません"
CONTACT = "{measure}：{printed}"
NO_DEPARTMENT = "担当部署の記入なし"
COPY = "{file}（{who}）"
WHOLE_PLAN = "計画の全体"

# Where everything is
PLACE_KINDS = {
    "plan": "計画ファイル", "backups": "バックアップ", "forms": "様式セット", "form_folders": "様式のフォルダー", "program": "プログラム",
    "departments": "組織と照会先", "records": "配布した資料と受け取ったファイル", "working": "作業用コピーのフォルダー",
    "log": "不具合の記録",
}
BACKUPS = "{folders}（{count} 個、最後は {last}）"
BACKUPS_NONE = "{folders}（まだありません）"
FORM_SET = "{title}（{id}、版 {version}）"
PROGRAM = "計画進行管理エディタ {version}"
DEPARTMENTS = "計画ファイルの中（{count} 課）。「表示」メニューの「部署」で見られます。"
RECORDS = "計画ファイルの中（資料 {papers}、受け取ったファイル {receipts}）。別に保存する必要はありません。"

# Notes
NOTE_KINDS = {"people": "関係者", "care": "気をつけること", "promises": "約束したこと", "others": "そのほか"}
NOTE_HINTS = {
    "people": "よく相談する課と担当者、会議の事務局、委託先など", "care": "間違えやすい所、毎年もめる所、急がないといけない所など",
    "promises": "会議や担当部署と約束したこと、来年度に先送りしたことなど", "others": "このほかに伝えること",
}
GROUP_NOTE = "引継ぎのメモ「{head}」"
GROUP_TICK = "引き継いだ：{item}"
GROUP_UNTICK = "引き継いだ印を外す：{item}"
UNKNOWN_NOTE = "「{text}」という見出しはありません。{known}のどれかで指定してください。"
UNKNOWN_ITEM = "「{text}」という項目は、引継ぎの一覧にありません。一覧の左端の番号で指定してください。"

# The command
OPTIONS = {
    "since": "始まりの日（R6.4.1 など。指定しなければ、前の年度の4月1日）", "until": "終わりの日（指定しなければ、始まりの日から1年）",
    "to": "書き出すファイル（.pdf か .xlsx）。指定しなければ一覧を表示する",
    "note": "見出し（関係者、気をつけること、約束したこと、そのほか）と文（続けて指定できます。空の文で消す）",
    "tick": "引き継いだ項目の番号（続けて指定できます）", "untick": "引き継いだ印を外す項目の番号（続けて指定できます）",
}
BAD_SPAN = "始まりの日（{since}）が、終わりの日（{until}）より後になっています。日を直して、もう一度実行してください。"
LONG_SPAN = "期間が長すぎます。{years}年までの期間を指定してください。"
HEAD_LINE = "■ {head}"
ITEM_LINE = "{mark} {number}　{item}　{text}"
EVENT_LINE = "　　{day}　{text}{who}{next}"
WHO = "（{who}）"
NEXT = "　→ 来年度 {day}"
PERSON_LINE = "　{who}　{text}"
PROGRESS = "引継ぎの一覧を作っています"
WRITTEN = "{file} に書き出しました（{pages} ページ）。"
