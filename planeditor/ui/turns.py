"""「編集を代わってもらう」: asking the one who writes, and being asked."""
from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from planeditor.messages import ui_main as say
from planeditor.store import handover
from planeditor.store.lockfile import holder_of
from planeditor.ui.notices import NoticeArea
from planeditor.ui.runner import Lane
from planeditor.ui.session import Session

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document
    from planeditor.store.handover import Handover, Request
    from planeditor.store.holder import Holder

TURN = "turn"
EVERY = 2000
"""How often the asker looks for an answer, in ms."""


class Turns(QObject):
    """One request at a time: ours to the holder, or somebody's to us."""

    def __init__(
        self, session: Session, notices: NoticeArea, open_plan: Callable[[Path], object], reopen: Callable[[Path], object]
    ) -> None:
        """``open_plan`` opens for writing, ``reopen`` for reading only."""
        super().__init__(session)
        self.session, self.notices, self.open_plan, self.reopen = session, notices, open_plan, reopen
        self._asked: tuple[Path, Request] | None = None
        self._shown = ""
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY)
        self._timer.timeout.connect(self._look)

    def ask(self, path: Path) -> None:
        """Ask whoever writes the plan to let us."""
        who = self.session.who
        self.session.runner.run(
            Lane.BESIDE, lambda: (handover.ask(path, who), holder_of(path)), partial(self._waiting, path), self.session.failed.emit
        )

    def _waiting(self, path: Path, asked: tuple[Request, Holder | None]) -> None:
        request, holder = asked
        self._asked = (path, request)
        text = say.ASKED.format(who=holder.who, terminal=holder.terminal) if holder else say.OPENING
        self.notices.show_notice(text, [(say.BACK, self.withdraw)], topic=TURN, closes=False)
        self._timer.start()

    def withdraw(self) -> None:
        """Ask no more."""
        self._timer.stop()
        if self._asked is not None:
            (path, request), self._asked = self._asked, None
            self.session.runner.run(Lane.BESIDE, lambda: handover.withdraw(path, request), lambda _: None, self.session.failed.emit)

    def _look(self) -> None:
        if self._asked is None:
            self._timer.stop()
            return
        path, request = self._asked
        self.session.runner.run(
            Lane.BESIDE, lambda: (handover.state(path, request), holder_of(path)), partial(self._answered, path),
            self.session.failed.emit,
        )

    def _answered(self, path: Path, answer: tuple[Handover, Holder | None]) -> None:
        state, holder = answer
        if self._asked is None or state == "waiting":
            return
        self.withdraw()
        self.notices.end(TURN)
        if state == "granted":
            self.session.told.emit(say.GRANTED)
            self.open_plan(path)
        else:
            text = say.DECLINED if state == "declined" else say.NO_ANSWER
            self.notices.show_notice(text.format(who=holder.who if holder else ""), topic=TURN)

    # Being asked

    def asked_for(self, request: Request | None) -> None:
        """Show who asks for the plan that is open here; None: nobody does (any more)."""
        token = request.token if request else ""
        if token == self._shown:
            return
        self._shown = token
        self.notices.end(TURN)
        if request is not None:
            self.notices.show_notice(
                say.ASKED_FOR.format(who=request.who, terminal=request.terminal),
                [(say.GIVE, partial(self._answer, request, yes=True)), (say.KEEP, partial(self._answer, request, yes=False))],
                topic=TURN, role="warning", closes=False,
            )

    def _answer(self, request: Request, *, yes: bool) -> None:
        path = self.session.path
        if yes:  # what is half typed goes in first: afterwards nothing may be written here
            self.session.gathering.emit()

        def work(document: Document) -> None:
            document.answer(request, yes=yes)

        def done(_: None) -> None:
            if yes and path is not None:
                self.reopen(path)
                self.session.told.emit(say.GIVEN.format(who=request.who))

        self.session.ask(work, done)
