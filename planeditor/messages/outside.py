"""Sentences about what happens to an open plan file from outside, and about what could not be written into it."""
from __future__ import annotations

# The store
REPLACED = (
    "開いていた「{file}」が、同じ名前の別のファイルに置き換えられています。今の操作は書き込まれていません。"
    "別の名前で保存するか、新しい方を開いて、こちらの変更を取り込んでください。"
)
GONE = (
    "開いていた「{file}」が消えたか、名前や場所が変わっています。今の操作は書き込まれていません。"
    "元に戻してもらうか、別の名前で保存してください。"
)
UNREACHABLE = (
    "「{file}」のある場所に届きません。今の操作は書き込まれていません。"
    "共有フォルダーや USB メモリーにつながっているかを確かめてください。つながれば続けられます。"
)
BARRED = (
    "「{file}」かそのフォルダーが、書込み禁止になりました。今の操作は書き込まれていません。"
    "書込みの権限を戻してもらうか、別の名前で保存してください。"
)
LOCK_OF_OTHER = (
    "「{file}」のそばに、別のファイルのロックファイルがあります（{who} さん、端末 {terminal}、「{plan}」）。"
    "フォルダーごとコピーしたか、ファイルが置き換えられたためと思われます。"
    "だれもこのファイルを編集していないことが確かなら、編集を引き継げます。"
)

# What was saved elsewhere, or could not be
GROUP_RESCUED = "消えたファイルの内容を保存し直した（それまでの履歴はありません）"
GROUP_UNSAVED = "保存できていなかった記入"
OUR_COPY = "{name}（こちらの変更）.plandb"
NO_HISTORY = (
    "開いていた「{file}」の履歴が読めないため、新しい方に取り込めません。別の名前で保存してから、二つを見比べてください。"
)

# Bars of the window about who has the plan
IN_USE_UNHEARD = (
    "{who} さんが端末 {terminal} で {since} から編集しています。今は読み取り専用で開いています。"
    "応答があるかを確かめています。もう編集していないことが確かなら、引き継げます。"
)
LOCK_OF_OTHER_READING = (
    "このファイルのそばに、別の場所の「{plan}」のロックファイルがあります（{who} さん、端末 {terminal}）。"
    "今は読み取り専用で開いています。だれもこのファイルを編集していないなら、引き継げます。"
)
SOME_TIME = "しばらく"
FREE_NOW = "ほかの人の編集が終わりました。"
BEGIN = "編集を始める"
EDIT_COPY = "写しを作って編集"
COPY_OPENED = "写しを開きました。ここでの変更は、あとで「計画ファイルの写しを取り込む」で元の計画に入れられます。"

# What was not written
NOT_WRITTEN = "今の操作は書き込まれていません。"
WRITTEN = "保存できていなかった記入 {count} 件を書き込みました。"
WRITTEN_NOTHING = "保存できていなかった記入は、ほかの記入があるため書き込みませんでした。"
KEPT = "前に保存できなかった記入が {count} 件あります（{first}）。"
WRITE_KEPT = "計画に書き込む"
COPIED = "保存できていない記入をコピーしました。"

# Bars of the window about the file
BAR_REPLACED = "「{file}」が、同じ名前の別のファイルに置き換えられました。こちらで開いている内容は、まだ残っています。"
BAR_GONE = "「{file}」が消えたか、名前や場所が変わりました。開いている内容は残っています。元に戻れば、そのまま続けられます。"
BAR_UNREACHABLE = (
    "「{file}」のある場所に届きません（共有フォルダーや USB メモリー）。開いている内容は残っています。つながれば、そのまま続けられます。"
)
BAR_BARRED = (
    "「{file}」かそのフォルダーが、書込み禁止になりました。開いている内容は残っています。書けるようになれば、そのまま続けられます。"
)
BAR_UNSAVED = "保存できていない記入が {count} 件あります。"
NO_ANSWER = "「{file}」のある場所から返事がありません。このまま待つか、別の名前で保存できます。"
REWRITTEN = "この計画ファイルを、ほかのソフトが書き換えました。内容を読み直して続けています。"
UNREADABLE = "この計画ファイルを、ほかのソフトが書き換えました。{sentence}"
WRITER_APART = "いまは保存できません"
SAVE_ELSEWHERE = "別の名前で保存"
MERGE = "新しい方を開き、こちらの変更を取り込む"
REOPEN = "開き直す"
BACK = "計画ファイルにまたつながりました。"
BACK_FURTHER = "計画ファイルの新しい内容を読み込みました。"
RESCUE_NAME = "{name}（保存し直し）.plandb"
RESCUED_WHOLE = "「{file}」に、履歴も含めてすべて保存しました。保存できていなかった記入 {count} 件も入っています。"
RESCUED_CONTENT = (
    "「{file}」に、いまの内容を保存しました（保存できていなかった記入 {count} 件を含みます）。"
    "元のファイルが読めないため、これまでの履歴、受け取ったファイル、担当部署の一覧は入っていません。"
)
RESCUED_BESIDE = (
    "「{file}」に、いまの内容を保存しました（履歴、受け取ったファイル、担当部署の一覧は入っていません）。"
    "元のファイルにつながらないときは、こちらを開いて続けられます。"
)
OPEN_RESCUED = "保存した方を開く"
MERGED = "新しい方を開き、こちらの変更 {count} 件を取り込みました。"
MERGED_WAITING = "双方で変わったところなど {count} 件は、確かめてから反映してください。"
REVIEW = "確かめる"

# The command line
OPTIONS = {"take-over": "だれも編集していないことが確かなときに、編集を引き継いで、次の操作ができるようにする"}
LOCK_FREE = "「{file}」は、だれも編集していません。"
LOCK_HELD = "「{file}」は {who} さんが端末 {terminal} で {since} から開いています。"
LOCK_SILENT = "「{file}」は {who} さんが端末 {terminal} で {since} から開いていますが、{silence}前から応答がありません。"
LOCK_DEAD = "「{file}」を {since} から開いていた {who} さんのプログラムは、この端末ではもう動いていません。次に開く人が編集できます。"
LOCK_COPIED = "「{file}」のそばのロックファイルは、別の場所の「{plan}」のものです（{who} さん、端末 {terminal}）。"
LOCK_UNKNOWN = "「{file}」は使用中です（ロックファイル「{lock}」の内容は読めません）。"
LOCK_TAKEN_OVER = "編集を引き継ぎました。次の操作から「{file}」に書けます。"
HOW_TO_TAKE_OVER = "だれも編集していないことが確かなら、「planeditor lock {file} --take-over」で引き継いでから、もう一度操作してください。"
