"""Words of the main window: menus, actions, bars."""
from __future__ import annotations

PROGRAM = "計画進行管理エディタ"
TITLE = "{plan} — {period}実績 {state}"
TITLE_PLAIN = "{plan}"
TITLE_EDITION = "{plan} — {edition}・{period}実績 {state}"
TITLE_PLAIN_EDITION = "{plan} — {edition}"
STATE_WRITING = "記入中"
STATE_CLOSED = "確定"
STATE_READ_ONLY = "（読み取り専用）"
STATE_VIEWING = "（{state}を表示中）"
STATE_PRACTICE = "（練習用）"

MENUS = {
    "file": "ファイル(&F)", "edit": "編集(&E)", "view": "表示(&V)", "plan": "計画(&P)", "submission": "提出(&S)", "check": "点検(&C)",
    "meeting": "会議(&M)", "help": "ヘルプ(&H)",
}
ACTIONS = {
    "new": "新しい計画を作る…",
    "next_plan": "次の計画を作る…",
    "open": "計画を開く…",
    "recent": "最近開いた計画",
    "sample": "見本を開く",
    "read_json": "計画の JSON から作る…",
    "write_json": "計画の JSON に書き出す…",
    "close": "計画を閉じる",
    "save": "保存を確かめる",
    "save_copy": "複製を保存…",
    "practice": "練習用に複製…",
    "revert": "開いた時点に戻す",
    "preview": "印刷プレビュー",
    "publish": "公表用に書き出す…",
    "archive": "完結セットを作る…",
    "course": "記入の経過を書き出す…",
    "pdf": "PDF",
    "excel": "Excel",
    "print": "印刷",
    "design_form": "様式を追加…",
    "settings": "設定…",
    "quit": "終了",
    "undo": "元に戻す",
    "redo": "やり直す",
    "cut": "切り取り",
    "copy": "コピー",
    "paste": "貼り付け",
    "clear": "空にする",
    "today": "今日の日付を入れる",
    "last_year": "昨年度の文を写す",
    "find": "計画の中を探す",
    "find_next": "次の見つかった所",
    "find_previous": "前の見つかった所",
    "replace": "置き換え…",
    "sheet": "シート",
    "fields": "項目",
    "table": "一覧",
    "departments": "部署",
    "submissions": "提出状況",
    "request": "照会・提出依頼…",
    "to_tree": "施策の一覧へ移る",
    "to_sheet": "シートへ移る",
    "to_panels": "右のパネルへ移る",
    "next_measure": "次の{measure}",
    "previous_measure": "前の{measure}",
    "zoom_in": "大きく",
    "zoom_out": "小さく",
    "zoom_100": "等倍",
    "zoom_fit": "幅に合わせる",
    "panels": "パネル",
    "revision": "{revision}モード",
    "correction": "誤記訂正…",
    "add_area": "分野を追加…",
    "add_measure": "{measure}を追加…",
    "add_chapter": "章を追加…",
    "basics": "計画の題名と自治体名",
    "edition": "版・基準時点…",
    "start_year": "新しい年度を始める…",
    "next_year": "次の年度を始める",
    "extend": "計画期間の延長",
    "close_year": "年度を確定する",
    "reopen_year": "確定を解除する…",
    "coverage": "対応表…",
    "handover": "引継ぎの一覧…",
    "compare": "新旧対照表…",
    "dashboard": "会議ダッシュボード",
    "judge": "進捗区分を確かめる…",
    "points": "指摘…",
    "evaluate": "計画期間の検証…",
    "meeting_papers": "会議資料を作る…",
    "switch_forms": "様式セットを変える…",
    "from_list": "Excel の一覧から計画を作る…",
    "import": "取込",
    "import_plan": "計画ファイルの写しを取り込む…",
    "review": "取込の確認",
    "next_undecided": "次の未決",
    "check": "点検",
    "next_finding": "次の点検結果",
    "take_turn": "編集を代わってもらう",
    "take_working_copy": "手元に作業用コピーを作って編集…",
    "put_back": "作業用コピーを元の計画へ戻す",
    "restore_backup": "バックアップから戻す…",
    "verify": "ファイルの点検（破損がないか）…",
    "redact": "記録の抹消…",
    "help": "この画面の説明",
    "about": "このプログラムについて",
}
SUBMENUS = {"recent": "最近開いた計画", "panels": "パネル", "rows": "施策の一覧の操作", "cells": "欄の操作"}
LETTERS = {
    "publish": "P", "archive": "A", "course": "K",
    "design_form": "K",
    "read_json": "J", "write_json": "W",
    "switch_forms": "S", "from_list": "L", "next_plan": "F", "coverage": "V", "compare": "N",
    "dashboard": "B", "judge": "J", "meeting_papers": "M", "points": "S", "evaluate": "E",
    "request": "R", "submissions": "J", "start_year": "Y",
    "new": "N", "open": "O", "recent": "R", "sample": "M", "close": "C", "save": "S", "save_copy": "A", "practice": "T",
    "take_working_copy": "U", "put_back": "I",
    "restore_backup": "Z", "verify": "Y",
    "revert": "B", "take_turn": "E", "redact": "H", "preview": "V", "print": "P", "pdf": "D", "excel": "X", "settings": "G", "quit": "Q",
    "undo": "U", "redo": "R", "cells": "C", "last_year": "L", "find": "F", "find_next": "N", "find_previous": "P", "replace": "H",
    "sheet": "S", "fields": "F", "table": "T", "departments": "D", "panels": "P", "zoom_in": "I", "zoom_out": "O",
    "zoom_100": "1", "zoom_fit": "W", "previous_measure": "U", "next_measure": "N", "to_tree": "L", "to_sheet": "H",
    "to_panels": "R", "revision": "R", "correction": "C", "rows": "W", "add_area": "A", "add_measure": "M", "add_chapter": "H",
    "basics": "T", "handover": "K", "edition": "D",
    "next_year": "N", "close_year": "L", "reopen_year": "O", "extend": "E", "import": "I", "import_plan": "P",
    "review": "K", "next_undecided": "N",
    "check": "C", "next_finding": "N", "help": "H",
    "about": "A",
}
TOOL_WORDS = {"request": "照会・依頼", "meeting_papers": "会議資料"}
"""Shorter words in the tool bar."""
NOTHING_HERE = "（なし）"
TIPS = {
    "publish": "決めた版や基準時点を、オープンデータと PDF とホームページの HTML にします",
    "archive": "1年分の様式と記録を、文書管理システムに入れるフォルダーにまとめます",
    "course": "開いている施策の記入が、いつ、だれの、どのファイルで変わったかを PDF にします",
    "dashboard": "年度のようすを、表と図で見ます", "judge": "実績の文から提案された進捗区分を確かめて確定します",
    "points": "会議での指摘を残し、措置を書き、終わったものを確かめます",
    "handover": "1年の経過、残っていること、どこに何があるかを、次の担当に渡す一覧にします",
    "evaluate": "計画期間を振り返り、達成状況と評価を書きます",
    "design_form": "Excel で描いたシートから、自分の様式を作ります",
    "meeting_papers": "総括、図、シートなどを 1 つの資料にし、配布したものを残します",
    "edition": "版を決め、基準時点を残し、前の時点の計画を見ます",
    "add_chapter": "計画書の本文に章を加えます",
    "switch_forms": "記入をすべて残して、別の様式セットに移します", "from_list": "1 行に 1 施策の Excel の一覧から、新しい計画を作ります",
    "next_plan": "この計画から、次の期間の計画ファイルを作ります", "coverage": "ほかの計画や方針の項目と見比べて、対応を記します",
    "compare": "2つの版や基準時点、計画ファイルの違いを見て、新旧対照表と見え消し版を作ります",
    "undo": "直前の操作を元に戻します", "redo": "元に戻した操作をやり直します", "import": "提出された Excel を取り込みます",
    "import_plan": "同僚が写しで行った変更を、この計画と比べて取り込みます",
    "review": "取り込んだ内容を見て、反映するか決めます", "next_undecided": "まだ決めていない所へ移ります",
    "check": "計画の全体を点検します", "pdf": "様式のとおりの PDF に書き出します", "excel": "様式のとおりの Excel に書き出します",
    "request": "担当部署に送る依頼書（Excel）を作ります", "submissions": "どの部署から提出されたか、何を決めるかを見ます",
    "start_year": "部署、照会先、年度、依頼文、期限を順に確かめて始めます",
    "print": "印刷プレビューを開いて印刷します", "sheet": "様式のままで編集します", "fields": "同じ項目を一覧の形で編集します",
    "table": "計画の全体を表で見ます", "save": "すべての編集が保存されていることを確かめます",
    "restore_backup": "バックアップの一覧から選んで、計画の全体をその時点に戻します（戻す前の計画も残ります）",
    "verify": "計画ファイルに壊れたところがないか、全体を調べます",
    "redact": "誤って記入された個人情報などを、すべての記録から除きます（元に戻せません）",
    "take_working_copy": "共有フォルダーの計画を手元のディスクで編集し、後で戻します",
    "put_back": "作業用コピーの内容を元の計画へ戻します。元の計画も変わっていたら比べて取り込みます",
    "revert": "このファイルを開いたときの内容に戻します（元に戻せます）", "practice": "別のファイルで自由に試せます",
}
UNDO_NAMED = "元に戻す：{name}"
REDO_NAMED = "やり直す：{name}"

