"""The covering text of a request: a first draft from the plan, or last year's text with its years moved on."""
from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from planeditor.domain.contacts import contact_name
from planeditor.domain.cover import CoverText
from planeditor.domain.days import long_day
from planeditor.domain.eras import era_by_name
from planeditor.domain.fields import Vocabulary
from planeditor.domain.periods import Period, year_label
from planeditor.domain.plan import MUNICIPALITY, PLAN_ID, SECRETARIAT, Plan
from planeditor.messages import requests as say

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document
    from planeditor.store.requests import Request

_YEAR = re.compile(r"(令和|平成|昭和|(?<![A-Za-zＡ-Ｚａ-ｚ])[RHSＲＨＳ])([元0-9０-９]{1,2})(?=年|(?![0-9０-９]))|((?:19|20)[0-9]{2})(?=年)")
_DATE = re.compile(r"(?:令和|平成|昭和|[RHS])?[元0-9０-９]{1,4}年\s*[0-9０-９]{1,2}月\s*[0-9０-９]{1,2}日(?:[（(][月火水木金土日][）)])?")


def default_cover(plan: Plan, vocabulary: Vocabulary, periods: Sequence[Period], *, revision: bool = False) -> CoverText:
    """A covering text made of the plan: its title, the years asked for, its words; sender and contact are the secretariat's."""
    words = {
        "title": plan.title, "years": years_text(periods), "word": vocabulary.word("measure"),
        "revision": vocabulary.word("revision"),
    }
    items = (*say.COVER_ITEMS, *([say.COVER_REVISION] if revision else []))
    secretariat = plan.text(PLAN_ID, SECRETARIAT)
    return CoverText(
        say.COVER_SUBJECT.format(**words), to=say.COVER_TO,
        sender=f"{plan.text(PLAN_ID, MUNICIPALITY)}　{contact_name(secretariat)}".strip(), body=say.COVER_BODY.format(**words),
        items=tuple((head.format(**words), text.format(**words)) for head, text in items), contact=secretariat,
    )


def suggested_cover(
    document: Document, vocabulary: Vocabulary, periods: Sequence[Period], *, revision: bool = False, deadline: dt.date | None = None
) -> CoverText:
    """The covering text to begin with: the latest request's with its years moved on, else one made of the plan."""
    last, default = document.requests.latest(), default_cover(document.plan(), vocabulary, periods, revision=revision)
    if last is None or not last.cover:
        return with_deadline(default, deadline)
    years, title, asked = _years_between(last, periods), document.plan().title, [Period.from_key(key) for key in last.periods]
    cover = moved_on(from_json(last.cover), years, title, _other_years(asked, periods, years))
    return with_deadline(_signed(_with_revision(cover, vocabulary, revision=revision), default, document.plan()), deadline)


def _signed(cover: CoverText, default: CoverText, plan: Plan) -> CoverText:
    """The text with the secretariat that was named since, where it was signed by nobody or by the city alone."""
    is_signed = cover.sender.strip() not in ("", plan.text(PLAN_ID, MUNICIPALITY))
    return replace(cover, sender=cover.sender if is_signed else default.sender, contact=cover.contact or default.contact)


def moved_on(cover: CoverText, years: int, title: str = "", other: tuple[str, str] = ("", "")) -> CoverText:
    """A text of an earlier year for one so many years later: 令和5年度 becomes 令和6年度, and a date gives way to a blank one.

    The years in the plan's title stay. ``other``: the years asked for then and those asked for now, where they are more or
    fewer or lie otherwise, so that moving them on would name a year that nobody asks for.
    """
    old, new = other

    def by_years(text: str) -> str:
        return _YEAR.sub(lambda found: _moved_year(found, years), _DATE.sub(say.BLANK_DAY, text))

    def moved(text: str) -> str:
        parts = text.split(title) if title else [text]
        return title.join(new.join(map(by_years, p.split(old))) if old else by_years(p) for p in parts)

    return replace(
        cover, date="", deadline="", subject=moved(cover.subject), body=moved(cover.body),
        items=tuple((moved(head), moved(text)) for head, text in cover.items),
    )  # fmt: skip


def with_deadline(cover: CoverText, deadline: dt.date | None) -> CoverText:
    """The same text with the deadline printed; None leaves what is printed."""
    return cover if deadline is None else replace(cover, deadline=long_day(deadline, weekday=True))


def years_text(periods: Sequence[Period]) -> str:
    """The years asked for as a running text has them: 令和4年度・令和5年度."""
    return say.OF_YEARS.join(
        year_label(p.first, "和暦") if p.first == p.last else f"{year_label(p.first, '和暦')}～{year_label(p.last, '和暦')}"
        for p in periods
    )


def to_json(cover: CoverText) -> str:
    """The text as a request keeps it."""
    return json.dumps(asdict(cover), ensure_ascii=False)


def from_json(text: str) -> CoverText:
    """The covering text that ``to_json`` made; what it does not know is left out, and an empty or damaged text is an empty
    cover."""
    try:
        data: dict[str, Any] = json.loads(text) if text else {}
        plain = {k: str(data.get(k, "")) for k in ("subject", "to", "sender", "date", "body", "deadline", "contact")}
        items = tuple((str(head), str(item)) for head, item in data.get("items", ()))
    except (ValueError, TypeError, AttributeError, RecursionError):
        return CoverText("")
    return CoverText(**plain, items=items)


def cover_of(request: Request) -> CoverText | None:
    """The covering text that went out with a request, None where there was none."""
    return from_json(request.cover) if request.cover else None


def _years_between(last: Request, periods: Sequence[Period]) -> int:
    firsts = [Period.from_key(key).first for key in last.periods]
    return min(p.first for p in periods) - min(firsts) if firsts and periods else 0


def _other_years(asked: Sequence[Period], periods: Sequence[Period], years: int) -> tuple[str, str]:
    """What the years asked for are called then and now; empty where they are the same ones so many years later."""
    if [p.first + years for p in asked] == [p.first for p in periods]:
        return "", ""
    return years_text(asked), years_text(periods)


def _with_revision(cover: CoverText, vocabulary: Vocabulary, *, revision: bool) -> CoverText:
    """The item about the revision, where it is one, and not where it is none."""
    head, text = (part.format(revision=vocabulary.word("revision")) for part in say.COVER_REVISION)
    known = any(item[0] == head for item in cover.items)
    if revision and not known:
        return replace(cover, items=(*cover.items, (head, text)))
    return cover if revision else replace(cover, items=tuple(item for item in cover.items if item != (head, text)))


def _moved_year(found: re.Match[str], years: int) -> str:
    if found[3]:
        return str(int(found[3]) + years)
    sign = found[1].translate(_NARROW)
    number = 1 if found[2] == "元" else int(found[2])
    western = era_by_name()[sign].offset + number + years
    label = year_label(western, "和暦" if len(sign) > 1 else "H")
    return label.removesuffix("年度")


_NARROW = str.maketrans("ＲＨＳ", "RHS")
