"""複製を保存: asking for a name, and writing the whole plan there."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QWidget

from planeditor.messages import ui_main as say
from planeditor.services.planfiles.filetypes import PLAN_SUFFIX, with_suffix
from planeditor.ui.session import Session

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document


def save_copy(session: Session, window: QWidget, title: str, done: Callable[[Path], object]) -> None:
    """Ask where a copy of the open plan goes, write it, and give its path to ``done``; nothing where none is chosen."""
    own = session.path
    if own is None:
        return
    suggested = own.with_name(say.COPY_NAME.format(name=own.stem) + PLAN_SUFFIX)
    name, _ = QFileDialog.getSaveFileName(window, title, str(suggested), say.PLAN_FILES)
    if not name:
        return
    target = with_suffix(Path(name))

    def work(document: Document) -> Path:
        from planeditor.services.planfiles import copies

        return copies.save_copy(document, target)

    session.gathering.emit()
    session.ask(work, done)
