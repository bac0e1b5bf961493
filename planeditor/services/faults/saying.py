"""A sentence for the user where there is no window to say it in."""
from __future__ import annotations

import contextlib
import sys

from planeditor.messages import ui_main as say


def say_aloud(text: str) -> None:
    """On standard error; where the program has none (started by a double click on Windows), in a box of the system."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError, ValueError):
            sys.stderr.write(f"{text}\n")
            sys.stderr.flush()
    elif sys.platform == "win32":
        import ctypes

        ctypes.windll.user32.MessageBoxW(0, text, say.PROGRAM, 0)
