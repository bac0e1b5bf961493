"""The checklist in words, the same on paper, on screen and on the command line."""
from __future__ import annotations

import datetime as dt

from planeditor.domain.days import long_day, long_month
from planeditor.messages import handover as say
from planeditor.messages import words
from planeditor.services.handover.model import Event, Handover, Month, Share, note_item


def month_name(month: Month) -> str:
    """A month as papers print it: 令和6年4月."""
    return long_month(dt.date(month.year, month.month, 1))


def usual_works(month: Month) -> str:
    """What is usually due in a month."""
    return say.USUAL_LEAD.format(works=say.BETWEEN.join(month.usual))


def day_of(event: Event) -> str:
    """The day, or the first and the last of several."""
    first = _day(event.day)
    return say.SPAN.format(first=first, last=_day(event.last)) if event.last else first


def next_day_of(event: Event) -> str:
    """The day proposed for the year to come; "" for what does not come back."""
    day = event.next_day
    if day is None:
        return ""
    shown = say.DAY_WITH_WEEKDAY.format(month=day.month, day=day.day, weekday=words.WEEKDAYS[day.weekday()])
    return say.PROPOSAL.format(day=shown)


def share_text(share: Share) -> str:
    """How much one person did."""
    first, last = (_day(day) for day in (share.first, share.last))
    return say.PERSON.format(count=share.operations, changes=share.changes, first=first, last=last)


def title_of(found: Handover) -> str:
    """The head of the paper."""
    return say.PAPER.format(plan=found.plan)


def lead_of(found: Handover) -> str:
    """What the paper says of itself."""
    span = found.span
    return say.LEAD.format(
        since=long_day(span.since), until=long_day(span.until), date=long_day(found.day), who=found.who or say.CREATED_BY
    )


def nothing_done(found: Handover, month: Month) -> str:
    """What stands for a month without a record; "" for one that has any."""
    if month.events:
        return ""
    return say.TO_COME if (month.year, month.month) > (found.day.year, found.day.month) else say.NOTHING_DONE


def item_names(found: Handover) -> dict[str, str]:
    """What each item that can be ticked is called, in the order of the list."""
    told = {note_item(kind): say.NOTE_KINDS[kind] for kind in found.notes}
    told |= {one.item: say.OPEN_KINDS[one.kind] for one in found.open}
    told |= {month.item: month_name(month) for month in found.months}
    return told | {one.item: say.PLACE_KINDS[one.kind] for one in found.places}


def _day(day: dt.date) -> str:
    return say.DAY.format(month=day.month, day=day.day)
