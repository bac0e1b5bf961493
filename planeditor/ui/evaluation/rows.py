"""What the table of 計画期間の検証 shows, as cells."""
from __future__ import annotations

from collections.abc import Sequence

from planeditor.domain.achievement import Achievement
from planeditor.domain.progress import ProgressRules
from planeditor.messages import ui_evaluation as say
from planeditor.services.evaluation.model import Evaluation
from planeditor.ui.dashboard.cells import Cell, Grid

COLUMNS = 6


def grid_of(rows: Sequence[Evaluation], rules: ProgressRules, measure: str) -> Grid:
    """The table of these; ``measure``: the form set's word."""
    heads = (head.format(measure=measure) for head in say.HEADS)
    return Grid(tuple(heads), rows=len(rows), cell=lambda row, column: _cell(rows[row], column, rules))


def targets_of(one: Evaluation) -> str:
    """What was promised, whole."""
    return "\n".join(say.TARGET.format(label=label, text=text) for label, text in one.targets) or say.NO_TARGET


def course_of(one: Evaluation, rules: ProgressRules) -> str:
    """How it went, a line for each year."""
    lines = (
        say.COURSE_LINE.format(year=y.label, progress=rules.label(y.progress), figure=y.figure.replace("\n", " ")).rstrip()
        for y in one.course
    )
    return "\n".join(lines) or say.NO_YEARS


def said_of(one: Evaluation, rules: ProgressRules) -> str:
    """The whole row, for those who hear it."""
    course = say.BETWEEN.join(say.COURSE_SAID.format(year=y.label, word=rules.word(y.progress)) for y in one.course)
    achieved, assessment = _achieved(one).replace("\n", say.BETWEEN), one.assessment or say.NOT_WRITTEN
    return say.SAID.format(title=one.node.title, achieved=achieved, course=course, assessment=assessment)


def _cell(one: Evaluation, column: int, rules: ProgressRules) -> Cell:
    if column == 0:
        return Cell(one.node.title, (), said_of(one, rules), wrapped=True, strong=True, tip=one.node.title)
    if column == 1:  # forms go from the general to what is to be reached: that comes first where there is little room
        text = "\n".join(say.TARGET_SHORT.format(label=label, text=text) for label, text in reversed(one.targets))
        return Cell(text or say.NO_TARGET, wrapped=True, quiet=not text, tip=targets_of(one))
    if column == 2:
        return Cell(" ".join(year.progress.mark for year in one.course), tip=course_of(one, rules))
    if column == 3:
        return Cell(one.final or say.NO_FIGURE, wrapped=True, quiet=not one.final, tip=one.final)
    if column == 4:
        decided = one.achieved is not Achievement.UNDECIDED
        return Cell(_achieved(one), wrapped=True, quiet=not decided, strong=decided)
    return Cell(one.assessment or say.NOT_WRITTEN, wrapped=True, quiet=not one.assessment, tip=one.assessment)


def _achieved(one: Evaluation) -> str:
    word = say.OPEN_PROPOSED.format(word=one.proposed.word) if one.proposed else one.achieved.word
    return say.ENDED.format(word=word, state=one.state) if one.state else word
