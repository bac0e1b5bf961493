"""What the commands of publishing and archiving ask."""
from __future__ import annotations

import argparse
from pathlib import Path
from typing import Protocol

from planeditor.messages import archiving as say_archiving
from planeditor.messages import course as say_course
from planeditor.messages import publishing as say


class Commands(Protocol):
    """Adds a command of a plan file, with its help."""

    def add(self, name: str, *, file: bool = True) -> argparse.ArgumentParser:
        """The command's own parser."""


def add_publishing(commands: Commands) -> None:
    """``publish``, ``withhold``, ``archive`` and ``course``."""
    texts = say.OPTIONS
    own = commands.add("publish")
    own.add_argument("--at", required=True, metavar="NAME", help=texts["at"])
    own.add_argument("--to", type=Path, required=True, metavar="DIR", help=texts["to"])
    own.add_argument("--code", default="", metavar="CODE", help=texts["code"])
    own.add_argument("--level", type=int, default=2, metavar="LEVEL", help=texts["level"])
    own.add_argument("--date", default="", metavar="DATE", help=texts["date"])
    own = commands.add("withhold")
    own.add_argument("measure", nargs="?", default="", metavar="MEASURE", help=texts["measure"])
    own.add_argument("field", nargs="?", default="", metavar="FIELD", help=texts["field"])
    own.add_argument("--period", default="", metavar="PERIOD", help=texts["period"])
    own.add_argument("--why", default="", metavar="WHY", help=texts["why"])
    own.add_argument("--off", action="store_true", help=texts["off"])
    texts = say_archiving.OPTIONS
    own = commands.add("archive")
    own.add_argument("--period", required=True, metavar="PERIOD", help=texts["period"])
    own.add_argument("--to", type=Path, required=True, metavar="DIR", help=texts["to"])
    own.add_argument("--retention", default="", metavar="TEXT", help=texts["retention"])
    own.add_argument("--originals", action="store_true", help=texts["originals"])
    own.add_argument("--date", default="", metavar="DATE", help=texts["date"])
    texts = say_course.OPTIONS
    own = commands.add("course")
    own.add_argument("measure", metavar="MEASURE", help=texts["measure"])
    own.add_argument("--to", type=Path, required=True, metavar="OUT", help=texts["to"])
    own.add_argument("--field", action="append", default=[], metavar="FIELD", help=texts["field"])
    own.add_argument("--period", action="append", default=[], metavar="PERIOD", help=texts["period"])