TOOLS = "よく使う操作"
SEARCH = "検索"
FURTHER_TOOLS = "続きの操作"

# The status bar
SAVED_AT = "保存済み {time}"
SAVED = "保存済み"
SAVING = "保存しています…"
WRITER_HERE = "編集中：この端末"
WRITER_RELEASED = "編集を休んでいます"
WRITER_READ_ONLY = "読み取り専用"
WRITER_VIEWING = "前の時点を表示中"
CHECK_COUNT = "点検 {count}"
CHECKED = "点検　誤り {errors}　注意 {warnings}"
NOT_CHECKED = "点検　まだ"
MODE_REVISION = "{revision}モード"
MODE_CORRECTION = "誤記訂正"

# Docks
DOCKS = {
    "tree": "{measure}の一覧", "search": "見つかった所", "last_year": "昨年度の記入", "findings": "点検", "points": "指摘",
    "history": "履歴", "internal": "内部項目", "glossary": "用語",
}

CLOSE_PANEL = "「{panel}」を閉じる"

# Opening
NOT_OPENED = "「{file}」を開けていないため、今の操作はできませんでした。"
OPENING = "開いています…"
PLAN_FILES = "計画ファイル (*.plandb)"
WORKBOOKS = "提出された Excel (*.xlsx *.xlsm *.xls *.xlsb *.ods)"
CHOOSE_PLAN = "計画を開く"
CHOOSE_TO_TAKE = "取り込む計画ファイルの写しを選ぶ"
COPIES = "計画ファイルの写し、計画の JSON (*.plandb *.json)"
JSON_FILES = "計画の JSON (*.json)"
CHOOSE_JSON = "計画の JSON を選ぶ"
CHOOSE_JSON_TARGET = "計画の JSON に書き出す"
CHOOSE_FROM_JSON = "作る計画ファイルの名前"
JSON_WRITTEN = "計画を「{file}」に書き出しました。"
COPY_DROPPED = "「{name}」は、開いている計画の写しです。写しの変更をこの計画に取り込むか、写しを開くかを選んでください。"
TAKE_COPY = "この計画に取り込む"
OPEN_COPY = "写しを開く"
CHOOSE_WORKBOOKS = "取り込むファイルを選ぶ"
CHOOSE_COPY = "複製を保存"
CHOOSE_PRACTICE_FOLDER = "練習用の複製を置くフォルダー"
COPY_NAME = "{name}（複製）"
SAMPLE_NAME = "見本市.plandb"
CHOOSE_SAMPLE = "見本の計画を置く場所"
IN_USE = "{who} さんが端末 {terminal} で {since} から編集しています。今は読み取り専用で開いています。"
LOCKED_READING = "{sentence}　今は読み取り専用で開いています。"
TAKE_TURN = "編集を代わってもらう"
TAKE_OVER = "編集を引き継ぐ"
TRY_AGAIN = "もう一度試す"
STALE_HOLDER = (
    "{who} さんの端末（{terminal}）からは {age} 応答がありません。"
    "電源が切れているなどで、もう編集していないなら引き継げます。"
)
ASKED = "{who} さん（{terminal}）に、編集を代わってもらえるか尋ねています…"
GRANTED = "編集を代わってもらいました。"
DECLINED = "{who} さんは、まだ編集中です。"
NO_ANSWER = "返事がありませんでした。"
ASKED_FOR = "{who} さん（{terminal}）が、この計画の編集を代わってほしいと言っています。"
GIVE = "代わる"
KEEP = "まだ編集する"
GIVEN = "編集を {who} さんに代わりました。読み取り専用で開いています。"
RELEASED = "しばらく編集がなかったので、ほかの人が編集できるようにしました。続きを打てば、また編集できます。"
REGAINED_CHANGED = "ほかの人の編集を読み込みました。"
LOOK_AGAIN = "ほかの人の編集を読み込みました。今の操作は行っていません。確かめてから、もう一度操作してください。"
REFUSED_BEFORE = "前の記入が入らなかったため、今の操作は行っていません。確かめてから、もう一度操作してください。"
REGAINED_OVER = "ほかの人が直した後の欄に書きました。その人の文は「履歴」にあります。"
DROPPED_UNKNOWN = "「{name}」は計画ファイルでも Excel でもありません。計画（.plandb、.json）か、提出された Excel を入れてください。"
NEEDS_PLAN = "先に計画を開くか、新しく作ってください。"
IS_PRACTICE = "練習用の複製です。何を試しても、元の計画は変わりません。"

