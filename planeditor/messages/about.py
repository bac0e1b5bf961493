"""このプログラムについて: what the program is made of and where it keeps things."""
from __future__ import annotations

TITLE = "このプログラムについて"
PROGRAM = "計画進行管理エディタ"
HEAD = "{program} {version}"
WHAT = (
    "市の計画の施策進行管理シートを、様式のまま編集し、集め、配るためのプログラムです。ネットワークには接続しません。"
    "利用条件は MIT License です。"
)
FACTS = {
    "plan": "計画ファイルの形式", "json": "計画の JSON の形式", "program": "プログラムのフォルダー", "log": "不具合の記録",
    "settings": "設定",
}
FORMAT = "版 {version}"
PARTS = "含まれる部品"
PART_COLUMNS = ("部品", "版", "ライセンス")
LINE = "{name}：{text}"
PART_LINE = "　{part}（{licence}）"
LICENSES = "ライセンスの全文は、配布されたフォルダーの licenses の中にあります。"
UNKNOWN = "（不明）"
PYTHON, SQLITE, FONTS, QT = "Python", "SQLite", "BIZ UDGothic", "Qt for Python"
PUBLIC = "パブリックドメイン"
COPY, COPIED, CLOSE = "文字としてコピー", "コピーしました。", "閉じる"
VERSION_HELP = "プログラムの版を表示する"
