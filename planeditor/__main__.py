"""``planeditor``: the reading child, the command line, and (once there is one) the window, each with no more than it needs."""
from __future__ import annotations

import sys

CHILD_FLAG = "--reading-child"
"""A frozen program starts itself with this as its reading child (``formengine.reading.process``)."""


def main() -> int:
    """Run what was asked for; gives the exit status."""
    if sys.argv[1:2] == [CHILD_FLAG]:
        from planeditor.formengine.reading.child import main as read  # the child loads nothing else

        read()
        return 0
    from planeditor.cli import main as command_line

    return command_line()


if __name__ == "__main__":
    sys.exit(main())
