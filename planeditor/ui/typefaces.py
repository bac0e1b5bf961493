"""The typefaces of the window, as Qt knows them."""
from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QFontDatabase

from planeditor.domain.errors import KnownError
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.pages import Face


def family(wanted: str, fonts: FontBook | None = None) -> str:
    """The family to ask Qt for, its files made known to Qt where that is needed; "" where the machine has no such font."""
    if QFontDatabase.hasFamily(wanted):
        return wanted
    book = fonts or FontBook()
    try:
        usual, bold = (book.main(Face(wanted, bold=heavy)).path for heavy in (False, True))
    except (KnownError, OSError):
        return ""
    names = QFontDatabase.applicationFontFamilies(_made_known(usual))
    if bold != usual:
        _made_known(bold)
    # One file holds the fixed and the proportional family; which is which tells only the "P" in their names.
    proportional = "P" in wanted.removeprefix("BIZ UD")
    return next((name for name in names if ("P" in name.removeprefix("BIZ UD")) == proportional), "")


def _made_known(file: Path) -> int:
    # Off screen, Qt names files in the code page of the system, which may lack a character of the folder's name.
    if str(file).isascii():
        return QFontDatabase.addApplicationFont(str(file))
    return QFontDatabase.addApplicationFontFromData(QByteArray(file.read_bytes()))
