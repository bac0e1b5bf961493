"""The two states in the table, with the marks they have everywhere: shape and word, then colour."""
from __future__ import annotations

from planeditor.messages import ui_tree as say_tree
from planeditor.services.editing.states import Filled, Progress
from planeditor.ui.look import Colors

_FILLED = {filled.word: filled for filled in Filled}
_PROGRESS = {progress.word: progress for progress in Progress}


def filled_of(word: str) -> Filled | None:
    """How far filled in a word means."""
    return _FILLED.get(word)


def progress_shown(word: str, colors: Colors) -> tuple[str, str]:
    """How a word of how the work goes is printed, and in which colour."""
    progress = _PROGRESS.get(word)
    if progress is None or progress is Progress.UNKNOWN:
        return word, colors.quiet
    color = {Progress.DELAYED: colors.warning, Progress.AHEAD: colors.good, Progress.DONE: colors.good}.get(progress, colors.text)
    return say_tree.BADGES.get(progress.value, word), color
