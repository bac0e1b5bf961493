"""ファイル: opening, copies, going back to how it was."""
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog, QWidget

from planeditor.messages import ui_fromlist as say_list
from planeditor.messages import ui_main as say
from planeditor.services.planfiles.filetypes import with_suffix
from planeditor.store.report import ChangeReport
from planeditor.ui.actions import Slots
from planeditor.ui.opening import Opener
from planeditor.ui.savecopy import save_copy
from planeditor.ui.session import Session
from planeditor.ui.status import saved_text

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document


class FileCommands(QObject):
    """The menu ファイル, but for what writes paper."""

    def __init__(self, window: QWidget, session: Session, opener: Opener) -> None:
        super().__init__(window)
        self.window, self.session, self.opener = window, session, opener

    def slots(self) -> Slots:
        """Action name → what it does."""
        return {
            "new": self.new, "next_plan": self.next_plan, "from_list": self.from_list, "open": self.choose,
            "sample": self.sample, "close": self.close_plan, "save": self.save,
            "save_copy": self.save_copy, "practice": self.practice, "revert": self.revert, "take_turn": self.take_turn,
            "redact": self.redact,
        }

    def new(self) -> None:
        """The few questions of a new plan."""
        from planeditor.ui.wizard.new_plan import NewPlanWizard

        wizard = NewPlanWizard(self.session, self.window)
        wizard.created.connect(self.open_path)
        wizard.open()

    def next_plan(self) -> None:
        """次の計画をつくる: from the plan that is open."""
        from planeditor.ui.nextplan.next_plan import NextPlanWizard

        wizard = NextPlanWizard(self.session, self.window)
        wizard.created.connect(self.open_path)
        wizard.open()

    def from_list(self) -> None:
        """Excel の一覧から計画をつくる: choose the workbook, then go through it step by step."""
        name, _ = QFileDialog.getOpenFileName(self.window, say_list.CHOOSE, self._folder(), say_list.BOOKS)
        if not name:
            return
        from planeditor.ui.fromlist.list_dialog import ListDialog

        dialog = ListDialog(self.session, Path(name), self.window)
        dialog.created.connect(self.open_path)
        dialog.open()

    def choose(self) -> None:
        """Choose a plan file and open it."""
        name, _ = QFileDialog.getOpenFileName(self.window, say.CHOOSE_PLAN, self._folder(), say.PLAN_FILES)
        if name:
            self.open_path(name)

    def open_path(self, path: str | Path) -> None:
        """Open the plan of that path."""
        self.opener.open(Path(path))

    def sample(self) -> None:
        """Make the sample city's plan where the user wants it, and open it; one that is there already is opened."""
        name, _ = QFileDialog.getSaveFileName(
            self.window, say.CHOOSE_SAMPLE, str(Path(self._folder()) / say.SAMPLE_NAME), say.PLAN_FILES,
            options=QFileDialog.Option.DontConfirmOverwrite,
        )
        if not name:
            return
        path, who, forms = with_suffix(Path(name)), self.session.who, self.session.form_sets

        def work() -> Path:
            from planeditor.services.planfiles.creating import create_sample

            if not path.exists():
                create_sample(path, who, forms).close()
            return path

        self.opener.create(work)

    def close_plan(self) -> None:
        """Close the plan; the start page comes."""
        self.opener.give_up()
        self.session.settings.last_file = ""
        self.session.leave()

    def save(self) -> None:
        """Say that everything is saved, once it is."""
        self.session.gathering.emit()
        self.session.once_saved(self._say_saved)

    def _say_saved(self) -> None:
        self.session.told.emit(say.ALL_SAVED.format(time=saved_text(self.session.saved_at).removeprefix(say.SAVED)).replace("  ", " "))

    def save_copy(self) -> None:
        """複製を保存: the whole file under another name; editing goes on in this one."""
        save_copy(self.session, self.window, say.CHOOSE_COPY, lambda path: self.session.told.emit(say.COPY_SAVED.format(file=path)))

    def practice(self) -> None:
        """練習用に複製: a copy to try things in, opened at once."""
        own = self.session.path
        folder = QFileDialog.getExistingDirectory(self.window, say.CHOOSE_PRACTICE_FOLDER, str(own.parent) if own else "")
        if not folder:
            return

        def work(document: Document) -> Path:
            from planeditor.services.planfiles.copies import practice_copy

            return practice_copy(document, Path(folder))

        self.session.gathering.emit()
        self.session.ask(work, self.opener.open)

    def take_turn(self) -> None:
        """編集を代わってもらう."""
        if self.session.path is not None:
            self.opener.turns.ask(self.session.path)

    def redact(self) -> None:
        """記録の抹消."""
        from planeditor.ui.redacting.redact_dialog import RedactDialog

        self.session.gathering.emit()
        RedactDialog(self.session, self.window).open()

    def revert(self) -> None:
        """開いた時点に戻す."""
        session, keeper = self.session, self.session.keeper
        if keeper is not None:
            session.gathering.emit()
            vocabulary, who = session.vocabulary, session.who
            session.edit(lambda _: keeper.revert_to_opening(vocabulary, who), self._reverted, blind=False)

    def _reverted(self, report: ChangeReport) -> None:
        self.session.told.emit(say.REVERTED if report.changes else say.NOTHING_TO_REVERT)

    def _folder(self) -> str:
        path = self.session.path
        recent = self.session.settings.recent
        return str(path.parent if path else Path(recent[0]).parent if recent else Path.home())
