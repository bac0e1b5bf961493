"""The typefaces of the window, as Qt knows them."""
from __future__ import annotations

from PySide6.QtGui import QFontDatabase

from planeditor.domain.errors import KnownError
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.pages import Face


def family(wanted: str, fonts: FontBook | None = None) -> str:
    """The family to ask Qt for, its file made known to Qt where that is needed; "" where the machine has no such font."""
    if QFontDatabase.hasFamily(wanted):
        return wanted
    try:
        file = (fonts or FontBook()).main(Face(wanted)).path
    except (KnownError, OSError):
        return ""
    names = QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(file)))
    # One file holds the fixed and the proportional family; which is which tells only the "P" in their names.
    proportional = "P" in wanted.removeprefix("BIZ UD")
    return next((name for name in names if ("P" in name.removeprefix("BIZ UD")) == proportional), "")
