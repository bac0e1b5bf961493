"""The rule by which sentences of refusal are read."""
from __future__ import annotations

import re

_NEXT_STEP = re.compile(r"(ください|お試しください)。$")
_KIND = re.compile(r"ブック|ファイル|フォルダー|Excel|Web|XML|PDF|テキスト|画像|シート|様式|読み取")
"""A word for what it is."""
_KNOWN_WORDS = re.compile(r"Excel|XML|HTML|PDF|CSV|ZIP|RTF|Word|PowerPoint|SQLite|Office|Web|Sheet\d*|\bMB\b|\.xlsx")
_NAMES = re.compile("「[^」]*」|シート：.*?）")
"""What the file or its sheets are called is not ours."""
_MACHINERY = re.compile(r"[A-Za-z]{2,}|[{}<>\n]|Traceback")
_KANA = re.compile("[ぁ-ん]")


def is_good(sentence: str, name: str) -> bool:
    """Whether a refusal names the file and what it is, says in Japanese what to do next, and shows nothing of the machinery."""
    rest = _KNOWN_WORDS.sub("", _NAMES.sub("", sentence.replace(f"「{name}」", "").replace(name, "")))
    return (
        name in sentence and bool(_KIND.search(sentence)) and bool(_KANA.search(rest)) and bool(_NEXT_STEP.search(sentence))
        and not _MACHINERY.search(rest)
    )
