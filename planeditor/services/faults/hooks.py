"""Without a window: what threads and finalisers raise goes to the log, and no traceback to the user."""
from __future__ import annotations

import logging
import sys
import threading

from planeditor.services.faults.reporting import write_fault, write_log

_LOGGER = "planeditor"


def install_hooks() -> None:
    """From now on, for this process."""
    threading.excepthook = _in_thread
    sys.unraisablehook = _unraisable
    log_to_file()


def log_to_file() -> None:
    """What parts of the program note by ``logging`` (a reading process that was lost, and where) goes to the log too, and not to
    standard error. They note code places only."""
    logger = logging.getLogger(_LOGGER)
    if not any(isinstance(handler, _ToLog) for handler in logger.handlers):
        logger.addHandler(_ToLog(logging.WARNING))


class _ToLog(logging.Handler):
    """Writes one line for each record; never raises."""

    def emit(self, record: logging.LogRecord) -> None:
        write_log(f"{record.name} {record.getMessage()}")


def _in_thread(args: threading.ExceptHookArgs) -> None:
    if args.exc_value is not None and not isinstance(args.exc_value, SystemExit):
        write_fault(args.exc_value)


def _unraisable(unraisable: sys.UnraisableHookArgs) -> None:
    if unraisable.exc_value is not None:
        write_fault(unraisable.exc_value)
