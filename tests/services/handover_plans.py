"""A plan file with a whole year of work in it, each step on its own day, for the tests of 引継ぎ."""
from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from planeditor.domain.plan import CONTACTS, PLAN_ID, Key
from planeditor.domain.points import points
from planeditor.services.editing.years import close_period
from planeditor.services.handover.span import fiscal_year
from planeditor.services.points.editing import PointText, add_point, answer_point
from planeditor.services.requests.issuing import issue
from planeditor.services.states.editions import decide
from planeditor.services.states.snapshots import take
from planeditor.services.states.standing import set_status
from planeditor.store import log, newfile, papers, receipts, requests
from planeditor.store.departments import Department
from planeditor.store.document import Document
from planeditor.store.papers import NewPaper
from tests.services.request_plans import FORMS, R3, REGISTER, hand_in, make, node, order, put

WHO = "山田"
SPAN = fiscal_year(2022)
AFTER = dt.date(2023, 4, 3)
"""The day of the handover."""


class Clock:
    """The day that the plan file believes it is."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.day = dt.date(2022, 4, 1)
        for module in (log, newfile, papers, receipts, requests):
            patch.setattr(module, "utc_now", self.now)

    def now(self) -> str:
        """Noon here."""
        noon = dt.datetime.combine(self.day, dt.time(12)).astimezone()
        return noon.astimezone(dt.UTC).isoformat(timespec="seconds")

    def on(self, month: int, day: int) -> None:
        """Go to a day of the fiscal year."""
        self.day = dt.date(2022 + (month < 4), month, day)


@contextmanager
def worked_year(path: Path, patch: pytest.MonkeyPatch) -> Iterator[Document]:
    """From April 2022 to March 2023: request, answers, decisions, meeting, publication."""
    clock = Clock(patch)
    path.mkdir(exist_ok=True)
    with make(path, register=[*REGISTER, Department("総務部", "新設課", 4, valid_from=dt.date(2022, 10, 1))]) as document:
        clock.on(4, 20)
        put(document, {Key(node(document, "②-01"), CONTACTS): "行政管理課"})
        clock.on(5, 2)
        issued = issue(document, FORMS, order(R3, deadline=dt.date(2022, 5, 31)), path / "依頼", who=WHO)
        clock.on(5, 20)
        first = issued.books[0]
        hand_in(document, {"①-01": first.sheets[0].token}, {Key(node(document, "①-01"), "work", R3.key): "・済み"}, first.token)
        clock.on(6, 6)
        put(document, {Key(node(document, "①-01"), "work", R3.key): "・直した"})
        put(document, {Key(node(document, "①-02"), "work", R3.key): "・直した"})
        clock.on(7, 11)
        take(document, "本部配布", who=WHO)
        document.keep_paper(NewPaper(snapshot="", name="会議資料", kind="pdf", period=R3.key, content=b"%PDF", who=WHO))
        add_point(document, PLAN_ID, PointText("費用を示すこと", "第1回本部"), who=WHO)
        clock.on(8, 1)
        set_status(document, FORMS, "本部決定", who="佐藤")
        decide(document, FORMS, "2版", who="佐藤")
        answer_point(document, points(document.plan())[0].node, "表に加えた", who="佐藤")
        clock.on(9, 5)
        close_period(document, FORMS, R3, WHO)
        clock.on(3, 20)
        yield document
