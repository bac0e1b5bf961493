"""The rows that the first page and the full lists share: what is late, the 主な成果, the 指摘."""
from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from planeditor.domain.plan import PLAN_ID
from planeditor.domain.points import Point
from planeditor.domain.progress import Progress
from planeditor.messages import meeting as say
from planeditor.messages import points as say_points
from planeditor.services.meeting.material import Material
from planeditor.services.overview.model import Late

LATE, HIGHLIGHT, POINT = "遅延", "成果", "指摘"
"""The kinds of row, as the drawings choose them."""
Row = Mapping[str, str]
Cut = Callable[[str, str], str]
"""Shortens a text (second: the heading under which it stands whole)."""


def whole(text: str, _: str) -> str:
    """Leaves a text as it is."""
    return text


def late_head(material: Material) -> str:
    """What the list of what is late is called."""
    return say.LATE_TITLE.format(word=material.word)


def nothing(material: Material) -> dict[str, str]:
    """What stands in place of each kind of row where there is none; "" where there are some."""
    view = material.overview
    undecided = view.total.now.get(Progress.UNDECIDED, 0)
    none_late = (say.NO_LATE_YET if undecided else say.NO_LATE).format(word=material.word, count=undecided)
    return {
        LATE: "" if view.late else none_late,
        HIGHLIGHT: "" if view.highlights else say.NO_HIGHLIGHT, POINT: "" if view.points else say.NO_POINT,
    }  # fmt: skip


def late_rows(material: Material, cut: Cut = whole) -> Iterator[Row]:
    """What is late or stopped."""
    rules, head = material.forms.progress, late_head(material)
    for late in material.overview.late:
        yield {
            "subject": f"{late.progress.mark} {late.title}{_below(cut(late.departments, 'late'))}",
            "state": rules.label(late.progress), "reason": cut(late.reason, head) or say.NOT_TOLD,
            "action": cut(late.action, head) or say.NOT_TOLD, "due": cut(late.due, head) or say.NOT_TOLD,
        }


def highlight_rows(material: Material, cut: Cut = whole) -> Iterator[Row]:
    """The 主な成果."""
    for highlight in material.overview.highlights:
        yield {"subject": highlight.title, "text": cut(highlight.text, say.HIGHLIGHTS_TITLE)}


def point_rows(material: Material, cut: Cut = whole, *, due: bool = False) -> Iterator[Row]:
    """The 指摘 of the meetings before and their answers. ``due``: with the day by which."""
    for point in material.overview.points:
        title = say.SUBJECT_PLAN if point.measure == PLAN_ID else point.title
        state = say_points.STATES[point.state]
        until = say.POINT_DUE.format(due=point.due) + "\n" if due and point.due else ""
        yield {
            "subject": title + _below(cut(_meeting(point), say.POINTS_TITLE)), "text": cut(point.text, say.POINTS_TITLE),
            "action": cut(point.answer, say.POINTS_TITLE) or say.NOT_TOLD, "state": until + state,
        }


def is_proposed(material: Material) -> bool:
    """Whether anything in these rows was taken from the report by rule, and nobody has looked at it."""
    told: list[Late] = [late for late in material.overview.late if late.proposed and (late.reason or late.action or late.due)]
    return bool(told) or any(highlight.proposed for highlight in material.overview.highlights)


def _meeting(point: Point) -> str:
    return f"{point.meeting} {point.date}".strip()


def _below(text: str) -> str:
    return f"\n{text}" if text else ""
