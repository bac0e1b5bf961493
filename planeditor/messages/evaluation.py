"""計画期間の検証: the words of its papers, its command and its operations."""
from __future__ import annotations

ACHIEVED = {"full": "達成", "part": "一部達成", "none": "未達成", "undecided": "未判定"}
GROUP = "計画期間の評価（{place}）"
UNKNOWN = "「{text}」という達成状況はありません。{known}のどれかで指定してください。"
TITLE = "計画期間の検証"
PAPER = "{title}　計画期間の検証（{first}〜{last}）"
FIELD = "【{label}】{text}"
NO_FIGURE = "（数値の記入なし）"
NOT_JUDGED = "未判定"
NOT_WRITTEN = "（評価の記入なし）"
PROPOSED = "未判定（最終の率から見て「{word}」）"
LEAD = "計画期間の終わりに、{measure}ごとに目標と毎年度の経過を振り返り、達成状況を判定したものです。"
UNDECIDED_NOTE = "未判定の{measure}が {count} 件あります。"
ENDED = "（{state}）"
NO_MEASURES = "この計画には、まだ{measure}がありません。{measure}を加えてから、もう一度書き出してください。"
OPTIONS = {
    "judge": "施策番号と、達成・一部達成・未達成のどれか（続けて指定できます）", "assess": "施策番号と、評価の文（続けて指定できます）",
    "to": "書き出すファイル（.pdf か .xlsx）。指定しなければ一覧を表示する",
}
LINE = "{number} {name}：{achieved}{rate}"
RATE = "（最終 {rate}）"
SUMMARY = "達成 {full}　一部達成 {part}　未達成 {none}　未判定 {undecided}"
DONE = "{file} に書き出しました（{pages} ページ）。"
