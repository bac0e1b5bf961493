"""The bars about the place of the open plan: on a share, in a synchronised folder, and the working copies there are."""
from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from planeditor.messages import working as say
from planeditor.ui.actions import Actions
from planeditor.ui.notices import Choice, NoticeArea
from planeditor.ui.runner import Lane
from planeditor.ui.session import Session
from planeditor.ui.working.commands import WorkingCommands

if TYPE_CHECKING:  # not loaded before the first paint
    from planeditor.services.working.looking import Seen
    from planeditor.services.working.notes import CopyNote
    from planeditor.services.working.places import WorkingCopy
    from planeditor.services.working.record import Record

PLACE, COPY, OTHERS = "place", "working_copy", "others_copies"
"""The topics of the bars."""
AFTER = 500
"""How long after a plan was opened its place is looked at, in ms: the sheet comes first."""


class PlaceNotices(QObject):
    """Looks at the place of each plan that is opened, beside the window."""

    def __init__(self, session: Session, notices: NoticeArea, actions: Actions, commands: WorkingCommands) -> None:
        super().__init__(notices)
        self.session, self.notices, self.actions, self.commands = session, notices, actions, commands
        self._path: Path | None = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(AFTER)
        self._later.timeout.connect(self.look)
        session.opened.connect(self._opened)
        self._allow(is_copy=False)

    def _opened(self) -> None:
        path = self.session.path
        if path == self._path:
            return
        self._path = path
        for topic in (PLACE, COPY, OTHERS):
            self.notices.end(topic)
        self._allow(is_copy=False)
        if path is None:
            self._later.stop()
        else:
            self._later.start()

    def look(self) -> None:
        """Look at the place of the open plan; what there is to say comes when it is known."""
        session = self.session
        path, plan_id = session.path, session.plan_id
        if path is None:
            return
        if session.partial:
            self._later.start()
            return

        def work() -> Seen:
            from planeditor.services.working.looking import look_at

            return look_at(path, plan_id)

        def done(seen: Seen) -> None:
            if session.path == path:
                self._show(seen, plan_id)

        session.runner.run(Lane.BESIDE, work, done, session.failed.emit)

    def _show(self, seen: Seen, plan_id: str) -> None:
        self._allow(is_copy=seen.record is not None)
        if seen.record is not None:
            self._show_copy(seen.record)
            return
        if seen.others:
            self._show_others(list(seen.others))
        if seen.own is not None:
            self._show_own(seen.own)
        elif seen.advice and self.session.settings.value(_told(plan_id)) != seen.kind:
            understood = partial(self.session.settings.keep, _told(plan_id), seen.kind)
            choices: list[Choice] = [(say.TAKE, self.commands.take)] if seen.kind in ("share", "synced") else []
            role = "warning" if seen.kind == "synced" else "notice"
            choices.append((say.UNDERSTOOD, understood))
            self.notices.show_notice(seen.advice, choices, topic=PLACE, role=role, closes=False)

    def _show_copy(self, record: Record) -> None:
        from planeditor.services.working.record import told

        original, since = record.original, told(record.since)
        if record.done:
            text, choice = say.IS_DONE.format(original=original, done=told(record.done)), self._choice_to_open(Path(original))
        else:
            text, choice = say.IS_COPY.format(original=original, since=since), (say.BACK, self._back)
        self.notices.show_notice(text, [choice], topic=COPY, closes=False)

    def _show_own(self, copy: WorkingCopy) -> None:
        from planeditor.services.working.record import told

        choices = [(say.OPEN_COPY, partial(self.commands.opener.open, copy.path))]
        self.notices.show_notice(say.OWN.format(since=told(copy.record.since)), choices, topic=COPY, role="warning")

    def _show_others(self, notes: list[CopyNote]) -> None:
        from planeditor.services.working.record import told

        text = "\n".join(say.OTHERS.format(who=n.who, terminal=n.terminal, since=told(n.since)) for n in notes)
        self.notices.show_notice(text, [(say.FORGET_NOTE, partial(self._forget, notes))], topic=OTHERS)

    def _choice_to_open(self, original: Path) -> Choice:
        return say.OPEN_ORIGINAL, partial(self.commands.opener.open, original)

    def _back(self) -> None:
        self.commands.put_back()
        self._later.start()  # the bar comes back where the copy stays open

    def _forget(self, notes: list[CopyNote]) -> None:
        path = self.session.path
        if path is None:
            return

        def work() -> None:
            from planeditor.services.working.notes import drop_note

            for note in notes:
                drop_note(path, note.token)

        self.session.runner.run(Lane.BESIDE, work, lambda _: None, self.session.failed.emit)

    def _allow(self, *, is_copy: bool) -> None:
        self.actions["take_working_copy"].setVisible(not is_copy)
        self.actions["put_back"].setVisible(is_copy)


def _told(plan_id: str) -> str:
    """Under what it is remembered that the place of a plan was told."""
    return f"place_told/{plan_id}"