# What was typed and could not be entered
HANDED_BACK = "入れられなかった文が {count} か所あります（{first}）。"
HANDED_BACK_COPY = "文をコピー"
HANDED_BACK_COPIED = "入れられなかった文をコピーしました。"
HANDED_BACK_ELSEWHERE = "この文を打った欄は、今開いている計画にありません。"
HANDED_BACK_LOCKED = "{sentence}　文はコピーできます。"

# Saving and copies
ALL_SAVED = "保存済み {time}　打った内容は、欄を離れるたびに保存されています。"
COPY_SAVED = "複製を「{file}」に保存しました。"
REVERTED = "開いた時点に戻しました。「元に戻す」で取り消せます。"
NOTHING_TO_REVERT = "開いてから変えたものはありません。"
BACKUP_FAILED = "バックアップを取れませんでした。{sentence}"

FORM_SAVED = "様式「{form}」を様式セット「{set}」に保存しました。"
WRITTEN = "「{file}」に書き出しました。"

# Modes and years
REVISION_ON = "{revision}モードです。計画事項と{measure}の並びを直せます。"
REVISION_END = "{revision}モードを終える"
CORRECTION_ON = "誤記訂正です（理由：{why}）。直し終えたら終えてください。"
CORRECTION_END = "誤記訂正を終える"
CORRECTION_TITLE = "誤記訂正"
CORRECTION_ASK = "訂正の理由を書いてください。直した所の履歴に残ります。"
CORRECTION_START = "訂正を始める"
REOPEN_TITLE = "確定を解除する"
REOPEN_ASK = "{period}の確定を解除する理由を書いてください。履歴に残ります。"
REOPEN_START = "確定を解除する"
BACK = "やめる"
YEAR_OPENED = "{period}を始めました。"
EXTENDED = "計画期間に{period}を加えました。"
LENGTHENED = "計画期間を延ばし、最後の期を{period}にしました。"
EXTEND_TITLE = "計画期間の延長"
EXTEND_ASK = "計画期間をどのように延ばしますか。"
EXTEND_LONGER = "{period}を 1 年延ばして{longer}にする（記入はそのまま移ります）"
EXTEND_ANEW = "次の期として{period}を加える"
EXTEND_START = "計画期間を延ばす"
YEAR_CLOSED = "{period}を確定しました。直すときは「確定を解除する」を選んでください。"
YEAR_REOPENED = "{period}の確定を解除しました。"
DOING, DID = "す", "しました"
"""「…」を元に戻す、「…」をやり直す → …しました."""
UNDONE_PARTLY = "{name}（後から変えた {count} 件はそのままです）"

# Bars
CLOSE = "閉じる"
DRAFTS = "前回、書きかけの欄が {count} か所ありました（{first}）。"
DRAFT_RESTORE = "続きを書く"
DRAFT_DROP = "捨てる"

