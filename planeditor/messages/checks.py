"""Sentences of 点検."""
from __future__ import annotations

MISSING_CHARACTER = (
    "「{char}」（{code}）の字形を持つフォントがこの端末にありません。"
    "紙面では〓になります（文字の情報は残ります）。別の字に直すか、フォントを入れてください。"
)
AREA_WITHOUT_NAME = "分野「{number}」の名称がありません。計画書のシートを取り込むか、名称を入れてください。"
UNKNOWN_SYMBOL = "「{symbol}」は凡例（{legend}）にない記号です。"
OVER_EXCEL_LIMIT = "{count} 文字あり、Excel の1つのセルの上限（32,767文字）を超えています。Excel では何行かに分けて書き出します。"

TITLES = {
    "missing-character": "どのフォントにもない文字",
    "area-without-name": "番号しか分からない分野",
    "unknown-symbol": "凡例にない記号",
    "over-excel-limit": "Excel の上限を超える長さ",
}
