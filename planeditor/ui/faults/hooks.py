"""Where the faults of the window come from: slots, timers and paints, other threads, what nobody could raise to, and Qt itself."""
from __future__ import annotations

import contextlib
import sys
import threading
import traceback
from collections.abc import Callable
from types import TracebackType
from typing import Any

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal, qInstallMessageHandler

from planeditor.services.faults.hooks import log_to_file
from planeditor.services.faults.places import short
from planeditor.services.faults.reporting import write_log
from planeditor.ui.faults.painting import end_painters

_GRAVE = (QtMsgType.QtCriticalMsg, QtMsgType.QtFatalMsg)
Take = Callable[[BaseException], object]


class FaultHooks(QObject):
    """Brings every unexpected exception to one place, on the window's thread."""

    _elsewhere = Signal(object)

    def __init__(self, note: Take, show: Take, stop: Callable[[], object]) -> None:
        """``note`` writes a fault down, on any thread; ``show`` writes and says it, on the window's; ``stop`` ends the program
        where somebody asks for it from outside (Ctrl+C)."""
        super().__init__()
        self._note, self._show, self._stop = note, show, stop
        self._showing = False
        self._before: Any = None
        self._elsewhere.connect(self._in_window)

    def install(self) -> None:
        """From now on, until ``remove``."""
        sys.excepthook = self._raised
        threading.excepthook = self._in_thread
        sys.unraisablehook = self._unraisable
        self._before = qInstallMessageHandler(self._qt_said)
        log_to_file()

    def remove(self) -> None:
        """The hooks are as Python has them again."""
        sys.excepthook, threading.excepthook, sys.unraisablehook = sys.__excepthook__, threading.__excepthook__, sys.__unraisablehook__
        qInstallMessageHandler(self._before)

    def _raised(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt | SystemExit):
            self._stop()
            return
        end_painters(trace)
        self._in_window(error)
        # Kept frames keep what belongs to them alive: painters, widgets, the plan.
        for name in ("last_exc", "last_type", "last_value", "last_traceback"):
            if hasattr(sys, name):
                delattr(sys, name)
        traceback.clear_frames(trace)

    def _in_window(self, error: BaseException) -> None:
        """Say it; whatever goes wrong in that is written, not said."""
        if self._showing:
            self._note(error)
            return
        self._showing = True
        try:
            self._show(error)
        except BaseException as another:  # noqa: BLE001  # the last stop: there is nobody left to tell
            with contextlib.suppress(BaseException):
                self._note(another)
        finally:
            self._showing = False

    def _in_thread(self, args: threading.ExceptHookArgs) -> None:
        error = args.exc_value
        if error is not None and not isinstance(error, SystemExit):
            self._note(error)
            self._elsewhere.emit(error)

    def _unraisable(self, unraisable: sys.UnraisableHookArgs) -> None:
        if unraisable.exc_value is not None:
            self._note(unraisable.exc_value)

    def _qt_said(self, kind: QtMsgType, context: QMessageLogContext, text: str) -> None:
        """The words themselves may hold a text of the plan: they are not written down."""
        if kind in _GRAVE:
            where = [short(error)] if (error := sys.exception()) is not None else []
            names = [str(getattr(context, name, None) or "") for name in ("category", "function")]
            write_log(" ".join(["Qt", kind.name, *names, *where]))
        if self._before is not None:
            self._before(kind, context, text)
        elif sys.stderr is not None:
            sys.stderr.write(f"{text}\n")
