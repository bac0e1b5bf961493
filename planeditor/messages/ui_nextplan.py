"""Words of the window that makes the next plan."""
from __future__ import annotations

TITLE = "次の計画を作る"
STEPS = ("計画", "{measure}", "確かめて作る")
STEP_OF = "{number} / {count}　{name}"
BACK, NEXT, CREATE, CANCEL = "戻る", "次へ", "次の計画を作る", "やめる"
HEADS = (
    "「{title}」から次の計画を作ります。元の計画はそのまま残ります。",
    "続けるもの、終えるもの、ほかに統合するものを選びます。新しい{measure}は、作ったあとで加えられます。",
    "写すものと、写さないものを確かめて、次の計画の計画ファイルを作ります。",
)
READING = "元の計画を読んでいます…"
MAKING = "次の計画をつくっています…"
READY = "元の計画は変わりません。"

# The table of measures
TABLE = "{measure}の扱い"
COLUMNS = ("番号", "{measure}", "次の計画で", "統合先", "分野", "新しい番号")
GO_ON, END, RENUMBER = "続ける", "終える", "番号を振り直す"
KEYS = "選んだ行に：C 続ける　E 終える　F2 または Enter でその欄を変える"
COUNTS = "続ける {goes_on}　終える {ends}　統合する {merges}"
CHOOSE_TARGET = "（統合先を選ぶ）"
UNDER_PLAN = "（分野なし）"
SAID = "{column}：{text}"

# The last step
RESULTS = "前の計画の実績を「{name}」の章にする（あとで直せる下書き）"
CHAPTERS = "章と本文を、書き出しの文として写す"
CARRIED = "写すもの"
CARRIED_TEXT = (
    "分野、続ける{measure}の番号・名称・担当部署・照会先と、年度のない計画事項、用語、対応先、部署の一覧、事務局、提出の回。"
    "続ける{measure}には、前の計画での番号が残ります。"
)
LEFT = "写さないもの"
LEFT_COLUMNS = ("内容", "件数", "項目、または{measure}")
NOTHING_LEFT = "すべての記入が次の計画に入ります。"
LOOKING = "数えています…"
