"""What 点検 found, grouped by how grave it is; a click leads there."""
from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from planeditor.domain.findings import Finding, where
from planeditor.domain.plan import PLAN_ID
from planeditor.messages import ui_beside as say
from planeditor.ui.beside.entry_list import EntryList, Item
from planeditor.ui.beside.panel import Panel
from planeditor.ui.beside.scope_switch import ScopeSwitch
from planeditor.ui.beside.sentence import Sentence
from planeditor.ui.look import STEP
from planeditor.ui.place import Place
from planeditor.ui.session import Session

_COLORS = {"error": "error", "warning": "warning", "note": "quiet"}


class FindingsPanel(Panel):
    """The findings of the measure the user is at, or all."""

    def __init__(self, session: Session) -> None:
        super().__init__(session, say.FINDINGS_PANEL)
        self.findings: Sequence[Finding] = ()
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
        rows.addWidget(self.list, 1)
        rows.addWidget(nothing, 1)
        self.scope.changed.connect(self.renew)
        self.see_all.clicked.connect(self._widen)
        self.list.chosen.connect(self._go)

    def set_findings(self, findings: Sequence[Finding]) -> None:
        """Show what the last check found."""
        if findings != self.findings:
            self.findings = findings
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
        self.list.show_items(self._items(shown))
        self.list.setVisible(bool(shown))
        self.nothing.setVisible(not shown)
        self.empty.setText(self._why_empty())
        elsewhere = len(self.findings) if not self.scope.is_wide else 0
        self.see_all.setText(say.SEE_ALL.format(count=elsewhere))
        self.see_all.setVisible(bool(elsewhere) and not shown)

    def concerns(self, nodes: set[str]) -> bool:
        """Numbers and labels may change anywhere; new findings come by themselves."""
        return bool(nodes) and PLAN_ID in nodes

    def _shown(self) -> list[Finding]:
        here = self.session.place.node
        wanted = [f for f in self.findings if self.scope.is_wide or f.node == here]
        return [f for severity in say.SEVERITIES for f in wanted if f.severity == severity]

    def _items(self, findings: Sequence[Finding]) -> list[Item]:
        session = self.session
        if not session.is_open:
            return []
        items: list[Item] = []
        plan, vocabulary = session.plan, session.vocabulary
        severity = ""
        for finding in findings:
            word = say.SEVERITIES[finding.severity]
            if finding.severity != severity:
                severity = finding.severity
                count = sum(1 for f in findings if f.severity == severity)
                items.append(Item(say.GROUP.format(word=word, count=count)))
            place = " ".join(part for part in where(finding, plan, vocabulary) if part)
            spoken = (say.FINDING if place else say.FINDING_NO_PLACE).format(word=word, place=place, message=finding.message)
            items.append(Item(place, finding.message, word, severity, _COLORS[severity], spoken, finding))
        return items

    def _why_empty(self) -> str:
        if not self.session.is_open:
            return say.NO_PLAN_FINDINGS
        return say.NO_FINDINGS if self.scope.is_wide else say.NO_FINDINGS_HERE.format_map(self.words)

    def _go(self, what: object) -> None:
        if isinstance(what, Finding):
            self._at = what
            self.session.go(Place(what.node, what.period, what.field))

    def _widen(self) -> None:
        self.scope.wide.setChecked(True)

    @staticmethod
    def _place_of(finding: Finding | None, shown: Sequence[Finding]) -> int:
        return shown.index(finding) if finding in shown else -1
