"""Words of 新しい年度を始める."""
from __future__ import annotations

TITLE = "新しい年度を始める"
LIST = "始めるまでの段階"
STEPS = ("部署の変更", "照会先", "現在の年度", "依頼文", "期限")
STEP = "{number}　{name}"
SAID = "{number} {name}、{state}"
DONE, NOW, OPEN = "済み", "今ここ", "まだ"
HEADS = (
    "組織改正で名前が変わった部署、分かれた部署、まとまった部署はありますか。",
    "だれに照会するかを確かめます。様式の担当部署だけで決まらない{measure}は、ここで決めます。",
    "これから記入する年度に切り替えます。",
    "今年の依頼文を用意します。宛先や日付を、今年に合わせて直してください。",
    "どの年度を、いつまでに記入してもらうかを決めます。",
)
BACK = "前へ"
SKIP = "この段階を飛ばす"
NEXT = "次へ"
GO = "照会・提出依頼へ進む"
LATER = "あとで続ける"
LATER_TIP = "今の段階を覚えておきます。続きは「計画」メニューの「新しい年度を始める」から行えます"

# Departments
DEPARTMENTS = "近ごろ変わった部署"
DEPARTMENTS_NONE = "近ごろ変わった部署は登録されていません。変わった部署があれば、部署の画面で名称の変更、分割、統合を行ってください。"
DEPARTMENTS_EMPTY = "まだ部署の登録がありません。部署の画面で、計画に書かれた担当部署から登録できます。"
BEGINS = "{name}　{day} から"
ENDS_WITH = "{name}　{day} まで（引継ぎ先：{successor}）"
ENDS_WITHOUT = "{name}　{day} まで（引継ぎ先が決まっていません）"
TO_DEPARTMENTS = "部署の画面を開く"

# The current year
YEAR_NOW = "今の年度：{period}"
YEAR_NONE = "この計画には年度がありません。"
YEAR_ADVANCE = "{period}へ進める"
YEAR_EXTEND = "計画期間を 1 年延ばす"
YEAR_LAST = "{period}は計画の最後の年度です。続けるときは計画期間を延ばしてください。"
YEAR_NOTE = "昨年度の実績をまとめる依頼なら、年度を進めずに次へ進めます。昨年度の記入は、確定するまで直せます。"
YEAR_ADVANCED = "{period}に切り替えました。"
YEAR_LENGTHENED = "計画期間を延ばし、最後の期を{period}にしました。"
YEAR_EXTENDED = "計画期間に{period}を加えました。"
COVER_KEPT = "次の「照会・提出依頼」の画面でも直せます。"
