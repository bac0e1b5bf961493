"""Words of 経過: how the entries of a measure came about."""
from __future__ import annotations

TITLE = "{plan}　{measure}　記入の経過"
LEAD = "担当部署：{departments}　　作成日：{date}"
LEAD_WITHOUT = "作成日：{date}"
GROUP = "■ {entry}"
EMPTY = "（記入なし）"
SPAN = "{period}（{first}から{last}まで）"
FIGURE = "文から読み取った数値：{figures}"
FIGURE_ONE = "{number} {unit}"
FIGURE_SHARE = "{number}／{whole} {unit}（{percent}%）"
NO_FIGURE = "文から読み取れる数値はありません"
COMPUTED_BY = "様式「{form}」の「{name}」の計算に入る：{formula}"
COMPARED = "様式「{form}」の「{cell}」の計算と比べる項目"
UNNAMED_CELL = "計算の欄"
FORECAST_NOW = "この数値は見込です"
AGREED_SUBMITTED = "{department}が提出したとおり（取込番号 {receipt}）"
AGREED_UNKNOWN_SENDER = "担当部署"
AGREED_CONFIRMED = "事務局が直した文を、{date}に担当部署が確認"
NOT_AGREED = "事務局の記入（担当部署が確認した記録はありません）"
AT = "%Y-%m-%d %H:%M"
RECEIPT = "取込番号 {receipt}\n{file}\nSHA-256 {sha256}"
RECEIPT_GONE = "取込番号 {receipt}"
UNDONE = "{name}\n（後で元に戻した操作）"
STEP_FORECAST = "見込の別：{text}"
STEP_FORECAST_FINAL = "見込の別：確定"
STEP_CONFIRMED = "担当部署の確認あり"
STEP_CONFIRMED_OFF = "担当部署の確認なし"
NOTHING = "{measure}には、経過を示す記入がありません。項目と年度の指定を確かめてください。"
DONE = "{file} に経過を書き出しました（記入 {count} 件、{pages} ページ）。"
OPTIONS = {
    "measure": "施策番号（①-01 など）", "to": "書き出すファイル（.pdf または .xlsx）",
    "field": "項目の名前（続けて指定できます。指定しなければ報告の項目すべて）",
    "period": "年度（続けて指定できます。指定しなければすべての年度）",
}
