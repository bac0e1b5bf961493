"""The grammar of ``compare``."""
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from planeditor.messages import comparing as say

if TYPE_CHECKING:
    from planeditor.cli.grammar_publishing import Commands


def add_comparing(commands: Commands) -> None:
    """What ``compare`` asks."""
    own = commands.add("compare")
    for name in ("old", "new"):
        own.add_argument(name, metavar=name.upper(), help=say.OPTIONS[name])
    own.add_argument("--to", type=Path, metavar="OUT", help=say.OPTIONS["to"])
    own.add_argument("--heads", default="", metavar="HEADS", help=say.OPTIONS["heads"])
    for name in ("reports", "redline", "swap", "fold-notation", "whole", "portrait"):
        own.add_argument(f"--{name}", action="store_true", help=say.OPTIONS[name])
