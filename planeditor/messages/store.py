"""Sentences about the plan file."""
from __future__ import annotations

# Opening and creating
MISSING = "計画ファイル「{file}」が見つかりません。名前と場所を確かめて、開き直してください。"
FOLDER_MISSING = "フォルダー「{folder}」が見つかりません。共有フォルダーにつながっているかを確かめてください。"
IS_A_FOLDER = "「{file}」はフォルダーです。計画ファイル（.plandb）を選んでください。"
EMPTY_FILE = "「{file}」は中身が空（0バイト）です。バックアップから復元してください。"
NOT_A_PLAN = (
    "「{file}」は計画ファイルではないか、先頭が壊れています。"
    "計画ファイル（.plandb）を選ぶか、バックアップから復元してください。"
)
OTHER_DATABASE = (
    "「{file}」は別のソフトのデータベース（SQLite）で、計画ファイルではありません。計画ファイル（.plandb）を選んでください。"
)
DAMAGED_FILE = "計画ファイル「{file}」が壊れていて読めません。バックアップから復元してください。"
DAMAGED_ENTRIES = (
    "計画ファイル「{file}」の記入 {count} 件が壊れています（{entries}）。書込みはできません。"
    "読み取り専用で開いて確かめ、バックアップから復元してください。"
)
AND_MORE = "{entries}　ほか"
NEWER_FILE = (
    "計画ファイル「{file}」は、新しい版のプログラム{program}で作られています"
    "（ファイルの形式 {found}、このプログラム（{own}）は {known} まで）。新しい版のプログラムで開いてください。"
)
NEWER_PROGRAM = "（{version}）"
BEFORE_NEWER = "新しい版で開く前の写しが「{backup}」にあります。このプログラムで続けるときは、これを別の場所に写して開いてください。"
ALREADY_EXISTS = "「{file}」はすでにあります。別の名前を付けるか、今のファイルを移してから作り直してください。"

TERMINAL_WITHOUT_NAME = "名前のない端末 {mark}"

# Reading and writing
NO_PERMISSION = (
    "「{file}」を扱う権限がありません。フォルダーとファイルの権限を確かめるか、読み取り専用で開いてください。"
)
READ_ONLY_FILE = (
    "「{file}」は書込みが禁止されています。読み取り専用で開くか、書込みのできる場所に写しを作ってください。"
)
OPENED_READ_ONLY = "「{file}」は読み取り専用で開いているため、変更できません。書込みできる状態で開き直してください。"
DISK_FULL = (
    "ディスクの空きがないため「{file}」に書けませんでした。ファイルは書く前のままです。"
    "空きを作ってから、もう一度操作してください。"
)
IO_ERROR = (
    "「{file}」の読み書きに失敗しました。ディスクの空きと、共有フォルダーや USB メモリーにつながっているかを確かめて、"
    "開き直してください。"
)
BUSY = "「{file}」をほかのソフトが使っています。しばらく待つか、そのソフトを閉じてから、もう一度操作してください。"
CHANGED_OUTSIDE = (
    "「{file}」がほかのソフトによって書き換えられたため、今の操作は行いませんでした。"
    "内容を読み直しました。確かめてから、もう一度操作してください。"
)

# The lock
LOCKED = (
    "「{file}」は {who} さんが端末 {terminal} で {since} から開いています。"
    "閉じてもらうか、読み取り専用で開いてください。"
)
LOCKED_SILENT = (
    "「{file}」は {who} さんが端末 {terminal} で {since} から開いていますが、{silence}前から応答がありません。"
    "本人に確かめるか、読み取り専用で開いてください。だれも編集していないことが確かなら、編集を引き継げます。"
)
MINUTES = "{count} 分"
HOURS = "{count} 時間"
DAYS = "{count} 日"
LOCKED_UNREADABLE = (
    "「{file}」は使用中です（ロックファイル「{lock}」の内容は読めません）。読み取り専用で開いてください。"
    "だれも開いていないことが確かなら、ロックファイルを消して開き直してください。"
)
LOCK_LOST = (
    "「{file}」の書込みを、{who} さん（端末 {terminal}）が {since} に引き継いでいます。今の操作は書き込まれていません。"
    "読み取り専用で開き直してください。"
)
HANDED_OVER = (
    "「{file}」の編集を {who} さん（端末 {terminal}）に渡したところです。続けて編集するには、{who} さんが開くのを待って、"
    "編集を代わってもらってください。"
)
ALREADY_ASKED = (
    "{who} さん（端末 {terminal}）が、先に「{file}」の編集を代わってもらおうとしています。"
    "しばらく待ってから、もう一度操作してください。"
)

