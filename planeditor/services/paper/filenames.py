"""Names for files the program writes: taken by every system, and never those of a file that is there."""
from __future__ import annotations

import re
import unicodedata
from pathlib import Path

_FORBIDDEN = str.maketrans('<>:"/\\|?*', "＜＞：”／＼｜？＊")
_DEVICES = re.compile(r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|COM[0-9¹²³]|LPT[0-9¹²³])\s*(?:\.|$)", re.IGNORECASE)
_LENGTH = 80
_BYTES = 200
"""Of a name in UTF-8: some file servers count bytes."""


def safe_name(text: str, suffix: str) -> str:
    """A file name made of a text, with its suffix (".pdf")."""
    plain = unicodedata.normalize("NFC", text).translate(_FORBIDDEN)
    name = " ".join("".join(c for c in plain if c.isspace() or not unicodedata.category(c).startswith("C")).split()).strip(" .")
    while len(name) > _LENGTH or len(name.encode()) > _BYTES:
        name = name[:-1].strip(" .")
    return f"{'_' * bool(_DEVICES.match(name))}{name or '_'}{suffix}"


def free_name(path: Path) -> Path:
    """The path itself where nothing is there, else the first of 「名前 (2)」, 「名前 (3)」 … that is free."""
    found, number = path, 2
    while found.exists():
        found = path.with_name(f"{path.stem} ({number}){path.suffix}")
        number += 1
    return found
