"""Words of the window of 引継ぎの一覧."""
from __future__ import annotations

TITLE = "引継ぎの一覧"
LEAD = (
    "担当を引き継ぐときに伝えることを、計画ファイルの履歴から一覧にしました。伝えたものに印を付けます。"
    "履歴に残らないことは「引き継ぐ人のメモ」に書きます。職員の氏名が載るので、庁内だけで使います。"
)
YEAR = "振り返る年度"
YEAR_ITEM = "{era}{year}年度"
COUNTS = "引き継いだもの {done} / {all}"
LIST_TAB, NOTES_TAB = "一覧", "引き継ぐ人のメモ"
COLUMNS = ("項目・日", "内容", "だれが", "来年度の目安")
NOTES_LEAD = "計画ファイルの中に保存されます。様式にも公表するものにも載りません。欄を離れたときに保存され、元に戻せます。"
KEYS = "Space：引き継いだ印　Enter：その場所を開く　→ ←：月を開く、閉じる"

USUAL = "目安：{works}"

# The paper
JOB = "引継ぎの一覧を作っています"
PREVIEW_TITLE = "引継ぎの一覧　プレビュー"
FILE = "{plan} 引継ぎの一覧"
CHOOSE_TARGET = "書き出し先を選ぶ"
FILTERS = {"pdf": "PDF (*.pdf)", "xlsx": "Excel (*.xlsx)"}
WRITTEN = "「{file}」に書き出しました（{pages} ページ）。庁内だけで使ってください。"
