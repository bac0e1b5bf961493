"""Words and sentences of 「様式を追加」."""
from __future__ import annotations

# The workbook
ONLY_XLSX = "「{file}」からは様式を作れません。Excel で開き、「名前を付けて保存」で .xlsx にしてから選んでください。"
NO_SHEET = "「{file}」にシート「{sheet}」がありません。シートを選び直してください。"
EMPTY_SHEET = "「{file}」のシート「{sheet}」には文字も罫線もありません。様式を描いたシートを選んでください。"
TOO_LARGE = (
    "「{file}」のシート「{sheet}」は様式としては大きすぎます（{rows} 行 × {columns} 列）。"
    "様式の範囲だけに印刷範囲を設定するか、その範囲を新しいブックに写してください。"
)
TOO_MANY_STYLES = "「{file}」は様式としては大きすぎます。様式のシートだけを新しいブックに写して選んでください。"
UNREADABLE = "「{file}」の書式を読めませんでした。Excel で開き、様式のシートだけを新しいブックに写して選んでください。"

# What a form does not have; each is said with its cell
PICTURE = "図・テキストボックス・グラフは様式に入りません。入れずに続けます。文字はセルに書いてください。"
ROTATED = "縦書き・回転した文字は、横書きにします。"
FORMULA = "計算式は、今の値の文字として扱います。"
NO_PRINT_AREA = "印刷範囲がないので、文字と罫線のある範囲を様式にします。"
SEVERAL_AREAS = "印刷範囲が複数あるので、最初の範囲を様式にします。"
CROSSING = "印刷範囲の外にはみ出した結合は、範囲の中だけにします。"
OUTSIDE = "印刷範囲の外の文字「{text}」は様式に入りません。"
COMMENT = "コメントは様式に入りません。"
HIDDEN_ROWS = "非表示の行（{count} 行）は様式に入りません。"
HIDDEN_COLUMNS = "非表示の列（{count} 列）は様式に入りません。"
PAPER = "A4・A3 以外の用紙なので、A4 として扱います。"
SCALED = "印刷の倍率（{percent}%）に合わせて、列の幅と文字の大きさを縮めます。"
NARROWED = "用紙の幅に収まるように、列の幅を {percent}% に縮めます。"
ERROR_VALUE = "エラーの値です。空欄として扱います。"
BRACES = "「{{{{」は差し込みの記号なので、文字として扱います。"

# What may be put into a cell
OF_PLAN = "計画"
OWNED_BY = "{owner}の"
PER_PERIOD = "{series}ごと"
PERIOD_USUAL = "繰り返す行・列の年度"
PERIOD_ERA = "年度（令和3年度の形）"
PERIOD_WESTERN = "年度（2021年度の形）"
DERIVED = "プログラムが入れる"
DERIVED_OFFERS = {
    "計画.年数": "計画の年数", "計画.開始": "計画の始まりの年度", "計画.終了": "計画の終わりの年度", "通番": "通し番号",
    "通番:分野": "分野ごとの番号", "ページ": "ページ番号", "総ページ": "総ページ数", "資料番号": "資料番号",
}

# Words that city forms use for what every plan has, beside those of the form sets
KNOWN_WORDS = {
    ("measure", "@number"): ("施策番号", "取組番号", "事業番号", "施策No", "取組No", "事業No", "項番", "番号", "No", "№"),
    ("measure", "@name"): (
        "施策名", "施策名称", "施策の名称", "取組名", "取組名称", "取組項目", "取組の名称", "事業名", "事業名称", "事務事業名", "個別施策",
        "具体的施策", "名称",
    ),
    ("measure", "@departments"): (
        "担当部署", "担当課", "担当部課", "担当課名", "担当部署名", "担当所属", "所管", "所管課", "所管課名", "所管部署", "所管部署名",
        "主管課", "主管課名", "主管部署", "実施部署", "実施課", "関係課", "担当",
    ),
    ("measure", "summary"): ("概要", "施策概要", "施策の概要", "取組概要", "取組の概要", "事業概要", "事業の概要"),
    ("area", "@name"): ("分野", "分野名", "基本方針", "基本目標", "施策の柱", "柱", "重点分野"),
    ("plan", "@municipality"): ("自治体名", "市町村名", "市名"),
}
REPORT_WORDS = (
    "実績", "進捗", "結果", "評価", "成果", "状況", "報告", "達成", "実施内容", "作業内容", "課題", "今後", "次年度", "まとめ", "行った",
    "かかった", "取り組んだ",
)
NOT_REPORT_WORDS = ("期待", "予定", "計画", "目標", "概要", "目的")
INTERNAL_WORDS = ("事務局", "内部", "メモ")
NUMBER_WORDS = (
    "件数", "人数", "回数", "金額", "予算額", "決算額", "費用", "事業費",
    "（円）", "（千円）", "（人）", "（件）", "(円)", "(千円)", "(人)", "(件)",
)
SYMBOLS = "○◯〇◎●△▲×✕☆★－→"

# The set
NOT_OWN = "様式セット「{name}」はプログラムの様式なので、変えられません。新しい様式セットの名前を付けてください。"

# Proposals
PROPOSE_TITLE = "計画の題名を入れる"
PROPOSE_YEAR_ROWS = "{first}～{last} の {count} 行を 1 行にまとめ、年度ごとに繰り返す"
PROPOSE_YEAR_COLUMNS = "{first}～{last} の {count} 列を 1 列にまとめ、年度ごとに繰り返す"
PROPOSE_HEADING = "次のページにも見出しを印刷する"
PROPOSE_LIST = "この行を{word}ごとに繰り返す"
PROPOSE_FIELD = "「{label}」を入れる"
PROPOSE_NEW = "新しい項目「{label}」を入れる"
PROPOSE_EMPTY = "「{label}」は内部項目なので、欄を空にする"
PROPOSE_VARIANT = "見出しを選べるようにする（{choices}）"
YEAR_VALUE = "年度の状況"
OTHER_LABEL = "{label}（{series}）"
WHOLE = "全体"
SET_TITLE_EMPTY = "様式セットの名前を入れてください。"
FORM_TITLE_EMPTY = "様式の名前を入れてください。"
SET_EXISTS = "様式セット「{name}」はもうあります。名前を変えるか、「置き換える」を選んでください。"
HAS_PROBLEMS = "直すところが {count} か所あります。{problem}。"
NOT_WRITTEN = "「{folder}」に書き込めませんでした。ディスクの空きを確かめて、もう一度保存してください。"
NO_PLACE = "様式を置くフォルダー「{folder}」を作れませんでした。ディスクの空きを確かめて、もう一度保存してください。"
NO_FORM = "様式「{form}」は様式セット「{set}」にありません。"
TOML_HEAD = "「様式を追加」で作った様式セットです。書き方は docs/forms.md にあります。"

# Trying
NOTHING_PLACED = "どの欄にも項目が入っていません。項目を選んで、欄に入れてください"
TWICE = "「{label}」が 2 か所以上にあります。片方を消すか、書き換えない欄だけに使ってください"
