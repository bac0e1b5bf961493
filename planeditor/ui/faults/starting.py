"""A start that fails before there is a window: a sentence in a box where one can be shown, and on standard error."""
from __future__ import annotations

import contextlib

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMessageBox

from planeditor.domain.errors import KnownError
from planeditor.messages import faults as say
from planeditor.messages import ui_main as say_main
from planeditor.services.faults.reporting import Facts, write_fault
from planeditor.services.faults.saying import say_aloud

_UNSEEN = ("offscreen", "minimal")


def say_not_started(error: BaseException, facts: Facts) -> None:
    """Report why the program could not start. Never raises."""
    if isinstance(error, KnownError):
        text = error.message
    else:
        text = say.NOT_STARTED.format(file=write_fault(error, facts))
    with contextlib.suppress(Exception):
        if isinstance(QApplication.instance(), QApplication) and QGuiApplication.platformName() not in _UNSEEN:
            box = QMessageBox(QMessageBox.Icon.NoIcon, say_main.PROGRAM, text)
            box.addButton(say_main.CLOSE, QMessageBox.ButtonRole.AcceptRole)
            box.exec()
            return
    say_aloud(text)
