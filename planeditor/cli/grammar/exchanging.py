"""What comes in and what goes out: ``import``, ``submissions``, ``decide``, ``confirm``, ``export``, ``request`` and ``correct``."""
from __future__ import annotations

import argparse
from pathlib import Path

from planeditor.cli.grammar.base import Commands, Options, whole
from planeditor.messages import cli as say


def add_exchanging(commands: Commands) -> None:
    """The commands of this file."""
    _import(commands.add("import"))
    status = Options(commands.add("submissions"))
    status.text("period")
    status.text("round", "status-round")
    _decide(commands.add("decide"))
    confirm = Options(commands.add("confirm"))
    confirm.text("measure")
    confirm.text("period")
    export = Options(commands.add("export"))
    export.text("form", required=True)
    export.path("to", "OUT", required=True)
    export.texts_of("measure")
    export.texts_of("area")
    export.text("period")
    export.text("at", metavar="NAME")
    request = Options(commands.add("request"))
    request.texts_of("period", "periods", required=True)
    request.path("to", "DIR", "to_folder", required=True)
    request.text("deadline")
    request.text("round")
    request.texts_of("department")
    request.flags("revision", "fill-departments")
    _correct(commands.add("correct"))


def _import(own: argparse.ArgumentParser) -> None:
    own.add_argument("sources", nargs="+", type=Path, metavar="WORKBOOK|FOLDER|JSON|PLAN", help=say.OPTIONS["sources"])
    own.add_argument("--accept", choices=("none", "clean", "notation", "all"), help=say.OPTIONS["accept"])


def _decide(own: argparse.ArgumentParser) -> None:
    own.add_argument("receipt", type=whole, metavar="取込番号", help=say.OPTIONS["receipt"])
    own.add_argument("--accept", choices=("clean", "notation", "all", "none"), required=True, help=say.OPTIONS["accept"])
    options = Options(own)
    for name in ("measure", "field", "why"):
        options.text(name)


def _correct(own: argparse.ArgumentParser) -> None:
    own.add_argument("receipt", type=whole, metavar="取込番号", help=say.OPTIONS["receipt"])
    options = Options(own)
    options.texts_of("field", "correct-field", required=True)
    options.text("why", "correct-why", required=True)
    options.path("to", "DIR", "to_folder", required=True)
    options.texts_of("measure")
    options.text("period")
    options.text("deadline")
