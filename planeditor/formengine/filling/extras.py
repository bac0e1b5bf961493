"""What a filled form shows besides the texts of the plan: stretches of them set off, and charts."""
from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from planeditor.domain.plan import Key
from planeditor.formengine.filling.context import Context
from planeditor.formengine.pages import Chart, Mark

_OF = ":"


@dataclass(frozen=True)
class Extras:
    """For one plan: the marks in its entries, and the charts by the name under which a drawing asks for them (``{{図.名前}}``).

    ``name:id`` is the chart of that name for one measure or area alone, on forms and in repeats of them.
    """

    marks: Mapping[Key, tuple[Mark, ...]] = field(default_factory=dict)
    charts: Mapping[str, Chart] = field(default_factory=dict)

    def chart(self, name: str, row: Context, column: Context) -> Chart | None:
        """The chart of that name for a place; None where there is none."""
        owners = (context.node(kind) for kind in ("measure", "area") for context in (row, column))
        own = (self.charts.get(f"{name}{_OF}{node}") for node in owners if node)
        return next((chart for chart in own if chart is not None), self.charts.get(name))


NONE = Extras()


def sound_marks(marks: Iterable[Mark], length: int) -> tuple[Mark, ...]:
    """The marks of a text of that length in order: what lies outside it, or under an earlier one, is cut off."""
    found: list[Mark] = []
    reached = 0
    for start, end, kind in sorted(marks):
        start, end = max(start, reached), min(end, length)
        if start < end:
            found.append(Mark(start, end, kind))
            reached = end
    return tuple(found)
