"""The grammar of the commands of 会議資料."""
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from planeditor.messages import meeting as say

if TYPE_CHECKING:
    from planeditor.cli.grammar_publishing import Commands


def add_meeting(commands: Commands) -> None:
    """Making the papers, and what was handed out."""
    texts = say.OPTIONS
    own = commands.add("report")
    own.add_argument("--period", default="", metavar="PERIOD", help=texts["report-period"])
    own.add_argument("--to", type=Path, required=True, metavar="OUT", help=texts["report-to"])
    own.add_argument("--at", default="", metavar="NAME", help=texts["report-at"])
    for name in ("number", "meeting"):
        own.add_argument(f"--{name}", default="", metavar=name.upper(), help=texts[name])
    own.add_argument("--date", default="", metavar="DATE", help=texts["meeting-date"])
    own.add_argument("--agenda", action="append", default=[], metavar="LINE", help=texts["agenda"])
    parts = "、".join(say.SECTIONS)
    own.add_argument("--part", action="append", default=[], metavar="PART", help=texts["part"].format(known=parts))
    own.add_argument("--snapshot", default="", metavar="NAME", help=texts["report-snapshot"])
    own.add_argument("--anew", action="store_true", help=texts["anew"])
    own = commands.add("papers")
    own.add_argument("--save", type=int, default=0, metavar="番号", help=texts["save"])
    own.add_argument("--to", type=Path, metavar="OUT", help=texts["papers-to"])
