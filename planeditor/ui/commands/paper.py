"""What comes in from files and goes out to paper: 取込, PDF, Excel, 印刷; files dropped or named at the start."""
from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from planeditor.domain.errors import KnownError
from planeditor.messages import ui_main as say
from planeditor.services.planfiles.filetypes import JSON_SUFFIX, PLAN_SUFFIX, WORKBOOK_SUFFIXES
from planeditor.ui.actions import Slots
from planeditor.ui.commands.file import FileCommands
from planeditor.ui.parts import Parts
from planeditor.ui.runner import Lane
from planeditor.ui.session import Session

if TYPE_CHECKING:
    from planeditor.services.paper.order import Kind


class PaperCommands(QObject):
    """The menu 提出, and what of ファイル writes paper."""

    written = Signal(object)
    """The ``Path`` of a file that was written."""
    copy_dropped = Signal(object)
    """The ``Path`` of a copy of the open plan: it can be taken in, or opened."""

    text_dropped = Signal(object)
    """The ``Path`` of a plan as JSON, while no plan is open: a plan file can be made of it."""

    def __init__(self, window: QWidget, session: Session, parts: Parts, files: FileCommands) -> None:
        super().__init__(window)
        self.window, self.session, self.parts, self.files = window, session, parts, files

    def slots(self) -> Slots:
        """Action name → what it does."""
        return {
            "import": self.choose_workbooks, "import_plan": self.choose_copy, "pdf": self.pdf, "excel": self.excel,
            "preview": self.preview, "print": self.preview, "design_form": self.design_form,
        }

    def take_files(self, paths: Sequence[Path]) -> None:
        """Files from outside, whatever they are: a plan is opened, workbooks, folders of them and plans as JSON are taken in."""
        plans = [p for p in paths if p.suffix.lower() == PLAN_SUFFIX]
        books = [p for p in paths if p.suffix.lower() in WORKBOOK_SUFFIXES or (p.suffix.lower() != PLAN_SUFFIX and p.is_dir())]
        texts = [p for p in paths if p.suffix.lower() == JSON_SUFFIX and p.is_file()]
        strange = [p for p in paths if p not in (*plans, *books, *texts)]
        if strange:
            self.session.failed.emit(KnownError(say.DROPPED_UNKNOWN.format(name=strange[0].name)))
        if plans and (books or not self._open_or_ask(plans[0])):
            self.files.open_path(plans[0])
        if texts and not (books or plans or self.session.is_open):
            self.text_dropped.emit(texts[0])
        elif books or texts:
            self.take_in([*books, *texts], opening=bool(plans))

    def choose_workbooks(self) -> None:
        """Choose workbooks to take in."""
        own = self.session.path
        names, _ = QFileDialog.getOpenFileNames(
            self.window, say.CHOOSE_WORKBOOKS, str(own.parent) if own else "", say.WORKBOOKS
        )
        if names:
            self.take_in([Path(name) for name in names])

    def choose_copy(self) -> None:
        """Choose a copy of the plan file to take in."""
        own = self.session.path
        name, _ = QFileDialog.getOpenFileName(self.window, say.CHOOSE_TO_TAKE, str(own.parent) if own else "", say.COPIES)
        if name:
            self.take_in([Path(name)])

    def _open_or_ask(self, path: Path) -> bool:
        """Find out whether a plan file is a copy of the open plan, where one is open that can be changed."""
        session = self.session
        if not session.is_open or session.read_only or path == session.path:
            return False

        def known(plan_id: str) -> None:
            from planeditor.store.ancestry import is_copy_of

            session.runner.run(Lane.BESIDE, partial(is_copy_of, path, plan_id), looked, session.failed.emit)

        def looked(is_copy: bool) -> None:
            if is_copy:
                self.copy_dropped.emit(path)
            else:
                self.files.open_path(path)

        session.ask(lambda document: document.plan_id, known)
        return True

    def take_in(self, paths: Sequence[Path], *, opening: bool = False) -> None:
        """Take workbooks into the open plan; ``opening``: once the plan that is being opened is there."""
        if opening:
            self.session.runner.when_idle(lambda: self.take_in(paths))
            return
        if not self.session.is_open:
            self.session.failed.emit(KnownError(say.NEEDS_PLAN))
            return
        from planeditor.ui.importing.dialog import ImportDialog

        self.parts.pages.commit()
        dialog = ImportDialog(self.session, self.parts.jobs, paths, self.window)
        dialog.review_wanted.connect(self.review)
        dialog.open()

    def review(self, receipt: int | None) -> None:
        """Decide about what came in, beginning with a file; None: with the first that waits."""
        from planeditor.ui.review.review_page import ReviewPage

        page = self.parts.pages.page("review")
        if isinstance(page, ReviewPage):
            page.begin_with(receipt)
        self.parts.pages.turn("review")
        self.parts.to_sheet()

    def design_form(self) -> None:
        """様式を追加: a form of one's own from a workbook, step by step."""
        from planeditor.ui.designing.window import DesignWindow

        self.parts.pages.commit()
        window = DesignWindow(self.session, self.window)
        window.saved.connect(lambda forms, form: self.session.told.emit(say.FORM_SAVED.format(set=forms, form=form)))
        window.open()

    def pdf(self) -> None:
        """Write PDF."""
        self._export("pdf")

    def excel(self) -> None:
        """Write Excel."""
        self._export("xlsx")

    def _export(self, kind: Kind) -> None:
        from planeditor.ui.exporting.dialog import ExportDialog

        self.parts.pages.commit()
        dialog = ExportDialog(self.session, self.parts.jobs, kind, self.window)
        dialog.written.connect(self.written)
        dialog.open()

    def preview(self) -> None:
        """The real PDF, to look at and to print."""
        self.parts.pages.turn("preview")
