"""Printing what was previewed, as vectors, so that type is as sharp as the printer can make it."""
from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QDialog, QWidget

from planeditor.domain.errors import KnownError
from planeditor.files import put_over, sync_file, temporary_beside
from planeditor.formengine.pages import Page
from planeditor.messages import ui_preview as say
from planeditor.services.paper.exporting import printed_pages
from planeditor.services.paper.targets import sentence_of
from planeditor.ui.preview.maker import Made
from planeditor.ui.progress import Jobs
from planeditor.ui.runner import Lane
from planeditor.ui.sheet.page_painter import PaintedPage
from planeditor.ui.sheet.print_painter import page_layout
from planeditor.ui.sheet.sheet_fonts import SheetFonts

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

_AT_ONCE = 4
"""So many pages are laid out ahead of the printer."""


def new_printer(name: str) -> QPrinter:
    """A printer set as offices print: both sides, black and white; the pages bring their own paper."""
    from PySide6.QtPrintSupport import QPrinter  # heavy, and not needed before somebody prints

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    printer.setDuplex(QPrinter.DuplexMode.DuplexLongSide)
    printer.setColorMode(QPrinter.ColorMode.GrayScale)
    printer.setFullPage(True)
    return printer


def ask_printer(printer: QPrinter, pages: int, parent: QWidget, chosen: Callable[[], object]) -> None:
    """Show the system's print dialog; ``chosen`` is called when the user wants it printed."""
    from PySide6.QtPrintSupport import QPrintDialog

    dialog = QPrintDialog(printer, parent)
    dialog.setWindowTitle(say.PRINT_TITLE)
    dialog.setMinMax(1, pages)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintCurrentPage)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.accepted.connect(chosen)
    QDialog.open(dialog)  # the dialog's own ``open`` wants a slot by name


def chosen_pages(printer: QPrinter, count: int, current: int) -> list[int]:
    """The pages (from 0) that the dialog was left with."""
    from PySide6.QtPrintSupport import QPrinter

    kind = printer.printRange()
    if kind == QPrinter.PrintRange.CurrentPage:
        return [current]
    ranges = printer.pageRanges()
    if kind == QPrinter.PrintRange.PageRange and not ranges.isEmpty():
        return [page for page in range(count) if ranges.contains(page + 1)]
    return list(range(count))


class PrintJob(QObject):
    """One job on its way to a printer: pages are laid out beside the window and painted as vectors, one between two events."""

    finished = Signal(int)
    """How many pages were sent; 0 = stopped or refused."""

    def __init__(self, jobs: Jobs, made: Made, printer: QPrinter, pages: Collection[int]) -> None:
        """``pages``: those wanted of what was previewed, from 0; one at least."""
        super().__init__(jobs)
        self.jobs, self.made, self.printer = jobs, made, printer
        self._wanted = frozenset(pages)
        # A printer that makes copies by itself is not sent them.
        copies = 1 if printer.supportsMultipleCopies() else printer.copyCount()
        self._rounds, self._each = (copies, 1) if printer.collateCopies() else (1, copies)
        self._fonts = SheetFonts(jobs.session.fonts)
        self._painter = QPainter()
        self._coming: Iterator[Page] = iter(())
        self._ready: list[Page] = []
        self._sent = 0
        self._file = Path(printer.outputFileName()) if printer.outputFileName() else None
        """Where it goes in place of a printer; written beside, like any file."""
        self._beside = temporary_beside(self._file) if self._file else None
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._next)

    def start(self) -> None:
        """Begin. Where the printer does not take the job, the session says so."""
        self._job = self.jobs.start(say.PRINTING, len(self._wanted) * self._rounds * self._each)
        if self._beside is not None:
            self.printer.setOutputFileName(str(self._beside))
        self._begin_round()

    def _begin_round(self) -> None:
        self._rounds -= 1
        made = self.made
        every = printed_pages(made.plan, made.forms, made.order, fonts=self.jobs.fonts)
        self._coming = (page for number, page in enumerate(every) if number in self._wanted)
        self._fetch()

    def _fetch(self) -> None:
        """Have the next few pages laid out."""
        self._timer.stop()
        work: Callable[[], list[Page]] = partial(list, islice(self._coming, _AT_ONCE))
        self.jobs.session.runner.run(Lane.BESIDE, work, self._fetched, self._failed)

    def _fetched(self, pages: list[Page]) -> None:
        self._ready = pages
        if self._job.stopped:
            self._stop()
        elif pages:
            self._timer.start()
        elif self._rounds:
            self._begin_round()
        else:
            self._end(self._sent)

    def _next(self) -> None:
        if self._job.stopped:
            self._stop()
            return
        page = self._ready.pop(0)
        for _ in range(self._each):
            if not self._turn_to(page):
                self._failed(KnownError(say.NOT_PRINTED))
                return
            self._paint(page)
            self._sent += 1
        self._job.at = (self._sent, self._job.at[1])
        if not self._ready:
            self._fetch()

    def _turn_to(self, page: Page) -> bool:
        """Have the printer take up paper of this page's size."""
        self.printer.setPageLayout(page_layout(page))
        return self.printer.newPage() if self._painter.isActive() else self._painter.begin(self.printer)

    def _paint(self, page: Page) -> None:
        """Paint a page over the whole paper, smaller where the printer has no paper that large."""
        painter = self._painter
        room = painter.viewport()
        scale = min(room.width() / page.width, room.height() / page.height)
        painter.save()
        painter.translate((room.width() - page.width * scale) / 2, (room.height() - page.height * scale) / 2)
        painter.scale(scale, scale)
        PaintedPage(page, self._fonts).paint(painter)
        painter.restore()

    def _stop(self) -> None:
        if self._painter.isActive():
            self.printer.abort()
        self._end(0)

    def _failed(self, error: Exception) -> None:
        self.jobs.session.failed.emit(error)
        self._stop()

    def _end(self, sent: int) -> None:
        self._timer.stop()
        if self._painter.isActive():
            self._painter.end()
        sent = self._put_in_place(sent)
        self.jobs.end(self._job)
        if sent:
            self.jobs.session.told.emit(say.PRINTED.format(pages=sent))
        self.finished.emit(sent)
        self.deleteLater()

    def _put_in_place(self, sent: int) -> int:
        """Give a file that was printed to its name; gives what was sent, 0 where it cannot have it."""
        if self._file is None or self._beside is None:
            return sent
        try:
            if sent:
                sync_file(self._beside)
                put_over(self._beside, self._file)
        except OSError as error:
            self.jobs.session.failed.emit(sentence_of(error, self._file))
            sent = 0
        with contextlib.suppress(OSError):
            self._beside.unlink(missing_ok=True)
        return sent
