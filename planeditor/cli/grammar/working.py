"""Working copies: ``working``."""
from __future__ import annotations

from planeditor.cli.grammar.base import Commands, Options
from planeditor.messages import working as say


def add_working(commands: Commands) -> None:
    """The command of this file."""
    own = Options(commands.add("working"), say.OPTIONS)
    own.flags("take", "back")
    own.path("to", "DIR")
    own.path("original", "FILE")
