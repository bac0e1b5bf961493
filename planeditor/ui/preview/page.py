"""The preview: the real PDF with its pages, and from there to paper or to a file."""
from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from planeditor.messages import ui_export as say_export
from planeditor.messages import ui_preview as say
from planeditor.services.paper.order import Kind
from planeditor.ui.exporting.running import run_export, suggested_target
from planeditor.ui.exporting.targets import ask_target
from planeditor.ui.keys_to import keys_to
from planeditor.ui.look import STEP
from planeditor.ui.place import Place
from planeditor.ui.preview.bar import OrderBar, ViewBar, stacked
from planeditor.ui.preview.maker import Made, Maker
from planeditor.ui.preview.message import Message
from planeditor.ui.preview.pages_view import PagesView
from planeditor.ui.preview.printing import PrintJob, ask_printer, chosen_pages, new_printer
from planeditor.ui.preview.thumbs import Thumbs
from planeditor.ui.progress import Jobs
from planeditor.ui.session import Session, sentence

_SETTLE = 250
"""So long after the last step through the tree, in ms, the sheet shown is made."""


class PreviewPage(QWidget):
    """Shows what will be printed. Nothing is made while it is hidden."""

    written = Signal(object)
    """The ``Path`` of a file that was written from here."""

    def __init__(self, session: Session, jobs: Jobs) -> None:
        super().__init__()
        self.session, self.jobs = session, jobs
        self.maker = Maker(session, jobs)
        self.made: Made | None = None
        self.pages, self.thumbs, self.message = PagesView(), Thumbs(), Message()
        self.order_bar: OrderBar | None = None
        self.view_bar = ViewBar(self.pages)
        self.view_bar.setEnabled(False)
        self._print_then = False
        self._stale = QFrame()
        self._again = QPushButton(say.MAKE_AGAIN)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SETTLE)
        self._soon.timeout.connect(self.make)
        self._lay_out()
        keys_to(self, self.pages)
        self._again.clicked.connect(self.make)
        self.message.button.clicked.connect(self.make)
        self.maker.made.connect(self._show)
        self.maker.refused.connect(self._refused)
        self.maker.stale_changed.connect(self._mark_stale)
        self.pages.page_changed.connect(self.thumbs.follow)
        self.thumbs.chosen.connect(self.pages.go)
        session.opened.connect(self._opened)
        session.place_changed.connect(self._placed)
        self._opened()

    def _lay_out(self) -> None:
        self._stale.setObjectName("notice")
        self._stale.setProperty("role", "warning")
        strip = QHBoxLayout(self._stale)
        strip.setContentsMargins(STEP * 4, STEP, STEP * 2, STEP)
        strip.addWidget(QLabel(say.STALE))
        strip.addWidget(self._again)
        strip.addStretch(1)
        self._stale.hide()
        inside = QWidget()
        row = QHBoxLayout(inside)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.thumbs)
        row.addWidget(self.pages, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.message)
        self._stack.addWidget(inside)
        self._bars = stacked(self.view_bar)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self._bars)
        rows.addWidget(self._stale)
        rows.addWidget(self._stack, 1)

    # What is shown

    def _opened(self) -> None:
        """Another plan, or none: bars of its own, nothing made yet."""
        self.maker.drop()
        self._forget()
        if self.order_bar is not None:
            self.order_bar.setParent(None)
            self.order_bar.deleteLater()
            self.order_bar = None
        self.view_bar.setEnabled(self.session.is_open)
        if not self.session.is_open:
            self.message.tell(say.NO_PLAN)
            return
        bar = self.order_bar = OrderBar(self.session)
        layout = self._bars.layout()
        if isinstance(layout, QVBoxLayout):
            layout.insertWidget(0, bar)
        bar.wanted.connect(self.make)
        bar.print_.clicked.connect(self.print_)
        bar.pdf.clicked.connect(self._save_pdf)
        bar.excel.clicked.connect(self._save_excel)
        self._mark_stale()
        if self.isVisible():
            self.make()

    def make(self) -> None:
        """Make the PDF of what the bar says, from the plan as it is now."""
        if self.order_bar is None:
            return
        if self.made is None:
            self.message.tell(say.MAKING)
            self._stack.setCurrentWidget(self.message)
        self.maker.make(self.order_bar.order())

    def _show(self, made: Made) -> None:
        self._forget()
        self.made = made
        self.pages.show_pdf(made.view)
        self.thumbs.show_pdf(made.view)
        self._stack.setCurrentIndex(1)
        self.thumbs.follow(self.pages.page)
        self.view_bar.refresh()
        self._mark_stale()
        if self._print_then:
            self.print_()

    def _forget(self) -> None:
        """Let go of the PDF shown."""
        made, self.made = self.made, None
        self.pages.show_pdf(None)
        self.thumbs.show_pdf(None)
        if made is not None:
            made.view.close()

    def _refused(self, error: Exception | None) -> None:
        self._print_then = False
        text = say.STOPPED if error is None else sentence(error)
        if text is None and error is not None:
            self.session.failed.emit(error)
            text = say.STOPPED
        self._forget()
        self.message.tell(text or say.STOPPED, say.MAKE)
        self._stack.setCurrentWidget(self.message)
        self.view_bar.refresh()

    def _mark_stale(self) -> None:
        self._stale.setVisible(self.maker.stale and self.made is not None)

    def _placed(self, place: Place) -> None:
        """The user went elsewhere in the tree: show that sheet."""
        if self.order_bar is None or not self.isVisible():
            return
        if self.order_bar.of_here:
            self._soon.start()
        elif self.made is not None:
            node = self.session.plan.node(place.node)
            found = [page for title, page in self.made.view.bookmarks if node is not None and title == node.title]
            if found:
                self.pages.go(found[0])

    def showEvent(self, event: QShowEvent) -> None:
        """Make it when it is looked at."""
        super().showEvent(event)
        if self.order_bar is not None and not self.maker.making:
            self.order_bar.offer()
            here = self.made is not None and replace(self.made.order, mark="") == self.order_bar.order()
            if not here or self.maker.stale:
                self.make()

    def hideEvent(self, event: QHideEvent) -> None:
        """What nobody looks at is not made."""
        super().hideEvent(event)
        if not self._print_then:
            self.maker.drop()

    # Paper and files

    def print_(self) -> None:
        """Ask for the printer and print; a PDF that is not up to date is made anew first."""
        if self.order_bar is None:
            return
        if self.made is None or self.maker.stale or self.maker.making:
            self._print_then = True
            if not self.maker.making or self.maker.stale:
                self.make()
            return
        self._print_then = False
        made = self.made
        printer = new_printer(f"{self.session.plan.title} {self.order_bar.form.currentText()}")

        def chosen() -> None:
            PrintJob(self.jobs, made, printer, chosen_pages(printer, count, page) or [page]).start()

        count, page = self.pages.count, self.pages.page
        ask_printer(printer, count, self, chosen)

    def _save_pdf(self) -> None:
        self.save("pdf")

    def _save_excel(self) -> None:
        self.save("xlsx")

    def save(self, kind: Kind) -> None:
        """Ask where to, and write what is shown, from the plan as it is now."""
        if self.order_bar is None:
            return
        order = replace(self.order_bar.order(), kind=kind)
        offered = suggested_target(self.session, order)
        ask_target(self, offered, say.CHOOSE_TARGET[kind], say_export.FILTERS[kind], lambda name: self.write(Path(name), kind))

    def write(self, target: Path, kind: Kind) -> None:
        """Write what is shown to a file."""
        if self.order_bar is not None:
            order = replace(self.order_bar.order(), kind=kind)
            run_export(self.session, self.jobs, order, target, replace=True, done=self.written.emit)
