"""How things stand: the open plan as the user has left it, the place, the mode, and what may be edited now."""
from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from planeditor.domain.blocks import CHAPTER, COVERS, LIST, Holder, standing
from planeditor.domain.current import current_period
from planeditor.domain.errors import BugError
from planeditor.domain.fields import FieldDef, Vocabulary
from planeditor.domain.periods import Period
from planeditor.domain.plan import Change, Key, Node, Plan
from planeditor.domain.reserved import base_of, subject_of
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.form.definition import FormDef
from planeditor.formengine.form.formset import FormSet
from planeditor.services.editing.permissions import Lock, Mode, Permissions
from planeditor.services.editing.states import States
from planeditor.services.formsets import FormSets
from planeditor.services.paper.choosing import fits_kind, form_kind, nodes_for, place_for, usual_form
from planeditor.services.planfiles.keeping import Keeper
from planeditor.store.lock import current_user
from planeditor.ui.openplan import OpenPlan
from planeditor.ui.place import Place
from planeditor.ui.runner import Runner
from planeditor.ui.settings import Settings
from planeditor.ui.viewed import Viewed

if TYPE_CHECKING:  # not needed before a state is looked at
    from planeditor.services.states.moments import State


class Situation(QObject):
    """What the parts of the window read: the open plan, or none, and where and how the user works in it."""

    opened = Signal()
    """Another plan is open, or none any more."""
    gathering = Signal()
    """What is half typed anywhere is to be entered now: something is about to change that it may depend on."""
    leaving = Signal()
    """The plan is about to be closed: what is remembered of it is kept now."""
    changed = Signal(object)
    """A ``ChangeReport``: what differs from what the views last saw. Its ``group`` is None where the change is on its way
    to the file."""
    place_changed = Signal(object)
    """A ``Place``: the user is somewhere else."""
    mode_changed = Signal()
    """Mode, current year, closed years, the form shown: what may be edited, or how it is shown, has changed."""
    access_changed = Signal()
    """Reading only, released, taken over."""
    saved = Signal(object)
    """A ``datetime``: everything asked for so far is durable."""
    failed = Signal(object)
    """An exception; a ``KnownError`` is a sentence for the user."""
    handed_back = Signal(object)
    """A ``Typed`` that could not be entered (``failed`` has said why): it must not be lost."""
    told = Signal(str)
    """A quiet sentence for the status bar."""

    def __init__(self, runner: Runner, settings: Settings, form_sets: FormSets | None = None) -> None:
        super().__init__()
        self.runner, self.settings = runner, settings
        self.form_sets = form_sets or FormSets()
        self.fonts = FontBook()
        self.source = ""
        """Where what is typed now comes from (電話, 会議, 事務局修正); "" = not said."""
        self._open: OpenPlan | None = None
        self._viewed: Viewed | None = None
        self._partial = False
        self._plan = self._read = Plan({})
        self._pending: list[Sequence[Change]] = []
        self._place = Place()
        self._within = ""
        self._mode = Mode.NORMAL
        self._why = ""
        self._forms: dict[Holder, str] = {}
        self._saved_at: datetime | None = None
        self._permissions: Permissions | None = None
        self._states: States | None = None
        self._current: Period | None = None

    # The open plan

    @property
    def is_open(self) -> bool:
        """Whether a plan is open."""
        return self._open is not None

    @property
    def path(self) -> Path | None:
        """The open plan file."""
        return self._open.path if self._open else None

    @property
    def plan_id(self) -> str:
        """The id of the open plan, the same wherever its file is moved; "" where none is open."""
        return self._open.plan_id if self._open else ""

    @property
    def plan(self) -> Plan:
        """The content as the user has left it, edits on their way to the file included."""
        return self._plan

    @property
    def forms(self) -> FormSet:
        """The form set of the plan."""
        if self._open is None:
            raise BugError("no plan is open")
        return self._viewed.forms if self._viewed else self._open.forms

    @property
    def vocabulary(self) -> Vocabulary:
        """Its fields and words."""
        return self.forms.vocabulary

    @property
    def who(self) -> str:
        """The name that the history shows."""
        return self.settings.user_name or current_user()

    @property
    def keeper(self) -> Keeper | None:
        """What keeps the open file safe; to be used on the plan lane."""
        return self._open.keeper if self._open else None

    @property
    def viewing(self) -> State | None:
        """The edition or snapshot that is looked at instead of the present; None while the present is shown."""
        return self._viewed.state if self._viewed else None

    @property
    def read_only(self) -> bool:
        """Whether nothing can be edited: the file cannot be written, or another state than the present is looked at."""
        return self._viewed is not None or self.file_read_only

    @property
    def file_read_only(self) -> bool:
        """Whether the file cannot be written."""
        return self._open is None or self._open.read_only

    @property
    def partial(self) -> bool:
        """Whether only the tree and the first sheet are there yet; the rest comes in a moment."""
        return self._partial

    @property
    def practice(self) -> bool:
        """Whether the open file is a copy to try things in."""
        return self._open is not None and self._open.practice

    @property
    def lost(self) -> str:
        """Why nothing can be written any more although the plan was opened for writing; "" where it can."""
        return self._open.lost if self._open else ""

    @property
    def released(self) -> bool:
        """Whether others may write for now, since nobody edited here for long; the next edit takes the file back."""
        return self._open is not None and self._open.released

    @property
    def saved_at(self) -> datetime | None:
        """When the last edit became durable; None where nothing was edited yet."""
        return self._saved_at

    @property
    def saving(self) -> bool:
        """Whether edits are on their way to the file."""
        return bool(self._pending)

    @property
    def current(self) -> Period | None:
        """The plan's current year."""
        if self._current is None and self._open:
            self._current = current_period(self._plan, self.vocabulary)
        return self._current

    @property
    def permissions(self) -> Permissions:
        """What may be edited now."""
        if self._permissions is None:
            self._permissions = Permissions(
                self._plan, self.vocabulary, self._mode, self.read_only, past=self._viewed is not None
            )
        return self._permissions

    @property
    def states(self) -> States:
        """How far everything is filled in, and how the work goes."""
        if self._states is None:
            self._states = States(self._plan, self.vocabulary)
        return self._states

    # Place, form and mode

    @property
    def place(self) -> Place:
        """Where the user is."""
        return self._place

    def go(self, place: Place, within: str = "") -> None:
        """Be somewhere else; a period that is not said stays as it was. ``within``: the node whose sheet is to stay, where
        the place is one of its cells (a measure in the matrix of a 対応先)."""
        self._within = within
        if not place.period and place.node:
            place = place._replace(period=self._place.period if not place.field else "")
        if place != self._place:
            self._place = place
            self.place_changed.emit(place)

    @property
    def node(self) -> Node | None:
        """The node the user is at; in running text the chapter, area, measure or plan that it stands under."""
        return standing(self._plan, self._place.node)

    @property
    def sheet_node(self) -> Node | None:
        """The node whose sheet is to be shown: the one the user is at, the one of the sheet that is to stay, or the list whose
        item a measure is held against."""
        item = self._plan.node(subject_of(self._place.field)) if base_of(self._place.field) == COVERS else None
        return self._plan.node(self._within) or (self._plan.node(item.parent) if item else None) or self.node

    @property
    def period(self) -> Period | None:
        """The year the user is at, else the current one."""
        return Period.from_key(self._place.period) if self._place.period else self.current

    @property
    def form(self) -> FormDef:
        """The official form that is shown: the one chosen for such places, else the usual one for them."""
        forms, node = self.forms, self.sheet_node
        of = form_kind(self._plan, node)
        for kind in (of, "") if of else ("",):
            chosen = forms.forms.get(self._forms.get(kind, ""))
            if chosen is not None and (chosen.each == "plan" or fits_kind(chosen, kind) or not nodes_for(self._plan, chosen)):
                return chosen
            usual = usual_form(forms, kind, self._plan, node)
            if usual is not None:
                return usual
        return next(iter(forms.forms.values()))

    def show_form(self, name: str) -> None:
        """Show another form of the set, and go where it has something to show."""
        form, node = self.forms.forms[name], self.sheet_node
        if form is self.form and fits_kind(form, form_kind(self._plan, node)):
            return
        self.gathering.emit()
        there = place_for(self._plan, form, node)
        if form.each in (CHAPTER, LIST):
            self._forms[form.each] = name
            if not there and not fits_kind(form, form_kind(self._plan, node)):
                self._forms[""] = name  # there is none yet: the sheet says so
        else:
            self._forms[""] = name
            if form.each == "plan":
                self._forms[form_kind(self._plan, node)] = name
        if there or self._within:
            self.go(Place(there) if there else self._place)
        self.mode_changed.emit()

    @property
    def mode(self) -> Mode:
        """Normal, 改定 or 誤記訂正."""
        return self._mode

    @property
    def why(self) -> str:
        """The reason of the 誤記訂正."""
        return self._why

    def set_mode(self, mode: Mode, why: str = "") -> None:
        """Change the mode; 誤記訂正 asks for a reason, which goes into the history with every edit."""
        self.gathering.emit()
        self._mode, self._why, self._permissions = mode, why, None
        self.mode_changed.emit()

    def lock(self, key: Key) -> Lock:
        """Why an entry may not be edited now (``Lock.OPEN``: it may)."""
        if self._partial and not any(k.field == key.field or not k.field.startswith("@") for k in self._plan.of_node(key.node)):
            return Lock.READ_ONLY  # not read yet: what stands there is not known for another moment
        return self.permissions.lock(key)

    def field(self, key: Key) -> FieldDef | None:
        """The field of an entry, as the form set defines it."""
        node = self._plan.node(key.node)
        return self.vocabulary.by_key.get((node.kind, key.field)) if node else None

    # Inside

    def _renew(self, plan: Plan) -> None:
        self._plan = plan
        self._permissions = self._states = self._current = None
