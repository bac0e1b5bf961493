"""Who has a plan file: ``lock``."""
from __future__ import annotations

from planeditor.cli.grammar.base import Commands, Options
from planeditor.messages import outside as say


def add_locking(commands: Commands) -> None:
    """The command of this file."""
    Options(commands.add("lock"), say.OPTIONS).flags("take-over")
