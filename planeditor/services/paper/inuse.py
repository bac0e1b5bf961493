"""Whether a file that is to be written over is open in Excel or LibreOffice, and who has it open."""
from __future__ import annotations

import contextlib
import os
import time
from pathlib import Path

from planeditor.files import is_in_use

_EXCEL, _LIBREOFFICE = "~${name}", ".~lock.{name}#"
_DAY = 24 * 60 * 60.0
"""Seconds after which what tells of an owner was left behind by a program that crashed."""
_UTF16, _LETTERS = 54, 56
"""Where Excel keeps the number of letters of the name, and the letters."""


def holder_of(target: Path) -> str | None:
    """Who has a file open in an office program: "" where that is not told, or it is protected; None where it is free to be
    written over. Changes nothing.

    Raises ``OSError`` where the file cannot be looked at for another reason.
    """
    if not target.is_file():
        return None
    if is_protected(target):
        return ""
    owner = _owner(target)
    try:
        with target.open("r+b"):
            pass
    except OSError as error:
        if not is_in_use(error):
            raise
        return owner or ""
    # Windows knows who has it open; elsewhere only the small file beside it tells.
    return None if os.name == "nt" else owner


def is_protected(target: Path) -> bool:
    """Whether somebody set a file to be read only. Renaming another one over it would work where only the folder counts."""
    return target.is_file() and not target.stat().st_mode & 0o222


def is_owner_file(name: str) -> bool:
    """Whether a file of this name is what an office program puts beside a file that it has open."""
    return any(name.startswith(form.partition("{")[0]) for form in (_EXCEL, _LIBREOFFICE))


def _owner(target: Path) -> str | None:
    found: str | None = None
    for form, name_in in ((_EXCEL, _name_by_excel), (_LIBREOFFICE, _name_by_libreoffice)):
        beside = target.with_name(form.format(name=target.name))
        with contextlib.suppress(OSError):
            if time.time() - beside.stat().st_mtime < _DAY:
                found = ""
                found = name_in(beside.read_bytes()[:1000])
    return found


def _name_by_excel(data: bytes) -> str:
    if len(data) < _LETTERS:
        return ""
    return data[_LETTERS : _LETTERS + 2 * data[_UTF16]].decode("utf-16-le", "ignore").strip("\0 ")


def _name_by_libreoffice(data: bytes) -> str:
    return next((name.strip() for name in data.decode("utf-8", "ignore").split(",")[:2] if name.strip()), "")
