"""Who has the plan while it is read here: whether they still answer, what can be done, and that they have finished."""
from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject

from planeditor.messages import outside as say_outside
from planeditor.messages import ui_main as say
from planeditor.store.lock import LockState, lock_state
from planeditor.store.silence import Listening, Sign
from planeditor.ui.later import later
from planeditor.ui.notices import Choice, NoticeArea
from planeditor.ui.runner import Lane
from planeditor.ui.savecopy import save_copy
from planeditor.ui.session import Session

LOCK = "lock"
"""The topic of the bar about who may write."""


class LockWatch(QObject):
    """One bar: reading only, copy, take over."""

    def __init__(
        self, session: Session, notices: NoticeArea, open_plan: Callable[..., object], ask: Callable[[Path], object]
    ) -> None:
        """``open_plan`` opens for writing, with ``take_over`` from whoever has it; ``ask`` asks whoever has it."""
        super().__init__(session)
        self.session, self.notices, self._open_plan, self._ask = session, notices, open_plan, ask
        self._path: Path | None = None
        self._listening = Listening()
        self._sign: Sign = "unknown"
        self._looking = False
        self._shown: tuple[Path, str, list[Choice]] | None = None

    def tell(self, path: Path, why: str, state: LockState | None) -> None:
        """Say why the open plan cannot be written, and what can be done about it; then listen to whoever has it."""
        self._path, self._listening, self._sign = path if state else None, Listening(), "unknown"
        if state is None:
            self._show(path, say.LOCKED_READING.format(sentence=why), [])
        else:
            self._show_state(path, why, state)

    def end(self) -> None:
        """Listen no more: another plan is opened."""
        self._path = None
        self.notices.end(LOCK)

    def look(self) -> None:
        """See whether whoever has the plan gives signs of life, and whether they have finished."""
        path = self._path
        if path is None or self._looking or not self.session.file_read_only:
            return
        self._looking = True
        self.session.runner.run(Lane.BESIDE, partial(lock_state, path), partial(self._looked, path), self._missed)

    def _looked(self, path: Path, state: LockState | None) -> None:
        self._looking = False
        if path != self._path:
            return
        if state is None:
            self._path = None
            self.notices.show_notice(say_outside.FREE_NOW, [(say_outside.BEGIN, partial(self._open_plan, path))], topic=LOCK)
        elif state.holder is not None:
            sign = self._listening.hear(state.holder, time.monotonic())
            if sign not in (self._sign, "unknown"):
                self._sign = sign
                self._show_state(path, "", state)

    def _missed(self, _: Exception) -> None:
        self._looking = False

    def _show_state(self, path: Path, why: str, state: LockState) -> None:
        holder = state.holder
        choices: list[Choice]
        take_over: Choice = (say.TAKE_OVER, partial(self._open_plan, path, take_over=True))
        if holder is None:
            self._show(path, say.LOCKED_READING.format(sentence=why), [])
            return
        words = {"who": holder.who, "terminal": holder.terminal, "since": holder.since_local, "age": state.silence}
        if state.of_other:
            text, choices = say_outside.LOCK_OF_OTHER_READING.format(plan=holder.plan, **words), [take_over]
        elif state.silence or self._sign == "silent":
            words["age"] = state.silence or say_outside.SOME_TIME
            text, choices = say.STALE_HOLDER.format(**words), [take_over]
        elif self._sign == "alive" or holder.is_here:
            text, choices = say.IN_USE.format(**words), [(say.TAKE_TURN, partial(self._ask, path))]
        else:
            text = say_outside.IN_USE_UNHEARD.format(**words)
            choices = [(say.TAKE_TURN, partial(self._ask, path)), take_over]
        self._show(path, text, choices)

    def _show(self, path: Path, text: str, choices: list[Choice]) -> None:
        self._shown = (path, text, choices)
        ways: list[Choice] = [*choices, (say_outside.EDIT_COPY, self._edit_copy), (say.TRY_AGAIN, partial(self._open_plan, path))]
        self.notices.show_notice(text, ways, topic=LOCK, role="warning")

    def _edit_copy(self) -> None:
        """A copy to go on in; its changes can be taken into the plan later."""
        shown = self._shown

        def done(path: Path) -> None:
            self._shown = None
            self._open_plan(path)
            self.notices.show_notice(say_outside.COPY_OPENED, topic=LOCK)

        def again() -> None:
            if shown is not None and self._shown is shown:
                self._show(*shown)

        save_copy(self.session, self.notices.window(), say_outside.EDIT_COPY, done)
        later(self, 0, again)  # the bar goes with the click; until there is a copy it is wanted
