"""The actions on the chosen rows: which nodes are meant, whether it can be done now, and doing it."""
from __future__ import annotations

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from planeditor.domain.plan import PLAN_ID, Node
from planeditor.messages import structure
from planeditor.messages import ui_tree as say
from planeditor.ui.session import Session
from planeditor.ui.tree.tree_actions import ROW_ACTIONS, RowActions
from planeditor.ui.tree.tree_jobs import TreeJobs
from planeditor.ui.tree.tree_reasons import AREA_ACTIONS, MEASURE_ACTIONS, RETURNING_ACTIONS, structure_locked, why_not
from planeditor.ui.tree.tree_source import TreeSource
from planeditor.ui.tree.tree_view import TreeView


class TreeCommands(QObject):
    """What the menu and the keys of the tree do. Each action of ``ROW_ACTIONS`` is a method of that name."""

    contacts_wanted = Signal(str)
    """The node of the measure whose 照会先 is to be chosen."""

    def __init__(self, owner: QWidget, session: Session, view: TreeView, source: TreeSource) -> None:
        super().__init__(owner)
        self._owner, self._session, self._view, self._source = owner, session, view, source
        self.jobs = TreeJobs(owner, session)
        self.actions = RowActions(owner, {d.name: getattr(self, d.name) for d in ROW_ACTIONS if d.name})
        view.keys, view.may_drag = self.actions.keys(), self._may_drag
        view.drag_refused.connect(self._refuse_drag)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(self.show_menu)
        view.selectionModel().selectionChanged.connect(self.refresh)
        view.rows.renamed.connect(self.jobs.rename)
        view.rows.dropped.connect(self.jobs.move)

    @property
    def nodes(self) -> list[Node]:
        """The areas, measures and chapters that are chosen (a year stands for its measure), each once."""
        ids = dict.fromkeys(row.node for row in self._view.selected if row.node)
        return [node for node_id in ids if (node := self._session.plan.node(node_id))]

    def refresh(self) -> None:
        """Enable what can be done now."""
        words, nodes, by_area = self.jobs.words, self.nodes, not self._source.by_department
        self.actions.refresh(words, lambda name: why_not(self._session, name, nodes, words, by_area=by_area))

    def show_menu(self, point: QPoint) -> None:
        """The menu at a point of the view: without what is only for other kinds of rows, or for a measure that has ended."""
        menu = QMenu(self._owner)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setToolTipsVisible(True)
        kinds = {node.kind for node in self.nodes}
        out = (AREA_ACTIONS if "area" not in kinds else set()) | (MEASURE_ACTIONS if "measure" not in kinds else set())
        if kinds == {"block"}:
            out |= MEASURE_ACTIONS | {"add_area", "add_measure"}
        out |= {name for name in RETURNING_ACTIONS if not self.actions.named[name].isEnabled()}
        menu.addActions([action for action in self.actions.all if action.objectName() not in out])
        menu.popup(self._view.viewport().mapToGlobal(point))

    def _can(self, name: str) -> bool:
        """Whether it can be done now; where not, the status bar says why."""
        reason = why_not(self._session, name, self.nodes, self.jobs.words, by_area=not self._source.by_department)
        if reason:
            self._session.told.emit(reason)
        return not reason

    def _may_drag(self) -> bool:
        return self._session.is_open and not self._source.by_department and not structure_locked(self._session)

    def _refuse_drag(self) -> None:
        reason = structure_locked(self._session) if self._session.is_open else ""
        self._session.told.emit(reason or say.IN_DEPARTMENTS.format_map(self.jobs.words))

    def _area(self) -> str:
        """The area that something new goes into: the chosen one or the one of the chosen measure, else the last."""
        plan = self._session.plan
        node = next(iter(self.nodes), None) or plan.node(self._session.place.node)
        while node is not None and node.kind == "measure":
            node = plan.node(node.parent)
        if node is not None and node.kind in ("area", "plan"):
            return node.id
        top = plan.children(PLAN_ID, "area")
        return top[-1].id if top else PLAN_ID

    def add_area(self) -> None:
        """Ask for a new area beside the one of the chosen row."""
        if self._can("add_area"):
            area = self._session.plan.node(self._area())
            self.jobs.add_area(area.parent if area and area.kind == "area" else PLAN_ID)

    def add_inner_area(self) -> None:
        """Ask for a new area inside the chosen one."""
        if self._can("add_inner_area"):
            self.jobs.add_area(self._area())

    def add_measure(self) -> None:
        """Ask for a new measure in the area of the chosen row."""
        if self._can("add_measure"):
            self.jobs.add_measure(self._area())

    def add_chapter(self) -> None:
        """Ask for a new chapter behind the others."""
        if self._can("add_chapter"):
            self.jobs.add_chapter()

    def rename(self) -> None:
        """Edit the name of the chosen row in place; from a year, that of its measure."""
        if not self._can("rename"):
            return
        index = self._view.currentIndex()
        row = self._view.current
        if row is not None and row.kind == "period":
            index = index.parent()
        self._view.edit(index)

    def renumber(self) -> None:
        """Ask for another number."""
        if self._can("renumber"):
            self.jobs.renumber(self.nodes[0])

    def renumber_area(self) -> None:
        """Number the measures of the chosen area anew."""
        if self._can("renumber_area"):
            self.jobs.renumber_area(self.nodes[0].id)

    def contacts(self) -> None:
        """Ask who is to be asked for the measure."""
        if self._can("contacts"):
            self.contacts_wanted.emit(self.nodes[0].id)

    def stop(self) -> None:
        """中止."""
        if self._can("stop"):
            self.jobs.set_state(self.nodes[0].id, structure.STOPPED)

    def finish(self) -> None:
        """完了."""
        if self._can("finish"):
            self.jobs.set_state(self.nodes[0].id, structure.DONE)

    def resume(self) -> None:
        """The measure goes on."""
        if self._can("resume"):
            self.jobs.set_state(self.nodes[0].id, "")

    def merge(self) -> None:
        """Ask for the measure that this one is merged into."""
        if self._can("merge"):
            self.jobs.merge(self.nodes[0])

    def unmerge(self) -> None:
        """Undo a merging."""
        if self._can("unmerge"):
            self.jobs.unmerge(self.nodes[0].id)

    def delete(self) -> None:
        """Take the chosen rows out of the plan."""
        if self._can("delete"):
            self.jobs.delete([node.id for node in self.nodes])

    def move_up(self) -> None:
        """Before the row above."""
        if self._can("move_up"):
            self.jobs.move_up(self.nodes[0])

    def move_down(self) -> None:
        """Behind the row below."""
        if self._can("move_down"):
            self.jobs.move_down(self.nodes[0])

    def expand_all(self) -> None:
        """Open everything."""
        self._view.expand_all()

    def collapse_all(self) -> None:
        """Close everything."""
        self._view.collapse_all()

    def expand_to_here(self) -> None:
        """Open everything as deep as the current row."""
        self._view.expand_to_here()
