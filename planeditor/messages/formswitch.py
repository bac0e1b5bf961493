"""Sentences about the form set of a plan: changing it, its versions, what has no place in it."""
from __future__ import annotations

GROUP_SWITCH = "様式セットを「{title}」に変更"
GROUP_PLACE = "様式にない記入の置き場を決める"
GROUP_VERSION = "様式セットの版 {version} を使う"
BACKUP_BEFORE_SWITCH = "様式セットの変更前"
OF_YEAR = "{period}：{text}"

# What cannot be
SAME_PLACE = (
    "項目{olds}の行き先が、どれも「{new}」です。別の項目を選ぶか、「1つの欄に並べて残す」を選んでください。"
)
BECOMES_PUBLIC = (
    "内部項目か、種類の分からない項目（{olds}）の記入が、印刷される項目に入ります。"
    "外に出してよい内容か確かめて、「印刷される項目に入ってもよい」を選んでください。"
)
AND_MORE = "ほか {count} 項目"
UNKNOWN_TARGET = "様式セット「{set}」に、「{old}」の行き先にできる項目「{new}」はありません。選べる項目：{known}。"
UNKNOWN_SOURCE = "この計画に、記入のある項目「{old}」はありません。記入のある項目：{known}。"
BAD_MAP = "「{text}」は「旧の項目=新の項目」の形にしてください。"
UNKNOWN_SERIES = "様式セット「{set}」に、年度の系列「{series}」はありません。"
NOTHING_TO_DO = "すでにこの様式セットを使っていて、置き場を変える記入もありません。"

# What is to be known before
KIND_CHANGES = "「{old}」（{before}）は「{new}」（{after}）になります。"
KINDS = {"plan": "計画事項", "report": "実績事項", "internal": "内部項目", "": "種類は不明"}
STAYS = "行き先のない {fields} 項目の記入 {entries} 件は、「様式にない記入」として計画に残ります。印刷はされません。"
WAITING = "まだ決めていない提出が {count} 件あります。先に「取込の確認」で決めてください。後で反映すると「様式にない記入」になります。"
REQUESTED = "提出を待っている依頼書が {count} 冊あります。様式セットを変えた後は、元の様式の提出を取り込めません。"
GATHERS = "「{old}」の年度ごとの記入は、「{new}」の期間ごとに 1 つの欄へ並べます。"

# Versions
NEWER = "この計画は様式セット「{title}」の版 {before} で使っていました。今は版 {now} です。"
OLDER = (
    "この計画は様式セット「{title}」の版 {before} で使っていましたが、この端末の様式は古い版 {now} です。"
    "新しい様式セットのフォルダーを入れてください。"
)
MISSING = (
    "この計画の様式セット「{name}」が、この端末にありません。記入は「項目」の画面で読み書きできます。"
    "様式どおりの表示と印刷には、様式セットのフォルダー「{name}」を「{folder}」に置いて、計画を開き直してください。"
)
MISSING_TITLE = "{name}（この端末にない様式セット）"
MISSING_FORM = "番号と名称"
MISSING_NOTE = "様式がないため、ここには番号と名称だけを示します。ほかの記入は「項目」の画面にあります。"
ADDED = "増えた項目"
REMOVED = "なくなった項目"
RENAMED = "名前の変わった項目"
RENAMED_TO = "{before} → {now}"
WITH_ENTRIES = "{label}（記入 {count} 件は残っています）"
NO_DIFFERENCE = "項目に違いはありません。変わったのは様式の絵や言葉です。"
LABELS_UNKNOWN = "前の版の項目の名前がこの計画に残っていないため、違いを並べられません。"
