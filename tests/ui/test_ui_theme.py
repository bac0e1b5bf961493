from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QFontDatabase, QIcon, QImage, QPalette
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton, QStyle
from pytestqt.qtbot import QtBot

from planeditor import paths
from planeditor.domain.errors import KnownError
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.fonts.fontfiles import FontFile
from planeditor.formengine.pages import Face
from planeditor.ui import look, theme, typefaces
from planeditor.ui.icons import icon
from planeditor.ui.look import CONTRAST, DARK, LIGHT, Colors
from planeditor.ui.settings import Settings
from planeditor.ui.stylesheet import style_sheet

ICONS = sorted((paths.resources_folder() / "icons").glob("*.svg"))
GROUNDS = ("window", "surface", "hover", "selected", "locked", "desk")


@pytest.fixture
def settings(qapp: QApplication, tmp_path: Path) -> Iterator[Settings]:
    settings = Settings(tmp_path / "window.ini")
    settings.theme = "light"
    theme.apply(qapp, settings)
    yield settings
    settings.theme, settings.text_scale = "light", 100


def luminance(color: str) -> float:
    parts = (int(color[n : n + 2], 16) / 255 for n in (1, 3, 5))
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colors", [LIGHT, DARK, CONTRAST], ids=["light", "dark", "contrast"])
def test_text_can_be_read_on_every_ground(colors: Colors) -> None:
    values = asdict(colors)
    for ground in (*GROUNDS, "mark"):
        assert contrast(colors.text, values[ground]) >= 7, ground
    assert contrast(colors.on_accent, colors.accent) >= 7
    for ground in GROUNDS:
        assert contrast(colors.quiet, values[ground]) >= 4.5, ground
    for ink in ("accent", "warning", "error", "good"):
        for ground in ("window", "surface", "hover", "selected", "locked"):
            assert contrast(values[ink], values[ground]) >= 4.5, (ink, ground)


def test_focus_can_be_told_from_its_ground_in_every_theme() -> None:
    for colors in (LIGHT, DARK, CONTRAST):
        assert contrast(colors.accent, colors.window) >= 3
        assert contrast(colors.accent, colors.surface) >= 3


def test_the_style_sheet_names_no_unknown_colour_and_no_missing_drawing() -> None:
    for colors in look.THEMES.values():
        sheet = style_sheet(colors, 1.0)
        assert "@" not in sheet
        for drawing in re.findall(r'url\("([^"]+)"\)', sheet):
            assert Path(drawing).is_file(), drawing


def test_lengths_grow_with_the_text_and_hair_lines_stay() -> None:
    sheet = style_sheet(LIGHT, 2.0)
    assert "border: 1px solid" in sheet
    assert "font-size: 44px" in sheet
    assert "px)px" not in sheet


def test_a_focused_field_is_as_large_as_before(qtbot: QtBot, settings: Settings) -> None:
    for scale in (100, 110, 125, 150, 175, 200):
        settings.text_scale = scale
        button, other = QPushButton("計画を開く"), QPushButton("計画を開く")
        for widget in (button, other):
            qtbot.addWidget(widget)
        other.show()
        button.show()
        button.activateWindow()
        button.setFocus()
        qtbot.waitUntil(button.hasFocus)
        assert button.sizeHint() == other.sizeHint()


def test_settings_are_followed_at_once(qapp: QApplication, qtbot: QtBot, settings: Settings) -> None:
    assert theme.current() == LIGHT
    with qtbot.waitSignal(theme.watch().changed):
        settings.theme = "dark"
    assert theme.current() == DARK
    assert qapp.palette().color(QPalette.ColorRole.Base) == QColor(DARK.surface)
    with qtbot.waitSignal(theme.watch().changed):
        settings.text_scale = 150
    assert qapp.font().pixelSize() == 21
    assert theme.scaled(8) == 12


def test_panels_slide_only_where_the_user_lets_them(qapp: QApplication, qtbot: QtBot, settings: Settings) -> None:
    window = QMainWindow()
    qtbot.addWidget(window)
    hint = QStyle.StyleHint.SH_Widget_Animation_Duration
    assert 0 < window.style().styleHint(hint, None, window) <= 150
    settings.motion = False
    assert window.style().styleHint(hint, None, window) == 0


def test_other_settings_do_not_dress_anew(qtbot: QtBot, settings: Settings) -> None:
    with qtbot.assertNotEmitted(theme.watch().changed):
        settings.user_name = "見本"


def test_light_on_black_is_taken_for_high_contrast(qapp: QApplication) -> None:
    black = QPalette(QColor("#000000"))
    black.setColor(QPalette.ColorRole.Window, QColor("#000000"))
    black.setColor(QPalette.ColorRole.WindowText, QColor("#ffffff"))
    dark = QPalette(black)
    dark.setColor(QPalette.ColorRole.Window, QColor("#1e1e1e"))
    assert theme.shows_contrast(black)
    assert not theme.shows_contrast(dark)


@pytest.mark.parametrize("drawing", ICONS, ids=lambda p: p.stem)
def test_every_drawing_can_be_drawn(qapp: QApplication, settings: Settings, drawing: Path) -> None:
    image = icon(drawing.stem).pixmap(QSize(24, 24)).toImage()
    assert not icon(drawing.stem).isNull()
    assert any(image.pixelColor(x, y).alpha() > 128 for x in range(image.width()) for y in range(image.height()))


def test_an_icon_that_is_not_there_is_empty(qapp: QApplication) -> None:
    assert icon("ない").isNull()


def test_icons_on_buttons_follow_the_theme(qtbot: QtBot, settings: Settings) -> None:
    button = QPushButton()
    qtbot.addWidget(button)
    button.setIcon(icon("add"))
    assert _ink(button.icon()) == LIGHT.text
    settings.theme = "dark"
    assert _ink(button.icon()) == DARK.text
    assert _ink(button.icon(), QIcon.Mode.Disabled) == DARK.quiet


def _ink(drawn: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal) -> str:
    image = drawn.pixmap(QSize(24, 24), mode).toImage().convertToFormat(QImage.Format.Format_ARGB32)
    return str(image.pixelColor(image.width() // 2, image.height() // 2).name())


def test_a_typeface_that_is_not_known_to_the_system_comes_from_its_file(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFontDatabase, "hasFamily", lambda _: False)
    ui, sheet = typefaces.family(look.UI_FAMILY), typefaces.family(look.SHEET_FAMILY)
    assert "P" in ui.removeprefix("BIZ UD")
    assert "P" not in sheet.removeprefix("BIZ UD")
    assert sheet


def test_a_machine_without_the_typeface_keeps_its_own(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(book: FontBook, face: Face) -> FontFile:
        raise KnownError("ない")

    monkeypatch.setattr(QFontDatabase, "hasFamily", lambda _: False)
    monkeypatch.setattr(FontBook, "main", missing)
    assert typefaces.family(look.UI_FAMILY) == ""
