"""The bar of running text above the sheet: it invites to write, and shows what can be done with the chosen paragraph."""
from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QMargins, Qt
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QPushButton, QToolButton

from planeditor.domain.plan import BLOCK_TYPE
from planeditor.messages import ui_writing as say
from planeditor.messages import writing as words
from planeditor.services.editing.permissions import Mode
from planeditor.ui.chapters import writing_menu
from planeditor.ui.chapters.writing_commands import WritingCommands
from planeditor.ui.flow import FlowLayout
from planeditor.ui.icons import icon
from planeditor.ui.look import STEP
from planeditor.ui.session import Session


class WritingBar(QFrame):
    """Follows what is chosen on the sheet; not seen where the form has no running text."""

    def __init__(self, session: Session, commands: WritingCommands) -> None:
        super().__init__()
        self._session, self._commands = session, commands
        self.setProperty("role", "panel")
        self.setAccessibleName(say.BAR)
        row = FlowLayout(self, STEP, QMargins(STEP * 4, STEP, STEP * 2, STEP))
        self.sentence = QLabel()
        self.sentence.setProperty("role", "quiet")
        self.invite = QPushButton()
        self.invite.setProperty("role", "primary")
        self.invite.clicked.connect(self._invited)
        self.revise = QPushButton()
        self.revise.clicked.connect(self._revise)
        self.add = _button(say.ADD, say.ADD_TIP, "add")
        self.kind = _button(say.TYPE_NONE, say.TYPE_TIP)
        self.up, self.down = _button(say.UP, say.UP_TIP, "up"), _button(say.DOWN, say.DOWN_TIP, "down")
        self.out = _button(say.DELETE, say.DELETE_TIP, "delete")
        self.term = _button(say.MARK, say.MARK_TIP)
        self.table = _button(say.TABLE, say.TABLE_TIP)
        self._tools = (self.add, self.kind, self.up, self.down, self.out, self.term, self.table)
        for widget in (self.sentence, self.invite, self.revise, *self._tools):
            row.addWidget(widget)
        acts = ((self.add, commands.add), (self.up, commands.move_up), (self.down, commands.move_down), (self.out, commands.delete))
        for button, act in acts:
            button.clicked.connect(_plain(act))
        _menu(self.kind, lambda menu: writing_menu.fill_types(menu, session, commands))
        _menu(self.term, lambda menu: writing_menu.fill_marks(menu, session, commands))
        _menu(self.table, lambda menu: writing_menu.fill_table(menu, commands))
        for signal in (session.opened, session.changed, session.place_changed, session.mode_changed, session.access_changed):
            signal.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show what fits the chosen paragraph and the mode."""
        session, commands = self._session, self._commands
        owner = commands.owner if session.is_open else None
        chapter = owner is not None and owner.kind == "block"
        self.setVisible(owner is not None and (chapter or commands.block is not None or session.mode is Mode.REVISION))
        if owner is None:
            return
        locked, empty = bool(commands.why_not("add")), commands.is_empty
        revision = session.vocabulary.word("revision")
        self.sentence.setText(say.NONE_YET if empty else say.LOCKED.format(revision=revision) if locked else "")
        self.sentence.setVisible(bool(self.sentence.text()))
        self.invite.setVisible(empty and not session.read_only)
        self.invite.setText(say.WRITE)
        self.revise.setVisible(locked and not empty and not session.read_only)
        self.revise.setText(say.REVISE.format(revision=revision))
        block = commands.block
        for button, name in (
            (self.add, "add"), (self.kind, "type"), (self.up, "up"), (self.down, "down"), (self.out, "delete"), (self.term, "mark"),
            (self.table, "table"),
        ):
            button.setVisible(not locked and not empty and (button is not self.table or commands.cell is not None))
            button.setEnabled(not commands.why_not(name))
        word = words.TYPES.get(session.plan.text(block.id, BLOCK_TYPE), "") if block else ""
        self.kind.setText(say.TYPE.format(type=word) if word else say.TYPE_NONE)

    def _invited(self) -> None:
        """Write the first paragraph, in 改定 mode."""
        self._revise()
        self._commands.add()

    def _revise(self) -> None:
        if self._session.mode is not Mode.REVISION:
            self._session.set_mode(Mode.REVISION)


def _plain(act: Callable[[], object]) -> Callable[[bool], object]:
    """What a button does, without what its signal carries."""
    return lambda _: act()


def _button(text: str, tip: str, picture: str = "") -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setToolTip(tip)
    button.setAccessibleName(text)
    button.setAccessibleDescription(tip)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys, and the caret, on the sheet
    if picture:
        button.setIcon(icon(picture))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button


def _menu(button: QToolButton, fill: Callable[[QMenu], object]) -> None:
    menu = QMenu(button)
    menu.setToolTipsVisible(True)
    menu.aboutToShow.connect(lambda: fill(menu))
    button.setMenu(menu)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
