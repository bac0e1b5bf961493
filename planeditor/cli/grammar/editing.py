"""The content of a plan: ``new``, ``show``, ``set``, ``undo``, ``redo`` and ``switch``."""
from __future__ import annotations

import argparse

from planeditor.cli.grammar.base import Commands, Options
from planeditor.messages import nextplan as say_next
from planeditor.messages import switching as say_switch


def add_editing(commands: Commands) -> None:
    """The commands of this file."""
    own = commands.add("new")
    new = Options(own)
    new.text("forms", required=True)
    for name in ("title", "municipality", "start", "end"):
        new.text(name)
    _next_plan(own)
    _list(own)
    show = Options(commands.add("show"))
    show.text("measure")
    show.text("at", metavar="NAME")
    show.path("to", "OUT.json", "to_json")
    entry = Options(commands.add("set"))
    for name in ("measure", "field", "text"):
        entry.word(name)
    entry.text("period")
    entry.text("why")
    Options(commands.add("undo")).number("import", "取込番号", default=None, dest="receipt")
    commands.add("redo")
    _switch(commands.add("switch"))


def _next_plan(own: argparse.ArgumentParser) -> None:
    """What ``new`` asks where it makes the next plan from one that is there."""
    options = Options(own, say_next.OPTIONS)
    options.path("from", "OLD_PLAN", dest="former")
    for name in ("keep", "finish", "merge"):
        options.texts_of(name)
    options.flags("renumber", "without-results", "without-chapters")


def _list(own: argparse.ArgumentParser) -> None:
    """What ``new`` asks where it makes a plan from an Excel list."""
    options = Options(own, say_switch.OPTIONS)
    options.path("list", "BOOK")
    options.text("sheet")
    options.number("header", "ROW")
    options.texts_of("column")


def _switch(own: argparse.ArgumentParser) -> None:
    Options(own).text("forms", required=True)
    options = Options(own, say_switch.OPTIONS)
    for name in ("map", "series"):
        options.texts_of(name, metavar="OLD=NEW")
    options.flags("keep-years", "join", "public", "dry-run")
