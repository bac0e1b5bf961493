"""The open plan, as every part of the window sees it: content, place, mode, and the one way to change anything.

Views hold no content of their own. They read ``plan``, ask for edits, and refresh from the report that ``changed`` brings.
"""
from __future__ import annotations

import contextlib
import gc
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, wait
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Signal

from planeditor.domain.current import with_current
from planeditor.domain.errors import KnownError
from planeditor.domain.plan import Change, Key, Plan
from planeditor.domain.unplaced import kept_names
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import editing as say_editing
from planeditor.messages import outside as say_outside
from planeditor.messages import ui_main as say
from planeditor.services.editing import entering, undoing
from planeditor.services.editing.permissions import Mode
from planeditor.services.planfiles.unsaved import UnsavedText
from planeditor.store.glance import Glance
from planeditor.store.lock import HeldByOther
from planeditor.store.outside import OutsideError, is_of_disk
from planeditor.store.report import ChangeReport
from planeditor.ui.openplan import OpenPlan
from planeditor.ui.place import Place
from planeditor.ui.runner import Lane
from planeditor.ui.situation import Situation
from planeditor.ui.typed import Typed
from planeditor.ui.viewed import Viewed

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document

T = TypeVar("T")
_MOMENT = 0.006
"""How long leaving a cell may wait for the disk before it is painted, in seconds: well below one frame."""


