"""総括表, bars and heat map of a year as grids."""
from __future__ import annotations

from collections.abc import Mapping

from planeditor.domain.plan import PROGRESS
from planeditor.domain.progress import Progress
from planeditor.messages import ui_dashboard as say
from planeditor.services.overview.model import AreaRow
from planeditor.ui.dashboard.cells import Cell, Grid, Part, Target
from planeditor.ui.dashboard.shown import Shown

_GOOD = (Progress.AHEAD, Progress.ON_TRACK, Progress.DONE)
_ORDER = (Progress.AHEAD, Progress.ON_TRACK, Progress.DONE, Progress.LATE, Progress.STOPPED, Progress.MERGED, Progress.UNDECIDED)


def summary(shown: Shown) -> Grid:
    """分野 × 進捗区分, with the year before in brackets."""
    rows, used = shown.found.areas, shown.used

    def cell(row: int, column: int) -> Cell:
        area = rows[row]
        if column == len(used):
            said = say.SAID_TOTAL.format(area=shown.title(area), count=area.measures)
            return _counted(shown, area, None, area.measures, sum(area.before.values()), said)
        progress = used[column]
        now = area.now.get(progress, 0)
        said = say.SAID.format(area=shown.title(area), word=shown.rules.word(progress), count=now)
        return _counted(shown, area, progress, now, area.before.get(progress, 0), said)

    heads = (*(shown.rules.word(p) for p in used), say.TOTAL_HEAD)
    return Grid(
        heads, tuple(shown.title(row) for row in rows), len(rows), cell, tuple(max(row.level - 1, 0) for row in rows)
    )


def _counted(shown: Shown, area: AreaRow, progress: Progress | None, now: int, before: int, said: str) -> Cell:
    text = str(now)
    if shown.found.before:
        text, said = say.CELL.format(now=now, before=before), say.SAID_BEFORE.format(said=said, before=before)
    text = f"{progress.mark}{text}" if progress is not None and now else text
    return Cell(
        text, (), said, _target(shown, area, progress) if now else None, progress if now else None, quiet=not now,
        strong=progress is None or area.level == 0, tip=say.TIP.format_map(shown.words) if now else "",
    )


def _target(shown: Shown, area: AreaRow, progress: Progress | None) -> Target:
    word = shown.word(progress) if progress is not None else ""
    words = say.FILTER.format(area=shown.title(area), word=word, period=shown.label(shown.found.period))
    return Target(shown.measures(area, progress), shown.found.period, " ".join(words.split()))


def bars(shown: Shown) -> Grid:
    """How the measures of each area are divided."""
    rows = [row for row in shown.found.areas if row.level <= 1 and row.measures]

    def cell(row: int, _: int) -> Cell:
        area = rows[row]
        good, then = _good(area.now), _good(area.before)
        pattern = say.BAR_TITLE_BEFORE if shown.found.before else say.BAR_TITLE
        title = pattern.format(area=shown.title(area), good=good, all=area.measures, before=then)
        parts = tuple(Part(p, area.now[p], _target(shown, area, p)) for p in _ORDER if area.now.get(p))
        told = say.BETWEEN.join(say.BAR_PART.format(word=shown.rules.word(p.progress), count=p.count) for p in parts)
        said = say.BAR_SAID.format(title=title, parts=told)
        return Cell(title, (), said, _target(shown, area, None), strong=area.level == 0, parts=parts, tip=told)

    return Grid(("",), (), len(rows), cell)


def _good(counts: Mapping[Progress, int]) -> int:
    return sum(counts.get(p, 0) for p in _GOOD)


def heat(shown: Shown) -> Grid:
    """施策 × 年度."""
    found = shown.found
    labels = tuple(shown.label(key) for key in found.periods)
    sides = tuple(f"{row.number} {row.name}".strip() for row in found.courses)

    def cell(row: int, column: int) -> Cell:
        course, period = found.courses[row], found.periods[column]
        progress = course.course[column]
        target = Target((course.measure,), period, field=PROGRESS)
        if progress is None:
            said = say.HEAT_SAID_NONE.format(title=sides[row], period=labels[column])
            return Cell(say.HEAT_NONE, (), said, target, quiet=True)
        said = say.HEAT_SAID.format(title=sides[row], period=labels[column], word=shown.rules.word(progress))
        return Cell(
            shown.word(progress), (shown.rules.word(progress), progress.mark), said, target, progress,
            quiet=progress is Progress.UNDECIDED, strong=period == found.period,
        )

    weights = tuple(2 + any(row.course[n] is not None for row in found.courses) for n in range(len(labels)))
    return Grid(labels, sides, len(sides), cell, weights=weights)
