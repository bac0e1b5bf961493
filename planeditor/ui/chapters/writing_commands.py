"""What can be done with running text where it stands on the sheet: each asks for one operation of the services."""
from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QMimeData, QObject, Signal

from planeditor.domain.blocks import FLOW, TEXT, cell_field, cell_place, holder, standing
from planeditor.domain.plan import BLOCK_TYPE, Key, Node
from planeditor.messages import ui_writing as say
from planeditor.services.editing.naming import type_word
from planeditor.services.editing.permissions import Lock
from planeditor.services.paper.choosing import text_holders
from planeditor.services.tree import structuring, terms, writing, written_tables
from planeditor.store.report import ChangeReport
from planeditor.ui.operation import Operation, operate
from planeditor.ui.place import Place
from planeditor.ui.session import Session
from planeditor.ui.sheet import cell_clipboard
from planeditor.ui.sheet.cell_choice import CellChoice
from planeditor.ui.sheet.cell_commands import is_table
from planeditor.ui.sheet.cell_editing import CellEditing
from planeditor.ui.sheet.cell_editor import CellEditor
from planeditor.ui.tree.tree_reasons import writing_locked

_LONGEST = 40
"""A longer passage is no term."""
_WIDER = 4
"""By how many parts of its table a column grows at a time."""


