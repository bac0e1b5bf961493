"""Words of taking in workbooks."""
from __future__ import annotations

TITLE = "提出された Excel を取り込む"
TITLE_COPY = "計画の写しを取り込む"
CLEAN_COPY = "相手だけが変えた所は反映する"
CLEAN_COPY_HELP = "双方で変えた所、消した所、削除は、あとで決めます。"
LOOKING = "取り込むファイルを調べています…"
FILES = "取り込むファイル"
FOUND = "{count} 件のファイルを取り込みます。"
FOUND_NONE = "取り込めるファイル（.xlsx .xlsm .xls .xlsb .ods）がありません。ファイルかフォルダーを確かめてください。"
SKIPPED = "次の {count} 件は Excel のファイルではないか、開いている印のファイルなので取り込みません：{names}"
AND_MORE = "{names} ほか"
CLEAN = "提出された側だけの変更は反映する"
CLEAN_HELP = "依頼の後に計画が変わっていない所と、計画が空の所に反映します。ほかは、あとで決めます。"
NONE = "すべて確認してから反映する"
NONE_HELP = "計画は変えません。提出された内容は、すべてあとで決めます。"
START = "取り込む"
LEAVE = "取り込まない"
CLOSE = "閉じる"
REVIEW = "確認を始める"
STOP_AND_CLOSE = "中止して閉じる"
JOB = "取り込んでいます"
BACKUP_TOPIC = "取込の前のバックアップを取れませんでした。{sentence}"
WITHOUT_BACKUP = "バックアップなしで取り込む"
READ_ONLY = "読み取り専用で開いているため、取り込めません。書き込める状態で開き直してください。"

RESULTS = "取込の結果"
COLUMNS = ("ファイル", "結果", "反映", "未決", "取込番号")
OUTCOMES = {
    "imported": "反映しました", "partly": "一部を反映しました", "staged": "未決です", "unchanged": "変更なし",
    "refused": "取り込めませんでした",
}
AGAIN = "前と同じファイルです"
UNREAD = "反映なし・読み取れない所あり"
TAKEN_BACK = "取り消しました"
STOPPED = "中止のため、取り込んでいません"
PROGRESS = "{done} / {total} 件　反映 {accepted} 件　未決 {waiting} 件　取り込めなかったファイル {refused} 件"
DONE = "{total} 件のファイルを取り込みました。反映 {accepted} 件、未決 {waiting} 件。"
NOTES = "連絡と注意"
NO_NOTES = "注意はありません。"
ACCEPTED_LINE = "計画の {count} か所に反映しました。"
UNCHANGED_LINE = "{count} か所は計画と同じでした。"
AGAIN_LINE = "取込番号 {receipt} と同じファイルです。計画は変えていません。"
WAITING_LINE = (
    "{total} か所が未決です（変更 {clean}、双方で変更 {conflicts}、表記のみ {notation}、要確認 {questions}、連絡事項 {remarks}）。"
)
UNREAD_LINE = "読み取らなかった記載が {count} 件あります。"
WAITING = "決めること"
WAITING_COLUMNS = ("種類", "施策", "年度", "項目", "いまの計画", "提出された内容", "確かめること")
NO_WAITING = "このファイルに決めることはありません。"
KINDS = {"clean": "変更", "conflict": "双方で変更", "notation": "表記のみ", "question": "要確認", "new": "新しい施策"}
BLANK = "（空欄）"
TAKE_BACK = "この取込を取り消す"
TAKE_BACK_HELP = "選んだファイルから反映したものを、計画から取り消します。「元に戻す」で戻せます。"
COPY = "結果をコピー"
COPIED = "取込の結果をコピーしました。"
