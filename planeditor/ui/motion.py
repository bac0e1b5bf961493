"""Whether things on screen may move."""
from __future__ import annotations

import sys

DURATION = 120
"""How long a panel takes to slide, in ms."""
_CLIENT_AREA_ANIMATION = 0x1042


def system_allows() -> bool:
    """Whether the system lets windows move their contents (an accessibility setting of Windows); elsewhere it is not asked."""
    if sys.platform == "win32":
        import ctypes

        wanted = ctypes.c_int(1)
        ctypes.windll.user32.SystemParametersInfoW(_CLIENT_AREA_ANIMATION, 0, ctypes.byref(wanted), 0)
        return bool(wanted.value)
    return True
