"""What this terminal is called, and whether a process of it still runs."""
from __future__ import annotations

import os
import sys
from pathlib import Path

from planeditor.messages import store as messages

_LONGEST_NAME = 256
"""Characters of the name of a terminal; Windows knows 15."""


def birth_mark(pid: int) -> str | None:
    """When the process began, as the system counts; "" where it runs but does not say, None where it does not run.

    Process ids are used again, soon after a restart above all: the same id with another mark is another process.
    """
    if sys.platform == "win32":
        return _birth_mark_windows(pid)
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):
        return None
    except PermissionError:
        pass  # it runs, for another user
    try:
        # Field 22 of stat counted after the name in parentheses, which may hold spaces; Z is dead, not yet reaped.
        fields = Path(f"/proc/{pid}/stat").read_text("utf-8", "replace").rpartition(")")[2].split()
    except OSError:
        return ""
    if fields[0] in {"Z", "X"}:
        return None
    return f"{boot}/{fields[19]}" if (boot := boot_mark()) else ""


def terminal_name() -> str:
    """What others call this terminal; never "", for a lock names it.

    A terminal that has no name is told from others by its start, so that a lock of another is not taken for one left here.
    """
    return system_name() or messages.TERMINAL_WITHOUT_NAME.format(mark=boot_mark()[:8]).strip()


def boot_mark() -> str:
    """What this start of the terminal is known by; "" where the system does not say."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except OSError:
        return ""


if sys.platform == "win32":

    def system_name() -> str:
        """The name the system gives this terminal, "" where it gives none."""
        import ctypes

        # The variable is asked second: a session on a terminal server may be given another one.
        size = ctypes.c_ulong(_LONGEST_NAME)
        buffer = ctypes.create_unicode_buffer(size.value)
        if ctypes.WinDLL("kernel32").GetComputerNameW(buffer, ctypes.byref(size)) and buffer.value.strip():
            return buffer.value.strip()
        return os.environ.get("COMPUTERNAME", "").strip()

    def _birth_mark_windows(pid: int) -> str | None:
        # os.kill(pid, 0) would end the process on Windows.
        import ctypes
        from ctypes import wintypes

        query_limited_information, still_active, access_denied = 0x1000, 259, 5
        kernel = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel.OpenProcess.restype = wintypes.HANDLE
        kernel.OpenProcess.argtypes = [wintypes.DWORD, wintypes.BOOL, wintypes.DWORD]
        kernel.GetExitCodeProcess.argtypes = [wintypes.HANDLE, wintypes.LPDWORD]
        kernel.GetProcessTimes.argtypes = [wintypes.HANDLE, *[ctypes.POINTER(wintypes.FILETIME)] * 4]
        kernel.CloseHandle.argtypes = [wintypes.HANDLE]
        handle = kernel.OpenProcess(query_limited_information, 0, pid)
        if not handle:
            return "" if ctypes.get_last_error() == access_denied else None
        try:
            code = wintypes.DWORD()
            if kernel.GetExitCodeProcess(handle, ctypes.byref(code)) and code.value != still_active:
                return None
            times = [wintypes.FILETIME() for _ in range(4)]
            if not kernel.GetProcessTimes(handle, *[ctypes.byref(t) for t in times]):
                return ""
            return f"{times[0].dwHighDateTime:x}{times[0].dwLowDateTime:08x}"
        finally:
            kernel.CloseHandle(handle)

else:

    def system_name() -> str:
        """The name the system gives this terminal, "" where it gives none."""
        return os.uname().nodename.strip()
