"""The icons: drawings of ``resources/icons`` in the text colour of the theme, crisp at every size."""
from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from PySide6.QtCore import QByteArray, QObject, Qt
from PySide6.QtGui import QAction, QGuiApplication, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractButton, QApplication

from planeditor import paths
from planeditor.ui import theme

_INK = "currentColor"
_SIZES = (16, 20, 24, 32)
"""The sizes the window uses at 100 %."""
_made: dict[int, str] = {}
"""Names of the icons in use, by what Qt keeps of an icon in its copies."""


def icon(name: str) -> QIcon:
    """The icon of that name (a file of ``resources/icons``); an empty one where there is no such drawing.

    On buttons and actions it follows the theme by itself; others ask again when the theme has changed.
    """
    if _FOLLOWER.waits:
        return _placeholder(name)
    colors = theme.current()
    sizes = {theme.scaled(size) for size in _SIZES}
    ratios = {screen.devicePixelRatio() for screen in QGuiApplication.screens()}
    found = _icon(name, colors.text, colors.quiet, tuple(sorted({round(s * r) for s in sizes for r in ratios})))
    _made[found.cacheKey()] = name
    return found


def draw_later() -> None:
    """Give out empty icons of the right size until ``draw_now``: the first paint of the window does not wait for drawings."""
    _FOLLOWER.waits = True


def draw_now() -> None:
    """Put the drawings where empty icons were given out."""
    _FOLLOWER.waits = False
    _FOLLOWER.renew()


def _placeholder(name: str) -> QIcon:
    pixmap = QPixmap(theme.scaled(_SIZES[0]), theme.scaled(_SIZES[0]))
    pixmap.fill(Qt.GlobalColor.transparent)
    made = QIcon(pixmap)
    _made[made.cacheKey()] = name
    return made


def picture(name: str, side: int, ratio: float = 1.0, color: str = "") -> QPixmap:
    """The drawing itself, ``side`` pixels wide and high, in a colour (default: that of the theme's text)."""
    pixmap = _drawn(name, color or theme.current().text, round(side * ratio))
    pixmap.setDevicePixelRatio(ratio)
    return pixmap


@cache
def _icon(name: str, usual: str, disabled: str, sides: tuple[int, ...]) -> QIcon:
    made = QIcon()
    for side in sides if _drawing(name) else ():
        made.addPixmap(_drawn(name, usual, side), QIcon.Mode.Normal)
        made.addPixmap(_drawn(name, disabled, side), QIcon.Mode.Disabled)
    return made


@cache
def _drawing(name: str) -> str:
    file = paths.resources_folder() / "icons" / f"{name}.svg"
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def _drawn(name: str, color: str, side: int) -> QPixmap:
    from PySide6.QtSvg import QSvgRenderer  # not before the first icon is wanted

    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    if _drawing(name):
        painter = QPainter(pixmap)
        QSvgRenderer(QByteArray(_drawing(name).replace(_INK, color).encode())).render(painter)
        painter.end()
    return pixmap


class _Follower(QObject):
    """Puts the icons anew on what bears them when the theme has changed."""

    waits = False

    def renew(self) -> None:
        """Look at every button and action there is."""
        names = dict(_made)
        _made.clear()
        for bearer in _bearers():
            name = names.get(bearer.icon().cacheKey())
            if name is not None:
                bearer.setIcon(icon(name))


def _bearers() -> Iterator[QAction | QAbstractButton]:
    for widget in QApplication.allWidgets():
        yield from widget.actions()
        if isinstance(widget, QAbstractButton):
            yield widget


_FOLLOWER = _Follower()
theme.watch().changed.connect(_FOLLOWER.renew)
