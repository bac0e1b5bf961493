"""Opening and closing plans: who else has the file, reading only, taking turns, the sample, copies."""
from __future__ import annotations

import contextlib
from collections.abc import Callable, Mapping
from concurrent.futures import wait
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import Plan
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import ui_main as say
from planeditor.store.glance import Glance, glance
from planeditor.store.lock import LockState, lock_state
from planeditor.ui.later import later
from planeditor.ui.notices import NoticeArea
from planeditor.ui.openplan import OpenPlan
from planeditor.ui.outside.lock_watch import LOCK, LockWatch
from planeditor.ui.place import Place
from planeditor.ui.runner import Lane
from planeditor.ui.session import Session
from planeditor.ui.settings import Settings
from planeditor.ui.turns import Turns

if TYPE_CHECKING:
    from planeditor.store.document import Document  # the file is opened after the first paint

FormsOf = Callable[[Plan, Mapping[str, str]], FormSet]
"""Of a plan, and the names of fields that its file keeps."""
Open = Callable[[FormsOf], "tuple[Document, FormSet, str]"]
"""Opens the document; gives also its form set, and why it could be opened for reading only."""

Loaded = tuple[OpenPlan, Plan, str, LockState | None]
"""An opened plan, its content, why it could be opened for reading only, and who has it."""

_AT_ONCE = 0.06
"""How long the window waits for the first look, in seconds."""
_KEYS_FIRST = 20
"""How long the window has the processor for itself after the first sheet was seen, in ms; then the whole file is read."""
_AT_MOST = 0.5
"""The file is read after so long whatever the window does, in seconds."""


class _UnwantedError(Exception):
    """Another plan was asked for before this one was opened."""


class Opener(QObject):
    """Opens a plan in the session in place of the one that is open."""

    could_not_open = Signal(object, object)
    """A path and the error; ``session.failed`` has said it."""

    def __init__(self, session: Session, notices: NoticeArea) -> None:
        super().__init__(session)
        self.session, self.notices = session, notices
        session.leaving.connect(partial(keep_place, session))
        self.turns = Turns(session, notices, self.open, partial(self.open, read_only=True))
        self.lock_watch = LockWatch(session, notices, self.open, self.turns.ask)
        self._seen = Event()
        self._attempt: object = None
        self._loose: OpenPlan | None = None
        """Opened without a first look, and not shown yet."""

    def sheet_seen(self) -> None:
        """The first sheet is on the screen: what waits for it may go on, after the keys that wait too."""
        later(self, _KEYS_FIRST, self._seen.set)

    def give_up(self) -> None:
        """Whatever is being opened is not wanted any more."""
        self._attempt = None

    def open(self, path: Path, *, read_only: bool = False, take_over: bool = False) -> None:
        """Open a plan file; where another has it, for reading only, with a bar that says who and offers to take turns."""
        self.lock_watch.end()
        self._attempt = attempt = object()
        session, who = self.session, self.session.who

        def go_on(seen: Glance | None) -> None:
            if self._attempt is attempt:
                self._load(attempt, path, seen, partial(_opened, path, who=who, read_only=read_only, take_over=take_over))

        # The one that is open is closed first: opening the same file again must not find its own lock.
        if session.is_open:
            session.leave(partial(self._look, path, go_on))
        else:
            self._look(path, go_on)

    def _look(self, path: Path, go_on: Callable[[Glance | None], object]) -> None:
        """Have a first look at the file. A disk that answers at once is waited for, so that nothing is painted in vain."""
        looks: list[Glance | None] = []
        node = kept_place(self.session.settings, path).node

        def done(_: None) -> None:
            if looks:
                go_on(looks.pop())

        looking = self.session.runner.run(Lane.PLAN, lambda: looks.append(glance(path, node)), done, self._failed)
        wait([looking], _AT_ONCE)
        done(None)

    def _load(self, attempt: object, path: Path, seen: Glance | None, open_it: Open) -> None:
        """Show the tree and the first sheet at once, then open the file on the plan lane."""
        session = self.session
        looked_at: OpenPlan | None = None
        if seen is not None and session.form_sets.has(seen.plan):
            try:
                looked_at = session.look_at(seen, session.form_sets.of(seen.plan))
            except KnownError as error:
                self._failed(error)
                return
            session.go(first_place(session))

        shown = self._seen = Event()

        def work() -> Loaded:
            if looked_at is not None:
                shown.wait(_AT_MOST)
            return self._read(attempt, path, looked_at, open_it)

        def done(loaded: Loaded) -> None:
            opened, plan, why, state = loaded
            if looked_at is None and self._attempt is not attempt:  # another was opened meanwhile, or none is wanted
                session.runner.run(Lane.PLAN, self._close_loose, lambda _: None, self._failed)
                return
            if looked_at is None:
                self._loose = None
                session.show(opened, plan)
                session.go(first_place(session))
            if session.shows(opened):  # else it was closed while it was being read
                self._is_there(opened, why, state)

        def failed(error: Exception) -> None:
            if looked_at is not None and session.shows(looked_at):
                session.abandon()
            if self._attempt is attempt:
                self._failed(error)
                self.could_not_open.emit(path, error)

        session.runner.run(Lane.PLAN, work, done, failed)

    def _read(self, attempt: object, path: Path, looked_at: OpenPlan | None, open_it: Open) -> Loaded:
        """Open the file; on the plan lane."""
        self._close_loose()
        if looked_at is None and self._attempt is not attempt:
            raise _UnwantedError
        document, forms, why = open_it(self.session.form_sets.of)
        opened = looked_at or OpenPlan(document.path, document.plan_id, forms)
        opened.attach(document)
        if looked_at is None:
            self._loose = opened
        return opened, document.plan(), why, _state_of(path) if why else None

    def _close_loose(self) -> None:
        """Close a document that came too late to be shown; on the plan lane."""
        loose, self._loose = self._loose, None
        if loose is not None:
            loose.close()

    def _is_there(self, opened: OpenPlan, why: str, state: LockState | None) -> None:
        session = self.session
        if session.partial:
            session.fill()
        session.settings.opened(opened.path)
        if why:
            self.lock_watch.tell(opened.path, why, state)
        elif session.practice:
            self.notices.show_notice(say.IS_PRACTICE, topic=LOCK)

    def create(self, work: Callable[[], Path]) -> None:
        """Make a new plan file on the plan lane, then open it."""
        self.session.runner.run(Lane.PLAN, work, self.open, self._failed)

    def explain(self, path: Path, why: str) -> None:
        """Say why the open plan cannot be written, and what can be done about it."""
        self.session.runner.run(
            Lane.BESIDE, lambda: _state_of(path), lambda state: self.lock_watch.tell(path, why, state), self._failed
        )

    def _failed(self, error: Exception) -> None:
        self.session.failed.emit(error)


def _state_of(path: Path) -> LockState | None:
    """How the lock stands, None where there is none or it cannot be reached just now."""
    with contextlib.suppress(OSError):
        return lock_state(path)
    return None


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
    path: Path, forms_of: FormsOf, *, who: str, read_only: bool, take_over: bool
) -> tuple[Document, FormSet, str]:
    """The document, its form set, and why it could be opened for reading only ("" where it is open for writing)."""
    from planeditor.store.document import Document

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
        forms = forms_of(plan, document.field_labels())
        _ = plan.measures  # the tree of nodes is made here rather than in the window's thread
    except BaseException:
        document.close()
        raise
    return document, forms, why
