"""「公表用に書き出す」: which state, the 団体コード, where to."""
from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget
from shiboken6 import isValid

from planeditor.domain.municipal_code import parse_code
from planeditor.domain.plan import MUNICIPAL_CODE, PLAN_ID, Key
from planeditor.domain.text import shorten
from planeditor.messages import publishing as say_publishing
from planeditor.messages import ui_publishing as say
from planeditor.services.editing.entry import entry_name
from planeditor.services.paper.filenames import safe_name
from planeditor.services.publishing.decided import publishable
from planeditor.services.publishing.posted import stated_day
from planeditor.services.publishing.publishing import Publication, prepare, write_publication
from planeditor.services.states.moments import State
from planeditor.services.tree.nodes import write
from planeditor.services.withholding import withheld
from planeditor.store.document import Document
from planeditor.store.report import ChangeReport
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.exporting.targets import suggested_folder
from planeditor.ui.progress import Jobs, Progress
from planeditor.ui.publishing.folder_dialog import FolderDialog
from planeditor.ui.session import Session

_NAMED, _NAMES = 3, 60


class PublishDialog(FolderDialog):
    """Only states that were decided are offered."""

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        folder = suggested_folder(session) / safe_name(say.PUBLISH_FOLDER.format(plan=session.plan.title), "")
        super().__init__(
            session, jobs, parent, title=say.PUBLISH_TITLE, lead=say.PUBLISH_LEAD, start=say.PUBLISH_START, place="publishing",
            folder=folder,
        )
        self.states, self.code, self.keep = QComboBox(), QLineEdit(), QCheckBox(say.CODE_KEEP)
        self.level, self.posted = QComboBox(), QLineEdit()
        self.code.setPlaceholderText(say.CODE_HINT)
        self.code.setText(session.plan.text(PLAN_ID, MUNICIPAL_CODE))
        self.keep.setChecked(not self.code.text())
        self.posted.setPlaceholderText(say.POSTED_HINT)
        for level, word in say.LEVELS.items():
            self.level.addItem(word, level)
        self.add_row(say.STATE, self.states)
        self.add_row(say.CODE, self.code)
        self.form.addRow("", self.keep)
        self.keep.setVisible(not session.read_only)
        self.add_row(say.POSTED, self.posted)
        self.add_row(say.LEVEL, self.level)
        self.add_row(say.WITHHELD, Sentence(self._withheld(), role=""))
        self.add_row(say.FOLDER, self.folder)
        self.start_button.setEnabled(False)
        self._tell(self.state, say.READING)
        session.ask(publishable, self._offer, self._failed)

    def _withheld(self) -> str:
        plan, vocabulary = self.session.plan, self.session.vocabulary
        found = withheld(plan)
        if not found:
            return say.WITHHELD_NONE
        names = shorten("、".join(entry_name(plan, vocabulary, w.key) for w in found[:_NAMED]), _NAMES)
        return say.WITHHELD_COUNT.format(count=len(found), names=say.WITHHELD_MORE.format(names=names) if len(found) > _NAMED else names)

    def _offer(self, known: list[State]) -> None:
        if not isValid(self):
            return
        for state in known:
            told = say.STATE_ITEM if state.date else say.STATE_PLAIN
            self.states.addItem(told.format(name=state.name, date=state.date), state.name)
        self._tell(self.state, "" if known else say.NO_STATE)
        self.start_button.setEnabled(bool(known))

    def start(self) -> None:
        """Write it; a code that holds is kept with the plan where that is wished."""
        session, name = self.session, str(self.states.currentData())
        code, level, posted, target = self.code.text(), int(self.level.currentData()), self.posted.text(), self.folder.folder
        forms, fonts = session.forms, self.jobs.fonts
        sound = parse_code(code)
        kept = session.plan.text(PLAN_ID, MUNICIPAL_CODE)
        if sound and self.keep.isChecked() and not session.read_only and kept != sound:
            session.edit(partial(_keep_code, code=sound, who=session.who))

        def look_up(document: Document) -> Publication:
            return prepare(document, forms, name, code=code, posted=stated_day(posted), level=level)

        def written(ready: Publication, progress: Progress) -> tuple[str, list[str]]:
            done = write_publication(ready, target, fonts=fonts, progress=progress)
            return say_publishing.DONE.format(folder=target.name, count=len(done.paths)), done.warnings

        self.run(say.PUBLISH_JOB, look_up, written)


def _keep_code(document: Document, *, code: str, who: str) -> ChangeReport:
    return write(document, say.GROUP_CODE, {Key(PLAN_ID, MUNICIPAL_CODE): code}, who, "")
