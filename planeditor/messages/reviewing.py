"""Words of the review of a submission that do not depend on the window: what can be done about a row, and what was done."""
from __future__ import annotations

CHOICES = {
    "accept": "反映する", "decline": "反映しない", "edit": "直して反映", "empty": "空欄にする", "keep_old": "前の記入を残す",
    "keep_candidate": "{revision}の候補に残す", "tick": "確かめた", "with_struck": "取り消し線の部分も残して反映",
}
CHOICES_CONFLICT = {"accept": "提出された内容にする", "decline": "いまの計画を残す", "edit": "自分で書く"}
CHOICES_STRUCK = {"accept": "取り消し線の部分を除いて反映"}

DECIDED = {"accepted": "反映しました", "declined": "反映しませんでした", "kept": "{revision}の候補に残しました"}
DECIDED_REMARK = "確かめました"
DECIDED_EMPTY = "空欄にしました"
DECIDED_KEEP_OLD = "前の記入を残しました"

CONFIRMED_LABEL = "{field}の確認"
CONFIRMED, NOT_CONFIRMED = "担当部署の確認済み", "確認待ち"
WHOLE_FILE = "ファイル全体"
NEW_NODE, DELETED_NODE = "新しい{kind}", "{kind}の削除"
NEW_IN_PLACE = "{title}\n（所属：{place}）"
FORECAST_LABEL = "{field}の見込／確定"
REMARKS = {
    "comment": "コメント", "textbox": "図形の文字", "beside": "表の外の記載", "past": "過年度の訂正", "slip": "記入のお願いの連絡事項",
}
PLACE = "{kind}　{place}"

# Where the present text comes from
SOURCE_PLAIN = "{source} {day}"
SOURCE_OFFICE = "事務局修正（{source}） {day}"
SOURCE_WHO = "{who} {day}"

# Names of operations, as undo shows them
GROUP_ACCEPT = "{place} を反映（取込番号 {receipt}）"
GROUP_DECLINE = "{place} を反映しないことにした（取込番号 {receipt}）"
GROUP_EMPTY = "{place} を空欄にする（取込番号 {receipt}）"
GROUP_KEEP = "{place} を候補に残す（取込番号 {receipt}）"
GROUP_KEEP_MANY = "取込番号 {receipt} の {count} 件を候補に残す"
GROUP_TICK = "{place} を確かめた（取込番号 {receipt}）"
GROUP_MANY = "取込番号 {receipt} の {count} 件を反映"
GROUP_DECLINE_MANY = "取込番号 {receipt} の {count} 件を反映しないことにした"

DECIDED_ALREADY = "選んだ内容は、もう決まっています。画面を開き直して、いまの様子を確かめてください。"
DAMAGED = "提出された内容が壊れています。取込番号 {receipt} のファイルを、もう一度取り込んでください。"
NOTHING_TO_WRITE = "提出された内容が読み取れないため、そのまま反映できません。「直して反映」で文を入れてください。"
POINT_TITLE = "{title}　{point}"
POINT = "指摘：{text}{meeting}"
POINT_MEETING = "（{meeting}）"
