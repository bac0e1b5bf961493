"""「バックアップから戻す」: the backups of a plan with what differs between each and now; look at one, or put it back."""
from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHeaderView, QPushButton, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from planeditor.messages import backups as say
from planeditor.ui import theme
from planeditor.ui.backups.looking import Looking, Row
from planeditor.ui.backups.telling import details, row_words
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.flow import FlowLayout
from planeditor.ui.help.keys import HelpKey
from planeditor.ui.later import later
from planeditor.ui.look import STEP
from planeditor.ui.runner import Lane
from planeditor.ui.session import Session, sentence

_WIDTH, _HEIGHT = 980, 500
_DETAILS = 44
"""The height of two lines, at 100 %."""
_LOWEST = 96
"""The height of a list of three rows, at 100 %."""
_STATE = 3
"""The column of what tells at a glance that a backup cannot be used."""


class BackupsDialog(QDialog):
    """The list, the latest first. The one that is most likely wanted is chosen: the latest sound one that is not what the plan is."""

    wanted = Signal(object)
    """A ``Row``: to be put back."""
    view_wanted = Signal(object)
    """A ``Row``: to be looked at."""

    def __init__(self, session: Session, plan_file: Path, parent: QWidget | None = None, *, broken: bool = False) -> None:
        """``broken``: the plan file cannot be opened."""
        super().__init__(parent)
        self.session, self.plan_file, self.broken = session, plan_file, broken
        self.setWindowTitle(say.TITLE)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.looking = Looking(session, plan_file, self)
        self._by_hand = self._settling = False
        self.list = QTreeWidget()
        self.empty, self.details, self.problem = Sentence(say.EMPTY), Sentence(role=""), Sentence(role="error")
        self.view, self.take, self.folder, self.go, self.close_button = (
            QPushButton(word) for word in (say.VIEW, say.TAKE, say.FOLDER, say.GO, say.CLOSE)
        )
        self._lay_out()
        for button, slot in (
            (self.view, self._view), (self.take, self._take), (self.folder, self._open_folder), (self.go, self._go),
            (self.close_button, self.reject),
        ):
            button.clicked.connect(slot)
            button.setAutoDefault(button is self.go)
        self.list.itemSelectionChanged.connect(self._chosen_changed)
        self.looking.listed.connect(self._listed)
        self.looking.seen.connect(self._seen)
        session.opened.connect(self.reject)
        HelpKey(session, "backups", self)
        self._allow()
        self.list.setFocus()
        self.looking.renew()

    def _lay_out(self) -> None:
        below = FlowLayout()
        for button in (self.view, self.take, self.folder):
            below.addWidget(button)
        below.push()
        below.addWidget(self.close_button)
        below.addWidget(self.go)
        self.go.setProperty("role", "primary")
        self.take.setVisible(not self.broken)
        self.empty.hide()
        self.problem.hide()
        self.list.setHeaderLabels(list(say.COLUMNS))
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAccessibleName(say.LIST)
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.list.header().setStretchLastSection(True)
        self.list.setMinimumHeight(theme.scaled(_LOWEST))
        self.details.setMinimumHeight(theme.scaled(_DETAILS))
        self.details.setAlignment(Qt.AlignmentFlag.AlignTop)
        rows = QVBoxLayout(self)
        rows.setContentsMargins(*(5 * STEP,) * 4)
        rows.setSpacing(3 * STEP)
        lead = say.LEAD_BROKEN if self.broken else say.LEAD
        rows.addWidget(Sentence(lead.format(name=self.plan_file.stem), role=""))
        rows.addWidget(self.empty)
        rows.addWidget(self.list, 1)
        rows.addWidget(self.details)
        rows.addWidget(self.problem)
        rows.addLayout(below)
        room = self.screen().availableSize()
        self.resize(min(theme.scaled(_WIDTH), room.width() - 8 * STEP), min(theme.scaled(_HEIGHT), room.height() - 12 * STEP))

    # The list

    @property
    def chosen(self) -> Row | None:
        """The backup that is chosen in the list."""
        item = next(iter(self.list.selectedItems()), None)
        place = self.list.indexOfTopLevelItem(item) if item is not None else -1
        return self.looking.rows[place] if 0 <= place < len(self.looking.rows) else None

    def _listed(self) -> None:
        self._settling = True
        self.list.clear()
        for row in self.looking.rows:
            QTreeWidgetItem(self.list, row_words(row, self.plan_file, self._word))
        self._choose(0)
        self._settling, self._by_hand = False, False
        there = bool(self.looking.rows)
        self.list.setVisible(there)
        self.empty.setVisible(not there)
        self._allow()

    def _seen(self, place: int) -> None:
        item = self.list.topLevelItem(place)
        row = self.looking.rows[place]
        if item is not None:
            for column, word in enumerate(row_words(row, self.plan_file, self._word)):
                item.setText(column, word)
            if row.looked is not None and row.looked.fault:
                item.setToolTip(_STATE, row.looked.fault)
        if not self._by_hand and self._likely() == place:
            self._settling = True
            self._choose(place)
            self._settling = False
        self._allow()

    def _likely(self) -> int:
        """The place of the first one that may be wanted, those of before a restore aside; -1 where that is not known yet."""
        for place, row in enumerate(self.looking.rows):
            if row.looked is None:
                return -1
            if row.looked.is_other and not row.kept.before_restore:
                return place
        return -1

    def _choose(self, place: int) -> None:
        item = self.list.topLevelItem(place)
        if item is not None:
            self.list.setCurrentItem(item)

    def _chosen_changed(self) -> None:
        if not self._settling:
            self._by_hand = True
        self._allow()

    def _show_chosen(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.list.scrollToItem(item)

    @property
    def _word(self) -> str:
        return self.session.vocabulary.word("measure") if self.session.is_open else ""

    # What can be done

    def _allow(self) -> None:
        row = self.chosen
        looked = row.looked if row else None
        sound = looked is not None and not looked.fault
        self.view.setEnabled(sound)
        self.go.setEnabled(sound)
        self.take.setEnabled(self.session.is_open)
        self.details.setText(details(row) if row else "")
        later(self, 0, self._show_chosen)  # the sentence takes its room first

    def tell(self, text: str) -> None:
        """Say why something could not be done."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def _view(self) -> None:
        if self.chosen is not None:
            self.view_wanted.emit(self.chosen)

    def _go(self) -> None:
        if self.chosen is not None:
            self.wanted.emit(self.chosen)

    def _take(self) -> None:
        path = self.plan_file

        def work() -> str:
            from planeditor.services.backups.taking import take

            taken = take(path, "hand")
            return taken.trouble or (say.TAKEN_NOW if taken.written else say.TAKEN_ALREADY)

        def done(told: str) -> None:
            self.tell("")
            self.session.told.emit(told)
            self.looking.renew()

        self.session.gathering.emit()
        self.session.once_saved(lambda: self.session.runner.run(Lane.BESIDE, work, done, self.failed))

    def failed(self, error: Exception) -> None:
        """Say what went wrong, here or, where it is a fault of the program, in the window."""
        self.tell(sentence(error) or "")
        if sentence(error) is None:
            self.session.failed.emit(error)

    def _open_folder(self) -> None:
        from planeditor.store.backup import backup_folder

        row = self.chosen
        folder = row.kept.backup.path.parent if row else backup_folder(self.plan_file)
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder if folder.is_dir() else self.plan_file.parent)))
