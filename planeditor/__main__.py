"""``planeditor``: the reading child, the command line, and the window, each with no more than it needs."""
from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from planeditor.starting import MEMORY_TEST, WINDOW_TEST

CHILD_FLAG = "--reading-child"
"""A frozen program starts itself with this as its reading child (``formengine.reading.process``)."""


def main() -> int:
    """Run what was asked for; gives the exit status."""
    words = sys.argv[1:]
    if words[:1] == [CHILD_FLAG]:
        from planeditor.formengine.reading.child import main as read  # the child loads nothing else

        read()
        return 0
    if words[:1] == [WINDOW_TEST]:
        return _try_window(words[1:])
    if words[:1] == [MEMORY_TEST]:
        from planeditor.services.selftest.eating import main as eat

        eat()
    try:
        if means_window(words) and has_screen():
            from planeditor.ui.app import run as window

            start: Callable[[], int] = partial(window, [Path(word) for word in words])
        else:
            from planeditor.cli import main as start
            from planeditor.services.faults.hooks import install_hooks

            install_hooks()
    except Exception as error:  # noqa: BLE001  # a part of the program is missing or broken
        return _without_parts(error)
    return start()


def _try_window(words: Sequence[str]) -> int:
    """The window's part of the self-test; Qt may be missing or broken, which is then the result."""
    from planeditor.services.selftest.window import MISSING

    try:
        from planeditor.ui.selftest import main as try_window
    except Exception:  # noqa: BLE001
        print(MISSING)  # noqa: T201
        return 1
    return try_window(words)


def _without_parts(error: Exception) -> int:
    """Say that the program is not whole; even what says so may be missing."""
    from planeditor.messages.faults import PARTS_MISSING

    try:
        from planeditor.services.faults.reporting import Facts, write_fault
        from planeditor.services.faults.saying import say_aloud
    except Exception:  # noqa: BLE001
        sys.stderr.write(f"{PARTS_MISSING}\n")
    else:
        write_fault(error, Facts(action="start"))
        say_aloud(PARTS_MISSING)
    return 1


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
