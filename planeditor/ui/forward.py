"""Windows beside the main one: each is open once, and comes forward when it is asked for again."""
from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QWidget

W = TypeVar("W", bound=QWidget)


def come_forward(window: QWidget, kind: type[W], fits: Callable[[W], bool] = lambda _: True) -> bool:
    """Bring the open window of that kind to the front; gives whether there was one. One that does not fit is closed."""
    for former in window.findChildren(kind):
        if fits(former):
            former.show()
            former.raise_()
            former.activateWindow()
            return True
        former.close()
    return False
