"""Reserved fields that tell something of another field: whether a figure is still 見込, whether a text was agreed to."""
from __future__ import annotations

from collections.abc import Iterator

from planeditor.domain.plan import CONFIRMED, FORECAST, Key, Plan


def base_of(field: str) -> str:
    """What a field is without the one it tells of: ``@forecast`` for ``@forecast:effect``."""
    return field.partition(":")[0]


def subject_of(field: str) -> str:
    """The field that a reserved one tells of: ``effect`` for ``@forecast:effect``, "" where it tells of none."""
    return field.partition(":")[2]


def forecast_field(figure: str) -> str:
    """The field that tells whether a figure is final yet."""
    return f"{FORECAST}:{figure}"


def confirmed_key(entry: Key) -> Key:
    """Where it is kept that the department has agreed to an entry."""
    return entry._replace(field=f"{CONFIRMED}:{entry.field}")


def forecasts_in(plan: Plan, node: str) -> Iterator[tuple[Key, str]]:
    """The figures of a node that are not final, each with the text that says so."""
    for key, text in plan.of_node(node).items():
        if base_of(key.field) == FORECAST:
            yield key._replace(field=subject_of(key.field)), text
