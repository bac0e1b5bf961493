"""Sentences of the command line."""
from __future__ import annotations

DESCRIPTION = "計画進行管理エディタ：計画ファイル（.plandb）を作り、様式を取り込み、Excel と PDF に書き出します。"
FILE_HELP = "計画ファイル（.plandb）"
JSON_HELP = "結果を JSON で出す"
HELP = {
    "new": "新しい計画ファイルを作る",
    "show": "計画の内容を表示する",
    "set": "1つの項目を書き換える（文を空にすると消す）",
    "undo": "直前の操作を元に戻す（--import で1回の取込を元に戻す）",
    "redo": "元に戻した操作をやり直す",
    "import": "様式の Excel や計画の JSON を取り込む（計画ファイルがなければ作る）",
    "request": "照会・提出依頼：部署ごとの依頼書と、依頼文、送付一覧を作る",
    "submissions": "部署ごとの提出状況と、取り込んだファイル、未決の内容を一覧にする",
    "decide": "未決の内容を反映する、または反映しない",
    "correct": "修正依頼：取り込んだファイルの部署に返す依頼書を、直してほしい欄に印を付けて作る",
    "confirm": "事務局が直した文を、担当部署が確認したと記録する",
    "export": "様式を Excel または PDF に書き出す",
    "compare": "新旧対照表：2つの版や基準時点、計画ファイルの違いを一覧にする（--to で Excel か PDF に書く）",
    "report": "会議資料を作る（1 枚目の総括、次第、図、前回からの変更、シート。--snapshot で配布した資料として残す）",
    "papers": "配布した資料を一覧にする、取り出す",
    "edition": "版を決める（いまの計画の内容を、初版、2版 などとして残す）",
    "snapshot": "いまの計画を、基準時点（幹事会提出、本部配布など）として残す",
    "states": "版と基準時点の一覧を表示する",
    "status": "状況（作成中、検討、本部決定、公表）を表示する、または変える",
    "revert": "計画の内容を、版か基準時点のときの内容に戻す（元に戻せる）",
    "close": "年度を確定する（記入に鍵をかける。決めていないことがあれば先に知らせる）",
    "extend": "計画期間を1年延ばす（最後の期が何年かにわたるときは、その期を長くする）",
    "reopen": "年度の確定を解除する（--why で理由を残す）",
    "evaluate": "計画期間の検証：達成状況を表示し、書き出す（--judge と --assess で判定と評価を書く）",
    "point": "指摘：会議での指摘と措置を表示する（--add で残し、--answer で措置を書き、--done で終わりにする）",
    "cover": "対応表：施策とほかの計画の項目の対応を表示する（--items で項目を加え、--mark で印を付ける）",
    "publish": "公表用に書き出す：オープンデータ（CSV、JSON）、PDF、ホームページに貼る HTML（決めた版か基準時点だけ）",
    "withhold": "公表しない記入に印を付ける（項目を指定しなければ、印のある記入を一覧にする）",
    "archive": "完結セット：1年分の様式、受付簿、変更履歴、計画の内容を、文書管理システムに入れるフォルダーにまとめる",
    "course": "経過：施策の記入が、いつ、だれの、どのファイルで変わったかを PDF または Excel にする",
    "handover": "引継ぎの一覧：1年の経過、残っていること、どこに何があるかを、履歴から一覧にする（--to で PDF か Excel に書く）",
    "progress": "進捗区分：実績の文からの提案と、確定した区分を一覧にする（--confirm で確定する）",
    "check": "点検：直したほうがよい所を一覧にする",
    "log": "変更履歴を表示する",
    "redact": "記録の抹消：標準入力の文を、計画ファイルとバックアップのすべての記録から除く（元に戻せません）",
    "switch": "計画の様式セットを変える（行き先のない記入は計画に残る）",
    "working": "作業用コピー：手元に作る（--take）、元の計画へ戻す（--back）、一覧にする",
    "lock": "だれが計画を編集しているかを表示する（--take-over で引き継ぐ）",
    "backup": "バックアップを作る、一覧にする（--list）、作る場所を選ぶ（--keep-in）",
    "restore": "バックアップから戻す（戻す前の計画も残る。--salvage で壊れたファイルから救い出す）",
    "verify": "計画ファイルが壊れていないか確かめる",
    "forms": "様式セットと様式を一覧にし、書き方を確かめる",
    "self-test": "このプログラムが動くかを確かめる",
}
OPTIONS = {
    "forms": "様式セットの名前", "title": "計画の題名", "municipality": "自治体名", "start": "初めの年度（R3 など）",
    "end": "終わりの年度", "measure": "施策番号（①-01 など）", "field": "項目の名前", "text": "入れる文", "period": "年度",
    "why": "理由（履歴に残ります）",
    "accept": "反映するもの：none なし、clean 相手だけが変えた所と計画が空の所、notation 表記だけの違い、all 食い違いもすべて",
    "receipt": "取込番号", "area": "分野の番号",
    "form": "様式の名前", "to": "書き出すファイル（.xlsx または .pdf）",
    "sources": "取り込むファイルまたはフォルダー（計画の JSON と計画ファイルの写しも）",
    "to_json": "計画の JSON を書くファイル（.json。別の端末で import できる）",
    "periods": "年度（2つまで、続けて指定できます）", "to_folder": "依頼書を作るフォルダー",
    "deadline": "提出期限（2024-02-29、R6.2.29 など）", "round": "提出の回（10月中間 など）",
    "department": "依頼する部署（指定しなければすべて）", "revision": "計画事項も記入できるようにする",
    "fill-departments": "計画に書かれた担当部署を「担当部署」の一覧に加えてから作る", "archive": "確定した年度の完結セットを作るフォルダー",
    "anyway": "決めていないことや見込があっても確定する",
    "anew": "最後の期を長くせず、同じ年数の期を次に加える",
    "folder": "様式セットのフォルダー", "import": "取込番号", "correct-why": "直してほしい理由（依頼書に書かれます）",
    "at": "版か基準時点の名前（そのときの内容を使う）", "edition": "版の名前（初版、2版 など）",
    "date": "表紙に書く年月（令和6年3月 など。指定しなければ今月）", "note": "備考",
    "correct-field": "直してほしい項目の名前（続けて指定できます）", "status-round": "提出の回（指定しなければ最後に依頼した回）",
}
USAGE = "使い方が違います：{reason}　「planeditor {command} --help」で使い方を確かめてください。"
USAGE_REASONS = {
    "the following arguments are required: ": "足りない指定があります：",
    "unrecognized arguments: ": "知らない指定です：",
    "invalid choice:": "選べない言葉です：",
    "expected one argument": "値が1つ必要です",
    "expected at least one argument": "値が1つ以上必要です",
    r"expected (\d+) arguments": r"値が\1つ必要です",
    r"ambiguous option: (\S+) could match": r"\1 だけでは、どれか分かりません：",
    "ignored explicit argument": "値は付けられません：",
    "choose from": "選べるもの：",
    "argument ": "",
    r"invalid \w+ value:": "数字ではありません：",
}
"""What the parser says, as a regular expression, and what is said instead."""
HELP_WORDS = {
    "usage:": "使い方：", "positional arguments:": "指定するもの：", "options:": "付けられるもの：",
    "show this help message and exit": "この説明を表示する",
}
"""What its help says, and what is said instead."""
NOT_A_PLAN_NAME = "{file} は計画ファイルの名前ではありません。名前の終わりを .plandb にしてください。"
DONE_NEW = "{file} を作りました（様式セット {forms}、{years}）。"
DONE_SET = "保存しました：{name}"
NOTHING_CHANGED = "変わったところはありません。"
DONE_CLOSE = "{period}を確定しました。"
DONE_EXTEND = "保存しました：{name}"
DONE_REOPEN = "{period}の確定を解除しました。"
DONE_UNDO = "行いました：{name}"
SKIPPED = "その後に変えられた {count} 件はそのままにしました。"
DONE_DECIDE = "{count} 件を反映しました。"
LEFT_UNDECIDED = "取込番号 {receipt} には、まだ決めていないものが {count} 件あります（「planeditor submissions」で見られます）。"
DONE_DECLINE = "{count} 件を反映しないことにしました。"
DONE_JSON = "{file} に計画の内容を書き出しました。"
DONE_EXPORT = "{file} に書き出しました（{pages} ページ）。"
FILE_LINE = "{file}：{message}"
NO_FINDINGS = "点検で見つかったものはありません。"
SEVERITY = {"error": "誤り", "warning": "注意", "note": "参考"}
FINDING = "{severity}　{where}　{message}"
WHOLE_PLAN = "計画全体"
NO_RECEIPTS = "取り込んだファイルはまだありません。"
RECEIPT = "取込番号 {number}　{at}　{file}　（{who}）　未決 {waiting} 件"
PROPOSAL = "  {place}　{kind}{where}"
PLACE = "　（シート「{sheet}」{cell}）"
PROPOSAL_REMARK = "    {text}"
PROPOSAL_NOW = "    いまの計画：{text}"
PROPOSAL_SUBMITTED = "    提出された内容：{text}"
PROPOSAL_QUESTION = "    {text}"
EMPTY = "（なし）"
KINDS = {"clean": "変更", "conflict": "双方で変更", "notation": "表記のみ", "question": "要確認", "new": "新しい施策"}
NO_LOG = "変更履歴はありません。"
LOG_GROUP = "{at}　{who}　{name}{source}{receipt}{undone}"
LOG_RECEIPT = "［取込番号 {receipt}］"
LOG_MANY = "  {count} 件の変更（「--measure 番号」を付けると、施策ごとに見られます）"
NO_YEARS = "年度はまだありません"
LOG_SOURCE = "（{source}）"
LOG_UNDONE = "　［元に戻しました］"
LOG_CHANGE = "  {place}：{old} → {new}"
VERIFIED = "{file} に壊れたところはありません。"
FORM_SET = "{id}　{title}　（版 {version}）"
FORM = "  {name}　{title}"
DOCUMENT_OF_FORMS = "（様式をまとめた文書、PDF だけ）"
FORMS_OK = "様式の書き方に直すところはありません。"
PROGRESS = "{label} {done}/{total}"
PROGRESS_IMPORT = "取込"
PROGRESS_EXPORT = "書き出し"
BUG = "プログラムの不具合が起きました。計画ファイルはそのままです。記録 {log} を事務局の担当者に渡してください。"
INTERRUPTED = "途中でやめました。"
UNTITLED = "（無題の計画）"
PLAN_LINE = "{title}　（{years}、様式セット {forms}）"
SPAN = "{start}～{end}"
DEPARTMENTS_SHOWN = "（{departments}）"
STATE_SHOWN = "【{state}】"
FILLED_YEARS = "記入のある年度 {count}"
OUTPUT_FAULT = "結果を出力先に書けませんでした。出力先の空き容量を確かめてください。"
OS_FAULT = "ファイル {file} を扱えません。名前の長さと場所を確かめてください。"
