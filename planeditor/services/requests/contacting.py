"""照会先 of a measure: who is really asked."""
from __future__ import annotations

from typing import TYPE_CHECKING

from planeditor.domain.contacts import contacts_text, parse_contacts
from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import CONTACTS, Key
from planeditor.services.editing.entry import checked_text, entry_name, write
from planeditor.services.tree.nodes import node_of
from planeditor.store.report import ChangeReport

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document


def set_contacts(document: Document, vocabulary: Vocabulary, node: str, text: str, who: str) -> ChangeReport:
    """Note who is asked for a measure, as one named operation; "" = whoever the form prints.

    Raises KnownError where the measure is gone, for characters no file can hold, and where a text names no department.
    """
    plan = document.plan()
    node_of(plan, node, "measure")
    key = Key(node, CONTACTS)
    contacts = parse_contacts(checked_text(plan, vocabulary, key, text))
    return write(document, {key: contacts_text(contacts)}, name=entry_name(plan, vocabulary, key), who=who, source="")
