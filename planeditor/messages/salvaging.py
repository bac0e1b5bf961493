"""Words for rebuilding a damaged plan file from what can still be read."""
from __future__ import annotations

FILE_NAME = "{stem}（救出）{suffix}"
FILE_NAME_NEXT = "{stem}（救出{count}）{suffix}"

# What stands in the rebuilt file
GROUP = "破損したファイルから救い出した"
SOURCE = "破損したファイルからの救出"
SOURCE_OF = "「{file}」からの救出。{details}"
SOURCE_NOTHING = "変更履歴はすべて元のままです。"
SOURCE_WORKED_OUT = "失われた変更 {count} 件を、前後の内容から作り直しました（番号 {groups}）。"
SOURCE_MISSING = "操作の記録が失われた番号：{groups}。"
SOURCE_BACKUP = "バックアップ「{file}」から {count} 件を補いました。"
LOST_OPERATION = "（破損で記録が失われた操作）"
LOST_FILE = "（破損で記録が失われたファイル）"
LOST_DEPARTMENT = "（記録が失われた部署 {number}）"
UNKNOWN = "不明"

# What is lost
LOST_ENTRY = "記入「{entry}」は失われました。紙やExcelの控えから入れ直してください。"
LOST_LATEST = "記入「{entry}」の最新の内容は失われ、一つ前の内容に戻っています。控えと見比べて、入れ直してください。"
DOUBTFUL_ENTRY = "記入「{entry}」は変更履歴から戻しましたが、その後の変更が失われているかもしれません。控えと見比べてください。"
DOUBTFUL_ENTRIES = (
    "「{node}」の記入 {count} 件は変更履歴から戻しましたが、その後の変更が失われているかもしれません。"
    "控えと見比べてください。"
)
DOUBTFUL_REST = "文章・用語などの記入 {count} 件も、その後の変更が失われているかもしれません。控えと見比べてください。"
LOST_DRAFT = "書きかけの「{entry}」は失われました。もう一度書いてください。"
LOST_GROUPS = "変更履歴の番号 {groups} は、操作名・変更者・日時が失われました。記入は前後から作り直してあります。"
LOST_END = "変更履歴の番号 {groups} は、内容もすべて失われました。そのころの記入を、控えと見比べてください。"
LOST_CHANGES = "変更履歴の番号 {group} の変更のうち {count} 件は、どの記入のものか分かりません。"
LOST_CHANGE = "変更履歴の番号 {group} の「{entry}」の変更前後の内容は失われました。"
LOST_NUMBERS = "「{table}」の番号 {numbers} は失われました。"
LOST_COUNT = "「{table}」のうち {count} 件は失われました。"
TORN = "読めない部分があったため、次のものに抜けがあるかもしれません：{tables}。"
LOST_ORIGINAL = "取込番号 {receipt} の原本は失われました。提出した部署の元のファイルを保管してください。"
LOST_PAPER = "配布した資料 {paper}「{name}」の中身は失われました。計画からもう一度作ってください。"
LOST_PLAN_ID = "ファイルの識別番号が失われたため、新しい番号を付けました。これまでに送った依頼のファイルは、整理番号で照合されません。"
LOST_REMOVED = "記録の抹消をした計画のため、抹消より前のものかもしれない {count} 件は使っていません。"

# What is said of it afterwards
ORIGINAL_LOST = "取込番号 {receipt} の原本は、ファイルの破損で失われています。提出した部署の元のファイルを使ってください。"
PAPER_LOST = "配布した資料 {paper} の中身は、ファイルの破損で失われています。計画からもう一度作ってください。"

# What was taken from elsewhere
FROM_BACKUP = "バックアップ「{file}」から、「{table}」の {count} 件を補いました。"
WORKED_OUT = "変更履歴の変更 {count} 件は、前後の内容から作り直しました。"
JOURNAL_PLAYED = "途中で切れた書込みを、隣の「{journal}」で元に戻しました。"
JOURNAL_FOREIGN = "隣の「{journal}」は、このファイルのものではないため使っていません。"

# What is refused
NOTHING_FOUND = "「{file}」から読み取れる計画の内容がありませんでした。バックアップから復元してください。"
ONTO_ITSELF = "「{file}」は、いま救い出そうとしているファイルです。別の名前を選んでください。"
EXISTS = "「{file}」はすでにあります。別の名前を選んでください。"
MISSING = "「{file}」が見つかりません。名前と場所を確かめてください。"
NO_FILE = "「{file}」はファイルではありません。計画ファイル（.plandb）を選んでください。"
FOREIGN_JOURNAL = (
    "「{file}」の隣にある「{journal}」は、このファイルのものではありません。このまま開くと計画が壊れるため、開いていません。"
    "「{journal}」を別のフォルダーに移してから、開き直してください。"
)
