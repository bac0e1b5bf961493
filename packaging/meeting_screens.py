"""The screens of the menu 会議, for packaging/screenshots.py: each function goes to one of them."""
from __future__ import annotations

from typing import TYPE_CHECKING

from planeditor.services.progress.confirming import confirm_all
from planeditor.services.progress.proposing import proposals
from planeditor.services.states import snapshots
from planeditor.store.document import Document
from planeditor.ui.comparing.comparing_dialog import ComparingDialog

if TYPE_CHECKING:
    from screenshots import Camera

USER = "見本"
HANDED_OUT, WHEN = "幹事会提出", "令和6年4月"
LEFT = 3
"""So many measures are left for the picture of 進捗区分を確かめる."""


def dashboard(camera: Camera) -> None:
    """How the year stands, most of it judged."""
    session = camera.session
    period = session.current.key if session.current else ""
    found = [p for p in proposals(session.plan, session.forms, period) if p.can_agree]

    def work(document: Document) -> None:
        confirm_all(document, session.forms, period, [p.measure for p in found[:-LEFT]], who=USER)

    camera.ask(work)
    camera.do("dashboard")


def judging(camera: Camera) -> None:
    """進捗区分 to be judged."""
    camera.do("judge")


def states(camera: Camera) -> None:
    """Editions and 基準時点."""

    def work(document: Document) -> None:
        snapshots.take(document, HANDED_OUT, who=USER, date=WHEN)

    camera.ask(work)
    camera.do("edition")


def comparing(camera: Camera) -> None:
    """What differs between two of them."""
    camera.do("compare")
    camera.dialog(ComparingDialog).sides.reports.click()


def meeting(camera: Camera) -> None:
    """会議資料 to be made."""
    camera.do("meeting_papers")
