"""Words and sentences of 完結セット."""
from __future__ import annotations

# Names of files
INDEX, RECEIPTS, CHANGES, POINTS, COURSE, PLAN_JSON = "目録", "受付簿", "変更履歴", "指摘と措置", "経過", "計画"
ORIGINALS = "原本"
ORIGINAL_NAME = "{number:04}_{file}"

# What stands in the list of files
ABOUT = {
    "form": "{title}（{period}の確定時の内容）", "receipts": "取り込んだファイルの受付の記録", "changes": "{period}の変更履歴",
    "points": "本部などからの指摘と、その措置", "course": "{period}の記入の経過（いつ、だれの、どのファイルによるか）",
    "plan": "計画の内容すべて（プログラムで読み直せる形）", "original": "取込番号 {number} の、受け取ったままのファイル",
}
OPEN_STATE = "（{period}は確定前）"
FILES_COLUMNS = ("ファイル名", "内容", "バイト数", "SHA-256", "作成日")

# The papers
TITLE_INDEX = "{plan}　{period}　完結セット目録"
LEAD_INDEX = "保存年限：{retention}　　確定日：{closed}　　作成日：{date}　　作成：{who}"
TITLE_RECEIPTS = "{plan}　{period}　受付簿"
TITLE_POINTS = "{plan}　指摘と措置"
TITLE_COURSE = "{plan}　{period}　記入の経過"
LEAD_COUNT = "{count} 件　　作成日：{date}"
NOT_CLOSED_YET = "確定前"
RETENTION_OPEN = "（文書管理の定めによる）"
WHOLE_PLAN = "計画全体"
NONE_RECORDED = "記録はありません"
BYTES = "{size:,}"

CHANGE_COLUMNS = (
    "番号", "日時", "変えた人", "操作", "出どころ", "取込番号", "元に戻した", "{measure}番号", "名称", "年度", "項目", "前", "後",
)
YES = "はい"
RECEIPT_COLUMNS = ("取込番号", "受付日時", "ファイル名", "出した部署など", "取り込んだ人", "様式", "結果", "SHA-256")
ACCEPTED, DECLINED, WAITING = "反映 {count} 件", "反映しない {count} 件", "未決 {count} 件"
WRITTEN, UNCHANGED = "計画に反映", "変更なし"
AT = "%Y-%m-%d %H:%M"

DONE = "「{folder}」に完結セットを作りました（{count} 個のファイル、{pages} ページ）。"
PROGRESS = "完結セット"
NOT_CLOSED_WARNING = "{period}はまだ確定していません。確定の後に、もう一度作ってください。"
ORIGINAL_DAMAGED = "取込番号 {number} の原本は壊れているため、入れていません。"
OPTIONS = {
    "period": "年度", "to": "作るフォルダー",
    "retention": "保存年限（10年、常用 など。指定しなければ様式セットの retention）",
    "originals": "受け取ったファイルの原本も入れる",
    "date": "作成日（2024-02-29、R6.2.29 など。指定しなければ今日）",
}
