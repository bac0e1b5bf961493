"""Handing over the job: ``handover``."""
from __future__ import annotations

from planeditor.cli.grammar.base import Commands, Options
from planeditor.messages import handover as say


def add_handover(commands: Commands) -> None:
    """The command of this file."""
    own = Options(commands.add("handover"), say.OPTIONS)
    own.text("since", metavar="DATE")
    own.text("until", metavar="DATE")
    own.path("to", "OUT")
    own.texts_of("note", metavar=("HEAD", "TEXT"))
    own.texts_of("tick", metavar="NUMBER")
    own.texts_of("untick", metavar="NUMBER")
