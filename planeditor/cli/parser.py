"""The command line's parser. Its grammar is a contract: commands and options join it, none changes."""
from __future__ import annotations

import argparse
import re
from typing import NoReturn

from planeditor import __version__
from planeditor.cli.grammar.base import Commands
from planeditor.cli.grammar.deciding import add_deciding
from planeditor.cli.grammar.editing import add_editing
from planeditor.cli.grammar.exchanging import add_exchanging
from planeditor.cli.grammar.handover import add_handover
from planeditor.cli.grammar.keeping import add_keeping
from planeditor.cli.grammar.locking import add_locking
from planeditor.cli.grammar.meeting import add_meeting
from planeditor.cli.grammar.publishing import add_publishing
from planeditor.cli.grammar.safety import add_safety
from planeditor.cli.grammar.working import add_working
from planeditor.messages import about as say_about
from planeditor.messages import cli as say


class UsageError(Exception):
    """Wrong usage: a Japanese sentence."""


class _Parser(argparse.ArgumentParser):
    """argparse with Japanese words for what it says itself."""

    def error(self, message: str) -> NoReturn:
        reason = message
        for english, japanese in say.USAGE_REASONS.items():
            reason = re.sub(english, japanese, reason)
        raise UsageError(say.USAGE.format(reason=reason, command=self.prog.removeprefix("planeditor").strip()).replace("  ", " "))

    def format_help(self) -> str:
        text = super().format_help()
        for english, japanese in say.HELP_WORDS.items():
            text = text.replace(english, japanese)
        return text


def build_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    parser = _Parser(prog="planeditor", description=say.DESCRIPTION)
    parser.add_argument("--version", action="version", version=f"planeditor {__version__}", help=say_about.VERSION_HELP)
    commands = Commands(parser)
    for add in (
        add_editing, add_exchanging, add_deciding, add_meeting, add_publishing, add_safety, add_keeping, add_locking, add_working,
        add_handover,
    ):
        add(commands)
    return parser
