"""Which entries a request leaves open: asked when it is written, and again when the workbooks come back."""
from __future__ import annotations

from dataclasses import dataclass

from planeditor.domain.fields import FieldDef
from planeditor.domain.plan import NUMBER


@dataclass(frozen=True, slots=True)
class Scope:
    """What a request asks for: the keys of its periods, and whether 計画事項 are open too (改定)."""

    periods: tuple[str, ...]
    revision: bool = False

    def is_open(self, definition: FieldDef, period: str) -> bool:
        """Whether the department fills in this field of a measure, in this period ("" = of none).

        What is reported of the periods asked for is open; in a revision so is what is planned, in these periods and outside
        of any. The number is what a sheet is found by, so it never is.
        """
        if definition.of != "measure" or definition.kind == "internal" or definition.key == NUMBER:
            return False
        if definition.kind == "plan" and not self.revision:
            return False
        return not definition.series if not period else period in self.periods
