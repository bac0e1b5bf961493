"""Bars over several years: the chosen cells are made one entry, and taken apart again."""
from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from planeditor.domain.plan import Key
from planeditor.domain.runs import is_run
from planeditor.messages import ui_writing as say
from planeditor.services.editing import runs
from planeditor.services.editing.permissions import Lock
from planeditor.store.report import ChangeReport
from planeditor.ui.place import Place
from planeditor.ui.session import Session
from planeditor.ui.sheet.cell_choice import CellChoice

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document

_BAR, _THROUGH = "帯", "通し"


class RunCommands:
    """まとめる and 分ける. Each may be called at any time; where it cannot be done a sentence says why."""

    def __init__(self, session: Session, choice: CellChoice) -> None:
        self._session, self._choice = session, choice

    @property
    def possible(self) -> bool:
        """Whether the chosen cells stand for years that this form can show as one."""
        return bool(self._span)

    @property
    def may_part(self) -> bool:
        """Whether one of the chosen cells stands for several years."""
        return any(is_run(self._session.plan, key.period) for key in self._keys)

    def why_not(self) -> str:
        """Why the chosen cells may not be joined or taken apart now, "" where they may."""
        session = self._session
        if not self.possible:
            return say.NO_RUNS
        keys = self._keys
        written = [key for key in keys if key in session.plan.entries]
        locks = {session.lock(key) for key in written or keys}
        # an empty year to come may be covered by the text of this one
        locks |= {lock for key in keys if (lock := session.lock(key)) not in (Lock.OPEN, Lock.FUTURE)}
        return session.permissions.sentence(next(iter(locks - {Lock.OPEN}), Lock.OPEN))

    def join(self) -> None:
        """One entry of the chosen years."""
        self._edit(runs.join, say.JOINED)

    def part(self) -> None:
        """An entry for each year again."""
        self._edit(runs.part, say.PARTED)

    @property
    def _keys(self) -> list[Key]:
        return [key for cell in self._choice.selected for key in cell.keys]

    @property
    def _span(self) -> str:
        """How the form shows the field of the chosen cells over years: 帯, 通し, "" = each year by itself."""
        fields = {key.field for key in self._keys if key.period}
        if not fields or len(fields) > 1 or not self._session.is_open:
            return ""
        spans = {b.span for b in self._session.form.entry_cells.values() if b.field.key in fields}
        return next((span for span in (_BAR, _THROUGH) if span in spans), "")

    def _edit(self, operation: Callable[..., ChangeReport], told: str) -> None:
        session, why = self._session, self.why_not()
        if why:
            session.told.emit(why)
            return
        work = partial(
            operation, forms=session.forms, keys=self._keys, bars=self._span == _BAR, mode=session.mode, who=session.who,
            source=session.source, why=session.why,
        )

        def do(document: Document) -> ChangeReport:
            return work(document)

        session.edit(do, partial(self._done, told))

    def _done(self, told: str, report: ChangeReport) -> None:
        """Stay at what came of it."""
        first = next((change.key for change in report.changes if change.new is not None), None)
        if first is not None:
            self._session.go(Place(first.node, first.period, first.field))
            self._session.told.emit(told)
