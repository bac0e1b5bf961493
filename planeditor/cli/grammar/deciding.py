"""What is decided and kept: ``edition``, the 基準時点, ``compare``, and closing a year."""
from __future__ import annotations

from planeditor.cli.grammar.base import Commands, Options
from planeditor.messages import comparing as say_comparing
from planeditor.messages import editions as say_editions


def add_deciding(commands: Commands) -> None:
    """The commands of this file."""
    own = Options(commands.add("edition"))
    own.word("name", "edition")
    own.text("date")
    own.text("note")
    _states(commands)
    _compare(commands)
    own = Options(commands.add("close"))
    own.text("period", required=True)
    own.flags("anyway")
    own.path("archive", "DIR")
    own = Options(commands.add("reopen"))
    own.text("period", required=True)
    own.text("why", required=True)
    Options(commands.add("extend")).flags("anew")


def _states(commands: Commands) -> None:
    """The states of a plan that have a name, and how far its papers are."""
    texts = say_editions.OPTIONS
    own = commands.add("snapshot")
    Options(own, texts).word("name", "snapshot")
    Options(own, texts).text("status", "snapshot-status")
    Options(own).text("date")
    Options(own).text("note")
    commands.add("states")
    status = Options(commands.add("status"), texts)
    status.word("status", optional=True)
    status.text("why", "status-why")
    own = commands.add("revert")
    own.add_argument("state", metavar="NAME", help=texts["state"])
    Options(own).texts_of("measure")


def _compare(commands: Commands) -> None:
    own = Options(commands.add("compare"), say_comparing.OPTIONS)
    own.word("old")
    own.word("new")
    own.path("to", "OUT")
    own.text("heads")
    own.flags("reports", "redline", "swap", "fold-notation", "whole", "portrait")
