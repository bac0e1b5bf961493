"""Words of the window about the states of a plan: editions, snapshots, how far the papers are."""
from __future__ import annotations

TITLE = "版・基準時点"
LEAD = "決めた版と、残した時点の一覧です。選んで「開く」と、そのときの計画を見て、書き出しと印刷ができます。"
DECIDE = "版として決める…"
TAKE = "基準時点を残す…"
VIEW = "開く（閲覧のみ）"
RESTORE = "この時点に戻す…"
CHANGE = "記載を直す…"
WITHDRAW = "取り消す"
CLOSE = "閉じる"
LIST = "版と基準時点"
EMPTY = "まだ版も基準時点もありません。計画が決まったら「版として決める」、提出や配布をしたら「基準時点を残す」を選んでください。"
COLUMNS = ("名前", "種類", "年月日", "状況", "その後の変更", "決めた人", "備考")
CHANGES = "{count} 件"
NO_CHANGES = "なし"
READ_ONLY = "読み取り専用で開いているため、変えられません。"
VIEWING_ONLY = "前の時点を見ているため、変えられません。「いまの計画に戻る」を選ぶと変えられます。"

# Deciding an edition, taking a snapshot
DECIDE_TITLE = "版として決める"
DECIDE_LEAD = "いまの計画の内容を、版として残します。計画書の表紙に並び、計画の様式から（案）が外れます。"
PLACE = "紙で決めた前の版も登録できます。年月の順に並びます。ただし、残る内容は登録したときの計画で、当時の内容ではありません。"
DECIDE_GO = "版として決める"
TAKE_TITLE = "基準時点を残す"
TAKE_LEAD = "いまの計画の内容を、提出や配布の時点として残します。版は増えません。"
TAKE_GO = "基準時点を残す"
NAME = "名前"
NAME_HINT = "幹事会提出、本部配布、公表 など"
DATE = "年月"
DAY = "年月日"
DATE_HINT = "表紙に書くとおりに入れます（令和6年3月 など）"
STATUS = "状況"
STATUS_STAYS = "変えない（{status}）"
SORT = "種別"
NOTE = "備考"
CHANGE_TITLE = "記載を直す"
CHANGE_GO = "直す"
DONE = "{name}を決めました。"
TAKEN = "基準時点「{name}」を残しました。"
CHANGED = "{name}の記載を直しました。"
WITHDRAWN = "{name}を取り消しました。「元に戻す」で戻せます。"

# Looking at one, and going back
VIEWING = "{name}（{date}）を見ています。直すことはできません。書き出しと印刷はできます。"
VIEWING_UNDATED = "{name}を見ています。直すことはできません。書き出しと印刷はできます。"
VIEWING_END = "いまの計画に戻る"
RESTORE_TITLE = "この時点に戻す"
RESTORE_ASK = (
    "計画の内容を「{name}」のときに戻します。その後の変更 {count} 件がなくなりますが、「元に戻す」で取り消せます。"
    "版、基準時点、指摘、内部項目はそのままです。"
)
RESTORE_ALL = "計画の全体"
RESTORE_ONE = "{measure}だけ"
RESTORE_GO = "この時点に戻す"
RESTORED = "「{name}」の内容に戻しました。「元に戻す」で取り消せます。"

# How far the papers are
STEP = "状況：{status}"
STEP_CHANGED = "状況：{status}（その後に変更あり）"
STEP_AGAIN = "{status}（今の内容で決め直す）"
STEP_CHANGED_TIP = "決定した後に記入が変わったため、実績の様式には（案）が付きます。今の内容で決め直すと外れます。"
STEP_TIPS = {
    "作成中": "実績の様式には（案）が付きます",
    "検討": "庁内で検討しています。実績の様式には（案）が付きます",
    "本部決定": "本部で決定しました。実績の様式から（案）が外れます",
    "公表": "公表しました。実績の様式から（案）が外れます",
}
STEP_BACK = "前の段階に戻す"
STEP_BACK_ASK = "「{now}」から「{status}」に戻す理由を書いてください。履歴に残ります。"
STEP_BACK_GO = "前の段階に戻す"
