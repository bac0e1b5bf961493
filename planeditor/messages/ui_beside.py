"""Words of the panels beside the sheet."""
from __future__ import annotations

# Last year
LAST_YEAR_PANEL = "昨年度の記入"
LAST_YEAR = "昨年度の{field}"
LAST_YEAR_LONG = "{period}の{field}"
COPY = "写す"
COPY_NAME = "昨年度の{field}を写す"
SAME = "昨年度のまま"
NO_CELL = "年度の欄を選ぶと、ここに昨年度の文が出ます。"
NOT_YEARLY = "「{field}」は年度ごとの項目ではありません。"
FIRST_YEAR = "{period}は最初の年度なので、昨年度の文はありません。"
LAST_YEAR_EMPTY = "{period}には記入がありません。"
NOTHING_TO_COPY = "昨年度の文がないので、写せません。"
COPIED = "昨年度の文を写しました。"

# History
HISTORY_PANEL = "履歴"
THIS_CELL = "この欄"
THIS_MEASURE = "この{measure}"
NO_CELL_HISTORY = "欄を選ぶと、ここにその履歴が出ます。"
NO_VERSIONS = "この欄は、まだ記入も変更もありません。"
NO_GROUPS = "この{measure}の変更は、まだありません。"
NO_NODE = "左の一覧から{measure}を選ぶと、ここにその履歴が出ます。"
DATE = "{day} {time}"
RECEIPT = "取込 {receipt}"
UNDONE = "取り消し済み"
BETWEEN = "・"
EMPTY_TEXT = "（空欄にした）"
NOW = "今の文"
RESTORE = "この文に戻す"
RESTORE_EMPTY = "空欄に戻す"
RESTORE_NAME = "{date} の文に戻す"
RESTORED = "以前の文に戻しました。「元に戻す」で取り消せます。"
SEE_CELL = "この欄を見る"
MORE = "さらに前の履歴"
MORE_CHANGES = "ほか {count} か所"
CHANGE_LINE = "{cell}：{text}"
OPEN_ROW = "開いて文を見る"

# Where a change comes from
SOURCE = "変更のもと"
SOURCE_HINT = "電話、会議など"
SOURCE_TIP = "部署の文を事務局が直すときに選びます。直した所の履歴に残ります。"

# Findings
FINDINGS_PANEL = "点検"
HERE = "この{measure}"
ALL = "すべて"
SEVERITIES = {"error": "誤り", "warning": "注意", "note": "参考"}
GROUP = "{word} {count}"
FINDING = "{word}。{place}。{message}"
FINDING_NO_PLACE = "{word}。{message}"
NO_FINDINGS = "指摘はありません。"
NO_FINDINGS_HERE = "この{measure}に指摘はありません。"
NO_PLAN_FINDINGS = "計画を開くと、ここに点検の結果が出ます。"
SEE_ALL = "ほかの指摘を見る（{count} 件）"

# 用語
GLOSSARY_PANEL = "用語"
GLOSSARY_FILTER = "用語を絞り込む"
NO_TERMS = "この計画には、まだ用語の説明がありません。「用語を追加」で加えると、本文に印を付けられます。"
NO_TERM_HIT = "「{text}」に合う用語はありません。"

# 内部項目
INTERNAL_PANEL = "内部項目"
INTERNAL_NOTE = "外に出ません"
INTERNAL_TIP = "ここに書いたことは、提出用の Excel にも、印刷にも、公表する資料にも出ません。"
NO_INTERNAL = "この様式セットには内部項目がありません。"
INTERNAL_NOWHERE = "左の一覧から{measure}を選ぶと、ここに事務局だけの覚えを書けます。"
