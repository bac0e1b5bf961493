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
SAME_AS_LAST_YEAR = "{period}とまったく同じ文です。今年度の内容に書き換えたかを確かめてください。"
SAME_AS_OTHER = "「{other}」{more}と同じ文です。貼り間違いがないかを確かめてください。"
NEARLY_AS_OTHER = "「{other}」{more}とほぼ同じ文です。貼り間違いがないかを確かめてください。"
SAME_EVERYWHERE = "同じ記入が「{other}」{more}にもあり、ほとんどの行が同じです。まとめて貼り付けたものでないかを確かめてください。"
AND_FURTHER = "ほか{count}{word}"
MEASURE = "施策"
ERA_SLIP = "「{year}」は元号の年として誤りと思われます（{right}ではありませんか）。"
NO_SUCH_YEAR = "別の元号の年"
YEAR_AND_MONTH = "{era}{number}年{month}月"
FIRST_YEAR_AND_MONTH = "{era}元年{month}月"
ERA_SPELLINGS = "年の書き方が混じっています（「{one}」など {count} か所、「{other}」など {other_count} か所）。どちらかにそろえてください。"
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

TITLES = {
    "missing-character": "どのフォントにもない文字",
    "area-without-name": "番号しか分からない分野",
    "unknown-symbol": "凡例にない記号",
    "over-excel-limit": "Excel の上限を超える長さ",
    "empty-report": "空欄のままの実績",
    "on-track-but-late": "計画通りと遅れの両方の記述",
    "effect-without-figure": "数値のない効果",
    "rate-over-100": "100% を超える割合",
    "rate-falling": "前年度から下がった割合",
    "same-as-last-year": "前年度と同じ文",
    "same-as-other-measure": "他の施策と同じ文",
    "same-everywhere": "ほとんどの施策に同じ記入",
    "symbol-pair": "凡例にない記号の組",
    "symbol-order": "記号の並びの誤り",
    "printed-table": "印刷された表と計算の違い",
    "era-slip": "元号の年の誤り",
    "era-spellings": "年の書き方の混在",
}
