"""Departments as forms print them: several in one text, with 他 behind them, or meant without being named."""
from __future__ import annotations

import re
import unicodedata

_OFFICE = "(課|室|部|局|部署|部局|所属|係|機関|施設)等?"
_COLLECTIVE = re.compile(f"各.+|全(庁|課|室|部|局|部署|部局|所属|職員)等?|(関係|関連|該当).*{_OFFICE}|.*(所管|主管|担当){_OFFICE}")

_BETWEEN = re.compile(r"[、,，;；/／\n]+")
_AND = re.compile(r"([・･]|及び|並びに)")
_IS_OFFICE = re.compile(r"[課部室局所係館校園署会院班]$|(センター|グループ|チーム|事務局|部署|担当)$")
_OTHERS = re.compile(r"\s*(他|ほか|外|等)$")


def parts_of(printed: str) -> list[str]:
    """The names between the commas of a printed text."""
    return [name for part in _BETWEEN.split(printed) if (name := part.strip())]


def pieces_of(name: str) -> list[str]:
    """The names joined in one part of a text. To be asked only of a part that no department is called.

    A dot may belong to a name: what stands before it and is no office goes with the next one (文化・スポーツ課).
    """
    names, begun = [], ""
    words = _AND.split(name)
    for word, between in zip(words[::2], [*words[1::2], ""], strict=True):
        begun += word
        if not between or _IS_OFFICE.search(begun.strip()):
            names.append(begun.strip())
            begun = ""
        else:
            begun += between
    return [name for name in names if name]


def without_others(name: str) -> str:
    """The name without the 他 behind it."""
    return _OTHERS.sub("", name)


def is_collective(name: str) -> bool:
    """Whether a name stands for several departments, so that a person must say which. To be asked only of a name that no
    department has."""
    return bool(_COLLECTIVE.fullmatch("".join(unicodedata.normalize("NFKC", name).split())))
