"""Opening and closing plans: who else has the file, reading only, taking turns, the sample, copies."""
from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, QTimer

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import Plan
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import ui_main as say
from planeditor.store.document import Document
from planeditor.store.glance import glance
from planeditor.store.lock import holder_of
from planeditor.ui.notices import Choice, NoticeArea
from planeditor.ui.openplan import OpenPlan
from planeditor.ui.place import Place
from planeditor.ui.runner import Lane
from planeditor.ui.session import Session
from planeditor.ui.settings import Settings
from planeditor.ui.turns import Turns

LOCK = "lock"
"""The topic of the bar about who may write."""


_FIRST_PAINT = 20
"""How long the first sheet has the processor for itself before the whole file is read, in ms from the event loop's start."""
_AT_MOST = 0.5
"""The file is read after so long whatever the window does, in seconds."""


class Opener(QObject):
    """Opens a plan in the session in place of the one that is open."""

    def __init__(self, session: Session, notices: NoticeArea) -> None:
        super().__init__(session)
        self.session, self.notices = session, notices
        session.leaving.connect(partial(keep_place, session))
        self.turns = Turns(session, notices, self.open, partial(self.open, read_only=True))

    def open(self, path: Path, *, read_only: bool = False, take_over: bool = False) -> None:
        """Open a plan file; where another has it, for reading only, with a bar that says who and offers to take turns."""
        self.notices.end(LOCK)
        session = self.session
        if not session.is_open:
            self._look(path, read_only=read_only, take_over=take_over)
            return

        # The one that is open is closed first: opening the same file again must not find its own lock.
        session.leave(partial(self.open, path, read_only=read_only, take_over=take_over))

    def _look(self, path: Path, *, read_only: bool, take_over: bool) -> None:
        """Show the tree and the first sheet at once, then open the file on the plan lane."""
        session, who = self.session, self.session.who
        seen = glance(path, kept_place(session.settings, path).node)
        looked_at: OpenPlan | None = None
        if seen is not None:
            try:
                looked_at = session.look_at(seen, session.form_sets.of(seen.plan))
            except KnownError as error:
                self._failed(error)
                return
            session.go(first_place(session))

        painted = Event()
        QTimer.singleShot(_FIRST_PAINT, painted.set)

        def work() -> tuple[Document, FormSet, str]:
            if looked_at is not None:
                painted.wait(_AT_MOST)
            opened = _opened(path, session.form_sets.of, who=who, read_only=read_only, take_over=take_over)
            if looked_at is not None:
                looked_at.attach(opened[0])
            return opened

        def done(result: tuple[Document, FormSet, str]) -> None:
            document, forms, why = result
            if looked_at is None:
                session.adopt(document, forms)
                session.go(first_place(session))
            else:
                session.fill()
            session.settings.opened(document.path)
            if why:
                self._explain(path, why)
            elif session.practice:
                self.notices.show_notice(say.IS_PRACTICE, topic=LOCK)

        def failed(error: Exception) -> None:
            session.leave()
            self._failed(error)

        session.runner.run(Lane.PLAN, work, done, failed)

    def create(self, work: Callable[[], Path]) -> None:
        """Make a new plan file on the plan lane, then open it."""
        self.session.runner.run(Lane.PLAN, work, self.open, self._failed)

    def _explain(self, path: Path, why: str) -> None:
        holder = holder_of(path)
        choices: list[Choice] = []
        text = say.LOCKED_READING.format(sentence=why)
        if holder is not None:
            choices.append((say.TAKE_TURN, partial(self.turns.ask, path)))
            if holder.silence:
                text = say.STALE_HOLDER.format(who=holder.who, terminal=holder.terminal, age=holder.silence)
                choices.append((say.TAKE_OVER, partial(self.open, path, take_over=True)))
        choices.append((say.TRY_AGAIN, partial(self.open, path)))
        self.notices.show_notice(text, choices, topic=LOCK, role="warning")

    def _failed(self, error: Exception) -> None:
        self.session.failed.emit(error)


def first_place(session: Session) -> Place:
    """Where the user was when this plan was last closed here, else its first measure, in the current year."""
    kept = kept_place(session.settings, session.path or Path())
    measures = session.plan.measures
    node = kept.node if session.plan.node(kept.node) else measures[0].id if measures else ""
    current = session.current
    known = current is not None and kept.period in session.plan.period_keys(current.series)
    return Place(node, kept.period if known else current.key if current and node else "")


def kept_place(settings: Settings, path: Path) -> Place:
    """Where the user was in the plan that was open last; nowhere for any other."""
    file, node, period = [*settings.value("place").split("\n"), "", ""][:3]
    return Place(node, period) if file == str(path) else Place()


def keep_place(session: Session) -> None:
    """Remember where the user is in the open plan."""
    if session.is_open:
        session.settings.keep("place", f"{session.path}\n{session.place.node}\n{session.place.period}")


def _opened(
    path: Path, forms_of: Callable[[Plan], FormSet], *, who: str, read_only: bool, take_over: bool
) -> tuple[Document, FormSet, str]:
    """The document, its form set, and why it could be opened for reading only ("" where it is open for writing)."""
    why = ""
    try:
        document = Document.open(path, read_only=read_only, who=who, take_over=take_over)
    except KnownError as error:
        why = error.message
        try:
            document = Document.open(path, read_only=True)
        except KnownError as still:
            raise error from still  # the first sentence says what is wrong with writing, the second is often the same
    try:
        plan = document.plan()
        forms = forms_of(plan)
        _ = plan.measures  # the tree of nodes is made here rather than in the window's thread
    except BaseException:
        document.close()
        raise
    return document, forms, why

