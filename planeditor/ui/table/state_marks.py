"""The two states in the table, with the marks they have everywhere: shape and word, then colour."""
from __future__ import annotations

from planeditor.domain.progress import Progress, ProgressRules, parse_progress
from planeditor.services.editing.states import Filled
from planeditor.ui.look import Colors

_FILLED = {filled.word: filled for filled in Filled}


def filled_of(word: str) -> Filled | None:
    """How far filled in a word means."""
    return _FILLED.get(word)


def progress_shown(word: str, colors: Colors, rules: ProgressRules | None = None) -> tuple[str, str]:
    """How a word of how the work goes is printed, and in which colour; ``rules``: the form set's."""
    progress = parse_progress(word)
    if progress is None or progress is Progress.UNDECIDED:
        return word, colors.quiet
    color = {Progress.LATE: colors.warning, Progress.AHEAD: colors.good, Progress.DONE: colors.good}.get(progress, colors.text)
    return (rules or ProgressRules()).label(progress), color
