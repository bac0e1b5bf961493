"""進捗区分 and how it is shown: the words and the marks that screens and papers share."""
from __future__ import annotations

WORDS = {
    "ahead": "計画以上", "on_track": "計画通り", "late": "遅延", "stopped": "中止", "done": "完了", "merged": "統合",
    "undecided": "未判定",
}
MARKS = {"ahead": "◆", "on_track": "●", "late": "▲", "stopped": "■", "done": "★", "merged": "⇢", "undecided": "・"}
"""Told apart without colour; none of ○ ◎ △ ×, which offices read from good to bad."""
