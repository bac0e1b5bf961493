"""What the store is told to remove, and how texts are read out of the files it cannot read itself."""
from __future__ import annotations

from typing import TYPE_CHECKING

from planeditor.domain.errors import BugError
from planeditor.domain.masking import Masker
from planeditor.services.requests.confirming import digest

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.redaction.redactions import RedactionOrder


def order_of(masker: Masker, who: str, why: str) -> RedactionOrder:
    """The order for the store, with what it needs to read PDF files."""
    from planeditor.store.redaction.redactions import RedactionOrder

    return RedactionOrder.of(masker, who, why, digest, _read_pdf)


def _read_pdf(data: bytes) -> str:
    from planeditor.formengine.rendering import PdfView

    try:
        view = PdfView(data)
    except BugError:
        return ""
    try:
        return view.text
    finally:
        view.close()
