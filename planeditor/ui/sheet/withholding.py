"""公表しない at the sheet: what the menu of a cell offers, and the question for a reason."""
from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QDialog, QFormLayout, QHBoxLayout, QLineEdit, QMenu, QPushButton, QVBoxLayout, QWidget

from planeditor.domain.plan import Key
from planeditor.domain.withholding import withheld_key
from planeditor.messages import ui_publishing as say
from planeditor.services.withholding import can_withhold, publish_again, withhold
from planeditor.ui import theme
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.form_labels import align_labels
from planeditor.ui.help.keys import HelpKey
from planeditor.ui.look import STEP
from planeditor.ui.session import Session
from planeditor.ui.sheet.cell_words import cell_name

_WIDTH = 480


def fill_withholding(menu: QMenu, session: Session, keys: Sequence[Key], parent: QWidget) -> None:
    """Put the marking of these entries into a menu, or taking their marks off where all have one; nothing for entries that
    cannot be marked."""
    plan = session.plan
    possible = [key for key in keys if can_withhold(plan, session.vocabulary, key)]
    if not possible or session.read_only:
        return
    menu.addSeparator()
    if all(withheld_key(key) in plan.entries for key in possible):
        menu.addAction(say.MENU_PUBLISH_AGAIN).triggered.connect(partial(release, session, possible))
    else:
        menu.addAction(say.MENU_WITHHOLD).triggered.connect(lambda: WithholdDialog(session, possible, parent).open())


def release(session: Session, keys: Sequence[Key]) -> None:
    """Take the marks off."""
    session.edit(partial(publish_again, forms=session.forms, keys=keys, who=session.who))


class WithholdDialog(QDialog):
    """Asks why, which may be left empty."""

    def __init__(self, session: Session, keys: Sequence[Key], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session, self.keys = session, list(keys)
        self.setWindowTitle(say.WITHHOLD_TITLE)
        self.why = QLineEdit()
        self.why.setPlaceholderText(say.WHY_HINT)
        self.why.setAccessibleName(say.WHY)
        self.go, self.back = QPushButton(say.WITHHOLD), QPushButton(say.BACK)
        self.go.setProperty("role", "primary")
        self.go.setDefault(True)
        self.back.setAutoDefault(False)
        one = f"「{cell_name(session, self.keys[0])}」"
        cells = one if len(self.keys) == 1 else say.WITHHOLD_CELLS.format(count=len(self.keys))
        form = QFormLayout()
        form.setSpacing(3 * STEP)
        form.addRow(say.WHY, self.why)
        align_labels(form)
        buttons = QHBoxLayout()
        buttons.setSpacing(2 * STEP)
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.go)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(*(5 * STEP,) * 4)
        rows.setSpacing(4 * STEP)
        rows.addWidget(Sentence(say.WITHHOLD_LEAD.format(cells=cells), role=""))
        rows.addLayout(form)
        rows.addStretch(1)
        rows.addLayout(buttons)
        self.resize(theme.scaled(_WIDTH), self.sizeHint().height())
        self.go.clicked.connect(self._mark)
        self.back.clicked.connect(self.close)
        session.opened.connect(self.close)
        HelpKey(session, "publishing", self)

    def _mark(self) -> None:
        self.session.edit(partial(withhold, forms=self.session.forms, keys=self.keys, who=self.session.who, why=self.why.text()))
        self.close()

    def done(self, result: int) -> None:
        """Closed: gone."""
        super().done(result)
        self.deleteLater()
