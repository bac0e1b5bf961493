"""Sentences about fonts, pages and the PDF."""
from __future__ import annotations

FONT_MISSING = (
    "{family} のフォントが、この端末に見つかりません。Windowsでは「設定」の「フォント」で {family} を追加してください"
    "（Windows 10 以降に付属しています）。Debianではパッケージ {package} を入れてください。"
)
