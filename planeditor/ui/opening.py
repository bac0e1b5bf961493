"""Opening and closing plans: who else has the file, reading only, taking turns, the sample, copies."""
from __future__ import annotations

from collections.abc import Callable, Mapping
from concurrent.futures import wait
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import Plan
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import ui_main as say
from planeditor.store.glance import Glance, glance
from planeditor.store.holder import Holder
from planeditor.store.lock import holder_of
from planeditor.ui.notices import Choice, NoticeArea
from planeditor.ui.openplan import OpenPlan
from planeditor.ui.place import Place
from planeditor.ui.runner import Lane
from planeditor.ui.session import Session
from planeditor.ui.settings import Settings
from planeditor.ui.turns import Turns

if TYPE_CHECKING:
    from planeditor.store.document import Document  # the file is opened after the first paint

LOCK = "lock"
"""The topic of the bar about who may write."""


FormsOf = Callable[[Plan, Mapping[str, str]], FormSet]
"""Of a plan, and the names of fields that its file keeps."""
Open = Callable[[FormsOf], "tuple[Document, FormSet, str]"]
"""Opens the document; gives also its form set, and why it could be opened for reading only."""

Loaded = tuple[OpenPlan, Plan, str, Holder | None]
"""An opened plan, its content, why it could be opened for reading only, and who has it."""

_AT_ONCE = 0.06
"""How long the window waits for the first look, in seconds."""
_FIRST_PAINT = 20
"""How long the first sheet has the processor for itself before the whole file is read, in ms from the event loop's start."""
_AT_MOST = 0.5
"""The file is read after so long whatever the window does, in seconds."""


class _UnwantedError(Exception):
    """Another plan was asked for before this one was opened."""


class Opener(QObject):
    """Opens a plan in the session in place of the one that is open."""

    def __init__(self, session: Session, notices: NoticeArea) -> None:
        super().__init__(session)
        self.session, self.notices = session, notices
        session.leaving.connect(partial(keep_place, session))
        self.turns = Turns(session, notices, self.open, partial(self.open, read_only=True))
        self._attempt: object = None
        self._loose: OpenPlan | None = None
        """Opened without a first look, and not shown yet."""

    def give_up(self) -> None:
        """Whatever is being opened is not wanted any more."""
        self._attempt = None

    def open(self, path: Path, *, read_only: bool = False, take_over: bool = False) -> None:
        """Open a plan file; where another has it, for reading only, with a bar that says who and offers to take turns."""
        self.notices.end(LOCK)
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

        painted = Event()
        QTimer.singleShot(_FIRST_PAINT, painted.set)

        def work() -> Loaded:
            if looked_at is not None:
                painted.wait(_AT_MOST)
            return self._read(attempt, path, looked_at, open_it)

        def done(loaded: Loaded) -> None:
            opened, plan, why, holder = loaded
            if looked_at is None and self._attempt is not attempt:  # another was opened meanwhile, or none is wanted
                session.runner.run(Lane.PLAN, self._close_loose, lambda _: None, self._failed)
                return
            if looked_at is None:
                self._loose = None
                session.show(opened, plan)
                session.go(first_place(session))
            if session.shows(opened):  # else it was closed while it was being read
                self._is_there(opened, why, holder)

        def failed(error: Exception) -> None:
            if looked_at is not None and session.shows(looked_at):
                session.abandon()
            if self._attempt is attempt:
                self._failed(error)

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
        return opened, document.plan(), why, holder_of(path) if why else None

    def _close_loose(self) -> None:
        """Close a document that came too late to be shown; on the plan lane."""
        loose, self._loose = self._loose, None
        if loose is not None:
            loose.close()

    def _is_there(self, opened: OpenPlan, why: str, holder: Holder | None) -> None:
        session = self.session
        if session.partial:
            session.fill()
        session.settings.opened(opened.path)
        if why:
            self._tell(opened.path, why, holder)
        elif session.practice:
            self.notices.show_notice(say.IS_PRACTICE, topic=LOCK)

    def create(self, work: Callable[[], Path]) -> None:
        """Make a new plan file on the plan lane, then open it."""
        self.session.runner.run(Lane.PLAN, work, self.open, self._failed)

    def explain(self, path: Path, why: str) -> None:
        """Say why the open plan cannot be written, and what can be done about it."""
        self.session.runner.run(Lane.BESIDE, lambda: holder_of(path), lambda holder: self._tell(path, why, holder), self._failed)

    def _tell(self, path: Path, why: str, holder: Holder | None) -> None:
        choices: list[Choice] = []
        text = say.LOCKED_READING.format(sentence=why)
        if holder is not None:
            text = say.IN_USE.format(who=holder.who, terminal=holder.terminal, since=holder.since_local)
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

