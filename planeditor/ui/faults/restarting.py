"""Starting the program anew, the way it was started: the frozen one as itself, any other as a module of its Python."""
from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from planeditor import paths
from planeditor.starting import own_command


def start_anew(files: Sequence[Path]) -> None:
    """Start the program as a process of its own with these plans. Raises ``OSError`` where the system does not."""
    known = os.environ.get("PYTHONPATH")
    root = str(paths.program_root())
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([root, known]) if known else root}
    if getattr(sys, "frozen", False):
        environment = {**os.environ, "PYINSTALLER_RESET_ENVIRONMENT": "1"}
    names = [str(file.resolve()) for file in files]
    if sys.platform == "win32":
        flags = subprocess.CREATE_NEW_PROCESS_GROUP
        subprocess.Popen([*start_command(), *names], env=environment, creationflags=flags)  # noqa: S603
    else:
        subprocess.Popen([*start_command(), *names], env=environment, start_new_session=True)  # noqa: S603


def start_command() -> list[str]:
    """The words that start the window, without files."""
    return own_command("planeditor")
