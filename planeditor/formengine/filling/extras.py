"""What a filled form shows besides the texts of the plan: stretches of them set off, and charts."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from planeditor.domain.plan import Key
from planeditor.formengine.pages import Chart, Mark


@dataclass(frozen=True)
class Extras:
    """For one plan: the marks in its entries, and the charts by the name under which a drawing asks for them (``{{図.名前}}``)."""

    marks: Mapping[Key, tuple[Mark, ...]] = field(default_factory=dict)
    charts: Mapping[str, Chart] = field(default_factory=dict)


NONE = Extras()
