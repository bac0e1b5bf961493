"""What can be done to the rows of the tree: each asks for one operation of the services, some after a small dialog."""
from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from planeditor.domain.plan import MERGED_INTO, PLAN_ID, Node
from planeditor.messages import ui_tree as say
from planeditor.messages import writing as say_writing
from planeditor.messages.words import USUAL
from planeditor.services.tree import structuring, writing
from planeditor.services.tree.outline import by_area
from planeditor.store.report import ChangeReport
from planeditor.ui.operation import Operation, operate
from planeditor.ui.session import Session
from planeditor.ui.tree.tree_rows import ShownRows


class TreeJobs(QObject):
    """The operations, by node. What they change comes back to every view through ``session.changed``."""

    added = Signal(str)
    """A node that was added: it is shown next."""

    def __init__(self, window: QWidget, session: Session) -> None:
        super().__init__(window)
        self._window, self._session = window, session

    @property
    def words(self) -> dict[str, str]:
        """The form set's words for texts."""
        if not self._session.is_open:
            return USUAL
        return {name: self._session.vocabulary.word(name) for name in USUAL}

    # Adding

    def add_area(self, parent: str) -> None:
        """Ask for number and name of a new area under the plan or an area."""
        number = structuring.next_area_number(self._session.plan, parent)
        lines = [(say.NUMBER, number, ""), (say.NAME, "", "")]
        self._ask_new("area", parent, lines, partial(self._add, structuring.add_area, parent))

    def add_measure(self, parent: str) -> None:
        """Ask for number, name and 担当部署 of a new measure in an area or right under the plan."""
        number = structuring.next_number(self._session.plan, parent)
        lines = [(say.NUMBER, number, ""), (say.NAME, "", ""), (say.DEPARTMENT, "", say.DEPARTMENT_HINT)]
        self._ask_new("measure", parent, lines, partial(self._add, structuring.add_measure, parent))

    def add_chapter(self) -> None:
        """Ask for number and name of a new chapter."""
        number = writing.next_chapter_number(self._session.plan)
        lines = [(say.NUMBER, number, ""), (say.NAME, "", "")]
        title = say.ADD_TITLE.format(word=say_writing.CHAPTER)
        then = self._add_chapter
        self._ask(title, say.ADD_CHAPTER_UNDER, say.ADD, lines, then, needed=1)

    def _add_chapter(self, texts: list[str]) -> None:
        operate(self._session, writing.add_chapter, *texts, then=self._added)

    def _ask_new(
        self, word: str, parent: str, lines: Sequence[tuple[str, str, str]], then: Callable[[list[str]], object]
    ) -> None:
        above = self._session.plan.node(parent)
        under = above.title if above and parent != PLAN_ID else ""
        sentence = say.ADD_UNDER.format(title=under) if under else say.ADD_UNDER_PLAN
        self._ask(say.ADD_TITLE.format(word=self.words[word]), sentence, say.ADD, lines, then, needed=1)

    def _add(self, operation: Operation, parent: str, texts: list[str]) -> None:
        operate(self._session, operation, parent, *texts, then=self._added)

    def _ask(
        self, title: str, sentence: str, verb: str, lines: Sequence[tuple[str, str, str]], then: Callable[[list[str]], object],
        *, needed: int = 0,
    ) -> None:  # fmt: skip
        from planeditor.ui.tree.tree_dialogs import AskTexts  # after the first paint

        AskTexts(self._window, title, sentence, verb, lines, then, needed=needed).open()

    def _added(self, report: ChangeReport) -> None:
        for node in structuring.added(report)[:1]:
            self.added.emit(node)

    # What a node is called

    def rename(self, node: str, name: str) -> None:
        """Another name."""
        operate(self._session, structuring.rename, node, name)

    def renumber(self, node: Node) -> None:
        """Ask for another number."""
        lines = [(say.NUMBER, node.number, "")]
        sentence = say.RENUMBER_ASK.format(title=node.title or say.NO_NAME)
        self._ask(say.RENUMBER_TITLE, sentence, say.RENUMBER_GO, lines, partial(self._renumber, node.id))

    def _renumber(self, node: str, texts: list[str]) -> None:
        found = self._session.plan.node(node)
        chapter = found is not None and found.kind == "block"
        operate(self._session, writing.renumber_chapter if chapter else structuring.renumber, node, texts[0])

    def renumber_area(self, area: str) -> None:
        """New numbers for all measures of an area, in their order."""
        operate(self._session, structuring.renumber_area, area)

    # How a measure ends

    def set_state(self, node: str, state: str) -> None:
        """中止, 完了, or "" = it goes on."""
        operate(self._session, structuring.set_state, node, state)

    def merge(self, node: Node) -> None:
        """Ask which measure it is merged into."""
        session = self._session
        measures = ShownRows(by_area(session.plan, session.vocabulary)).measures
        rows = [row for row in measures if row.node != node.id and not session.plan.text(row.node, MERGED_INTO)]
        sentence = say.MERGE_ASK.format(title=node.title or say.NO_NAME)
        hint = say.FILTER_NAME.format_map(self.words)
        then = partial(operate, session, structuring.merge_into, node.id)
        from planeditor.ui.tree.tree_dialogs import ChooseMeasure  # after the first paint

        ChooseMeasure(self._window, say.MERGE_TITLE, sentence, say.MERGE_GO, rows, hint, then).open()

    def unmerge(self, node: str) -> None:
        """It goes on by itself again."""
        operate(self._session, structuring.unmerge, node)

    # Where it stands

    def delete(self, nodes: Sequence[str]) -> None:
        """Take nodes out of the plan with all below; the status bar says how to bring them back."""
        named = [found for node in nodes if (found := self._session.plan.node(node))]
        if not named:
            return
        title = (say.DELETED_TITLE if len(named) == 1 else say.DELETED_SEVERAL).format(title=named[0].title, count=len(named))
        sentence = say.DELETED.format(title=title)
        operation = writing.delete if named[0].kind == "block" else structuring.delete
        operate(self._session, operation, [node.id for node in named], then=lambda _: self._session.told.emit(sentence))

    def move(self, nodes: Sequence[str], parent: str, before: str | None) -> None:
        """Under another node, or to another place there."""
        operate(self._session, structuring.move, list(nodes), parent, before)

    def move_up(self, node: Node) -> None:
        """Before the one above it."""
        operate(self._session, writing.move_up if node.kind == "block" else structuring.move_up, node.id)

    def move_down(self, node: Node) -> None:
        """Behind the one below it."""
        operate(self._session, writing.move_down if node.kind == "block" else structuring.move_down, node.id)
