"""The command line's grammar. It is a contract: commands and options join it, none changes."""
from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import NoReturn

from planeditor.cli.grammar_comparing import add_comparing
from planeditor.cli.grammar_meeting import add_meeting
from planeditor.cli.grammar_publishing import add_publishing
from planeditor.messages import checks as say_checks
from planeditor.messages import cli as say
from planeditor.messages import coverage as say_coverage
from planeditor.messages import editions as say_editions
from planeditor.messages import evaluation as say_evaluation
from planeditor.messages import nextplan as say_next
from planeditor.messages import points as say_points
from planeditor.messages import progress as say_progress
from planeditor.messages import redacting as say_redacting
from planeditor.messages import switching as say_switch


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
        for english, japanese in (
            ("usage:", "使い方："), ("positional arguments:", "指定するもの："), ("options:", "付けられるもの："),
            ("show this help message and exit", "この説明を表示する"),
        ):
            text = text.replace(english, japanese)
        return text


def build_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    parser = _Parser(prog="planeditor", description=say.DESCRIPTION)
    commands = _Commands(parser)
    for add in (_editing, _intake, _outgoing, _keeping, _switching, add_comparing, add_meeting, add_publishing):
        add(commands)
    return parser


class _Commands:
    """Adds commands to a parser, each with its help."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        self._added = parser.add_subparsers(dest="command", metavar="操作", parser_class=_Parser, required=True)

    def add(self, name: str, *, file: bool = True) -> argparse.ArgumentParser:
        """A command, of a plan file unless it needs none."""
        own = self._added.add_parser(name, help=say.HELP[name], description=say.HELP[name])
        own.add_argument("--json", action="store_true", help=say.JSON_HELP)
        if file:
            own.add_argument("file", type=Path, metavar="FILE", help=say.FILE_HELP)
        return own


def _editing(commands: _Commands) -> None:
    """The content of a plan."""
    own = commands.add("new")
    _option(own, "forms", required=True)
    for name in ("title", "municipality", "start", "end"):
        _option(own, name)
    _next_plan(own)
    _list(own)
    own = commands.add("show")
    _option(own, "measure")
    _option(own, "at")
    own.add_argument("--to", type=Path, metavar="OUT.json", help=say.OPTIONS["to_json"])
    own = commands.add("set")
    for name in ("measure", "field", "text"):
        own.add_argument(name, metavar=name.upper(), help=say.OPTIONS[name])
    _option(own, "period")
    _option(own, "why")
    commands.add("undo").add_argument("--import", dest="receipt", type=_whole, metavar="取込番号", help=say.OPTIONS["import"])
    commands.add("redo")


def _list(own: argparse.ArgumentParser) -> None:
    """What ``new`` asks where it makes a plan from an Excel list."""
    texts = say_switch.OPTIONS
    own.add_argument("--list", type=Path, metavar="BOOK", help=texts["list"])
    own.add_argument("--sheet", default="", metavar="SHEET", help=texts["sheet"])
    own.add_argument("--header", type=_whole, default=0, metavar="ROW", help=texts["header"])
    own.add_argument("--column", action="append", default=[], metavar="COLUMN", help=texts["column"])


def _switching(commands: _Commands) -> None:
    """Changing the form set of a plan."""
    own = commands.add("switch")
    _option(own, "forms", required=True)
    texts = say_switch.OPTIONS
    for name in ("map", "series"):
        own.add_argument(f"--{name}", action="append", default=[], metavar="OLD=NEW", help=texts[name])
    for name in ("keep-years", "join", "public", "dry-run"):
        own.add_argument(f"--{name}", action="store_true", help=texts[name])


def _next_plan(own: argparse.ArgumentParser) -> None:
    """What ``new`` asks where it makes the next plan from one that is there."""
    texts = say_next.OPTIONS
    own.add_argument("--from", dest="former", type=Path, metavar="OLD_PLAN", help=texts["from"])
    for name in ("keep", "finish", "merge"):
        own.add_argument(f"--{name}", action="append", default=[], metavar=name.upper(), help=texts[name])
    for name in ("renumber", "without-results", "without-chapters"):
        own.add_argument(f"--{name}", action="store_true", help=texts[name])


def _coverage(own: argparse.ArgumentParser) -> None:
    """What ``cover`` asks."""
    texts = say_coverage.OPTIONS
    own.add_argument("--list", default="", metavar="LIST", help=texts["list"])
    own.add_argument("--items", type=Path, metavar="FILE", help=texts["items"])
    for name in ("mark", "unmark"):
        own.add_argument(f"--{name}", action="append", default=[], metavar=name.upper(), help=texts[name])


def _points(own: argparse.ArgumentParser) -> None:
    """What ``point`` asks."""
    texts = say_points.OPTIONS
    _option(own, "measure")
    for name in ("add", "meeting", "date", "due"):
        own.add_argument(f"--{name}", default="", metavar=name.upper(), help=texts[name])
    own.add_argument("--answer", action="append", nargs=2, default=[], metavar=("NUMBER", "TEXT"), help=texts["answer"])
    own.add_argument("--done", action="append", default=[], metavar="NUMBER", help=texts["done"])
    own.add_argument("--open", action="store_true", help=texts["open"])


def _evaluate(own: argparse.ArgumentParser) -> None:
    """What ``evaluate`` asks."""
    texts = say_evaluation.OPTIONS
    own.add_argument("--judge", action="append", nargs=2, default=[], metavar=("MEASURE", "WORD"), help=texts["judge"])
    own.add_argument("--assess", action="append", nargs=2, default=[], metavar=("MEASURE", "TEXT"), help=texts["assess"])
    own.add_argument("--to", type=Path, metavar="OUT", help=texts["to"])


def _progress(own: argparse.ArgumentParser) -> None:
    """What ``progress`` asks."""
    texts = say_progress.OPTIONS
    _option(own, "period")
    own.add_argument("--confirm", action="append", nargs=2, default=[], metavar=("MEASURE", "WORD"), help=texts["confirm"])
    own.add_argument("--agree", action="store_true", help=texts["agree"])
    names = ("MEASURE", "REASON", "ACTION", "DUE")
    own.add_argument("--late", action="append", nargs=4, default=[], metavar=names, help=texts["late"])
    own.add_argument("--highlight", action="append", default=[], metavar="MEASURE=TEXT", help=texts["highlight"])


def _intake(commands: _Commands) -> None:
    """What comes in."""
    own = commands.add("import")
    own.add_argument("sources", nargs="+", type=Path, metavar="WORKBOOK|FOLDER|JSON|PLAN", help=say.OPTIONS["sources"])
    own.add_argument("--accept", choices=("none", "clean", "notation", "all"), help=say.OPTIONS["accept"])
    own = commands.add("submissions")
    _option(own, "period")
    own.add_argument("--round", default="", help=say.OPTIONS["status-round"], metavar="ROUND")
    own = commands.add("decide")
    own.add_argument("receipt", type=_whole, metavar="取込番号", help=say.OPTIONS["receipt"])
    own.add_argument("--accept", choices=("clean", "notation", "all", "none"), required=True, help=say.OPTIONS["accept"])
    for name in ("measure", "field", "why"):
        _option(own, name)


def _outgoing(commands: _Commands) -> None:
    """What goes out."""
    own = commands.add("export")
    _option(own, "form", required=True)
    own.add_argument("--to", type=Path, required=True, metavar="OUT", help=say.OPTIONS["to"])
    _option(own, "measure", many=True)
    _option(own, "area", many=True)
    _option(own, "period")
    _option(own, "at")
    own = commands.add("request")
    own.add_argument("--period", action="append", required=True, help=say.OPTIONS["periods"], metavar="PERIOD")
    own.add_argument("--to", type=Path, required=True, metavar="DIR", help=say.OPTIONS["to_folder"])
    _option(own, "deadline")
    _option(own, "round")
    _option(own, "department", many=True)
    own.add_argument("--revision", action="store_true", help=say.OPTIONS["revision"])
    own.add_argument("--fill-departments", action="store_true", help=say.OPTIONS["fill-departments"])
    own = commands.add("correct")
    own.add_argument("receipt", type=_whole, metavar="取込番号", help=say.OPTIONS["receipt"])
    own.add_argument("--field", action="append", required=True, help=say.OPTIONS["correct-field"], metavar="FIELD")
    own.add_argument("--why", required=True, help=say.OPTIONS["correct-why"], metavar="WHY")
    own.add_argument("--to", type=Path, required=True, metavar="DIR", help=say.OPTIONS["to_folder"])
    _option(own, "measure", many=True)
    _option(own, "period")
    _option(own, "deadline")


def _keeping(commands: _Commands) -> None:
    """Years, checks, the file and the program."""
    own = commands.add("confirm")
    _option(own, "measure")
    _option(own, "period")
    own = commands.add("edition")
    own.add_argument("name", metavar="NAME", help=say.OPTIONS["edition"])
    _option(own, "date")
    _option(own, "note")
    _states(commands)
    own = commands.add("close")
    _option(own, "period", required=True)
    own.add_argument("--anyway", action="store_true", help=say.OPTIONS["anyway"])
    own.add_argument("--archive", type=Path, metavar="DIR", help=say.OPTIONS["archive"])
    commands.add("extend").add_argument("--anew", action="store_true", help=say.OPTIONS["anew"])
    own = commands.add("reopen")
    _option(own, "period", required=True)
    _option(own, "why", required=True)
    _coverage(commands.add("cover"))
    _points(commands.add("point"))
    _evaluate(commands.add("evaluate"))
    _progress(commands.add("progress"))
    own = commands.add("check")
    own.add_argument("--all", action="store_true", help=say_checks.OPTIONS["all"])
    own.add_argument("--against", type=Path, metavar="OTHER.plandb", help=say_checks.OPTIONS["against"])
    _option(commands.add("log"), "measure")
    own = commands.add("redact")
    own.add_argument("--why", default="", metavar="WHY", help=say_redacting.OPTION_WHY)
    own.add_argument("--dry-run", action="store_true", help=say_redacting.OPTION_DRY_RUN)
    commands.add("verify")
    own = commands.add("forms", file=False)
    own.add_argument("folder", nargs="?", type=Path, metavar="FOLDER", help=say.OPTIONS["folder"])
    commands.add("self-test", file=False)


def _states(commands: _Commands) -> None:
    """The states of a plan that have a name, and how far its papers are."""
    texts = say_editions.OPTIONS
    own = commands.add("snapshot")
    own.add_argument("name", metavar="NAME", help=texts["snapshot"])
    own.add_argument("--status", default="", metavar="STATUS", help=texts["snapshot-status"])
    _option(own, "date")
    _option(own, "note")
    commands.add("states")
    own = commands.add("status")
    own.add_argument("status", nargs="?", default="", metavar="STATUS", help=texts["status"])
    own.add_argument("--why", default="", metavar="WHY", help=texts["status-why"])
    own = commands.add("revert")
    own.add_argument("state", metavar="NAME", help=texts["state"])
    _option(own, "measure", many=True)


def _option(own: argparse.ArgumentParser, name: str, *, required: bool = False, many: bool = False) -> None:
    text = say.OPTIONS[name]
    if many:
        own.add_argument(f"--{name}", action="append", default=[], help=text, metavar=name.upper())
    else:
        own.add_argument(f"--{name}", default="", required=required, help=text, metavar=name.upper())


def _whole(text: str) -> int:
    """A 取込番号 or a row; argparse tells the user where it is no whole number."""
    if not text.isdecimal() or len(text) > 9:
        raise ValueError(text)
    return int(text)


COMMANDS = tuple(say.HELP)
