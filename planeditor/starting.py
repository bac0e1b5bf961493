"""How the program starts a part of itself as a process of its own: from a checkout, from a bundle's folder, or frozen."""
from __future__ import annotations

import sys

WINDOW_TEST = "--window-test"
"""The first word by which the program knows that it is to try its window, off screen, for the self-test."""
MEMORY_TEST = "--memory-test"
"""The same for the process that takes memory until it is stopped."""

_CREATE_NO_WINDOW = 0x08000000
"""As ``subprocess`` has it on Windows; loading that takes time that the start does not have."""


def own_command(module: str, flag: str = "") -> list[str]:
    """The words that start ``module`` with this very Python; ``flag``: how a frozen program is told which part is meant."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *([flag] if flag else [])]
    # Where modules are kept compiled is not inherited, and the folder of the program may lie where nothing can be written.
    compiled = ["-X", f"pycache_prefix={sys.pycache_prefix}"] if sys.pycache_prefix else []
    return [sys.executable, "-P", "-X", "utf8", *compiled, "-m", module]


def no_console() -> int:
    """The flags for ``subprocess`` with which no black window appears on Windows."""
    return _CREATE_NO_WINDOW if sys.platform == "win32" else 0
