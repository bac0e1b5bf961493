"""Sentences about 記録の抹消: removing a text from everywhere a plan is kept."""
from __future__ import annotations

MARK = "■■■"
"""What stands where the text was."""
GROUP = "記録の抹消"
SOURCE = "理由：{why}"
REMOVED = "原本は記録の抹消で除きました。"
"""What is kept in place of bytes that could not be cleaned."""

# What is refused
EMPTY = "抹消する文が空です。抹消する文を入れてください。"
TOO_SHORT = "「{text}」は短すぎるため、抹消できません。前後の語も含めて、2文字以上で入れてください。"
TOO_LONG = "抹消する文が長すぎます（{limit} 文字まで）。氏名や電話番号など、抹消が必要な部分だけを入れてください。"
IS_MARK = "「{text}」は抹消の記録に使う語のため、抹消できません。前後の語も含めて入れてください。"
NO_REASON = "抹消の理由が空です。理由を入れてください。理由は変更履歴に残ります。"
REASON_HOLDS_IT = "理由に、抹消する文そのものが入っています。理由は変更履歴に残るため、その文を使わずに書いてください。"
NOT_FOUND = "その文は、計画ファイルにもバックアップにも見つかりません。書き方を確かめて、もう一度入れてください。"
DAMAGED = (
    "計画ファイル「{file}」に壊れたところがあるため、抹消していません。"
    "点検して、壊れていないバックアップから復元してから、もう一度操作してください。"
)
OLDER_COPY = (
    "「{file}」は、この計画で記録の抹消をする前に作られた写しで、抹消した内容を含んでいます。取り込んでいません。"
    "その写しでも同じ文を抹消してから、取り込んでください。"
)
NEWER_COPY = (
    "「{file}」では記録の抹消がされていますが、この計画ではまだです。取り込んでいません。"
    "この計画でも同じ文を抹消してから、取り込んでください。"
)
QUESTION_REMOVED = (
    "記録の抹消で「■■■」にした部分に、別の文字が入っています。抹消した内容なら反映せず、取込の後でもう一度「記録の抹消」をしてください。"
)
ORIGINAL_REMOVED = "取込番号 {receipt} の原本は、記録の抹消で除いたため使えません。提出した部署の元のファイルを使ってください。"

# Where a text stands, as lists tell it
PLACES = {
    "entry": "いまの記入",
    "change": "変更履歴の記入",
    "change_group": "変更履歴の見出し（操作名・変更者・出所）",
    "receipt": "取込の記録（ファイル名・説明）",
    "original": "取り込んだファイルの原本",
    "proposal": "提出された内容",
    "receipt_sheet": "提出されたシートの記録",
    "department": "担当部署の一覧",
    "department_alias": "担当部署の別の書き方",
    "field_label": "項目の名前",
    "period_label": "年度の名前",
    "draft": "書きかけの記入",
    "request": "照会の記録（依頼文・理由）",
    "request_book": "照会の記録（依頼書の宛先・ファイル名）",
    "request_point": "修正依頼の内容",
    "redaction": "以前の記録の抹消の理由",
    "paper": "配布した資料の記録（名前）",
    "paper_bytes": "配布した資料の控え",
    "backup": "バックアップ",
    "unsaved": "計画ファイルに書けずに残してある文",
    "copy": "作業用コピーと、救い出したファイル",
}
COUNTED = {"original": "{count} 件", "paper_bytes": "{count} 件", "backup": "{count} 個", "copy": "{count} 個"}
COUNT = "{count} か所"
PLACE = "{name}　{count}"

