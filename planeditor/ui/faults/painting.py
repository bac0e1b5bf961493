"""A view that raises at every frame: it is switched off, so that the rest of the window stays of use."""
from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial
from types import FrameType, TracebackType

from PySide6.QtCore import QAbstractItemModel, QAbstractProxyModel, QEvent, QObject, QRect, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QMainWindow, QWidget

from planeditor.messages import faults as say
from planeditor.ui import theme
from planeditor.ui.look import STEP

TIMES, WITHIN = 3, 10.0
"""So many faults of one view within so many seconds are too many."""
_PAINTS = ("paintEvent", "paint", "paintSection")
_ASKED_FOR_PAINT = ("data", "headerData", "sizeHint", "flags", "rowCount", "columnCount")


class Loops(QObject):
    """Counts what views raise, and switches off those that do not stop."""

    def __init__(self) -> None:
        super().__init__()
        self._lately: dict[int, list[float]] = {}
        self._off: dict[int, SwitchedOff] = {}

    def saw(self, trace: TracebackType | None) -> bool:
        """A fault came; gives whether a view was switched off for it."""
        views = [view for view in dict.fromkeys(_views(trace)) if not isinstance(view, QMainWindow)]
        now, switched = time.monotonic(), False
        for view in views[:1]:
            mark = id(view)
            if mark not in self._lately:
                view.destroyed.connect(partial(self._forget, mark))
            times = self._lately.setdefault(mark, [])
            times[:] = [*(at for at in times if now - at < WITHIN), now]
            if len(times) >= TIMES and mark not in self._off:
                self._off[mark] = SwitchedOff(view)
                switched = True
        return switched

    def _forget(self, mark: int, _: object = None) -> None:
        self._off.pop(mark, None)
        self._lately.pop(mark, None)


class SwitchedOff(QObject):
    """Paints a sentence in place of a view that cannot paint itself."""

    def __init__(self, view: QWidget) -> None:
        target = view.viewport() if isinstance(view, QAbstractScrollArea) else view
        super().__init__(target)
        view.setAccessibleName(say.SWITCHED_OFF)
        target.installEventFilter(self)
        target.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Nothing of the view's own painting is asked for any more."""
        if event.type() != QEvent.Type.Paint or not isinstance(watched, QWidget):
            return False
        colors, room = theme.current(), watched.rect()
        painter = QPainter(watched)
        painter.fillRect(room, QColor(colors.surface))
        painter.setPen(QColor(colors.text))
        inner = room.adjusted(STEP * 2, STEP * 2, -STEP * 2, -STEP * 2)
        painter.drawText(QRect(inner), int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), say.SWITCHED_OFF)
        painter.end()
        return True


def end_painters(trace: TracebackType | None) -> None:
    """End the painters that a paint began and did not come to end: Qt does not survive one that outlives its paint."""
    for frame in _frames(trace):
        given = frame.f_code.co_varnames[: frame.f_code.co_argcount]  # what was handed in belongs to whoever handed it in
        for name, value in frame.f_locals.items():
            if name not in given and isinstance(value, QPainter) and value.isActive():
                value.end()


def _frames(trace: TracebackType | None) -> Iterator[FrameType]:
    while trace is not None:
        yield trace.tb_frame
        trace = trace.tb_next


def _views(trace: TracebackType | None) -> Iterator[QWidget]:
    """The views that were being painted, the outermost first."""
    for frame in _frames(trace):
        name, found = frame.f_code.co_name, frame.f_locals
        itself, drawn_in = found.get("self"), getattr(found.get("option"), "widget", None)
        if name in _PAINTS and isinstance(itself, QWidget):
            yield itself
        elif name in (*_PAINTS, "sizeHint") and isinstance(drawn_in, QWidget):
            yield drawn_in
        elif name in _ASKED_FOR_PAINT and isinstance(itself, QAbstractItemModel):
            yield from _showing(itself)


def _showing(model: QAbstractItemModel) -> Iterator[QWidget]:
    for widget in QApplication.allWidgets():
        if isinstance(widget, QAbstractItemView) and widget.isVisible():
            shown: QAbstractItemModel | None = widget.model()
            while isinstance(shown, QAbstractProxyModel) and shown is not model:
                shown = shown.sourceModel()
            if shown is model:
                yield widget
