"""Which sheets: all, the one the user is at, or those ticked in a tree."""
from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QLabel, QRadioButton, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from planeditor.domain.blocks import Holder, holder, standing
from planeditor.domain.plan import PLAN_ID
from planeditor.messages import ui_export as say
from planeditor.messages.writing import APART
from planeditor.ui.look import STEP
from planeditor.ui.session import Session
from planeditor.ui.theme import scaled

_ID = Qt.ItemDataRole.UserRole
_TREE_HEIGHT = 200
_TITLE = 20
"""So much of a title is shown: the dialog is to fit a small screen with large text."""
_TICKED, _BLANK = Qt.CheckState.Checked, Qt.CheckState.Unchecked


class ScopeBox(QWidget):
    """The choice of sheets. The tree is made when it is first wanted."""

    changed = Signal()
    grown = Signal()
    """The tree has come or gone."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.word = session.vocabulary.word("measure")
        self._kinds: frozenset[Holder] = frozenset({"area", "measure"})
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(STEP)
        node = session.node
        self.all = QRadioButton(say.ALL.format(count=len(session.plan.measures), word=self.word))
        self.here = QRadioButton()
        self.chosen = QRadioButton(say.CHOOSE.format(word=self.word))
        self._here = node.id if node is not None and node.id != PLAN_ID else ""
        if node is not None and self._here:
            word = session.vocabulary.word(node.kind) or APART.get(holder(session.plan, node), self.word)
            title = node.title if len(node.title) <= _TITLE else node.title[: _TITLE - 1] + "…"
            self.here.setText(say.HERE.format(word=word, title=title))
            self.here.setToolTip(node.title)
        else:
            self.here.setText(say.HERE_NONE.format(word=self.word))
            self.here.setEnabled(False)
        self._group = QButtonGroup(self)
        for button in (self.all, self.here, self.chosen):
            self._group.addButton(button)
            rows.addWidget(button)
        self.tree = QTreeWidget()
        self.tree.setHeaderHidden(True)
        self.tree.setAccessibleName(say.TREE.format(word=self.word))
        self.tree.setUniformRowHeights(True)
        self.tree.setMinimumHeight(scaled(_TREE_HEIGHT))
        self.tree.itemChanged.connect(self._ticked)
        self.count = QLabel()
        self.count.setProperty("role", "quiet")
        rows.addWidget(self.tree, 1)
        rows.addWidget(self.count)
        self.all.setChecked(True)
        self._group.buttonToggled.connect(self._toggled)
        self._toggled()

    def offer(self, kinds: Collection[Holder]) -> None:
        """Offer what the chosen forms have sheets for: measures (in their areas), chapters, lists of other plans."""
        session, wanted = self.session, frozenset(kinds) - {"plan"}
        if wanted & {"area", "measure"}:
            wanted |= {"area", "measure"}
        if not wanted or wanted == self._kinds:
            return
        self._kinds = wanted
        of = "measure" if "measure" in wanted else next(iter(wanted))
        self.word = APART.get(of) or session.vocabulary.word(of)
        count = sum(holder(session.plan, node) == of for node in session.plan.walk())
        self.all.setText(say.ALL.format(count=count, word=self.word))
        self.chosen.setText((say.CHOOSE if "area" in wanted else say.CHOOSE_PLAIN).format(word=self.word))
        self.tree.setAccessibleName((say.TREE if "area" in wanted else say.TREE_PLAIN).format(word=self.word))
        self.tree.blockSignals(True)  # noqa: FBT003
        self.tree.clear()
        self.tree.blockSignals(False)  # noqa: FBT003
        here = standing(session.plan, self._here) if self._here else None
        self.here.setEnabled(here is not None and holder(session.plan, here) in wanted)
        if self.here.isChecked() and not self.here.isEnabled():
            self.all.setChecked(True)
        self._toggled()

    def nodes(self) -> tuple[str, ...] | None:
        """The chosen nodes, each with all below it; () = all, None = none is ticked yet."""
        if self.here.isChecked():
            return (self._here,)
        if self.chosen.isChecked():
            return tuple(self._ids(self.tree.invisibleRootItem())) or None
        return ()

    def _toggled(self) -> None:
        if self.chosen.isChecked() and not self.tree.topLevelItemCount():
            self.tree.blockSignals(True)  # noqa: FBT003
            self._fill(self.tree.invisibleRootItem(), PLAN_ID)
            self.tree.expandAll()
            self.tree.blockSignals(False)  # noqa: FBT003
        for widget in (self.tree, self.count):
            widget.setVisible(self.chosen.isChecked())
        self.grown.emit()
        self._ticked()

    def _ticked(self) -> None:
        if self.chosen.isChecked():
            count = self._measures(self.tree.invisibleRootItem())
            ticked = self._ids(self.tree.invisibleRootItem())
            text = say.CHOSEN if ticked else say.NOTHING_CHOSEN
            word = self.word if count or not ticked else APART["chapter"]
            self.count.setText(text.format(count=count or len(ticked), word=word))
        self.changed.emit()

    def _fill(self, parent: QTreeWidgetItem, node_id: str) -> None:
        for node in self.session.plan.children(node_id):
            if holder(self.session.plan, node) not in self._kinds:
                continue
            item = QTreeWidgetItem(parent, [node.title])
            item.setData(0, _ID, node.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            self._fill(item, node.id)
            if item.childCount():
                item.setFlags(item.flags() | Qt.ItemFlag.ItemIsAutoTristate)
            item.setCheckState(0, _TICKED if node.id == self._here else _BLANK)

    def _ids(self, parent: QTreeWidgetItem) -> list[str]:
        """The ticked ones, a ticked area standing for all below it."""
        found: list[str] = []
        for number in range(parent.childCount()):
            item = parent.child(number)
            found += [item.data(0, _ID)] if item.checkState(0) == _TICKED else self._ids(item)
        return found

    def _measures(self, parent: QTreeWidgetItem) -> int:
        plan = self.session.plan
        found = {below.id for node in self._ids(parent) for below in plan.walk(node)} | set(self._ids(parent))
        counted = ("measure",) if "measure" in self._kinds else tuple(self._kinds)
        return sum(holder(plan, node) in counted for id_ in found if (node := plan.node(id_)) is not None)