# What is to be known before and after
NUMBERS = "番号や名称にも含まれます（{names}）。抹消すると「{mark}」に変わります。番号で探す操作や次の取込に響くことがあります。"
STRUCTURE = "計画の仕組みの語（{names}）にも同じ文字がありますが、これは抹消しません。"
MANY = "{count} か所に見つかりました。短い語は、関係のない記入に含まれることがあります。一覧で確かめてください。"
UNREADABLE_BACKUP = "バックアップ「{file}」は壊れていて、中を確かめられません。抹消すると、このバックアップは除きます。"
FOLDER_AWAY = (
    "控えのフォルダー「{folder}」が見つからないため、そこのバックアップには及びません。"
    "つながったら、同じ文をもう一度抹消するか、そこのバックアップを消してください。"
)
NOT_REACHED = "「{file}」には及びません。{sentence}"
UNREADABLE_COPY = "「{file}」は壊れていて、中を確かめられません。同じ内容が残っているときは、このファイルも消してください。"
KNOWN_COPY = "保存した複製「{file}」には及びません。必要なら、その複製でも抹消するか、消してください。"
LINKED = (
    "「{file}」は、別の場所にある同じファイルを指しています。その別の場所のファイルには及びません。"
    "必要なら、そのファイルを消してください。"
)
BEING_WRITTEN = "書いている途中かもしれない一時ファイル「{file}」には及びません。10 分ほどたってから、同じ文をもう一度抹消してください。"
IN_WORKING_COPY = (
    "これは作業用コピーなので、ここでは抹消できません。元の計画「{original}」を開いて抹消してください。"
    "この端末にある作業用コピーにも及びます。"
)
BACKUPS_GONE = "確かめられないバックアップ {count} 個（{names}）を除きました。"
ORIGINALS_GONE = "原本 {count} 件（取込番号 {numbers}）は、抹消だけを行うことができないため、原本ごと除きました。"
PAPERS_GONE = "配布した資料の控え {count} 件（{names}）は、控えごと除きました。"
NOT_PACKED = (
    "記録からは除きましたが、ディスクの空きがないため、計画ファイルを詰め直せませんでした。"
    "空きを作ってから、コマンドの「planeditor redact」を同じ文でもう一度行うと、詰め直します。"
)
FINAL = "抹消は元に戻せません。"
OUT_OF_REACH = (
    "複製した計画ファイル、書き出した Excel と PDF、メール、コピーした内容（クリップボード）、紙には及びません。"
    "必要なら、それぞれで消してください。"
)

# What was done
DONE = "{count} か所を抹消しました。"
LINE = "  {place}"
DRY_RUN = "次の箇所が見つかりました。まだ何も変えていません。"
OPTIONS = {
    "why": "抹消の理由（変更履歴に残ります。抹消する文そのものは書かないでください）",
    "dry-run": "見つかる箇所を一覧にするだけで、何も変えない",
}
ASK_TEXT = "抹消する文を入れ、Enter のあとに Ctrl+D（Windows では Ctrl+Z と Enter）を押してください。"
PROGRESS = "記録の抹消"

# The window
TITLE = "記録の抹消"
LEAD = "誤って記入された個人情報などを、計画ファイルのすべての記録（履歴、取り込んだファイル、バックアップなど）から除きます。"
TEXT = "抹消する文"
TEXT_HINT = "氏名や電話番号など、消す部分だけを入れます"
TEXT_NOTE = "全角と半角の違い、途中の空白や改行があっても見つけます。見つかった所は「{mark}」に変わります。"
FIND = "探す"
FOUND = "見つかった箇所"
FOUND_COUNT = "全部で {count} か所に見つかりました。"
AROUND = "{before}【{text}】{after}"
PLACE_HEADS = ("記録", "数、前後の文")
MORE = "ほか {count} か所"
WHY = "理由"
WHY_HINT = "変更履歴に残ります。消す文そのものは書きません"
GO = "抹消する"
BACK = "やめる"
FORMER = "これまでの抹消　{lines}"
FORMER_LINE = "{day} {who}（{why}）"
SEARCHING = "抹消する文を探しています"
WORKING = "記録を抹消しています"
NOTHING_YET = "抹消する文を入れて「探す」を押すと、見つかった箇所が並びます。"
READ_ONLY = "読み取り専用で開いているため、抹消できません。"
CLOSE = "閉じる"
