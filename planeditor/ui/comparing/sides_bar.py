"""Which two states are compared: editions, snapshots, the present, other plan files."""
from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFileDialog, QLabel, QWidget

from planeditor.messages import editions as say_states
from planeditor.messages import ui_comparing as say
from planeditor.ui.flow import FlowLayout
from planeditor.ui.session import Session

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.services.states.moments import State

_OTHER = "*"
_WIDEST = 16
"""Characters; longer names are cut in the box, not in its list."""


class SidesBar(QWidget):
    """Two boxes and whether the report is compared too."""

    changed = Signal()
    """Something else is to be compared."""
    chosen = Signal()
    """Another state was chosen; comes before ``changed``."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.new, self.old, self.reports = QComboBox(), QComboBox(), QCheckBox(say.REPORTS)
        self._before: dict[QComboBox, str] = {}
        row = FlowLayout(self)
        for word, box in ((say.NEW, self.new), (say.OLD, self.old)):
            label = QLabel(word)
            label.setBuddy(box)
            box.setAccessibleName(word)
            box.setMinimumContentsLength(_WIDEST)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.activated.connect(partial(self._activated, box))
            row.addWidget(label)
            row.addWidget(box)
        row.addWidget(self.reports)
        self.reports.toggled.connect(lambda _: self.changed.emit())

    def offer(self, found: list[State]) -> None:
        """Offer the states there are, the present last; what was chosen stays chosen. At first the last edition against now."""
        chosen = [str(box.currentData() or "") for box in (self.new, self.old)]
        files = [str(self.new.itemData(n)) for n in range(self.new.count()) if _is_file(str(self.new.itemData(n)))]
        for box, before in zip((self.new, self.old), chosen, strict=True):
            box.clear()
            for state in reversed(found):
                words = say.STATE_DATED if state.date else say.STATE
                kind = say_states.KINDS[state.kind] if state.kind != "now" else ""
                name = "now" if state.kind == "now" else state.name
                box.addItem(words.format(name=state.name, date=state.date, kind=kind).strip(), name)
            for file in files:
                box.addItem(Path(file).name, file)
            box.addItem(say.OTHER_FILE, _OTHER)
            box.setCurrentIndex(max(box.findData(before), 0) if before else 0)
            self._before[box] = str(box.currentData())
        if not any(chosen):
            known = [state.kind for state in reversed(found)]
            self.old.setCurrentIndex(known.index("edition") if "edition" in known else min(1, len(known) - 1))
            self._before[self.old] = str(self.old.currentData())

    @property
    def sides(self) -> tuple[str, str]:
        """The names of the old and of the new one, as ``find_side`` takes them."""
        old, new = (str(box.currentData() or "") for box in (self.old, self.new))
        return old, new

    def add_file(self, box: QComboBox, file: str) -> None:
        """Compare with the plan in a file."""
        for each in (self.new, self.old):
            if each.findData(file) < 0:
                each.insertItem(each.count() - 1, Path(file).name, file)
        box.setCurrentIndex(box.findData(file))
        self._before[box] = file
        self.chosen.emit()
        self.changed.emit()

    def _activated(self, box: QComboBox, _: int) -> None:
        if box.currentData() != _OTHER:
            if self._before.get(box) != box.currentData():
                self.chosen.emit()
            self._before[box] = str(box.currentData())
            self.changed.emit()
            return
        box.setCurrentIndex(max(box.findData(self._before.get(box, "")), 0))
        own = self.session.path
        dialog = QFileDialog(self, say.CHOOSE_FILE, str(own.parent) if own else "", say.PLAN_FILES)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(partial(self.add_file, box))
        dialog.open()


def _is_file(name: str) -> bool:
    return Path(name).suffix.lower() in (".plandb", ".json")
