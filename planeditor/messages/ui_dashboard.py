"""Words of 会議ダッシュボード: how the year stands."""
from __future__ import annotations

TITLE = "{period}のようす"
YEAR = "年度"
JUDGE = "進捗区分を確かめる…"
EMPTY = "この計画には、まだ年度がありません。計画の期間を決めると、ここに年度ごとのようすが出ます。"
READING = "数えています…"

# 次にすること
STEPS = {
    "missing": "未提出", "waiting": "要判断", "findings": "点検", "forecast": "見込", "undecided": "未判定", "points": "指摘",
}
STEP_COUNT = "{count} 件"
STEP_DEPARTMENTS = "{count} 課"
STEP_TEXTS = {
    "missing": "{measure} {measures} 件がまだです", "waiting": "取り込んで決めていないもの", "findings": "誤りと注意",
    "forecast": "見込のままの数値", "undecided": "進捗区分がまだのもの", "points": "まだ済んでいないもの",
}
STEP_UNFILLED = "まだ記入が終わっていません"
STEP_LINKS = {
    "missing": "提出状況を見る", "waiting": "取込の確認へ", "findings": "順に見る", "forecast": "その欄へ", "undecided": "確かめる",
    "points": "指摘を見る",
}
STEP_NONE = "ありません"

# 総括表
SUMMARY = "{area}ごとのようす（括弧は{before}）"
SUMMARY_ALONE = "{area}ごとのようす"
WHOLE = "計"
CELL = "{now}（{before}）"
TOTAL_HEAD = "計"
SAID = "{area}、{word}、{count} 件"
SAID_BEFORE = "{said}、前の年度は {before} 件"
SAID_TOTAL = "{area}、計 {count} 件"
TIP = "選ぶと、その{measure}を開きます"
FILTER = "{area} {word} {period}"

# 図
BARS = "{area}別の割合"
BAR_TITLE = "{area}　計画通り以上 {good} / {all}"
BAR_TITLE_BEFORE = "{area}　計画通り以上 {good} / {all}（{before}）"
BAR_SAID = "{title}、{parts}"
BAR_PART = "{word} {count}"
BETWEEN = "、"
HEAT = "{measure} × 年度（進捗区分）"
HEAT_NONE = "―"
HEAT_SAID = "{title}、{period}、{word}"
HEAT_SAID_NONE = "{title}、{period}、判定するものはありません"
EFFECTS = "効果の推移"
EFFECT_SAID = "{label}、{period}、{value}、{count} 件から"
EFFECT_SAID_NONE = "{label}、{period}、数値はありません"
EFFECT_NOTE = "割合は{measure}の平均、金額は合計です。文から読み取れた数値だけを数えています（{count} 件）。"
NO_MARKS = "数えるものは、まだありません。"
EFFECT_EMPTY = "数値の読み取れる記入は、まだありません。"
MAN = "{value:,.0f}万円"
PLAIN = "{value:,.0f}円"
RATE = "{value:.0f}%"

# 一覧
LATE = "遅延・中止（{count} 件）"
LATE_HEADS = ("{measure}", "理由", "対応", "いつまで")
LATE_EMPTY = "確定した遅延や中止はありません。"
PROPOSED = "{text}（提案）"
NOT_SAID = "（未記入）"
HIGHLIGHTS = "主な成果"
HIGHLIGHTS_PROPOSED = "主な成果（提案）"
HIGHLIGHT_HEADS = ("{measure}", "成果")
HIGHLIGHTS_EMPTY = "主な成果は、進捗区分を確定すると提案されます。"
POINTS = "本部の指摘（済んでいないもの {count} 件）"
POINT_HEADS = ("{measure}", "指摘", "措置", "期限")
POINTS_EMPTY = "前の会議からの指摘はありません。"
MORE = "ほかに {count} 件あります。上の表の数を選ぶと、左の一覧に出ます。"
WHOLE_PLAN = "計画全体"
DONE = "（済）{text}"
NO_ANSWER = "（措置はまだありません）"
ROW_SAID = "{title}、{texts}"
