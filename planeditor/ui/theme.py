"""The theme of the window: colours, typeface and the one style sheet, following the settings and the system."""
from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication

from planeditor.formengine.fonts.book import FontBook
from planeditor.ui import look, motion, typefaces
from planeditor.ui.settings import Settings
from planeditor.ui.stylesheet import style_sheet

ARGUMENTS = ("planeditor", "-style", "fusion")
"""What the application is made with. ``setStyle`` would give the style back, and with it all that Python has to know of one."""
_SET_BY_THE_SYSTEM = "QMenuBar, QMenu, QToolTip, QMessageBox"
"""Parts for which Windows names fonts of its own at any time, which know nothing of the text size chosen here."""
_SCHEMES = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark, "contrast": Qt.ColorScheme.Dark}


class Theme(QObject):
    """What the window looks like now."""

    changed = Signal()
    """Colours or text size are others: what is painted by hand is painted anew."""

    def __init__(self) -> None:
        super().__init__()
        self.colors = look.LIGHT
        self.scale = 1.0
        self._settings: Settings | None = None
        self._system_contrast = False
        self._family = ""

    def follow(self, app: QApplication, settings: Settings, fonts: FontBook | None) -> None:
        """Take the look from these settings, now and whenever they change."""
        if self._settings is None:
            self._system_contrast = shows_contrast(app.palette())
            app.styleHints().colorSchemeChanged.connect(self._system_changed)
        if settings is not self._settings:
            self._settings = settings
            settings.changed.connect(self._setting_changed)
        self._family = typefaces.family(look.UI_FAMILY, fonts)
        self.apply()

    def apply(self) -> None:
        """Dress the application."""
        app = QApplication.instance()
        if not isinstance(app, QApplication) or self._settings is None:
            return
        name, self.scale = self._settings.theme, self._settings.text_scale / 100
        app.styleHints().setColorScheme(_SCHEMES.get(name, Qt.ColorScheme.Unknown))  # the frame drawn by the system too
        self.colors = self._wanted(name)
        font = QFont(self._family) if self._family else QFont(app.font())
        font.setPixelSize(scaled(look.TEXT))
        app.setFont(font)
        app.setPalette(_palette(self.colors))
        own = f'{_SET_BY_THE_SYSTEM} {{ font-family: "{font.family()}"; font-size: {font.pixelSize()}px; }}'
        app.setStyleSheet(f"{own}\n{style_sheet(self.colors, self.scale, self._moving())}")
        self.changed.emit()

    def _moving(self) -> int:
        wanted = self._settings is not None and self._settings.motion and motion.system_allows()
        return motion.DURATION if wanted else 0

    def _wanted(self, name: str) -> look.Colors:
        if name in look.THEMES:
            return look.THEMES[name]
        if self._system_contrast:
            return look.CONTRAST
        dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return look.DARK if dark else look.LIGHT

    def _system_changed(self) -> None:
        if self._settings is not None and self._settings.theme == "system" and self._wanted("system") != self.colors:
            self.apply()

    def _setting_changed(self, name: str) -> None:
        if name in ("theme", "text_scale", "motion") and self.sender() in (self._settings, None):
            self.apply()


_THEME = Theme()


def apply(app: QApplication, settings: Settings, fonts: FontBook | None = None) -> None:
    """Dress the application as the settings say, and again whenever they or the colours of the system change."""
    _THEME.follow(app, settings, fonts)


def current() -> look.Colors:
    """The colours in force."""
    return _THEME.colors


def scaled(pixels: int) -> int:
    """A length of the design at the text size in force."""
    return round(pixels * _THEME.scale)


def watch() -> Theme:
    """The theme, for its signal ``changed``."""
    return _THEME


def shows_contrast(palette: QPalette) -> bool:
    """Whether the system's own colours are those of a high contrast theme: light on nothing but black."""
    black = palette.color(QPalette.ColorRole.Window).rgb() == QColor("#000000").rgb()
    return black and palette.color(QPalette.ColorRole.WindowText).lightness() > 200


def _palette(colors: look.Colors) -> QPalette:
    """The palette for what the style sheet leaves to the style (check marks, arrows, running text)."""
    role, palette = QPalette.ColorRole, QPalette()
    for name, color in {
        role.Window: colors.window, role.WindowText: colors.text, role.Base: colors.surface, role.AlternateBase: colors.window,
        role.Text: colors.text, role.Button: colors.surface, role.ButtonText: colors.text, role.BrightText: colors.on_accent,
        role.Highlight: colors.selected, role.HighlightedText: colors.text, role.Link: colors.accent,
        role.LinkVisited: colors.accent, role.PlaceholderText: colors.quiet, role.ToolTipBase: colors.surface,
        role.ToolTipText: colors.text, role.Light: colors.surface, role.Midlight: colors.hover, role.Mid: colors.line,
        role.Dark: colors.quiet, role.Shadow: colors.desk, role.Accent: colors.accent,
    }.items():  # fmt: skip
        palette.setColor(name, QColor(color))
    for name in (role.Text, role.WindowText, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, name, QColor(colors.quiet))
    return palette
