"""What every command's grammar is written with."""
from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path

from planeditor.messages import cli as say


class Commands:
    """Adds commands to a parser, each with its help."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        self._added = parser.add_subparsers(dest="command", metavar="操作", parser_class=type(parser), required=True)

    def add(self, name: str, *, file: bool = True) -> argparse.ArgumentParser:
        """A command, of a plan file unless it needs none."""
        own = self._added.add_parser(name, help=say.HELP[name], description=say.HELP[name])
        own.add_argument("--json", action="store_true", help=say.JSON_HELP)
        if file:
            own.add_argument("file", type=Path, metavar="FILE", help=say.FILE_HELP)
        return own


class Options:
    """The words of one command, explained by a table of helps. ``key``: where a help stands under another name."""

    def __init__(self, own: argparse.ArgumentParser, texts: Mapping[str, str] = say.OPTIONS) -> None:
        self.own, self.texts = own, texts

    def word(self, name: str, key: str = "", *, optional: bool = False) -> None:
        """A word that stands at its place."""
        if optional:
            self.own.add_argument(name, nargs="?", default="", metavar=name.upper(), help=self.texts[key or name])
        else:
            self.own.add_argument(name, metavar=name.upper(), help=self.texts[key or name])

    def text(self, name: str, key: str = "", metavar: str = "", *, required: bool = False) -> None:
        """An option with a text, by default ""."""
        text = self.texts[key or name]
        self.own.add_argument(f"--{name}", default="", required=required, metavar=metavar or name.upper(), help=text)

    def texts_of(self, name: str, key: str = "", metavar: str | tuple[str, ...] = "", *, required: bool = False) -> None:
        """An option that may be given again and again; with several names in ``metavar``, that many texts each time."""
        many = len(metavar) if isinstance(metavar, tuple) else None
        self.own.add_argument(
            f"--{name}", action="append", nargs=many, default=None if required else [], required=required,
            metavar=metavar or name.upper(), help=self.texts[key or name],
        )

    def path(self, name: str, metavar: str, key: str = "", *, required: bool = False, dest: str | None = None) -> None:
        """An option with a file or a folder."""
        text = self.texts[key or name]
        self.own.add_argument(f"--{name}", type=Path, required=required, dest=dest, metavar=metavar, help=text)

    def number(self, name: str, metavar: str, key: str = "", default: int | None = 0, dest: str | None = None) -> None:
        """An option with a whole number."""
        own, text = self.own, self.texts[key or name]
        own.add_argument(f"--{name}", type=whole, default=default, dest=dest, metavar=metavar, help=text)

    def flags(self, *names: str) -> None:
        """Options that are given or not."""
        for name in names:
            self.own.add_argument(f"--{name}", action="store_true", help=self.texts[name])


def whole(text: str) -> int:
    """A 取込番号 or a row; argparse tells the user where it is no whole number."""
    if not text.isdecimal() or len(text) > 9:
        raise ValueError(text)
    return int(text)
