"""Words about faults of the program itself: the bar, the report, the next start."""
from __future__ import annotations

# The report. Its head says to whoever opens it what it is.
TITLE = "計画進行管理エディタ　不具合の報告"
HEAD = (
    "プログラムの不具合が起きたときに残した記録です。\n"
    "計画の文、ファイルの名前、利用者の名前は入っていません。このまま担当者に渡せます。"
)
TIME = "日時：{text}"
VERSION = "プログラムの版：{text}"
SYSTEM = "システム：{text}"
PYTHON = "Python：{text}"
QT = "Qt：{text}"
FORMS = "様式セット：{text}"
OWN_FORMS = "（追加した様式セット）"
SIZES = "計画の大きさ：{text}"
SIZE = "{name} {count}"
MEASURES, AREAS, ENTRIES = "施策", "分野", "記入"
ACTION = "操作：{text}"
THREAD = "動いていた所：{text}"
NONE = "（なし）"
WHAT = "起きたこと："
BEFORE = "その前に起きたこと："
TOGETHER = "同時に起きたこと："
OMITTED = "（{count} 行を略しました）"
ELSEWHERE = "（プログラムの外）"
CRASHED = "プログラムが途中で止まりました。止まったときに動いていた所："
KILLED = "プログラムが途中で終わりました（電源が切れた、強制終了されたなど）。"

# On screen
FAULT = "プログラムの不具合が起きて、今の操作は終わりまでできませんでした。"
SAVED = "入力した内容は保存されています。"
SAVED_DRAFT = "入力した内容は保存されています。書きかけの文も残してあります。"
NOT_SURE = "直前の入力が保存されたかどうかは確かめられませんでした。画面で確かめてください。"
REPORT = "報告「{file}」を書きました。"
NO_REPORT = "報告は書けませんでした。"
GO_ON = "続ける"
RESTART = "再起動して続ける"
OPEN_REPORT = "報告を開く"
DIALOG_TITLE = "不具合"
SWITCHED_OFF = "この表示は不具合のため止めました。ほかの画面は使えます。再起動すると、また表示します。"
NOT_RESTARTED = "もう一度始められませんでした。いったん終了して、始め直してください。"
NOT_LEFT = "入れられなかった文があるため、再起動していません。文を書き直すかコピーしてから、もう一度選んでください。"

# The next start
ENDED_EARLY = "前回は途中で終わりました。前と同じ所を開いています。"
ENDED_EARLY_EMPTY = "前回は途中で終わりました。"

# A start that fails
NOT_STARTED = (
    "プログラムの不具合のため、始められませんでした。計画ファイルはそのままです。"
    "報告「{file}」を担当者に渡してください。"
)
PARTS_MISSING = (
    "プログラムの部品が足りないため、始められません。"
    "プログラムのフォルダーを、配布されたものからもう一度置き直してください。"
)
