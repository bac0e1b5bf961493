"""Judging the plan and telling the meeting: ``progress``, ``point``, ``evaluate``, ``cover``, ``report`` and ``papers``."""
from __future__ import annotations

from planeditor.cli.grammar.base import Commands, Options
from planeditor.messages import coverage as say_coverage
from planeditor.messages import evaluation as say_evaluation
from planeditor.messages import meeting as say_meeting
from planeditor.messages import points as say_points
from planeditor.messages import progress as say_progress


def add_meeting(commands: Commands) -> None:
    """The commands of this file."""
    for add in (_progress, _point, _evaluate, _cover, _report):
        add(commands)
    papers = Options(commands.add("papers"), say_meeting.OPTIONS)
    papers.number("save", "番号")
    papers.path("to", "OUT", "papers-to")


def _progress(commands: Commands) -> None:
    own = commands.add("progress")
    Options(own).text("period")
    options = Options(own, say_progress.OPTIONS)
    options.texts_of("confirm", metavar=("MEASURE", "WORD"))
    options.flags("agree")
    options.texts_of("late", metavar=("MEASURE", "REASON", "ACTION", "DUE"))
    options.texts_of("highlight", metavar="MEASURE=TEXT")


def _point(commands: Commands) -> None:
    own = commands.add("point")
    Options(own).text("measure")
    options = Options(own, say_points.OPTIONS)
    for name in ("add", "meeting", "date", "due"):
        options.text(name)
    options.texts_of("answer", metavar=("NUMBER", "TEXT"))
    options.texts_of("done", metavar="NUMBER")
    options.flags("open")


def _evaluate(commands: Commands) -> None:
    options = Options(commands.add("evaluate"), say_evaluation.OPTIONS)
    options.texts_of("judge", metavar=("MEASURE", "WORD"))
    options.texts_of("assess", metavar=("MEASURE", "TEXT"))
    options.path("to", "OUT")


def _cover(commands: Commands) -> None:
    options = Options(commands.add("cover"), say_coverage.OPTIONS)
    options.text("list")
    options.path("items", "FILE")
    options.texts_of("mark")
    options.texts_of("unmark")


def _report(commands: Commands) -> None:
    options = Options(commands.add("report"), say_meeting.OPTIONS)
    options.text("period", "report-period")
    options.path("to", "OUT", "report-to", required=True)
    options.text("at", "report-at", "NAME")
    options.text("number")
    options.text("meeting")
    options.text("date", "meeting-date")
    options.texts_of("agenda", metavar="LINE")
    options.texts_of("part")
    options.text("snapshot", "report-snapshot", "NAME")
    options.flags("anew")
