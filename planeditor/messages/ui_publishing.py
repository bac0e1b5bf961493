"""Words of the windows of publishing and 完結セット."""
from __future__ import annotations

# What both have
FOLDER = "作るフォルダー"
CLOSE = "閉じる"
OPEN_FOLDER = "フォルダーを開く"
WORKING = "書いています。閉じても続き、終わると下の帯でお知らせします。"

# 公表用に書き出す
PUBLISH_TITLE = "公表用に書き出す"
PUBLISH_LEAD = (
    "決めた版か、本部決定または公表の状況で残した基準時点を、オープンデータ（CSV、JSON）、PDF、ホームページに貼る HTML にします。"
    "内部の項目と、公表しない印のある記入は入りません。"
)
STATE = "公表する時点"
STATE_ITEM = "{name}（{date}）"
STATE_PLAIN = "{name}"
NO_STATE = (
    "公表できる時点がまだありません。本部で決定した内容なら「版・基準時点」で版を決めるか、本部決定の基準時点を残してください。"
)
READING = "公表できる時点を調べています。"
CODE = "団体コード"
CODE_HINT = "6桁（総務省の全国地方公共団体コード）"
CODE_KEEP = "この計画の団体コードとして覚える"
LEVEL = "HTML の最初の見出し"
LEVELS = {2: "見出し2（h2）", 3: "見出し3（h3）", 4: "見出し4（h4）"}
POSTED = "掲載日"
POSTED_HINT = "令和8年4月1日 など。空なら今日"
PUBLISH_START = "書き出す"
PUBLISH_FOLDER = "{plan} 公表"
PUBLISH_JOB = "公表用に書き出しています"
WITHHELD = "公表しない記入"
WITHHELD_NONE = "ありません（欄の右クリックで「公表しない…」を選ぶと、公表する資料に入りません）"
WITHHELD_COUNT = "{count} 件（{names}）"
WITHHELD_MORE = "{names} など"
GROUP_CODE = "団体コード"

# 完結セット
ARCHIVE_TITLE = "完結セットを作る"
ARCHIVE_LEAD = (
    "1年分の様式（PDF と Excel）、受付簿、変更履歴、指摘と措置、記入の経過、計画の内容を、"
    "文書管理システムに入れるフォルダーにまとめます。"
)
PERIOD = "年度"
PERIOD_OPEN = "{period}（確定前）"
RETENTION = "保存年限"
RETENTION_HINT = "10年、常用 など"
ORIGINALS = "受け取ったファイルの原本も入れる"
ARCHIVE_START = "作る"
ARCHIVE_FOLDER = "{plan} {period} 完結セット"
ARCHIVE_OFFER = "{period}を確定しました。文書管理システムに入れる完結セットを作れます。"
ARCHIVE_JOB = "完結セットを作っています"

# 経過
COURSE_CHOOSE = "経過の書き出し先"
COURSE_FILE = "{plan} {number} 経過"
COURSE_FILTER = "PDF (*.pdf);;Excel (*.xlsx)"
COURSE_JOB = "経過を書き出しています"
COURSE_WRITTEN = "「{file}」に経過を書き出しました（{pages} ページ）。"
COURSE_NO_MEASURE = "{measure}のシートを開いてから、もう一度選んでください。"

# 公表しない, at the sheet
MENU_WITHHOLD = "公表しない…"
MENU_PUBLISH_AGAIN = "公表しない印を外す"
MARK = "非"
MARK_NOTE = "公表しない記入です。"
MARK_NOTE_WHY = "公表しない記入です（{why}）。"
WITHHOLD_TITLE = "公表しない"
WITHHOLD_LEAD = "{cells}を、公表する資料（CSV、JSON、PDF、HTML）に入れません。会議資料など、庁内の資料には出ます。"
WITHHOLD_CELLS = "選んだ {count} か所"
WHY = "理由"
WHY_HINT = "書かなくてもかまいません（公表する資料には出ません）"
WITHHOLD = "公表しない"
BACK = "やめる"
