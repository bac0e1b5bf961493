"""Where a text of the plan comes from, in a few words: 事務局修正（電話） R6.4.8."""
from __future__ import annotations

from datetime import date

from planeditor.domain.eras import eras
from planeditor.messages import reviewing as say
from planeditor.messages import services as sources
from planeditor.store.log import ChangeGroup


def origin(group: ChangeGroup) -> str:
    """The source of a change with its day; who did it where no source was noted."""
    day = short_day(group.at.astimezone().date())
    source = group.source.partition("：")[0]
    if not source:
        return say.SOURCE_WHO.format(who=group.who, day=day)
    if source in (sources.SOURCE_SUBMISSION, sources.SOURCE_SECRETARIAT):
        return say.SOURCE_PLAIN.format(source=source, day=day)
    return say.SOURCE_OFFICE.format(source=source, day=day)


def short_day(day: date) -> str:
    """A day as offices note it: R6.4.8."""
    era = next((era for era in reversed(eras()) if era.first_day <= day), None)
    return f"{era.letter}{day.year - era.offset}.{day.month}.{day.day}" if era else f"{day.year}.{day.month}.{day.day}"
