"""The two ways to fill in a sheet, as it prints or as a plain form: the buttons that stand above both."""
from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QToolButton

from planeditor.messages import ui_sheet as say


def ways() -> tuple[QToolButton, QToolButton]:
    """The button of the sheet and the one of the plain form; which of them is down says which of the two is shown."""
    return _button(say.AS_SHEET, say.AS_SHEET_HINT), _button(say.AS_FIELDS, say.AS_FIELDS_HINT)


def _button(text: str, hint: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setCheckable(True)
    button.setToolTip(hint)
    button.setAccessibleName(text)
    button.setAccessibleDescription(hint)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return button