# Backups and copies
BACKUP_BEFORE_MIGRATION = "移行前"
BACKUP_OF_VERSION = BACKUP_BEFORE_MIGRATION + "（形式{version}）"
NO_ROOM_TO_UPGRADE = (
    "計画ファイル「{file}」は前の版のプログラムのもの（形式 {found}）で、新しい形式（{known}）に移すには"
    " {needed} MB の空きが必要ですが、ディスクの空きは {free} MB です。ファイルはそのままです。"
    "空きを作ってから開き直すか、読み取り専用で開いてください。"
)
UPGRADE_FAILED = (
    "計画ファイル「{file}」を新しい形式に移せませんでした。ファイルは元のままです。"
    "読み取り専用で開いて点検し、壊れたところがあればバックアップから復元してください。"
)
BACKUP_FAILED = (
    "バックアップをフォルダー「{folder}」に作れませんでした。"
    "フォルダーに書き込めるか、共有フォルダーにつながっているかを確かめてください。計画ファイルはそのままです。"
)
BACKUP_DISK_FULL = (
    "ディスクの空きがないため、バックアップをフォルダー「{folder}」に作れませんでした。"
    "空きを作ってから、もう一度操作してください。計画ファイルはそのままです。"
)
BACKUP_DAMAGED = (
    "計画ファイル「{file}」に壊れたところがあるため、バックアップを作りませんでした。これまでのバックアップはすべて残してあります。"
    "点検して、壊れていないバックアップから復元してください。"
)
OTHER_NAMES = (
    "「{file}」と同じファイルに、別の名前（ハードリンク）も付いています。別々の名前から同時に書かれると壊れるため、書込みはできません。"
    "写しを作ってそれを開くか、使わないほうの名前を消して、開き直してください。"
)
COPY_ONTO_ITSELF = "「{file}」は、いま開いている計画ファイルです。別の名前か別のフォルダーを選んでください。"
NAME_TOO_LONG = "「{file}」は、名前が長すぎて扱えません。短い名前に変えてから開いてください。"
LEFT_BESIDE = (
    "「{file}」の隣に「{left}」が残っています。同じ名前で新しく作ると壊れるため、作っていません。"
    "「{left}」を別のフォルダーに移すか、別の名前を選んでください。"
)
COPY_TARGET_IN_USE = "「{file}」は使用中です。閉じてもらうか、別の名前を選んでください。"

# Undo and redo
NOTHING_TO_UNDO = "元に戻せる操作がありません。"
NOTHING_TO_REDO = "やり直せる操作がありません。"
NO_SUCH_GROUP = "変更履歴に番号 {group} の操作がありません。変更履歴で番号を確かめてください。"
CANNOT_UNDO_GROUP = (
    "変更履歴の番号 {group}「{name}」は、番号を指定して取り消すことができません。"
    "取り消す操作そのものの番号を指定してください。"
)
ALREADY_UNDONE = "変更履歴の番号 {group}「{name}」は、すでに取り消されています。"
NO_SUCH_RECEIPT = "取込番号 {receipt} がありません。取込の一覧で番号を確かめてください。"
NO_SUCH_REQUEST = "依頼番号 {request} がありません。提出状況で番号を確かめてください。"
DAMAGED_REQUEST = (
    "照会「{request}」の記録が壊れているため、提出されたファイルを照会と突き合わせられません。"
    "ファイルを点検し、バックアップから復元してください。"
)
NO_SUCH_PAPER = "配布した資料 {paper} がありません。「配布した資料」の一覧で番号を確かめてください。"
PAPER_TAKEN_OUT = "配布した資料 {paper} の中身は、記録の抹消で除かれています。計画からもう一度作ってください。"
NOTHING_OF_RECEIPT = "取込番号 {receipt} から反映されたものがないため、取り消すものがありません。"
UNDO_GROUP_NAME = "「{name}」を元に戻す"
REDO_GROUP_NAME = "「{name}」をやり直す"
REVERT_GROUP_NAME = "「{name}」の取消"
REVERT_IMPORT_NAME = "取込番号 {receipt} の取消"
REVERT_SESSION_NAME = "開いた時点に戻す"

# What verify reports
ENTRY_NAME = "{node}／{period}／{field}"
VERIFY_REFERENCE = "表「{table}」の行 {row} が指す「{parent}」の行がありません。バックアップから復元してください。"
VERIFY_ENTRY = "記入「{entry}」が壊れています（照合値が合いません）。バックアップから復元してください。"
VERIFY_SENSE = "記入「{entry}」は計画にありえない内容です。バックアップから復元してください。"
VERIFY_DRAFT = "書きかけの「{entry}」が壊れています（照合値が合いません）。記入そのものは無事です。書きかけを捨てて、書き直してください。"
VERIFY_ROW = "表「{table}」の行 {row} が壊れています（照合値が合いません）。バックアップから復元してください。"
VERIFY_ORIGINAL = "取込番号 {receipt} の原本が壊れています（照合値が合いません）。バックアップから復元してください。"
VERIFY_PAPER = "配布した資料 {paper} が壊れています（照合値が合いません）。バックアップから復元してください。"
VERIFY_LOG = (
    "変更履歴の番号 {group} で、記入「{entry}」の変更前の内容が、それまでの履歴と合いません。"
    "バックアップから復元してください。"
)
VERIFY_PRESENT = "記入「{entry}」の今の内容が、変更履歴から作り直した内容と合いません。バックアップから復元してください。"
