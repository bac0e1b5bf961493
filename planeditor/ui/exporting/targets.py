"""Where files are put: the folder that is offered, and the question for one."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from planeditor.ui.session import Session


def suggested_folder(session: Session) -> Path:
    """The folder in which files are offered to be put: that of the settings, else the plan's."""
    kept = session.settings.export_folder
    return Path(kept) if kept else session.path.parent if session.path else Path.home()


def ask_target(parent: QWidget, offered: Path, title: str, filters: str, then: Callable[[str], object]) -> None:
    """Ask for the file to write, of the kind of the one that is offered; ``then`` gets its name."""
    dialog = QFileDialog(parent, title, str(offered), filters)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(offered.suffix.removeprefix("."))
    dialog.fileSelected.connect(then)
    dialog.open()


def of_kind(name: str, kind: str) -> Path:
    """The file of that name, with the suffix of its kind where the user left it out."""
    path = Path(name)
    return path if path.suffix.lower() == f".{kind}" else path.with_name(f"{path.name}.{kind}")
