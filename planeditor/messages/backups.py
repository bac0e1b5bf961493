"""Words for backups: taking, listing and putting them back, on the command line and in the window."""
from __future__ import annotations

# What is refused, and what went wrong
ONTO_ITSELF = "「{file}」は、戻す先の計画ファイルそのものです。バックアップを選んでください。"
FOLDER_MISSING = "フォルダー「{folder}」が見つかりません。共有フォルダーや USB メモリーにつながっているかを確かめてください。"
DAMAGED_BACKUP = "バックアップ「{file}」は壊れていて読めません。ほかのバックアップを選んでください。"
DAMAGED = "「{file}」は壊れているため、戻していません。ほかのバックアップを選んでください。"
IN_USE = (
    "「{file}」をほかの人かソフトが開いているため、置き換えられませんでした。計画はそのままです。"
    "閉じてもらってから、もう一度操作してください。"
)
WRITTEN_MEANWHILE = (
    "戻している間に「{file}」が書き換えられたため、戻しませんでした。計画はそのままです。"
    "だれが編集しているかを確かめてから、もう一度操作してください。"
)
TAKEN = "「{file}」はすでにあります。計画はそのままです。別の名前を指定してください。"
NO_BACKUPS = "「{file}」のバックアップが見つかりません。探したフォルダー：{folders}"
NO_SOUND = "「{file}」には、壊れていなくて今の内容と違うバックアップがありません。「planeditor backup {file} --list」で確かめてください。"
UNKNOWN = (
    "「{word}」に合うバックアップがありません。"
    "「planeditor backup {file} --list」の番号か日時、またはファイルの名前を指定してください。"
)
OTHER_PLAN = (
    "「{file}」は別の計画のバックアップです。この計画に置き換わるため、戻していません。"
    "それでも戻すときは --other を付けてください。"
)
OTHER_PLAN_HERE = "このバックアップは別の計画のものです。戻すと、今の計画と置き換わります。今の計画は「復元前」として残ります。"
SEVERAL_PLANS = (
    "「{file}」という名前の計画のバックアップが、複数の計画のものとして見つかりました。"
    "「planeditor backup {file} --list」で確かめて、番号を指定してください。"
)
HOLDS_REMOVED = (
    "「{file}」は、この計画で記録の抹消をする前に作られたもので、抹消した内容を含んでいます。戻していません。"
    "そのファイルでも同じ文を抹消してから、戻してください。"
)
AWAY = (
    "控えのフォルダー「{folder}」が見つからないため、そこにはバックアップを作れませんでした。"
    "つながったときに、次のバックアップから再び作ります。"
)
OWN_FAILED = "控えのフォルダーにはバックアップを作れませんでした。{sentence}"
BESIDE_FAILED = "計画ファイルの隣にはバックアップを作れませんでした（控えのフォルダーには作りました）。{sentence}"
CHOICES_BROKEN = "控えのフォルダーの設定「{file}」が書けませんでした。フォルダーの権限と空きを確かめてください。"

