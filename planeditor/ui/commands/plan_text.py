"""ファイル: the plan as JSON, written for another machine or made into a plan file of its own."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from planeditor.messages import ui_main as say
from planeditor.services.planfiles.filetypes import JSON_SUFFIX, PLAN_SUFFIX, with_suffix
from planeditor.ui.actions import Slots
from planeditor.ui.opening import Opener
from planeditor.ui.session import Session

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document


class PlanTextCommands(QObject):
    """Plans that travel as text."""

    def __init__(self, window: QWidget, session: Session, opener: Opener) -> None:
        super().__init__(window)
        self.window, self.session, self.opener = window, session, opener

    def slots(self) -> Slots:
        """Action name → what it does."""
        return {"write_json": self.write, "read_json": self.choose}

    def write(self) -> None:
        """計画の JSON に書き出す: the whole plan as it is saved."""
        own = self.session.path
        if own is None:
            return
        name, _ = QFileDialog.getSaveFileName(self.window, say.CHOOSE_JSON_TARGET, str(own.with_suffix(JSON_SUFFIX)), say.JSON_FILES)
        if not name:
            return
        self.write_to(with_suffix(Path(name), JSON_SUFFIX))

    def write_to(self, target: Path) -> None:
        """Write it to the file that was chosen."""
        from planeditor.ui.exporting.othername import offering

        forms = self.session.forms

        def work(document: Document) -> Path:
            from planeditor.services.transport.files import plan_of_document, write_json

            write_json(target, plan_of_document(document, forms))
            return target

        self.session.gathering.emit()
        told, failed = say.JSON_WRITTEN, offering(self.session.failed.emit, self.write_to)
        self.session.ask(work, lambda path: self.session.told.emit(told.format(file=path)), failed)

    def choose(self) -> None:
        """計画の JSON から作る: choose the file, then the plan file."""
        own = self.session.path
        name, _ = QFileDialog.getOpenFileName(self.window, say.CHOOSE_JSON, str(own.parent) if own else "", say.JSON_FILES)
        if name:
            self.make(Path(name))

    def make(self, source: Path) -> None:
        """Ask for the place of the plan file, make it of that JSON and open it."""
        suggested = source.with_suffix(PLAN_SUFFIX)
        name, _ = QFileDialog.getSaveFileName(self.window, say.CHOOSE_FROM_JSON, str(suggested), say.PLAN_FILES)
        if name:
            self.opener.create(_making(source, with_suffix(Path(name)), self.session))


def _making(source: Path, target: Path, session: Session) -> Callable[[], Path]:
    forms, who = session.form_sets, session.who

    def work() -> Path:
        from planeditor.services.intake.plan_json import create, read_plan_json

        document, _ = create(target, read_plan_json(source, forms), forms, who=who)
        document.close()
        return target

    return work
