"""Sentences of papers put together of several parts."""
from __future__ import annotations

NO_PAPERS = "書き出すものがありません。入れるものを選び直してください。"
SMALL_TYPE = (
    "{least} ポイントより小さい文字のシートが {count} 枚あります：{names}。"
    "印刷して読みにくければ、文を短くするか、大きい用紙の様式にしてください。"
)
