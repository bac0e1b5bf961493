from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from planeditor.ui import theme
from planeditor.ui.look import DARK
from planeditor.ui.options.options import SCALES, options
from planeditor.ui.options.settings_dialog import SettingsDialog
from planeditor.ui.session import Session
from planeditor.ui.settings import Settings
from tests.ui.hands import type_text


@pytest.fixture
def dialog(qtbot: QtBot, qapp: QApplication, empty_session: Session) -> Iterator[SettingsDialog]:
    theme.apply(qapp, empty_session.settings)
    dialog = SettingsDialog(empty_session)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, on=False)
    qtbot.addWidget(dialog)
    dialog.show()
    yield dialog
    empty_session.settings.theme, empty_session.settings.text_scale = "light", 100


def test_every_option_is_a_setting_and_has_a_named_field(dialog: SettingsDialog) -> None:
    for option in options():
        assert isinstance(getattr(Settings, option.name), property)
        assert dialog.fields[option.name].accessibleName() == option.label


def test_text_size_applies_at_once(qtbot: QtBot, qapp: QApplication, dialog: SettingsDialog, empty_session: Session) -> None:
    box = dialog.fields["text_scale"]
    assert isinstance(box, QComboBox)
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_End)
    assert empty_session.settings.text_scale == SCALES[-1]
    assert qapp.font().pixelSize() == 28


def test_theme_applies_at_once(qtbot: QtBot, dialog: SettingsDialog) -> None:
    box = dialog.fields["theme"]
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData("dark"))
    assert theme.current() == DARK


def test_name_folder_and_motion_are_kept(qtbot: QtBot, dialog: SettingsDialog, empty_session: Session, tmp_path: Path) -> None:
    settings = empty_session.settings
    name, switch = dialog.fields["user_name"], dialog.fields["motion"]
    assert isinstance(name, QLineEdit)
    assert isinstance(switch, QCheckBox)
    name.clear()
    assert settings.user_name == ""
    assert empty_session.who == name.placeholderText()
    type_text(name, "見本　花子")
    QTest.keyClick(switch, Qt.Key.Key_Space)
    folder = dialog.fields["export_folder"].findChild(QLineEdit)
    assert folder is not None
    folder.setText(str(tmp_path))
    assert (settings.user_name, settings.motion, settings.export_folder) == ("見本　花子", False, str(tmp_path))


def test_it_fits_the_smallest_screen_at_the_largest_text(dialog: SettingsDialog, empty_session: Session) -> None:
    empty_session.settings.text_scale = 200
    assert dialog.width() <= 1024
    assert dialog.height() <= 768 - 60
    assert dialog.minimumSizeHint().width() <= 1024
