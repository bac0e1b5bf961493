"""Keeps the sheet view where the session is: place, content, form, mode, another plan."""
from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from planeditor.domain.blocks import LIST
from planeditor.domain.plan import Node
from planeditor.store.report import ChangeReport
from planeditor.ui.place import Place
from planeditor.ui.session import Session
from planeditor.ui.sheet import sheet_state
from planeditor.ui.sheet.sheet_layout import root_of

if TYPE_CHECKING:
    from planeditor.store.document import Document
    from planeditor.store.drafts import Draft
    from planeditor.ui.sheet.sheet_view import SheetView


class Following(QObject):
    """Listens to the session for one view. While the view is hidden it only remembers that there is something to do."""

    def __init__(self, view: SheetView, session: Session) -> None:
        super().__init__(view)
        self._view, self._session = view, session
        self.stale = True
        """What is shown is not what should be."""
        self._shown: tuple[str, ...] = ()
        self._drafts_due = False
        self._tell_later = QTimer(self)
        self._tell_later.setSingleShot(True)
        self._tell_later.setInterval(0)
        self._tell_later.timeout.connect(self._tell_place)
        session.opened.connect(self.opened)
        session.changed.connect(self._changed)
        session.place_changed.connect(self._place_changed)
        session.gathering.connect(view.editing.commit)
        session.mode_changed.connect(self._mode_changed)
        session.access_changed.connect(self._mode_changed)
        session.access_changed.connect(self._look_for_drafts)

    def root(self) -> Node | None:
        """The node whose sheet is to be shown; None for a form of the whole plan, and where there is none."""
        session = self._session
        node = session.sheet_node
        return root_of(session.plan, session.form, node.id if node else session.place.node)

    def laid_out(self) -> None:
        """The view has laid out what is to be shown."""
        self._shown, self.stale = self._wanted(), False

    def follow(self) -> None:
        """Show the place the user is at."""
        view, place = self._view, self._session.place
        if self.stale or self._shown != self._wanted():
            view.lay_out()
            view.verticalScrollBar().setValue(0)
        choice, key = view.choice, place.key
        cell = choice.find(key) if key is not None else None
        if cell is None:  # also for an entry that is not on this form: the keys need a cell to begin from
            cell = sheet_state.usual_cell(self._session, choice.cells, view.overlays.locked, place)
        if cell is not choice.chosen:
            choice.choose(cell)
        view.show_chosen()
        if cell is not None:
            view.reveal(cell)
            if key is None and place.period:
                self._tell_later.start()

    def go(self, place: Place) -> None:
        """The user has chosen a cell here: tell the others."""
        self._tell_later.stop()
        root = self.root() if self._session.form.each == LIST else None
        self._session.go(place, within=root.id if root else "")

    def come(self) -> None:
        """The user has come to the sheet: the cell that is chosen here is where he is now."""
        cell, place = self._view.choice.chosen, self._session.place
        if cell is not None and place.key not in cell.keys:
            self.go(Place(cell.key.node, cell.key.period, cell.key.field))

    def opened(self) -> None:
        """Another plan, or none: begin anew."""
        self._view.editing.cancel()
        self._view.choice.choose(None)
        self.stale = True
        if self._view.isVisible():
            self.follow()
        else:
            self._view.clear()
        self._drafts_due = True
        self._look_for_drafts()

    def _wanted(self) -> tuple[str, ...]:
        if not self._session.is_open:
            return ()
        root = self.root()
        return self._session.form.name, root.id if root else ""

    def _look_for_drafts(self) -> None:
        """Once for each opened plan, as soon as its file can be read and written: while somebody else has it, the drafts in it
        are what he types just now."""
        session = self._session
        if self._drafts_due and session.is_open and not session.partial and not session.read_only:
            self._drafts_due = False
            session.ask(_drafts, self._offer_drafts, _nothing)

    def _offer_drafts(self, drafts: Sequence[Draft]) -> None:
        plan = self._session.plan
        known = [d for d in drafts if plan.node(d.key.node) and plan.text(*d.key) != d.text]
        if known:
            self._view.drafts_found.emit(known)

    def _changed(self, report: ChangeReport) -> None:
        if not self._view.isVisible():
            self.stale = True
        elif self.stale or self._touches(report):
            self._refresh()

    def _touches(self, report: ChangeReport) -> bool:
        root = self._view.sheet.root if self._view.sheet else ""
        whole = not root or self._session.form.each != "measure"
        return whole or sheet_state.touches(report, self._session.plan, root)

    def _refresh(self) -> None:
        """The same place after a change."""
        if self._shown != self._wanted():
            self.follow()
        else:
            self._view.lay_out()
            self._view.show_chosen()

    def _place_changed(self, place: Place) -> None:
        editing = self._view.editing
        if editing.cell is not None and place.key not in editing.cell.keys:
            editing.commit()
        if self._view.isVisible():
            self.follow()
        else:
            self.stale = True

    def _mode_changed(self) -> None:
        self.stale = True
        if self._view.isVisible():
            self._refresh()

    def _tell_place(self) -> None:
        """Tell the others which cell a year begins with; later, so that all of them have heard of the year first."""
        place, cell = self._session.place, self._view.choice.chosen
        if cell is not None and not place.field and (place.node, place.period) == (cell.key.node, cell.key.period):
            self._session.go(place._replace(field=cell.key.field))


def _drafts(document: Document) -> list[Draft]:
    return document.drafts.all()


def _nothing(error: Exception) -> None:
    """Drafts that cannot be read are no reason to disturb: the plan itself could be opened."""
