"""Whether a process of this terminal still runs."""
from __future__ import annotations

import os
import sys
from pathlib import Path


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
        boot = Path("/proc/sys/kernel/random/boot_id").read_text("ascii").strip()
    except OSError:
        return ""
    return None if fields[0] in {"Z", "X"} else f"{boot}/{fields[19]}"


if sys.platform == "win32":

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
