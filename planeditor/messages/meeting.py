"""Sentences of 会議資料: what stands on the paper, and what is said when it is made, handed out and kept."""
from __future__ import annotations

# On the paper
TITLE = "{period}　{plan}　進捗状況の総括"
DOCUMENT = "会議資料"
LEAD = "{period}は、{total} {word}のうち遅延・中止が {late} 件{before}{undecided}です。"
LEAD_BEFORE = "（{before}は {late} 件）"
LEAD_UNDECIDED = "、未判定が {undecided} 件"
NOTE_UNDECIDED = "※「未判定」は、進捗区分を事務局がまだ確かめていない{word}です。"
ALL_AREAS = "{count} の{area}（→ {page} ページ）"
NOTE_NOW = "※「{name}」は{period}"
NOTE_BEFORE = "、「{name}」は{period}"
THIS_YEAR = "今"
YEAR_BEFORE = "前"
YEAR = "年度"
NO_YEAR = "－"
NO_LATE = "遅延・中止の{word}はありません。"
NO_LATE_YET = "確かめた進捗区分に、遅延・中止の{word}はありません（未判定 {count} 件）。"
NO_HIGHLIGHT = "選ばれた成果はありません。"
NO_POINT = "対応する指摘はありません。"
NOT_TOLD = "（記入なし）"
MORE = "ほか {count} 件 → {page} ページ"
MORE_AND_CUT = "「…」の続きと、ほか {count} 件 → {page} ページ"
ONLY_CUT = "「…」の続き → {page} ページ"
CUT = "{text} → {page} ページ"
SUBJECT_PLAN = "計画全体"
POINT_DUE = "{due}"
AGENDA_LINES = (
    "１　開会", "２　議題", "　⑴　{period}の進捗状況について", "　⑵　これまでの指摘への対応について", "３　その他", "４　閉会",
)
LEGEND = "{marks}　空欄：その年度に判定するものがない"
CHART_PROGRESS = "{area}ごとの進捗（{period}）"
CHART_EFFECT = "効果の推移（{unit}）"
CHART_EFFECT_ONE = "効果の推移（{unit}）　{label}"
CHART_NO_UNIT = "単位なし"
CHART_MAN_YEN = "万円"
CHART_NOTE = "※{measure}の記入から読み取れた数値だけを、平均または合計したものです。"
CHANGE_LEAD = "{old}から{new}までに変わったものです。"
CHANGE_NEW_TEXTS = "このほかに、{period}の実績を {count} 件、新しく記入しています（各シートをご覧ください）。"
CHANGE_NONE = "{old}から{new}までに変わったものはありません。"
NOW = "今回"
SECTIONS = {
    "agenda": "次第", "contents": "目次", "charts": "図で見る進捗", "course": "{word}ごとの進捗", "changes": "前回からの変更",
    "lists": "遅延・成果・指摘の一覧", "sheets": "{word}のシート",
}
TABLE_TITLE = "{area}ごとの進捗の表"
LATE_TITLE = "遅延・中止の{word}"
HIGHLIGHTS_TITLE = "主な成果"
POINTS_TITLE = "指摘と対応"
FROM_REPORT = (
    "遅延の理由・対応か主な成果に、事務局がまだ確かめていない文（実績の記入から選んだもの）があります。"
    "「進捗区分を確かめる」で確かめてください。"
)

# Making and keeping it
NO_PERIOD = "年度「{period}」は計画にありません。計画の年度（{known}）から選んでください。"
NO_PERIODS = "計画に年度がないため、会議資料を作れません。"
NO_SHEETS = "様式セットに、{word}の実績を印刷する様式がありません。"
UNKNOWN_SECTION = "「{section}」は会議資料の部分にありません。{known} から選んでください。"
PURPOSE = "本部配布"
ALREADY_KEPT = "基準時点「{name}」には、配布した資料をすでに残しています。別の名前を付けてください。"
CHANGED_SINCE = "資料を作ってから計画が変わりました。資料をもう一度作ってから、「{name}」として残してください。"
SNAPSHOT_IS_OF_NOW = "--snapshot は、いまの計画から作るときに使います。--at と一緒には使えません。"

# Command line
DONE = "会議資料を作りました：{file}（{pages} ページ）"
DONE_KEPT = "配布した資料として残しました：番号 {number}（基準時点「{name}」）"
DONE_FROZEN = "配布したときの資料（番号 {number}）を、そのまま書き出しました：{file}"
DONE_SAVED = "配布した資料 {number} を書き出しました：{file}"
NO_PAPERS = "配布した資料はまだありません。「planeditor report … --snapshot 名前」で、作った資料を残せます。"
PAPER_LINE = "{number}　{date}　{state}　{period}　{name}（{kind}、{size}）　残した人：{who}"
PAPER_GONE = "中身は記録の抹消で除きました"
SNAPSHOT_GONE = "（取り下げた基準時点）"
KEPT_KIND = "配布した資料 {number} は .{kind} で残しています。「{file}」の名前の終わりを .{kind} にしてください。"
SAVE_NEEDS_TO = "--save と --to は一緒に使ってください。"
KILOBYTES = "{size:,} KB"
OPTIONS = {
    "report-period": "報告する年度（R2 など。書かなければ現在の年度）",
    "report-to": "書き出す先（.pdf か .xlsx）",
    "report-at": "版か基準時点の名前。配布した資料が残っていれば、そのまま書き出す",
    "number": "資料番号（例：資料1）",
    "meeting": "会議の名前（例：第3回 情報化推進本部会議）",
    "meeting-date": "会議の日（印刷するとおりに）",
    "agenda": "次第の1行（何度でも）",
    "part": f"入れる部分（{'、'.join(SECTIONS)}。書かなければ全部）",
    "report-snapshot": "この名前の基準時点を残し、作った PDF を配布した資料として計画に残す",
    "anew": "残っている資料を使わずに作り直す",
    "save": "取り出す資料の番号",
    "papers-to": "書き出す先",
}
