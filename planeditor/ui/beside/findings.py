"""What 点検 found, grouped by how grave it is; a click leads there. What is no slip is marked so, with the reason."""
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QMargins, Qt, Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from planeditor.domain.findings import Finding
from planeditor.domain.plan import PLAN_ID, Key
from planeditor.messages import ui_beside as say
from planeditor.ui.beside.entry_list import EntryList, Item
from planeditor.ui.beside.finding_items import FoundPlace, finding_items, seen_items
from planeditor.ui.beside.panel import Panel
from planeditor.ui.beside.scope_switch import ScopeSwitch
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.flow import FlowLayout
from planeditor.ui.look import STEP
from planeditor.ui.place import Place
from planeditor.ui.session import Session
from planeditor.ui.wrapped import Wrapped

if TYPE_CHECKING:  # the services behind 点検 are loaded late
    from planeditor.services.checking.seen import Seen, SeenBy


class FindingsPanel(Panel):
    """The findings of the measure the user is at, or all."""

    jumped = Signal()
    """The user was led to a place, which a page of the plan should show."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, say.FINDINGS_PANEL)
        self.findings: Sequence[Finding] = ()
        self.seen: Sequence[Seen] = ()
        self._by: Sequence[SeenBy] = ()
        self._done = True
        self._at: Finding | None = None
        self.scope = ScopeSwitch(say.HERE.format_map(self.words), say.ALL, is_wide=True)
        self.list = EntryList(say.FINDINGS_PANEL)
        self.empty = Sentence()
        self.empty.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.see_all = QPushButton()
        self.see_all.setProperty("role", "link")
        nothing = QWidget()
        inner = QVBoxLayout(nothing)
        inner.setContentsMargins(STEP * 3, STEP * 2, STEP * 3, STEP * 2)
        inner.setSpacing(STEP * 2)
        inner.addWidget(self.empty)
        inner.addWidget(self.see_all, 0, Qt.AlignmentFlag.AlignLeft)
        inner.addStretch(1)
        self.nothing = nothing
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, STEP * 2, 0, 0)
        rows.setSpacing(STEP)
        head = QVBoxLayout()
        head.setContentsMargins(STEP * 3, 0, STEP * 3, 0)
        head.addWidget(self.scope)
        rows.addLayout(head)
        self.mark = QPushButton(say.MARK_SEEN)
        self.mark.setToolTip(say.SEEN_TIP)
        self.fold = QPushButton()
        self.fold.setProperty("role", "link")
        self.fold.setCheckable(True)
        below = Wrapped()
        foot = FlowLayout(below, margins=QMargins(STEP * 3, STEP, STEP * 3, STEP * 2))
        foot.addWidget(self.fold)
        foot.push()
        foot.addWidget(self.mark)
        rows.addWidget(self.list, 1)
        rows.addWidget(nothing, 1)
        rows.addWidget(below)
        self.scope.changed.connect(self.renew)
        self.see_all.clicked.connect(self._widen)
        self.list.chosen.connect(self._go)
        self.list.selectionModel().currentChanged.connect(self._offer)
        self.mark.clicked.connect(self._mark)
        self.fold.toggled.connect(self._unfolded)

    def set_findings(self, findings: Sequence[Finding], seen: Sequence[Seen] = (), *, done: bool = True) -> None:
        """Show what the last check found, and what of it was seen already; ``done``: there was one since the plan was opened."""
        if (findings, seen, done) != (self.findings, self.seen, self._done):
            if seen != self.seen:
                self._by = ()
            self.findings, self.seen, self._done = findings, seen, done
            self.renew()

    def next_finding(self) -> Finding | None:
        """Go to the finding after the one gone to last (round and round), as they are listed; None where there is none."""
        shown = self._shown()
        if not shown:
            self.session.told.emit(self._why_empty())
            return None
        at = self._place_of(self._at, shown)
        found = shown[(at + 1) % len(shown)]
        self._go(found)
        self.list.choose(found)
        return found

    def refresh(self) -> None:
        """List the findings."""
        self.scope.narrow.setText(say.HERE.format_map(self.words))
        shown = self._shown()
        items = self._items(shown)
        self.list.show_items(items)
        self.list.setVisible(bool(items))
        self.nothing.setVisible(not items)
        self.fold.setText((say.SEEN_UNFOLD if self.fold.isChecked() else say.SEEN_FOLD).format(count=len(self.seen)))
        self.fold.setVisible(bool(self.seen))
        self.mark.setVisible(bool(items))
        self._offer()
        self.empty.setText(self._why_empty())
        elsewhere = len(self.findings) if not self.scope.is_wide else 0
        self.see_all.setText(say.SEE_ALL.format(count=elsewhere))
        self.see_all.setVisible(bool(elsewhere) and not shown)

    def concerns(self, nodes: set[str]) -> bool:
        """Numbers and labels may change anywhere; new findings come by themselves."""
        return bool(nodes) and PLAN_ID in nodes

    def _shown(self) -> list[Finding]:
        here = self.session.place.node
        wanted = [f for f in self.findings if self.scope.is_wide or any(p.node == here for p in f.places)]
        return [f for severity in say.SEVERITIES for f in wanted if f.severity == severity]

    def _items(self, findings: Sequence[Finding]) -> list[Item]:
        if not self.session.is_open:
            return []
        items = list(finding_items(self.session, findings, self._at))
        if self.fold.isChecked():
            items += seen_items(self.session, self.seen, self._by)
        return items

    def _why_empty(self) -> str:
        if not self.session.is_open:
            return say.NO_PLAN_FINDINGS
        if not self._done:
            return say.CHECKING
        return say.NO_FINDINGS if self.scope.is_wide else say.NO_FINDINGS_HERE.format_map(self.words)

    def _go(self, what: object) -> None:
        if isinstance(what, FoundPlace):
            self._to(what.place)
        elif isinstance(what, Finding):
            self._at = what
            here = self.session.place.node
            own = None if self.scope.is_wide else next((p for p in what.places if p.node == here), None)
            self._to(own or what.places[0])
            if len(what.places) > 1:
                self.list.show_items(self._items(self._shown()))
        elif what is not None:
            self._to(what.finding.places[0])  # type: ignore[attr-defined]  # one that was seen

    def _to(self, place: Key) -> None:
        self.session.go(Place(place.node, place.period, place.field))
        self.jumped.emit()

    # What is no slip

    def _chosen(self) -> Finding | None:
        what = self.list.current
        return what.finding if isinstance(what, FoundPlace) else what if isinstance(what, Finding) else None

    def _offer(self) -> None:
        """The button takes back what was seen, else marks what is chosen."""
        seen = next((one for one in self.seen if one is self.list.current), None)
        self.mark.setText(say.UNMARK_SEEN if seen else say.MARK_SEEN)
        self.mark.setEnabled((seen is not None or self._chosen() is not None) and self.session.is_open)

    def _mark(self) -> None:
        from planeditor.ui.questions import AskReason

        seen = next((one for one in self.seen if one is self.list.current), None)
        if seen is not None:
            self._take_back(seen)
        elif (finding := self._chosen()) is not None:
            AskReason(self.window(), say.MARK_SEEN, say.SEEN_ASK, say.MARK_SEEN, lambda reason: self.mark_seen(finding, reason)).open()

    def mark_seen(self, finding: Finding, reason: str) -> None:
        """Say of a finding that it is no slip."""
        from planeditor.services.checking.seen import Seen, mark_seen

        who = self.session.who

        def done(_: object) -> None:
            self.set_findings([f for f in self.findings if f != finding], [*self.seen, Seen(finding, reason)])

        self.session.edit(lambda document: mark_seen(document, finding, reason, who=who), done)

    def _take_back(self, seen: Seen) -> None:
        from planeditor.services.checking.seen import unmark

        who = self.session.who

        def done(_: object) -> None:
            self.set_findings([*self.findings, seen.finding], [one for one in self.seen if one is not seen])

        self.session.edit(lambda document: unmark(document, seen.finding, who=who), done)

    def _unfolded(self) -> None:
        self.renew()
        if self.fold.isChecked() and self.seen and not self._by:
            from planeditor.services.checking.seen import seen_by

            seen = self.seen
            self.session.ask(lambda document: seen_by(document, seen), lambda by: self._told(seen, by))

    def _told(self, seen: Sequence[Seen], by: Sequence[SeenBy]) -> None:
        if seen is self.seen:
            self._by = by
            self.renew()

    def _widen(self) -> None:
        self.scope.wide.setChecked(True)

    @staticmethod
    def _place_of(finding: Finding | None, shown: Sequence[Finding]) -> int:
        return shown.index(finding) if finding in shown else -1
