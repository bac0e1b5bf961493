"""Spellings of terms: which ones a text uses, by a list of terms that offices spell in several ways, and by folding."""
from __future__ import annotations

import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

_KATAKANA = re.compile("[ァ-ヺー]{3,}")
_STEMS = (
    "サーバ", "ユーザ", "コンピュータ", "プリンタ", "フォルダ", "ブラウザ", "ルータ", "スキャナ", "モニタ", "プロバイダ", "センタ",
    "メンバ", "パラメータ", "エディタ", "アダプタ", "コネクタ", "ドライバ", "ベンダ",
)
"""Ends of compound words: メールサーバ is spelled as サーバ is."""
_LATIN = re.compile("(?:[A-ZＡ-Ｚ][ \u3000]){2,}[A-ZＡ-Ｚ](?![A-Za-z])|[A-Za-zＡ-Ｚａ-ｚ]+(?:[-‐－][A-Za-zＡ-Ｚａ-ｚ]+)*")
_KE = re.compile("[一-鿿][ヶケ][一-鿿]")
_JOINS = str.maketrans(dict.fromkeys("-‐ "))
_ROMAN = "ivx"
_URL = re.compile(r"https?://[!-~]+|[\w.+-]+@[\w.-]+|[!-~]+\.[a-z]{2,4}\b", re.ASCII)


class Spelling(NamedTuple):
    """One way to write a term. Two spellings of one ``term`` in a plan are what is looked for."""

    term: str
    shown: str


class _Term(NamedTuple):
    name: str
    has: tuple[str, ...]
    ways: tuple[tuple[str, re.Pattern[str]], ...]


@cache
def _terms() -> tuple[_Term, ...]:
    data = tomllib.loads(resources.files(f"{__package__}.rules").joinpath("spellings.toml").read_text(encoding="utf-8"))
    return tuple(
        _Term(t["shown"][0], tuple(t["has"]), tuple((s, re.compile(way)) for s, way in zip(t["shown"], t["ways"], strict=True)))
        for t in data["term"]
    )


@lru_cache(maxsize=32768)
def spellings(text: str) -> tuple[tuple[Spelling, int], ...]:
    """The spellings a text uses of terms that can be spelled otherwise, and how often."""
    found: Counter[Spelling] = Counter()
    for name, has, ways in _terms():
        for shown, pattern in ways if any(word in text for word in has) else ():
            count = len(pattern.findall(text))
            if count:
                found[Spelling(name, shown)] += count
    found.update(_folded(text))
    return tuple(found.items())


def _folded(text: str) -> Iterator[Spelling]:
    for word in _KATAKANA.findall(text):
        stem = word.rstrip("ー")
        end = next(s for s in _STEMS if stem.endswith(s)) if stem.endswith(_STEMS) else stem
        if len(end) > 1:
            yield Spelling(f"-{end}", word[len(stem) - len(end) :])
    for word in _LATIN.findall(_URL.sub("、", text) if "." in text else text):
        key = unicodedata.normalize("NFKC", word).translate(_JOINS).casefold()
        if len(key) > 1 and key.strip(_ROMAN):
            yield Spelling(f"={key}", word)
    if "ヶ" in text or "ケ" in text:
        for word in _KE.findall(text):
            yield Spelling(word.replace("ヶ", "ケ"), word)