# The command line
OPTIONS = {
    "backup-to": "バックアップを作るフォルダー（ふだんの場所には作らず、古いものを間引くこともしない）",
    "list": "バックアップを一覧にする（新しい順。番号は restore で使える）",
    "keep-in": "これからは計画ファイルの隣に加えて、このフォルダーにも作る（すべての計画に共通）",
    "beside-only": "これからは計画ファイルの隣だけに作る",
    "backup": "戻すバックアップ（一覧の番号、日時、またはファイル。指定しなければ、今と違う最も新しいもの）",
    "salvage": "壊れたファイルから、読めるものを新しいファイルに救い出す",
    "restore-to": "計画ファイルを置き換えずに、このファイルに書く（.plandb）",
    "other": "別の計画のバックアップでも戻す",
}
WRITTEN = "バックアップを作りました：{file}"
UNCHANGED = "前のバックアップから変わったところがないため、作りませんでした。最も新しいバックアップ：{file}"
KEEPING_IN = "これからは、計画ファイルの隣に加えて「{folder}」にもバックアップを作ります。"
KEEPING_BESIDE = "これからは、計画ファイルの隣だけにバックアップを作ります。"
LISTED = "{number}　{at}　{reason}　{size}　{sound}　{group}{changed}"
LISTED_ELSEWHERE = "　（{folder}）"
GROUP = "最後の操作「{name}」"
NO_GROUP = "中を読めません"
SOUND, UNSOUND = "正常", "壊れています"
SIZE_KB, SIZE_MB = "{size} KB", "{size} MB"
CHANGED = "　今との違い：{changed}"
PROGRESS = "バックアップを確かめています"
RESTORED = "「{file}」を {at} のバックアップ（{reason}）に戻しました。"
RESTORED_FILE = "「{file}」をバックアップ「{backup}」に戻しました。"
RESTORED_TO = "バックアップを「{file}」に書きました。計画ファイル「{plan}」はそのままです。"
KEPT = "戻す前の計画は残してあります：{file}"
WAS_MISSING = "計画ファイルがなかったため、バックアップから作り直しました。"
WAS_DAMAGED = "戻す前の計画ファイルは壊れていました。読める内容は「planeditor restore {file} 復元前 --salvage」で救い出せることがあります。"
TAKEN_AWAY = "戻したことで変わったもの：{changed}"
SALVAGED = "「{file}」から読めるものを「{target}」に救い出しました。失われたものは見つかりませんでした。"
SALVAGED_PARTLY = "「{file}」から読めるものを「{target}」に救い出しました。次のものは失われました。"

# What differs between a backup and now
SAME = "なし"
ENTRIES = "記入 {count} 件"
ENTRIES_IN = "記入 {count} 件（{measures} {word}）"
RECEIPTS = "受領 {count} 件"
REQUESTS = "照会 {count} 件"
PAPERS = "配布した資料 {count} 件"
OPERATIONS = "操作 {count} 件"
GAINED = "このバックアップにだけある操作 {count} 件"
UNKNOWN_NOW = "今の計画が読めないため、比べられません。"
UNKNOWN_SHORT = "比べられません"
LAST = "このバックアップの最後の操作：「{name}」"
ANOTHER = "別の計画です"
AND = "、"

# The window
TITLE = "バックアップから戻す"
LEAD = "計画「{name}」のバックアップです。選んだ時点に計画の全体を戻せます。戻す前の計画も「復元前」として残ります。"
LEAD_BROKEN = "計画ファイル「{name}」が開けません。選んだバックアップから作り直せます。今のファイルも「復元前」として残ります。"
LIST = "バックアップの一覧"
COLUMNS = ("日時", "作ったとき", "大きさ", "状態", "今との違い", "場所")
EMPTY = (
    "まだバックアップはありません。計画を変えて閉じたときと、編集の間は 30 分ごとに、計画ファイルの隣に作られます。"
)
CHECKING = "確かめています…"
BESIDE, OWN, BOTH = "計画の隣", "控えのフォルダー", "計画の隣、控えのフォルダー"
FORMER_STAYS = "戻すと次のものがなくなります：{changed}。「復元前」を選ぶと、また戻せます。"
NOTHING_LOST = "今の計画と同じ内容です。"
BACKWARD = "戻すと、今の計画にない操作 {count} 件が戻ります。"
OPERATIONS_SINCE = "この後の操作：{names}"
MORE_OPERATIONS = "{names} ほか {count} 件"
VIEW = "中身を見る（閲覧のみ）"
TAKE = "今のバックアップを作る"
FOLDER = "フォルダーを開く"
GO = "この時点に戻す"
CLOSE = "閉じる"
DONE = "{at} のバックアップに戻しました。取り消すには、「バックアップから戻す」で「復元前」を選びます。"
VIEWED = "バックアップ（{at}）"
TAKEN_NOW = "バックアップを作りました。"
TAKEN_ALREADY = "前のバックアップから変わったところはありません。"
OFFER = "バックアップから戻す…"
