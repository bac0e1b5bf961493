"""The start of the program in the bundle."""
from __future__ import annotations

import os
import sys

BUILD = "@BUILD@"

# The bundle may lie where nothing can be written (a share, a DVD): compiled modules are kept with the user's own data, whatever
# the machine's variables say; those of each build apart, since all files of all builds bear the same time. Until here nothing has
# been imported that would be worth keeping.
_LOCAL = os.environ.get("LOCALAPPDATA") or os.path.join(os.path.expanduser("~"), "AppData", "Local")  # noqa: PTH111, PTH118
sys.pycache_prefix = os.path.join(_LOCAL, "planeditor", "compiled", BUILD)  # noqa: PTH118
sys.dont_write_bytecode = False

from planeditor.__main__ import main  # noqa: E402 - only now, so that it is found compiled

sys.exit(main())
