"""What the self-test says."""
from __future__ import annotations

# The report
TITLE = "自己診断の結果（{program} {version}、{moment}）"
MARKS = {True: "○", False: "×"}
STEP = "{mark} {name}{detail}"
DETAIL = "：{detail}"
LINE = "　　{line}"
FACT = "　{name}：{text}"
FACTS_HEAD = "この端末について"
STEPS_HEAD = "確かめたこと"
ALL_PASSED = "自己診断：すべて動きました。"
NOT_ALL = "自己診断：{count} 項目が動きませんでした。この結果を、プログラムの担当者に送ってください。"
NO_CONTENT = "この結果に、計画の内容は入っていません。"
LOG = "不具合の記録：{file}"
WRITTEN = "自己診断の結果を「{file}」に書きました。"
OPTIONS = {"to": "結果を書くファイル（.txt。担当者に送る）"}
HOME = "（利用者のフォルダー）"

# The steps, in their order
STEPS = {
    "forms": "様式セットを読む", "fonts": "フォントを探す", "folders": "設定と記録のフォルダーに書く", "disk": "ディスクの空き",
    "clock": "時計", "create": "計画を作る", "excel": "Excel に書き出して読み戻す", "pdf": "PDF に書き出して読み戻す",
    "import": "取り込む", "verify": "計画ファイルを確かめる", "lock": "二人目には書込みをさせない",
    "names": "空白と漢字のある長い名前のファイル", "long": "260 字を超える場所のファイル", "readonly": "読み取り専用のファイル",
    "memory": "大きすぎるファイルからメモリを守る", "window": "画面を開く", "signatures": "部品の電子署名",
}

# What they found
FAULT = "プログラムの不具合です。この結果を、プログラムの担当者に送ってください。"
SYSTEM_REFUSES = "この端末では使えませんでした（番号 {number}）。フォルダーの権限とディスクの空きを確かめてください。"
FONT = "{family}：{file}"
FONTS_OUTSIDE = "（{folder}）"
CANNOT_WRITE = "フォルダー「{folder}」に書けません。フォルダーの権限を確かめてください。"
FOLDERS = "{count} か所に書けました"
FREE = "「{folder}」の空き {free} MB"
TOO_LITTLE = "「{folder}」の空きが {free} MB しかありません。{needed} MB 以上の空きを作ってください。"
CLOCK = "{moment}（{zone}）"
CLOCK_WRONG = "時計が {moment} になっています。日付と時刻を直してください。変更の日時として記録されます。"
TEXT_LOST = "書き出した文字が、読み戻すと違っていました。"
NOT_REFUSED = "開いている計画に、二人目も書き込めました。"
NAME_LENGTH = "{count} 字"
LONG_SHORTER = "この端末では {count} 字までの場所しか使えません。計画を浅いフォルダーに置いてください。"
READ_ONLY_WRITTEN = "読み取り専用のファイルが変わりました。"
AS_ADMINISTRATOR = "管理者の権限で動いているため、確かめていません"
MEMORY_HELD = "{limit} MB で止まりました"
MEMORY_NOT_HELD = "{limit} MB を超えても止まりませんでした。知らない相手から届いたファイルは、取り込む前に中を確かめてください。"
NOT_STARTED = "別の働き（{what}）を始められませんでした。安全のためのソフトウェアが止めていないかを確かめてください。"
READER = "ファイルを読む部分"
WINDOW = "画面の部分"

# The window
WINDOW_FOUND = "{family}、{seconds} 秒"
WINDOW_NO_ANSWER = "{seconds} 秒たっても画面が開きませんでした。"
WINDOW_ENDED = "画面を開く途中で終わりました（番号 {status}）。"
WINDOW_BLANK = "画面に何も描かれていません。"
WINDOW_BOXES = "画面の文字が四角になっています。日本語のフォントを確かめてください。"
WINDOW_NO_SHEET = "様式の画面が出ませんでした。"
WINDOW_MISSING = "画面の部品がありません。プログラムのフォルダーの中身がそろっているかを確かめてください。"

# Signatures
SIGNATURES = "有効 {valid}、署名なし {unsigned}、確かめられない {unknown}、書き換えられた疑い {invalid}"
SIGNATURE = "{file}：{result}"
SIGNATURE_RESULTS = {
    "valid": "有効", "unsigned": "署名なし", "unknown": "この端末では確かめられない", "invalid": "書き換えられた疑いがある",
}
SIGNATURE_INVALID = "書き換えられた疑いのある部品があります。配布元のファイルから入れ直してください。"
RUNTIME_UNSIGNED = "Python の部品に署名がありません。配布元のファイルかどうかを、ハッシュの一覧で確かめてください。"

# Facts of the terminal
PROGRAM, SYSTEM, PYTHON, PLACE, PROFILE, TEMP = "プログラム", "システム", "Python", "置き場所", "利用者の設定", "一時フォルダー"
CODE_PAGE, LONG_PATHS, SCREENS, USER_FOLDER = "文字コード", "長い場所の名前", "画面", "プロファイル"
PLACES = {
    "local": "この端末のディスク", "share": "共有フォルダー", "synced": "同期フォルダー", "removable": "取り外せるディスク",
    "unknown": "答えない場所",
}
PLACE_IS = "{folder}（{kind}）"
CODE_PAGES = "コンソール {console}、システム {ansi}、出力 {stdout}"
ON, OFF, NOT_KNOWN = "使える", "使えない（260 字まで）", "分からない"
SCREEN = "{width}×{height}・{percent}%"
ROAMING, LOCAL_PROFILE, TEMPORARY_PROFILE, MANDATORY_PROFILE = (
    "移動する（ログオンする端末についてくる）", "この端末だけ", "一時的（ログオフで消えます。設定は残りません）",
    "固定（設定は残りません）",
)  # fmt: skip
REMOTE_SESSION = "、遠隔の画面"
REDIRECTED = "、書類は {service} と同期"