class WritingCommands(QObject):
    """The operations on the chosen paragraphs. Each may be called at any time; where it cannot be done a sentence says why."""

    written = Signal(object)
    """The ``Place`` of what was added, which is to be typed into next."""
    term_wanted = Signal()
    """The user wants to explain a new term and mark it here."""

    def __init__(self, session: Session, choice: CellChoice, editing: CellEditing, editor: CellEditor) -> None:
        super().__init__(editor)
        self._session, self._choice, self._editing, self._editor = session, choice, editing, editor
        self._caret: tuple[Key, int] | None = None
        editor.cursorPositionChanged.connect(self._note_caret)

    # What is meant

    @property
    def block(self) -> Node | None:
        """The paragraph or table that is chosen."""
        found = self.blocks
        return found[0] if found else None

    @property
    def blocks(self) -> list[Node]:
        """The paragraphs that the chosen cells stand in, each once."""
        plan = self._session.plan
        ids = dict.fromkeys(cell.key.node for cell in self._choice.selected)
        return [node for i in ids if (node := plan.node(i)) and node.kind == "block" and plan.text(i, BLOCK_TYPE) in FLOW]

    @property
    def cell(self) -> tuple[int, int] | None:
        """The row and column of the chosen cell of a table."""
        chosen = self._choice.chosen
        return cell_place(chosen.key.field) if chosen is not None and self.block is not None else None

    @property
    def owner(self) -> Node | None:
        """What new text would stand under: what the chosen paragraph stands under, else the place; None where the form shown
        has no room for text of such."""
        session = self._session
        if not session.is_open:
            return None
        shown = text_holders(session.form)
        if not shown:
            return None
        block = self.block
        found = session.plan.node(block.parent) if block else standing(session.plan, session.place.node)
        if found is None and session.form.each == "plan":
            found = session.plan.node("plan")
        return found if found is not None and holder(session.plan, found) in shown else None

    @property
    def is_empty(self) -> bool:
        """Whether there is no text yet under the owner."""
        owner = self.owner
        return owner is not None and not any(
            self._session.plan.text(n.id, BLOCK_TYPE) in FLOW for n in self._session.plan.children(owner.id, "block")
        )

    @property
    def in_text(self) -> bool:
        """Whether the user is at running text: in a chapter, or in a paragraph elsewhere."""
        owner = self.owner
        return owner is not None and (owner.kind == "block" or self.block is not None)

    @property
    def marked_text(self) -> str:
        """What is marked in the open cell, where it may be a term."""
        text = self._editor.textCursor().selectedText() if self._editing.is_on else ""
        return "" if len(text) > _LONGEST else text.strip()

    def why_not(self, name: str) -> str:
        """Why the operation of that name cannot be done now, "" where it can."""
        session = self._session
        reason = writing_locked(session) if session.is_open else say.NOT_HERE
        if reason:
            return reason
        if name in ("add", "term"):
            return "" if self.owner is not None else say.NOT_HERE
        block = self.block
        if block is None:
            return say.NO_TEXT_CHOSEN
        beside = [n.id for n in writing.siblings(session.plan, block.id)]
        if name == "up" and beside[:1] == [block.id]:
            return say.FIRST
        return say.LAST if name == "down" and beside[-1:] == [block.id] else ""

    # Operations

    def add(self, kind: str = writing.PARAGRAPH) -> None:
        """A new paragraph, or other running text, behind the chosen one; it is typed into next."""
        owner = self.owner
        if self._can("add") and owner is not None:
            after = self.block
            operate(self._session, writing.add_text, owner.id, ((kind, ""),), after.id if after else None, then=self._added)

    def change_type(self, kind: str) -> None:
        """Make other running text of what is chosen."""
        if self._can("type"):
            nodes = [node.id for node in self.blocks]
            operate(self._session, writing.change_type, nodes, kind, then=lambda _: self._stay(nodes[0]))

    def move_up(self) -> None:
        """Before the one above."""
        self._move("up", writing.move_up)

    def move_down(self) -> None:
        """Behind the one below."""
        self._move("down", writing.move_down)

    def delete(self) -> None:
        """Take what is chosen out of the plan; the status bar says how to bring it back."""
        if not self._can("delete"):
            return
        plan, going = self._session.plan, self.blocks
        beside = [n.id for n in writing.siblings(plan, going[0].id)]
        left = [n for n in beside if n not in {node.id for node in going}]
        at = min(beside.index(going[0].id), len(left) - 1)
        sentence, owner = say.DELETED.format(type=type_word(plan, going[0])), going[0].parent

        def done(_: ChangeReport) -> None:
            self._session.told.emit(sentence)
            self._session.go(self._text_of(left[at]) if left else Place(owner))

        operate(self._session, writing.delete, [node.id for node in going], then=done)

    def mark(self, term: str) -> None:
        """Put the mark of a term where the caret is; into a paragraph that is not open where it was last, else at its end."""
        session, cell, text = self._session, self._choice.chosen, terms.mark(term)
        if self._editing.is_on:
            self._editor.textCursor().insertText(text)
            return
        if cell is None:
            session.told.emit(say.NO_TEXT_CHOSEN)
            return
        lock = session.lock(cell.key)
        if lock is not Lock.OPEN:
            session.told.emit(session.permissions.sentence(lock))
            return
        now = session.plan.text(*cell.key)
        at = self._caret[1] if self._caret and self._caret[0] == cell.key else len(now)
        session.enter(cell.key, now[:at] + text + now[at:])
        self._caret = (cell.key, at + len(text))
        session.told.emit(say.MARKED.format(term=term))

    def paste(self, mime: QMimeData) -> bool:
        """Paste where a paragraph or a cell of a table is chosen: several paragraphs become as many, a table a table, texts
        go into the cells. False where it is a single text, for the cell to take."""
        block, cell = self.block, self._choice.chosen
        if block is None or cell is None or len(self._choice.selected) > 1:
            return False
        rows = cell_clipboard.from_text(mime.text())
        if self.cell is not None:
            if len(rows) == 1 and len(rows[0]) == 1:
                return False
            if self._can("paste"):
                operate(self._session, written_tables.fill, block.id, *self.cell, rows)
            return True
        if cell.key.field != TEXT:
            return False
        if is_table(mime) and (len(rows) > 1 or len(rows[0]) > 1):
            if self._can("paste"):
                operate(self._session, writing.add_table, block.parent, rows, block.id)
            return True
        paragraphs = [line for line in mime.text().replace("\r\n", "\n").replace("\r", "\n").split("\n") if line.strip()]
        if len(paragraphs) < 2:  # one text is for the cell
            return False
        if self._can("paste"):
            operate(self._session, writing.paste, block.id, paragraphs)
        return True

    # Tables

    def add_row(self, *, below: bool = True) -> None:
        """An empty row below (or above) the chosen cell."""
        self._in_table(written_tables.add_row, lambda row, _: (row if below else row - 1,))

    def add_column(self, *, right: bool = True) -> None:
        """An empty column right (or left) of the chosen cell."""
        self._in_table(written_tables.add_column, lambda _, column: (column if right else column - 1,))

    def delete_row(self) -> None:
        """Take the row of the chosen cell away."""
        self._in_table(written_tables.delete_row, lambda row, _: (row,))

    def delete_column(self) -> None:
        """Take the column of the chosen cell away."""
        self._in_table(written_tables.delete_column, lambda _, column: (column,))

    def widen(self, *, wider: bool = True) -> None:
        """Make the column of the chosen cell wider or narrower."""
        by = _WIDER if wider else -_WIDER
        self._in_table(written_tables.widen, lambda _, column: (column, by))

    # Inside

    def _in_table(self, operation: Operation, values: Callable[[int, int], Sequence[int]]) -> None:
        block, cell = self.block, self.cell
        if self._can("table") and block is not None and cell is not None:
            operate(self._session, operation, block.id, *values(*cell))

    def _move(self, name: str, operation: Operation) -> None:
        block, key = self.block, self._choice.chosen.key if self._choice.chosen else None
        if self._can(name) and block is not None and key is not None:
            operate(self._session, operation, block.id, then=lambda _: self._session.go(Place(key.node, "", key.field)))

    def _stay(self, node: str) -> None:
        self._session.go(self._text_of(node))

    def _text_of(self, node: str) -> Place:
        """The cell in which a paragraph or a table begins."""
        table = self._session.plan.text(node, BLOCK_TYPE) == writing.TABLE
        return Place(node, "", cell_field(1, 1) if table else TEXT)

    def _can(self, name: str) -> bool:
        reason = self.why_not(name)
        if reason:
            self._session.told.emit(reason)
        return not reason

    def _added(self, report: ChangeReport) -> None:
        for node in structuring.added(report)[:1]:
            self.written.emit(self._text_of(node))

    def _note_caret(self) -> None:
        if self._editing.is_on and self._editing.cell is not None:
            self._caret = (self._editing.cell.key, self._editor.textCursor().position())
