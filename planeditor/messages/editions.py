"""Sentences about editions of the plan itself."""
from __future__ import annotations

FIRST = "初版"
NEXT = "{number}版"
DECIDED = "策定"
"""The sort of the first edition; the later ones have the form set's word for a revision."""

NOW = "現在"
"""By what the present plan is asked for where an edition or a snapshot may be named."""
STATUSES = ("作成中", "検討", "本部決定", "公表")
DRAFT = "（案）"
KINDS = {"edition": "版", "snapshot": "基準時点", "now": "現在"}

# Names of operations
GROUP_DECIDE = "版「{name}」を決める"
STATE = "{kind}「{name}」"
GROUP_CHANGE = "{state}の記載を直す"
GROUP_WITHDRAW = "{state}を取り消す"
GROUP_SNAPSHOT = "基準時点「{name}」を残す"
GROUP_SNAPSHOT_STATUS = "基準時点「{name}」を残し、状況を「{status}」にする"
GROUP_STATUS = "状況を「{status}」にする"
GROUP_RESTORE = "「{name}」の内容に戻す"
GROUP_RESTORE_MEASURES = "{measures}を「{name}」の内容に戻す"

# What cannot be done
NAME_EMPTY = "名前が空です。版なら「初版」「2版」、基準時点なら「幹事会提出」のような名前を入れてください。"
NAME_IS_NOW = "「{name}」は、いまの計画を指す言葉です。別の名前を入れてください。"
NAME_LONG = "名前が長すぎます。{most} 文字までにし、くわしいことは備考に入れてください。"
NAME_TAKEN = "「{name}」という名前の版か基準時点がもうあります。別の名前を入れてください。"
GONE = "選んだ版か基準時点が計画に見つかりません。一覧で選び直してください。"
UNKNOWN_STATE = "「{name}」という版や基準時点はありません。あるのは {known} です。"
NO_STATES = "この計画には、まだ版も基準時点もありません。版を決めるか基準時点を残してから、もう一度操作してください。"
UNKNOWN_STATUS = "「{status}」という状況はありません。{known} から選んでください。"
STATUS_NEEDS_WHY = "「{status}」から前の段階に戻す理由を入れてください。理由は履歴に残ります。"
SNAPSHOT_STEP_BACK = (
    "状況は「{status}」です。前の段階に戻すには理由が要ります。"
    "先に「状況」（planeditor status … --why …）で戻してから、基準時点を残してください。"
)
ALREADY_SO = "計画は、すでに「{name}」と同じ内容です。変えたものはありません。"
OTHER_FORMS = (
    "「{name}」のときの計画は、いまと違う様式セット（{forms}）を使っていました。そのまま戻すと記入が様式に合わなくなるため、"
    "戻していません。「開く」で内容を見て、要る所を写してください。"
)
RESTORE_CLOSED = (
    "「{name}」に戻すと、確定した{period}の記入が変わるため、戻していません。"
    "先に「確定を解除」（planeditor reopen … --period {period}）をするか、戻す{measure}を選んでください。"
)
NOT_THERE_THEN = "{measure}は、「{name}」のときの計画にありません。ほかの{word}を選んでください。"
PARENT_GONE = "{measure}が入っていた分野が、いまの計画にありません。計画の全体を「{name}」に戻すか、先に分野を作ってください。"

# The command line
DONE = "{name}（{date} {sort}）を決めました。"
PLACE = "版の内容は、いま登録した時点の計画です。紙で決めた前の版を後から登録した場合も、当時の内容には戻りません。"
STATE_LINE = "{kind}「{name}」　{date}　{status}　{changes}"
STATE_NOW_LINE = "いまの計画　状況：{status}"
SINCE = "その後の変更 {count} 件"
SINCE_NONE = "その後の変更なし"
SNAPSHOT_DONE = "基準時点「{name}」（{date}）を残しました。"
STATUS_NOW = "状況：{status}"
STATUS_STANDS = "計画の様式：{plan}　実績の様式：{report}"
DECIDED_WORD, DRAFT_WORD = "決定したとおり", "（案）"
STATUS_DONE = "状況を「{status}」にしました。"
STATUS_ALREADY = "状況は、すでに「{status}」です。"
RESTORED = "計画を「{name}」の内容に戻しました（{count} か所）。「元に戻す」（planeditor undo）で取り消せます。"
OPTIONS = {
    "snapshot": "基準時点の名前（幹事会提出、本部配布、公表 など）",
    "snapshot-status": "あわせて変える状況（作成中、検討、本部決定、公表）",
    "state": "版か基準時点の名前",
    "status": "状況（作成中、検討、本部決定、公表）。付けなければ、いまの状況を表示する",
    "status-why": "前の段階に戻す理由（本部決定より後のときに要る）",
}
