"""Words of the plain form: the fields of a sheet one below the other."""
from __future__ import annotations

VIEW = "項目ごとの記入"
PLAN_SECTION = "計画の内容"
INTERNAL_SECTION = "内部項目"
INTERNAL_NOTE = "外に出ません"
YEAR_OF = "記入する年度"
YEAR_CURRENT = "{period}（今の年度）"
YEAR_CLOSED = "{period}（確定）"
NO_NAME = "（名称なし）"

# One field
IN_YEAR = "{period} {field}"
REQUIRED = "必須"
COUNT = "{count} / {usual}字"
COUNT_OVER = "{count} / {usual}字（目安を超えています）"
COUNT_NAME = "{field}の字数"
CHOOSE_NONE = "（選ばない）"
LAST_YEAR = "昨年度の文"
LAST_YEAR_OF = "{field}の昨年度の文"
COPY = "写す"
COPY_OF = "{field}に昨年度の文を写す"
SAME = "昨年度のまま"
USUAL = "目安は {usual} 字です。"

# Empty places
NOTHING_CHOSEN = "左の一覧から{measure}を選ぶと、ここで項目ごとに記入できます。"
NO_FIELDS = "ここに記入する項目はありません。左の一覧から{measure}を選んでください。"
