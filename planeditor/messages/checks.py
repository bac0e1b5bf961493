"""Sentences of 点検."""
from __future__ import annotations

MISSING_CHARACTER = (
    "「{char}」（{code}）の字形を持つフォントがこの端末にありません。"
    "紙面では〓になります（文字の情報は残ります）。別の字に直すか、フォントを入れてください。"
)
AREA_WITHOUT_NAME = "分野「{number}」の名称がありません。計画書のシートを取り込むか、名称を入れてください。"
UNKNOWN_SYMBOL = "「{symbol}」は凡例（{legend}）にない記号です。"
OVER_EXCEL_LIMIT = "{count} 文字あり、Excel の1つのセルの上限（32,767文字）を超えています。Excel では何行かに分けて書き出します。"

EMPTY_REPORT = "{period}の「{field}」が空欄です。記入するか、担当部署に確かめてください。"
ON_TRACK_BUT_LATE = "「計画通り」とありますが、「{late}」ともあります。どちらが正しいかを確かめてください。"
EFFECT_WITHOUT_FIGURE = "「{field}」に数値がありません。数値で示せるかを確かめてください（示せないときは「-」）。"
RATE_OVER_100 = "割合が 100% を超えています（{rate}）。分子と分母を確かめてください。"
RATE_FALLING = "{period}の {before} から {rate} に下がっています。正しいかを確かめてください。"
SAME_AS_LAST_YEAR = "{period}とまったく同じ文です。その年度の内容に書き換えたかを確かめてください。"
NEARLY_AS_LAST_YEAR = "{period}とほぼ同じ文です。その年度の内容に書き換えたかを確かめてください。"
SAME_AS_OTHER = "「{text}」で始まる同じ文が {count} の{word}にあります（{places}）。貼り間違いがないかを確かめてください。"
NEARLY_AS_OTHER = "「{text}」で始まるほぼ同じ文が {count} の{word}にあります（{places}）。貼り間違いがないかを確かめてください。"
SAME_EVERYWHERE = "「{text}」が {count} の{word}の同じ欄にあります（{places}）。まとめて貼り付けたものでないかを確かめてください。"
TOGETHER = "{message}（{count} か所：{places}）"
BETWEEN = "、"
QUOTED = "「{text}」"
AND_FURTHER = " ほか{count}"
WHOLE_PLAN = "計画全体"
MERGED = "統合"
ERA_SLIP = "「{year}」は元号の年として誤りと思われます（{right}ではありませんか）。"
NO_SUCH_YEAR = "別の元号の年"
YEAR_AND_MONTH = "{era}{number}年{month}月"
FIRST_YEAR_AND_MONTH = "{era}元年{month}月"
ERA_SPELLINGS = (
    "年の書き方が混じっています（「{one}」など {count} か所、「{other}」など {other_count} か所）。"
    "どちらかにそろえてください（{places}）。"
)
ERA_SPELLINGS_HERE = "1つの記入の中に「{one}」と「{other}」の書き方があります。どちらかにそろえてください。"
SYMBOL_PAIR = "「{symbol}」という書き方はこの様式にありません。書けるのは {known} です。"
SYMBOL_START = "記号は {known} のどれかで始めます。「{symbol}」の前の期を確かめてください。"
SYMBOL_GAP = "{period}の「{before}」の次の期が空欄です。途中で終わるときは {known} のどれかを書いてください。"
SYMBOL_FOLLOWING = "{period}の「{before}」の次に「{symbol}」は書けません。書けるのは {known} です。"
SYMBOL_AFTER_END = "{period}の「{before}」で終わっていますが、その後に「{symbol}」があります。どちらが正しいかを確かめてください。"
SYMBOL_ONLY_LAST = "{period}の「{before}」は最後の期にだけ書けます。その期の結果を書き加えてください。"
SYMBOL_EMPTY = "空欄"
PRINTED_TABLE = "「{field}」の{period}は、印刷では「{printed}」ですが、計算すると「{computed}」です。"
PRINTED_TABLE_WHOLE = "「{field}」は、印刷では「{printed}」ですが、計算すると「{computed}」です。"
NOTHING_PRINTED = "空欄"

REQUIRED_FIELD = "「{field}」が空欄です。必ず記入する項目です。"
PROGRESS_BUT_LATE = "進捗区分は「{progress}」ですが、文に「{late}」とあります。どちらが正しいかを確かめてください。"
PROGRESS_BUT_ON_TRACK = "進捗区分は「{progress}」ですが、文には「{basis}」とあります。どちらが正しいかを確かめてください。"
BASIS_GONE = "進捗区分「{progress}」の根拠にした文（「{basis}」）が、今の文にありません。進捗区分をもう一度確かめてください。"
FIGURES_DIFFER = "「{printed}」は、ほかの数値からの計算（{right}）と合いません。数値を確かめてください。"
YEAR_AFTER_PLAN = "「{year}」は計画の期間（{last}まで）より後です。年を確かめてください。"
TERM_SPELLINGS = "同じ言葉の書き方が混じっています（{listed}）。どれかにそろえてください（{places}）。"
CITY_SPELLINGS = "市町村名の書き方が混じっています（{listed}）。計画の市町村名は「{name}」です。どちらかにそろえてください（{places}）。"
SPELLED = "「{shown}」{count}"
FOREIGN_LETTER = "「{char}」（{code}）は日本語の文字ではありません。紙から読み取ったときの誤りでないかを確かめてください。"
NUMBER_TWICE = "番号「{number}」の{word}が2つ以上あります（{names}）。番号を直してください。"
NUMBER_ORDER = "「{number}」が「{before}」の後にあります。番号か並び順を確かめてください。"
ENTRY_AFTER_END = "「{state}」となり、{period}に終わったとありますが、その後の年度に記入があります。どちらが正しいかを確かめてください。"
SHEETS_DISAGREE = "{paper}では{theirs}です（この計画では{ours}）。どちらが正しいかを確かめてください。"
SHEETS_NOTATION = "{paper}では書き方だけが違い、{theirs}です（この計画では{ours}）。"
PAPER = "取り込んだ「{file}」"
OTHER_PLAN = "「{file}」"
DIGIT_WIDTH = "全角の数字があります。この様式では半角で書きます。"
DIGIT_NARROW = "半角の数字があります。この様式では全角で書きます。"
COMMA = "「，」か「．」があります。この様式では「、」「。」と書きます。"
KUTEN = "「、」か「。」があります。この様式では「，」「．」と書きます。"

