"""What should be looked at before a year is closed, as rows to go to."""
from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from planeditor.domain.periods import Period
from planeditor.domain.plan import Key
from planeditor.messages import ui_submissions as say
from planeditor.ui.session import Session
from planeditor.ui.submissions.places_dialog import PlaceRow, place_row

if TYPE_CHECKING:  # not loaded before it is wanted
    from planeditor.services.intake.standing import Standing
    from planeditor.services.requests.finishing import Warnings
    from planeditor.store.document import Document


def open_ends(session: Session, period: Period, done: Callable[[list[PlaceRow]], object]) -> None:
    """Look what is open of a period, and give it to ``done``: nothing where all is settled but for fields that are empty."""
    forms = session.forms

    def work(document: Document) -> Warnings:
        from planeditor.services.requests.finishing import before_closing

        return before_closing(document, forms, period)

    session.ask(work, lambda found: done(_rows(session, period, found)))


def _rows(session: Session, period: Period, found: Warnings) -> list[PlaceRow]:
    words = say.CLOSING_KINDS
    rows = [_proposed(session, words["waiting"], item) for item in found.waiting]
    rows += [_proposed(session, words["remarks"], item) for item in found.remarks]
    rows += [place_row(session, words["forecasts"], key) for key in found.forecasts]
    rows += [place_row(session, words["unconfirmed"], key) for key in found.unconfirmed]
    empty = [place_row(session, words["missing"], Key(node, "", period.key), say.CLOSING_MISSING) for node in found.missing]
    return [*rows, *empty] if rows else []


def _proposed(session: Session, word: str, item: Standing) -> PlaceRow:
    from planeditor.services.intake.standing import field_label

    proposal = item.proposal
    if item.node is None or session.plan.node(item.node) is None:  # a measure that is still to come
        label = field_label(session.plan, session.vocabulary, item)
        return PlaceRow(word, proposal.measure_number or proposal.sheet, label, item.submitted, None, proposal.receipt)
    key = Key(item.node, proposal.field, proposal.period)
    return place_row(session, word, key, item.submitted, proposal.receipt)