class Session(Situation):
    """One open plan, or none: opening and leaving it, and the one way to change it."""

    apart = Signal(object)
    """An ``Outside``: an edit was not written, since the file is not at its place."""
    unsaved = Signal(object)
    """A tuple of ``UnsavedText``: what was typed in such an edit."""

    # Opening and leaving

    def adopt(self, document: Document, forms: FormSet) -> None:
        """Show an opened document (opened on the plan lane, its plan loaded); the one shown before must be closed."""
        self.show(OpenPlan.of(document, forms), document.plan())

    def show(self, opened: OpenPlan, plan: Plan) -> None:
        """Show an opened plan with its content."""
        self._begin(opened, plan, partial=False)

    def shows(self, opened: OpenPlan) -> bool:
        """Whether this is the plan that is open."""
        return self._open is opened

    def look_at(self, glance: Glance, forms: FormSet) -> OpenPlan:
        """Show a first look at a plan file. Its document is opened next on the plan lane and attached to what this gives;
        ``fill`` then brings the rest."""
        opened = OpenPlan(glance.path, glance.plan_id, forms)
        self._begin(opened, with_current(glance.plan, forms.vocabulary, glance.used), partial=True)
        return opened

    def fill(self) -> None:
        """The document of the plan that was looked at is there: show all of it."""
        self._partial = False
        gc.freeze()  # the plan is here to stay: no collection needs to go through it again and again
        self.reread()
        self.access_changed.emit()

    def _begin(self, opened: OpenPlan, plan: Plan, *, partial: bool) -> None:
        self._open, self._partial, self._viewed = opened, partial, None
        self._pending.clear()
        self._place, self._mode, self._why, self._forms, self._saved_at = Place(), Mode.NORMAL, "", {}, None
        self._read = plan
        self._renew(plan)
        if not partial:
            gc.freeze()
        self.opened.emit()

    def leave(self, done: Callable[[], object] | None = None) -> None:
        """Close the plan after everything asked for is done. It stays open where something typed could not be entered: what
        is handed back must not go with it."""
        if self._open is None:
            if done:
                self.runner.when_idle(done)
            return
        self.gathering.emit()
        if self.saving:
            self.once_saved(partial(self.leave, done))
        else:
            self.abandon(done)

    def once_saved(self, then: Callable[[], object]) -> None:
        """Do something once all that is on its way to the file has arrived there; never, where any of it was refused."""
        opened = self._open
        if opened is None:
            return
        told = opened.refusals_told

        def arrived(_: None) -> None:
            if self._open is opened and opened.refusals_told == told:
                then()

        self.runner.run(Lane.PLAN, lambda: None, arrived, self._fail)

    def abandon(self, done: Callable[[], object] | None = None) -> None:
        """Close the plan as it is, whatever becomes of edits that are still on their way."""
        if self._open is None:
            return
        self.leaving.emit()
        leaving, self._open, self._partial, self._viewed = self._open, None, False, None
        gc.unfreeze()
        self._place = Place()
        self._renew(Plan({}))
        self.opened.emit()

        def closed(trouble: str) -> None:
            if trouble:
                self.told.emit(trouble)
            ended()

        def failed(error: Exception) -> None:
            self._fail(error)
            ended()

        def ended() -> None:
            gc.collect()  # what was frozen with the plan would stay for ever; here, since widgets may be among it
            if done:
                done()

        self.runner.run(Lane.PLAN, leaving.close, closed, failed)

    # Looking at another state

    def look_back(self, viewed: Viewed | None) -> None:
        """Show another state instead of the present, None: the present again. Nothing can be edited meanwhile; export and print
        write what is shown."""
        opened = self._open
        if opened is None or opened.document is None:
            return
        self._viewed, self._mode, self._why, self._forms = viewed, Mode.NORMAL, "", {}
        self._renew(viewed.plan if viewed is not None else self._in_file(opened.document))
        plan = self._plan
        self._place = Place(self._place.node if plan.node(self._place.node) else "", self._known_period)
        self.opened.emit()
        self.place_changed.emit(self._place)
        self.mode_changed.emit()
        if viewed is None:
            self._reform()

    def _is_looking_back(self) -> bool:
        """Whether nothing is edited since another state is shown; says so."""
        if self._viewed is not None:
            self._fail(KnownError(say_editing.LOCKED_PAST))
        return self._viewed is not None

    # Changing the plan

    def enter(self, key: Key, text: str, *, source: str = "") -> None:
        """One cell was left: shown at once, durable a moment later; a refusal brings the old text back with a sentence."""
        old = self._plan.entries.get(key)
        if (old or "") == text:
            return
        work = partial(
            entering.enter, forms=self.forms, key=key, text=text, mode=self._mode, who=self.who,
            source=source or self.source, why=self._why,
        )
        self._edit_ahead([Change(key, old, text or None)], work)

    def enter_many(self, texts: Mapping[Key, str], name: str) -> None:
        """Several cells at once (a pasted block), as one named operation; all or nothing."""
        changes = [Change(k, self._plan.entries.get(k), t or None) for k, t in texts.items()]
        changes = [c for c in changes if c.old != c.new]
        if not changes:
            return
        work = partial(
            entering.enter_many, forms=self.forms, texts={c.key: c.new or "" for c in changes}, name=name,
            mode=self._mode, who=self.who, source=self.source, why=self._why,
        )
        self._edit_ahead(changes, work)

    def edit(
        self, work: Callable[[Document], ChangeReport], done: Callable[[ChangeReport], object] | None = None,
        *, blind: bool = True,
    ) -> None:
        """Any other operation of a service. It runs on the plan lane; views refresh from its report. ``blind`` False: not
        where others have changed the file meanwhile or an edit before it was refused: the user first has to see that."""
        opened = self._open
        if opened is None or self._is_looking_back():
            return
        resting_on = None if blind else opened.refusals_told

        def edited(outcome: tuple[ChangeReport, bool]) -> None:
            report, regained = outcome
            self._settle(report)
            self._durable()
            if regained:
                self._take_in_others(())
            if done is not None:
                done(report)

        self.gathering.emit()
        self.ask(lambda _: opened.edit(work, resting_on=resting_on), edited, self._refused)

    def undo(self, done: Callable[[ChangeReport], object] | None = None) -> None:
        """Take back the latest operation in force."""
        self.edit(partial(undoing.undo, vocabulary=self.vocabulary, who=self.who), done, blind=False)

    def redo(self, done: Callable[[ChangeReport], object] | None = None) -> None:
        """Bring back the operation taken back last."""
        self.edit(partial(undoing.redo, vocabulary=self.vocabulary, who=self.who), done, blind=False)

    @property
    def undo_name(self) -> str | None:
        """What ``undo`` would take back."""
        return self._named(lambda document: document.undo_name())

    @property
    def redo_name(self) -> str | None:
        """What ``redo`` would bring back."""
        return self._named(lambda document: document.redo_name())

    def _named(self, ask: Callable[[Document], str | None]) -> str | None:
        document = self._open.document if self._open else None
        with contextlib.suppress(KnownError):  # the file cannot be read just now
            return ask(document) if document and not self.read_only else None
        return None

    # Asking

    def ask(
        self, work: Callable[[Document], T], done: Callable[[T], object],
        failed: Callable[[Exception], object] | None = None, *, lane: Lane = Lane.PLAN,
    ) -> Future[None] | None:
        """Run ``work`` with the document on the plan lane and give its result to ``done`` on the window's thread.

        What comes back after another plan was opened is dropped. Another ``lane`` is for what any thread may ask of a document.
        """
        opened = self._open
        if opened is None:
            return None

        def deliver(result: T) -> None:
            if self._open is opened:
                done(result)

        def refused(error: Exception) -> None:
            if self._open is opened:
                (failed or self._fail)(error)

        return self.runner.run(lane, lambda: work(opened.use()), deliver, refused)

    @property
    def is_apart(self) -> bool:
        """Whether nothing can be written for now, since the file is not at its place or closed to us."""
        return self._open is not None and self._open.is_apart

    def set_apart(self, apart: bool) -> None:  # what is known now
        """The file is away, or there again."""
        if self._open is not None and self._open.is_apart != apart:
            self._open.is_apart = apart
            self.access_changed.emit()

    def sign(self) -> None:
        """The window is alive: others see it by the lock for as long as this is said now and then."""
        if self._open is not None and self._open.document is not None:
            self._open.document.sign()

    def reread(self) -> None:
        """Take the content anew from the document (after a job that edited it by itself)."""
        if self._open is None or self._open.document is None:
            return
        before, plan = self._plan.entries, self._in_file(self._open.document)
        under_way = self._under_way
        plan = plan.with_changes(under_way) if under_way else plan
        changes = [Change(k, before.get(k), t) for k, t in plan.entries.items() if before.get(k) != t]
        changes += [Change(k, t, None) for k, t in before.items() if k not in plan.entries]
        self._show(plan, ChangeReport(None, "", tuple(changes)))

    # Inside

    def _edit_ahead(self, changes: Sequence[Change], work: Callable[[Document], ChangeReport]) -> None:
        """Show what will be, then have it done; where it is refused, what is in the file is shown again, and what was typed
        is handed back."""
        opened, who, typed = self._open, self.who, Typed.of(self.plan_id, changes)
        texts = tuple(UnsavedText(c.key, c.old or "", c.new or "", self._mode, self.source, self._why) for c in changes)
        if opened is None or self._is_looking_back():
            return
        self._pending.append(changes)
        plan = self._plan.with_changes(changes)

        def done(outcome: tuple[ChangeReport, bool]) -> None:
            if self._open is opened:
                self._arrived(changes, *outcome)

        def refused(error: Exception) -> None:
            if self._open is opened:
                self._landed(changes)
                self._refused(error, changes)
                if isinstance(error, OutsideError):
                    self.unsaved.emit(texts)
                    return
            if typed is not None:  # also where the plan could not be opened at all
                self.handed_back.emit(typed)

        def edit() -> tuple[ChangeReport, bool]:
            try:
                return opened.edit(work)
            except KnownError:
                if typed is not None and opened.document is not None and not opened.is_apart:
                    # Where the file can be written, it outlives the program.
                    opened.document.drafts.keep(typed.key, typed.text, who)
                raise

        asked = self.runner.run(Lane.PLAN, edit, done, refused)
        if not self._partial:
            # A disk of this terminal takes a millisecond or two: durable first, painted after. A slow one is not waited for.
            wait([asked], _MOMENT)
        self._show(plan, ChangeReport(None, "", tuple(changes)))

    def _arrived(self, changes: Sequence[Change], report: ChangeReport, regained: bool) -> None:  # the lane's answer
        self._landed(changes)
        if self._open is not None and self._open.document is not None:
            self._in_file(self._open.document)
        if set(report.changes) != set(changes):
            self._settle(report)
        self._durable()
        if regained:
            self._take_in_others([c for c in report.changes if c not in changes])

    def _take_in_others(self, overwritten: Sequence[Change]) -> None:
        """The file was taken back after others had edited it: show theirs, and say so where one of theirs was replaced."""
        self.reread()
        self.access_changed.emit()
        self.told.emit(say.REGAINED_OVER if overwritten else say.REGAINED_CHANGED)

    def _settle(self, report: ChangeReport) -> None:
        """Show what is in the file, with what is still on its way to it on top."""
        if self._open is not None and self._open.document is not None:
            plan, under_way = self._in_file(self._open.document), self._under_way
            self._show(plan.with_changes(under_way) if under_way else plan, report)

    def _in_file(self, document: Document) -> Plan:
        """What is in the file, as far as it could be read lately."""
        with contextlib.suppress(KnownError):
            self._read = document.plan()
        return self._read

    @property
    def _under_way(self) -> list[Change]:
        return [change for changes in self._pending for change in changes]

    def _show(self, plan: Plan, report: ChangeReport) -> None:
        if self._viewed is not None:  # what others do to the present is seen when one goes back to it
            return
        self._renew(plan)
        self._reform()
        if self._place.node and plan.node(self._place.node) is None:
            self._place = Place()
        self.changed.emit(report)

    def _reform(self) -> None:
        """Go over to the form set that the plan uses now, where it was changed."""
        opened, plan = self._open, self._plan
        if opened is None or (plan.form_set == opened.forms.id and kept_names(plan) == opened.forms.vocabulary.kept):
            return
        if opened.forms.missing and plan.form_set == opened.forms.id:
            return
        try:
            self._go_over(self.form_sets.of(plan))
        except KnownError as error:
            self._fail(error)

    def renew_forms(self) -> None:
        """Look anew for form sets, as one was added or replaced; where it is the plan's, show the plan with it."""
        self.form_sets.renew()
        opened, plan = self._open, self._plan
        if opened is None or not self.form_sets.has(plan):
            return

        def read(forms: FormSet) -> None:
            if self._open is opened and self._plan.form_set == forms.id and forms.version != opened.forms.version:
                self._go_over(forms)

        self.runner.run(Lane.BESIDE, partial(self.form_sets.of, plan), read, self._fail)

    def _go_over(self, forms: FormSet) -> None:
        opened, plan = self._open, self._plan
        if opened is None:
            return
        opened.forms, self._forms = forms, {}
        self._renew(plan)
        self._place = Place(self._place.node if plan.node(self._place.node) else "", self._known_period)
        self.opened.emit()
        self.place_changed.emit(self._place)

    @property
    def _known_period(self) -> str:
        """The period the user is at, where the plan has it still, else the current one."""
        period, current = self._place.period, self.current
        if period in self._plan.period_keys(period.rpartition(":")[0]):
            return period
        return current.key if current is not None else ""

    def _landed(self, changes: Sequence[Change]) -> None:
        self._pending = [other for other in self._pending if other is not changes]

    def _durable(self) -> None:
        self._saved_at = datetime.now().astimezone()
        self.saved.emit(self._saved_at)

    def lose(self, why: str) -> None:
        """Somebody else took the file over: reading only from now on."""
        if self._open is not None and not self._open.lost:
            self._open.lost, self._permissions = why, None
            self.access_changed.emit()

    def _refused(self, error: Exception, changes: Sequence[Change] = ()) -> None:
        """An edit was not done: show what is in the file, and say why."""
        if self._open is not None:
            self._open.refusals_told += 1
        if self._pending:  # all of it is read again after the last one
            self._settle(ChangeReport(None, "", tuple(Change(c.key, c.new, c.old) for c in changes)))
        else:
            self.reread()
        if isinstance(error, HeldByOther) and not self.released:
            self.lose(error.message)  # who has it now, and the ways to go on, stand in one bar
            self.told.emit(say_outside.NOT_WRITTEN)
        elif isinstance(error, OutsideError):
            self.apart.emit(error.outside)
            self.told.emit(say_outside.NOT_WRITTEN)
        else:
            self._fail(error)

    def _fail(self, error: Exception) -> None:
        if self.is_apart and is_of_disk(error):
            return  # that the file is away was said already
        self.failed.emit(error)


def sentence(error: Exception) -> str | None:
    """The Japanese sentence of an error, None for a fault of the program."""
    return error.message if isinstance(error, KnownError) else None
