"""Which measures came back with nothing left to decide: what is empty there now was left empty."""
from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

from planeditor.domain.current import current_period
from planeditor.formengine.form.formset import FormSet
from planeditor.services.requests.status import Status, status

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document


def returned_measures(document: Document, forms: FormSet) -> frozenset[str]:
    """The ids of the measures that came back for the current period, without those of which something waits for a decision."""
    current = current_period(document.plan(), forms.vocabulary)
    found = status(document, forms, current) if current is not None else None
    if found is None:
        return frozenset()
    return returned_of(found, {p.node or "" for p in document.receipts.proposals(waiting_only=True)})


def returned_of(found: Status, waiting: Container[str]) -> frozenset[str]:
    """The same of a status that was read already; ``waiting``: the ids of the measures of which something waits."""
    return frozenset(m.node for d in found.departments for m in d.counted if m.submitted and m.node not in waiting)
