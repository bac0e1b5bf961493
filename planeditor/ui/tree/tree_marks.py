"""What the rows of the tree say beside their titles: shapes, badges, weight, and all of it in words."""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Literal

from planeditor.domain.periods import Period
from planeditor.domain.plan import MERGED_INTO
from planeditor.domain.progress import ENDS, Progress, confirmed_progress
from planeditor.messages import ui_tree as say
from planeditor.services.editing.states import Filled
from planeditor.services.tree.outline import Row
from planeditor.ui.session import Session
from planeditor.ui.tree.tree_rows import ShownRows

BadgeKind = Literal["quiet", "good", "warning", "error"]


@dataclass(frozen=True, slots=True)
class Badge:
    """A short word at the right end of a row. ``words`` is what it means, for the tooltip and the screen reader."""

    text: str
    kind: BadgeKind = "quiet"
    words: str = ""


class Weight(Enum):
    """How strongly a row is printed."""

    NORMAL = "normal"
    STRONG = "strong"
    QUIET = "quiet"


_KINDS: Mapping[Progress, BadgeKind] = {
    Progress.LATE: "warning", Progress.AHEAD: "good", Progress.STOPPED: "quiet", Progress.DONE: "good",
    Progress.MERGED: "quiet",
}  # fmt: skip


class Marks:
    """Reads what the rows say from the session; holds only the badges that others give."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._given: Mapping[str, Sequence[Badge]] = {}

    def give(self, badges: Mapping[str, Sequence[Badge]]) -> None:
        """Badges by ``node`` or ``node/period``, shown wherever that measure, area or year stands."""
        self._given = badges

    def title(self, row: Row) -> str:
        """What is printed in the row."""
        return f"{row.number} {row.title}".strip() or say.NO_NAME

    def filled(self, row: Row) -> Filled | None:
        """How far a measure (in the current year) or one of its years is filled in; None for other rows."""
        if row.kind not in ("measure", "period") or self._session.partial:
            return None
        return self._session.states.filled(row.node, row.period)

    def badges(self, row: Row) -> list[Badge]:
        """The badges of a row: how the work goes, then what others gave."""
        progress, rules = self._progress(row), self._session.forms.progress
        found = [Badge(rules.label(progress), _KINDS[progress], rules.word(progress))] if progress else []
        return [*found, *self._given.get(f"{row.node}/{row.period}" if row.period else row.node, ())]

    def _progress(self, row: Row) -> Progress | None:
        """How the work goes, where there is something to say."""
        if row.kind not in ("measure", "period"):
            return None
        progress = self._session.states.progress(row.node, row.period)
        if progress not in _KINDS or (row.kind == "period" and progress in ENDS and not self._confirmed(row, progress)):
            return None  # how a measure ended is said of the measure, not again of each of its years
        return progress

    def _confirmed(self, row: Row, progress: Progress) -> bool:
        return confirmed_progress(self._session.plan, row.node, row.period) is progress

    def weight(self, row: Row) -> Weight:
        """Areas, departments and the current year are strong, years that have not begun quiet."""
        if row.kind in ("area", "department", "text") or self.is_current(row):
            return Weight.STRONG
        return Weight.QUIET if self._is_future(row) else Weight.NORMAL

    def is_current(self, row: Row) -> bool:
        """Whether it is the row of the current year."""
        current = self._session.current
        return bool(row.period) and current is not None and row.period == current.key

    def _is_future(self, row: Row) -> bool:
        current = self._session.current
        return bool(row.period) and current is not None and Period.from_key(row.period).first > current.last

    def words(self, row: Row) -> str:
        """Everything a row shows, in words."""
        return say.BETWEEN.join(self._said(row))

    def _said(self, row: Row) -> list[str]:
        session = self._session
        node = session.plan.node(row.node)
        if row.kind == "period" and node is not None:
            said = [say.ROW_YEAR.format(title=node.title or say.NO_NAME, period=row.title)]
            if self.is_current(row):
                said.append(say.CURRENT)
            elif self._is_future(row):
                said.append(say.FUTURE)
        else:
            said = [self.title(row)]
        filled = self.filled(row)
        if filled is not None:
            said.append(filled.word)
        said += [badge.words or badge.text for badge in self.badges(row)]
        into = session.plan.node(session.plan.text(row.node, MERGED_INTO)) if row.kind == "measure" else None
        if into is not None:
            said[-1 - len(self._given.get(row.node, ()))] = say.MERGED_INTO.format(title=into.title)
        return said

    def tooltip(self, row: Row) -> str:
        """The words of a row, with 担当部署 and, for an area or department, how many measures it holds."""
        lines = [self.words(row)]
        if row.kind == "measure" and row.departments:
            lines.append(say.DEPARTMENTS.format(departments=row.departments.replace("\n", " ")))
        if row.kind in ("area", "department"):
            lines.append(self._counts(row))
        return "\n".join(line for line in lines if line)

    def _counts(self, row: Row) -> str:
        session, measures = self._session, ShownRows((row,)).measures
        word = session.vocabulary.word("measure")
        said = [say.COUNT.format(measure=word, count=len(measures))]
        found = [session.states.filled(measure.node) for measure in measures]
        said += [say.COUNT_FILLED.format(word=f.word, count=found.count(f)) for f in Filled if f in found]
        return say.BETWEEN.join(said)
