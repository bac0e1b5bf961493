"""Where a text of the plan comes from, in a few words: 事務局修正（電話） R6.4.8."""
from __future__ import annotations

from planeditor.domain.days import short_day
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
