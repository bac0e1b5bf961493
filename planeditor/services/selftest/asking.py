"""Asking Windows about itself: thin calls, each of which may find nothing."""
from __future__ import annotations

import contextlib
import sys
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Screen:
    """One screen: its size in real pixels and what its text is scaled to, in percent."""

    width: int
    height: int
    percent: int


@dataclass(frozen=True, slots=True)
class WindowsFacts:
    """What Windows says of itself; -1 and "" where it does not say."""

    console_page: int = -1
    ansi_page: int = -1
    long_paths: int = -1
    """Whether the switch for long places is on: 1 or 0."""
    profile: int = -1
    """The bits of ``GetProfileType``: 1 temporary, 2 roaming, 4 mandatory, 8 taken from elsewhere."""
    remote: bool = False
    screens: tuple[Screen, ...] = ()
    documents: str = ""
    """The folder of documents, which a service may keep in step."""


if sys.platform == "win32":
    import ctypes
    import os
    import winreg
    from ctypes import wintypes

    _USUAL_DPI = 96
    _REMOTE_SESSION = 0x1000
    _EFFECTIVE = 0
    _SYSTEM = r"SYSTEM\CurrentControlSet\Control\FileSystem"
    _FOLDERS = r"Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"

    def windows_facts() -> WindowsFacts:
        """What Windows says of itself; never raises."""
        kernel, user = ctypes.WinDLL("kernel32"), ctypes.WinDLL("user32")
        long_paths = _registry(winreg.HKEY_LOCAL_MACHINE, _SYSTEM, "LongPathsEnabled")
        documents = _registry(winreg.HKEY_CURRENT_USER, _FOLDERS, "Personal")
        return WindowsFacts(
            int(kernel.GetConsoleOutputCP()) or -1, int(kernel.GetACP()), long_paths if isinstance(long_paths, int) else -1,
            _profile(), bool(user.GetSystemMetrics(_REMOTE_SESSION)), _screens(),
            os.path.expandvars(documents) if isinstance(documents, str) else "",
        )  # fmt: skip

    def _registry(root: int, key: str, name: str) -> object:
        with contextlib.suppress(OSError), winreg.OpenKey(root, key) as opened:
            return winreg.QueryValueEx(opened, name)[0]
        return None

    def _profile() -> int:
        with contextlib.suppress(OSError, AttributeError):
            flags = wintypes.DWORD()
            if ctypes.WinDLL("userenv").GetProfileType(ctypes.byref(flags)):
                return flags.value
        return -1

    def _screens() -> tuple[Screen, ...]:
        found: list[Screen] = []
        shape = ctypes.WINFUNCTYPE(
            wintypes.BOOL, wintypes.HANDLE, wintypes.HDC, ctypes.POINTER(wintypes.RECT), wintypes.LPARAM
        )

        def take(monitor: int, _hdc: int, place: ctypes._Pointer[wintypes.RECT], _data: int) -> bool:
            at, across, down = place.contents, wintypes.UINT(), wintypes.UINT()
            with contextlib.suppress(OSError, AttributeError):
                ctypes.WinDLL("shcore").GetDpiForMonitor(
                    wintypes.HANDLE(monitor), _EFFECTIVE, ctypes.byref(across), ctypes.byref(down)
                )
            percent = round(100 * (across.value or _USUAL_DPI) / _USUAL_DPI)
            found.append(Screen(at.right - at.left, at.bottom - at.top, percent))
            return True

        with contextlib.suppress(OSError):
            ctypes.WinDLL("user32").EnumDisplayMonitors(None, None, shape(take), 0)
        return tuple(found)
