"""What a user has chosen for this program, kept between starts in one readable file. Never anything of a plan's content."""
from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

from planeditor.services.backups.choices import choices, keep_in

RECENT = 8
"""How many plans the start page offers."""


class Settings(QObject):
    """The choices, each a property; ``changed`` names the one that was set."""

    changed = Signal(str)

    def __init__(self, file: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._store = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def user_name(self) -> str:
        """The name shown in the history; "" = the name of the sign-in."""
        return self._text("user_name")

    @user_name.setter
    def user_name(self, value: str) -> None:
        self._set("user_name", value.strip())

    @property
    def theme(self) -> str:
        """``system``, ``light``, ``dark`` or ``contrast``."""
        return self._text("theme") or "system"

    @theme.setter
    def theme(self, value: str) -> None:
        self._set("theme", value)

    @property
    def text_scale(self) -> int:
        """Text size of the window in percent, 100 to 200."""
        text = self._text("text_scale")
        return min(200, max(100, int(text))) if text.isdecimal() else 100

    @text_scale.setter
    def text_scale(self, value: int) -> None:
        self._set("text_scale", str(value))

    @property
    def motion(self) -> bool:
        """Whether panels may slide; the system can forbid it too."""
        return self._text("motion") != "off"

    @motion.setter
    def motion(self, value: bool) -> None:
        self._set("motion", "" if value else "off")

    @property
    def export_folder(self) -> str:
        """Where exports are offered to go; "" = beside the plan."""
        return self._text("export_folder")

    @export_folder.setter
    def export_folder(self, value: str) -> None:
        self._set("export_folder", value)

    @property
    def backup_folder(self) -> str:
        """The folder that has backups too, "" = only beside each plan; the commands use the same choice.

        Setting it raises ``KnownError`` where the folder is not there or the choice cannot be kept.
        """
        return choices().keep_in

    @backup_folder.setter
    def backup_folder(self, value: str) -> None:
        if value != choices().keep_in:
            keep_in(Path(value) if value else None)
            self.changed.emit("backup_folder")

    @property
    def recent(self) -> list[str]:
        """The plans opened lately, the latest first."""
        return [line for line in self._text("recent").split("\n") if line]

    def opened_at(self, path: str) -> str:
        """The day a plan was opened last (``2024-04-12``); "" where that is not known."""
        return self._text(f"opened/{_short(path)}")

    def opened(self, path: Path) -> None:
        """Remember a plan as the one opened last."""
        self._set(f"opened/{_short(str(path))}", datetime.now().astimezone().date().isoformat())
        others = [p for p in self.recent if p != str(path)]
        self._set("recent", "\n".join([str(path), *others][:RECENT]))
        self.last_file = str(path)

    def forget(self, path: str) -> None:
        """Take a plan off the list."""
        self._store.remove(f"opened/{_short(path)}")
        self._set("recent", "\n".join(p for p in self.recent if p != path))

    @property
    def last_file(self) -> str:
        """The plan that was open when the program was last closed; "" = none."""
        return self._text("last_file")

    @last_file.setter
    def last_file(self, value: str) -> None:
        self._set("last_file", value)

    def value(self, name: str) -> str:
        """Anything else that a part of the window remembers as text (zoom, a column choice), "" where nothing is kept."""
        return self._text(name)

    def keep(self, name: str, value: str) -> None:
        """Remember a text for ``value``."""
        self._set(name, value)

    def state(self, name: str) -> QByteArray:
        """The kept geometry or state of a window part."""
        value = self._store.value(f"window/{name}")
        return value if isinstance(value, QByteArray) else QByteArray()

    def keep_state(self, name: str, value: QByteArray) -> None:
        """Remember geometry or state of a window part."""
        self._store.setValue(f"window/{name}", value)

    def _text(self, name: str) -> str:
        value = self._store.value(name, "")
        return value if isinstance(value, str) else ""

    def _set(self, name: str, value: str) -> None:
        if self._text(name) != value:
            self._store.setValue(name, value)
            self.changed.emit(name)


def _short(path: str) -> str:
    """A name for what is kept of a plan: a path may hold what a name here may not."""
    return hashlib.sha256(path.encode("utf-8", "surrogatepass")).hexdigest()[:16]
