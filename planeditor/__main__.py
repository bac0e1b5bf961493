"""``planeditor``: the reading child, the command line, and the window, each with no more than it needs."""
from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

CHILD_FLAG = "--reading-child"
"""A frozen program starts itself with this as its reading child (``formengine.reading.process``)."""


def main() -> int:
    """Run what was asked for; gives the exit status."""
    words = sys.argv[1:]
    if words[:1] == [CHILD_FLAG]:
        from planeditor.formengine.reading.child import main as read  # the child loads nothing else

        read()
        return 0
    if means_window(words) and has_screen():
        from planeditor.ui.app import run

        return run([Path(word) for word in words])
    from planeditor.cli import main as command_line

    return command_line()


def means_window(words: Sequence[str]) -> bool:
    """Whether the window is asked for: no words, or nothing but files."""
    from planeditor.messages.cli import HELP

    return not any(word.startswith("-") for word in words) and (not words or words[0] not in HELP)


def has_screen() -> bool:
    """Whether a window can be shown; elsewhere a file is shown as text."""
    return sys.platform in ("win32", "darwin") or any(
        os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    )


if __name__ == "__main__":
    sys.exit(main())
