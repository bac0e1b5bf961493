"""Words of the settings."""
from __future__ import annotations

TITLE = "設定"
LEAD = "変えたところは、すぐに反映されます。"
CLOSE = "閉じる"
CHOOSE = "選ぶ…"
CHOOSE_NAMED = "{label}を選ぶ"
BESIDE_PLAN = "計画ファイルと同じ場所"

TEXT_SCALE = "文字の大きさ"
PERCENT = "{value} %"
THEME = "画面の色"
THEMES = {"system": "システムに合わせる", "light": "明るい", "dark": "暗い", "contrast": "高コントラスト"}
THEME_HINT = "様式のシートは、どの色でも紙のままです。"
USER_NAME = "履歴に残す名前"
USER_NAME_HINT = "空のときは、サインインの名前が残ります。"
EXPORT_FOLDER = "書き出す場所"
EXPORT_FOLDER_HINT = "PDF や Excel を書き出すときに、最初に開くフォルダーです。"
BACKUP_FOLDER = "バックアップの控えのフォルダー"
BACKUP_FOLDER_HINT = (
    "バックアップは計画ファイルの隣に作られます。フォルダーを選ぶと、そこにも作ります（すべての計画に共通）。"
    "つながっていないときは隣だけに作ります。"
)
BACKUP_BESIDE_ONLY = "計画ファイルの隣だけ"
MOTION = "画面の動き"
MOTION_TEXT = "パネルの開け閉めを動きで見せる"
