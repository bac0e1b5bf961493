"""How much a file may ask for (SAFETY.md 2.1, 2.3 and 2.5), and the limits a reading process sets upon itself."""
from __future__ import annotations

import sys

MEGABYTE = 1 << 20

MAX_FILE_BYTES = 200 * MEGABYTE
"""A file is never larger than what it may unpack to."""
MAX_UNPACKED_BYTES = 200 * MEGABYTE
MAX_PART_BYTES = 100 * MEGABYTE
MAX_RATIO = 200
RATIO_FROM_BYTES = MEGABYTE
MAX_PARTS = 5000
MAX_DEPTH = 200
MAX_CELLS = 1_000_000
MAX_TEXT_BYTES = 64 * MEGABYTE
MAX_ROW = 1_048_576
MAX_COLUMN = 16_384

MEMORY_BYTES = 500 * MEGABYTE
BASE_SECONDS = 10.0
SECONDS_PER_MEGABYTE = 1.0
START_SECONDS = 60.0
"""How long a reading process may take to come up: the first start on a slow terminal with a virus scanner."""
MAX_ANSWER_BYTES = 256 * MEGABYTE
"""One answer of the child: 64 MB of text, the struck parts again, and the places of a million cells."""


def seconds_for(size: int, base: float = BASE_SECONDS) -> float:
    """How long reading a file of ``size`` bytes may take."""
    return base + SECONDS_PER_MEGABYTE * size / MEGABYTE


if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _JOB_EXTENDED_LIMIT_INFORMATION = 9
    _LIMIT_PROCESS_MEMORY = 0x0100
    _LIMIT_ACTIVE_PROCESS = 0x0008
    _LIMIT_DIE_ON_UNHANDLED_EXCEPTION = 0x0400
    _NO_ERROR_BOXES = 0x0001 | 0x0002 | 0x8000

    class _BasicLimits(ctypes.Structure):
        _fields_ = (
            ("PerProcessUserTimeLimit", wintypes.LARGE_INTEGER),
            ("PerJobUserTimeLimit", wintypes.LARGE_INTEGER),
            ("LimitFlags", wintypes.DWORD),
            ("MinimumWorkingSetSize", ctypes.c_size_t),
            ("MaximumWorkingSetSize", ctypes.c_size_t),
            ("ActiveProcessLimit", wintypes.DWORD),
            ("Affinity", ctypes.c_size_t),
            ("PriorityClass", wintypes.DWORD),
            ("SchedulingClass", wintypes.DWORD),
        )

    class _ExtendedLimits(ctypes.Structure):
        _fields_ = (
            ("BasicLimitInformation", _BasicLimits),
            ("IoInfo", ctypes.c_ulonglong * 6),
            ("ProcessMemoryLimit", ctypes.c_size_t),
            ("JobMemoryLimit", ctypes.c_size_t),
            ("PeakProcessMemoryUsed", ctypes.c_size_t),
            ("PeakJobMemoryUsed", ctypes.c_size_t),
        )

    def limit_this_process() -> None:
        """Put this process into a Job Object of its own: memory, no further process, no error box on screen.

        The handle stays open until the process ends; nested jobs are allowed since Windows 8.
        """
        kernel32 = ctypes.WinDLL("kernel32", use_last_error=True)
        kernel32.CreateJobObjectW.restype = wintypes.HANDLE
        kernel32.CreateJobObjectW.argtypes = (ctypes.c_void_p, wintypes.LPCWSTR)
        kernel32.GetCurrentProcess.restype = wintypes.HANDLE
        kernel32.SetInformationJobObject.argtypes = (
            wintypes.HANDLE, ctypes.c_int, ctypes.c_void_p, wintypes.DWORD,
        )
        kernel32.AssignProcessToJobObject.argtypes = (wintypes.HANDLE, wintypes.HANDLE)
        kernel32.SetErrorMode(_NO_ERROR_BOXES)
        limits = _ExtendedLimits()
        limits.BasicLimitInformation.LimitFlags = (
            _LIMIT_PROCESS_MEMORY | _LIMIT_ACTIVE_PROCESS | _LIMIT_DIE_ON_UNHANDLED_EXCEPTION
        )
        limits.BasicLimitInformation.ActiveProcessLimit = 1
        limits.ProcessMemoryLimit = MEMORY_BYTES
        job = kernel32.CreateJobObjectW(None, None)
        if not job or not kernel32.SetInformationJobObject(
            job, _JOB_EXTENDED_LIMIT_INFORMATION, ctypes.byref(limits), ctypes.sizeof(limits)
        ) or not kernel32.AssignProcessToJobObject(job, kernel32.GetCurrentProcess()):
            raise ctypes.WinError(ctypes.get_last_error())

else:
    import resource

    _GUESSED_BASE = 300 * MEGABYTE

    def _address_space_beside_memory() -> int:
        """Bytes of address space this process has now beyond the memory it holds; a guess where there is no /proc."""
        try:
            with open("/proc/self/statm", "rb") as status:  # noqa: PTH123 (pathlib costs the child its quick start)
                space, held = status.read().split()[:2]
                return (int(space) - int(held)) * resource.getpagesize()
        except (OSError, ValueError, IndexError):
            return _GUESSED_BASE

    def _lower(kind: int, value: int) -> None:
        """Lower one limit; where the system forbids it the parent's clock still guards."""
        _soft, hard = resource.getrlimit(kind)
        if hard != resource.RLIM_INFINITY:
            value = min(value, hard)
        try:
            resource.setrlimit(kind, (value, value))
        except (ValueError, OSError):
            return

    def limit_this_process() -> None:
        """Limit this process: memory, with what it holds now counted in, no core file, nothing written to any file."""
        _lower(resource.RLIMIT_AS, _address_space_beside_memory() + MEMORY_BYTES)
        _lower(resource.RLIMIT_CORE, 0)
        _lower(resource.RLIMIT_FSIZE, 0)
