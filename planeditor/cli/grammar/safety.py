"""Keeping a plan safe: ``backup`` and ``restore``."""
from __future__ import annotations

from planeditor.cli.grammar.base import Commands, Options
from planeditor.messages import backups as say


def add_safety(commands: Commands) -> None:
    """The commands of this file."""
    backup = Options(commands.add("backup"), say.OPTIONS)
    backup.flags("list")
    backup.path("to", "FOLDER", "backup-to")
    backup.path("keep-in", "DIR")
    backup.flags("beside-only")
    restore = Options(commands.add("restore"), say.OPTIONS)
    restore.word("backup", optional=True)
    restore.flags("salvage")
    restore.path("to", "TARGET", "restore-to")
    restore.flags("other")
