"""Checks, the file and the program: ``check``, ``log``, ``redact``, ``verify``, ``forms`` and ``self-test``."""
from __future__ import annotations

from pathlib import Path

from planeditor.cli.grammar.base import Commands, Options
from planeditor.messages import checks as say_checks
from planeditor.messages import cli as say
from planeditor.messages import redacting as say_redacting
from planeditor.messages import selftest as say_self_test


def add_keeping(commands: Commands) -> None:
    """The commands of this file."""
    check = Options(commands.add("check"), say_checks.OPTIONS)
    check.flags("all")
    check.path("against", "OTHER.plandb")
    Options(commands.add("log")).text("measure")
    redact = Options(commands.add("redact"), say_redacting.OPTIONS)
    redact.text("why")
    redact.flags("dry-run")
    commands.add("verify")
    forms = commands.add("forms", file=False)
    forms.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help=say.OPTIONS["folder"])
    Options(commands.add("self-test", file=False), say_self_test.OPTIONS).path("to", "OUT.txt")