OPTIONS = {"all": "確認済みのものも並べる", "against": "計画事項を比べる、もう1つの計画ファイル"}
SEEN_COUNT = "このほか、確認済みが {count} 件あります（--all で見られます）。"
SEEN_HEAD = "確認済み {count} 件"
SEEN_LINE = "{line}（確認済み：{reason}　{who} {at}）"
SEEN_NEEDS_REASON = "確認済みにする理由を、短く書いてください。"
SEEN_GONE = "この点検の結果の場所はもうありません。点検の一覧を見直してください。"
GROUP_SEEN = "点検の確認済み：{title}"
GROUP_UNSEEN = "点検の確認済みの取り消し：{title}"

RULES = {
    "missing-character": ("どのフォントにもない文字", "紙面で〓になり、読めなくなります。"),
    "area-without-name": ("番号しか分からない分野", "分野の名称のない目次や集計表になります。"),
    "unknown-symbol": ("凡例にない記号", "読む人に意味が伝わりません。"),
    "over-excel-limit": ("Excel の上限を超える長さ", "Excel では1つのセルに収まりません。"),
    "empty-report": ("空欄のままの実績", "提出されたのに、必ず記入する項目が空欄です。"),
    "required-field": ("空欄のままの計画事項", "計画書に空欄のまま印刷されます。"),
    "on-track-but-late": ("計画通りと遅れの両方の記述", "進捗をどちらとも読めてしまいます。"),
    "progress-against-text": ("進捗区分と文の食い違い", "総括表の数と、シートの文が合わなくなります。"),
    "basis-gone": ("根拠の文がなくなった進捗区分", "確認した後に文が変わり、進捗区分の根拠がありません。"),
    "effect-without-figure": ("数値のない効果", "効果を比べたり集計したりできません。"),
    "rate-over-100": ("100% を超える割合", "分子と分母の取り違えのことがあります。"),
    "rate-falling": ("前年度から下がった割合", "数え方が変わったか、写し間違いのことがあります。"),
    "figures-differ": ("計算の合わない数値", "同じ文の中の数値どうしが合わず、質問を受けます。"),
    "same-as-last-year": ("前の年度と同じ文", "前の年度の文を写したまま、書き換えていないことがあります。"),
    "nearly-as-last-year": ("前の年度とほぼ同じ文", "一部だけを書き換え、古い内容が残っていることがあります。"),
    "same-as-other-measure": ("他の施策と同じ文", "別の施策の文を貼り間違えたまま公表した例があります。"),
    "same-everywhere": ("ほとんどの施策に同じ記入", "1つの欄を他の行にも貼り付けたことがあります。"),
    "sheets-disagree": ("計画のシートと進行管理シートの食い違い", "同じ施策の計画事項が、資料によって違ってしまいます。"),
    "term-spellings": ("同じ言葉の書き方の混在", "検索や集計でもれ、資料の見た目もそろいません。"),
    "foreign-letter": ("日本語でない文字", "読み取りの誤りで、似た形の外国の文字になっています。"),
    "number-twice": ("重なった番号", "取り込むときに、どの施策のことか分からなくなります。"),
    "number-order": ("番号と並び順の違い", "目次や一覧で探しにくくなります。"),
    "entry-after-end": ("終わった施策の後の記入", "統合や終了の後の実績は、別の施策に書くものです。"),
    "symbol-pair": ("凡例にない記号の組", "読む人に意味が伝わりません。"),
    "symbol-order": ("記号の並びの誤り", "実施の時期を読み違えます。"),
    "printed-table": ("印刷された表と計算の違い", "表の数と、もとの記入の数が合いません。"),
    "era-slip": ("元号の年の誤り", "実際にはない年です。"),
    "era-mixed": ("1つの記入の中の年の書き方の混在", "同じ文の中で書き方がそろっていません。"),
    "era-spellings": ("年の書き方の混在", "資料の中で書き方がそろっていません。"),
    "year-after-plan": ("計画の期間より後の年", "計画の期間の外の年は、書き間違いのことがあります。"),
    "digit-width": ("全角の数字", "数字は半角と決めているところで使います。"),
    "digit-narrow": ("半角の数字", "数字は全角と決めているところで使います。"),
    "comma": ("「，」「．」", "句読点は「、」「。」と決めているところで使います。"),
    "kuten": ("「、」「。」", "句読点は「，」「．」と決めているところで使います。"),
}
"""What each rule is called, and why it matters."""
TITLES = {name: title for name, (title, _) in RULES.items()}
