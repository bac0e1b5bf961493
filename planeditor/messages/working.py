"""Sentences about where a plan file lies, and about working copies of it."""
from __future__ import annotations

# Where it lies
ON_SHARE = (
    "共有フォルダー（{name}）の計画です。編集できるのは一度に1人で、つながらない間は保存できません。"
    "手元の作業用コピーで編集して、後で戻せます。"
)
SYNCED = (
    "{name} が同期するフォルダーの計画です。2台の端末で編集すると、同期のときに片方の編集が失われるおそれがあります。"
    "手元の作業用コピーで編集して、後で戻してください。"
)
REMOVABLE = "取り外しのできるディスクの計画です。抜く前に計画を閉じてください。"

# Taking one
NAME = "{name}（作業用）"
NAME_NEXT = "{name}（作業用{count}）"
OF_A_COPY = "「{file}」は作業用コピーです。元の計画「{original}」を開いて作り直すか、このまま編集してください。"
OF_PRACTICE = "「{file}」は練習用の計画です。作業用コピーは、本物の計画から作ってください。"
FOLDER_FAILED = "作業用コピーのフォルダー「{folder}」を作れません。別のフォルダーを選んでください。"
TAKEN = "作業用コピー「{file}」を作りました。元の計画は「{original}」です。"
NOT_NOTED = "元の計画のフォルダーに書き込めないため、作業用コピーを作ったことをほかの人に知らせていません。"
ON_OTHER_PLACE = "作業用コピーを置いたフォルダーも共有か同期の場所です。手元のディスクのフォルダーに作り直すことをおすすめします。"

# Putting it back
BACKUP_BEFORE = "作業用コピーを戻す前"
NO_COPY = (
    "「{file}」は作業用コピーではありません。計画ファイルの写しの変更を取り込むには、"
    "元の計画を開いて「計画ファイルの写しを取り込む」を選んでください。"
)
RECORD_UNREADABLE = (
    "作業用コピー「{file}」の元の計画が分かりません（記録のファイル「{record}」が読めません）。"
    "元の計画を指定して、もう一度戻してください。"
)
COPY_DAMAGED = (
    "作業用コピー「{file}」に壊れたところがあるため、戻しませんでした。元の計画はそのままです。"
    "作業用コピーをバックアップから復元してから、もう一度戻してください。"
)
PLACE_AWAY = (
    "元の計画のあるフォルダー「{folder}」につながりません。作業用コピーはそのまま使えます。"
    "ネットワークにつながってから、もう一度戻してください。"
)
ORIGINAL_GONE = (
    "元の計画「{file}」が見つかりません。名前が変わったか、移されています。作業用コピーはそのままです。"
    "今の場所の計画を指定して、もう一度戻してください。"
)
OTHER_PLAN = (
    "「{file}」は別の計画のため、作業用コピーを戻しませんでした。"
    "作業用コピーを作った元の計画を指定してください。"
)
ORIGINAL_HELD = (
    "元の計画「{file}」は {who} さんが端末 {terminal} で {since} から編集しています。作業用コピーはそのままです。"
    "閉じてもらってから、もう一度戻してください。"
)
ITSELF = "「{file}」は作業用コピーそのものです。作業用コピーを作った元の計画を指定してください。"
DONE_SAME = "作業用コピーに元の計画と違うところはありません。"
DONE_WHOLE = "作業用コピーの内容を元の計画「{original}」へ戻しました。"
DONE_MERGED = (
    "元の計画「{original}」も変更されていたため、比べて取り込みました（取込番号 {receipt}）。"
    "反映 {accepted} 件、決めていないもの {waiting} 件です。"
)
DONE_MERGED_NOTHING = "元の計画は変更されていますが、作業用コピーの変更はすべて入っています。"
COPY_REMOVED = "作業用コピーは片付けました。"
COPY_KEPT = "作業用コピー「{name}」は、戻し済みとして {days} 日の間残します。"
COPY_IN_THE_WAY = "作業用コピー「{file}」を片付けられませんでした。中身は元の計画に入っています。開いているソフトを閉じて消してください。"

# Telling others, and lists
OTHERS = "{who} さん（端末 {terminal}）が {since} に作業用コピーを作り、手元で編集しています。戻すときに、今の計画と比べて取り込まれます。"
OWN = "この計画の作業用コピーが手元にあります（{since} に取得）。続きは作業用コピーで編集し、終わったら戻してください。"
IS_COPY = "作業用コピー：元は {original}、{since} に取得"
IS_DONE = "作業用コピー（{done} に元の計画へ戻し済み）：元は {original}。続きは元の計画を開いて編集してください。"
NO_COPIES = "作業用コピーはありません。"
LINE_HERE = "この端末　{since}　{file}"
LINE_DONE = "この端末　{since}　{file}　（{done} に戻し済み）"
LINE_OTHER = "{who}（端末 {terminal}）　{since}"

# The command line
OPTIONS = {
    "take": "手元に作業用コピーを作る", "back": "作業用コピー（FILE）を元の計画へ戻す", "to": "作業用コピーを置くフォルダー",
    "original": "元の計画（移された、または名前が変わったとき）",
}
ONE_OF = "「--take」と「--back」は、どちらか一方だけを付けてください。"

# The window
TAKE = "作業用コピーを作る"
TAKE_TITLE = "手元に作業用コピーを作って編集"
TAKE_TEXT = (
    "元の計画はそのままにして、手元のディスクの作業用コピーで編集します。終わったら「元の計画へ戻す」で戻します。\n"
    "その間に元の計画も変更されていたときは、1件ずつ比べて取り込みます。両方で変えた欄は、どちらを採るかを後で決めます。"
)
TAKE_FOLDER = "置く場所"
TAKE_GO = "作って開く"
OPEN_COPY = "作業用コピーを開く"
OPEN_ORIGINAL = "元の計画を開く"
BACK = "元の計画へ戻す"
FORGET_NOTE = "この知らせを消す"
UNDERSTOOD = "分かりました"
PUTTING_BACK = "作業用コピーを元の計画へ戻しています…"
FIND_ORIGINAL = "元の計画を選ぶ…"
CHOOSE_ORIGINAL = "作業用コピーを戻す計画を選ぶ"
REVIEW = "取込の確認を開く"
