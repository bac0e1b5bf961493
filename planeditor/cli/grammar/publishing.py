"""What leaves the house and what is filed: ``publish``, ``withhold``, ``archive`` and ``course``."""
from __future__ import annotations

from planeditor.cli.grammar.base import Commands, Options
from planeditor.messages import archiving as say_archiving
from planeditor.messages import course as say_course
from planeditor.messages import publishing as say


def add_publishing(commands: Commands) -> None:
    """The commands of this file."""
    publish = Options(commands.add("publish"), say.OPTIONS)
    publish.text("at", metavar="NAME", required=True)
    publish.path("to", "DIR", required=True)
    publish.text("code")
    publish.number("level", "LEVEL", default=2)
    publish.text("date")
    withhold = Options(commands.add("withhold"), say.OPTIONS)
    withhold.word("measure", optional=True)
    withhold.word("field", optional=True)
    withhold.text("period")
    withhold.text("why")
    withhold.flags("off")
    archive = Options(commands.add("archive"), say_archiving.OPTIONS)
    archive.text("period", required=True)
    archive.path("to", "DIR", required=True)
    archive.text("retention")
    archive.flags("originals")
    archive.text("date")
    course = Options(commands.add("course"), say_course.OPTIONS)
    course.word("measure")
    course.path("to", "OUT", required=True)
    course.texts_of("field")
    course.texts_of("period")
