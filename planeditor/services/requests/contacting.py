"""照会先 of a measure: who is really asked, as a text that people can read and type."""
from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planeditor.domain.errors import KnownError
from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import CONTACTS, Key
from planeditor.messages import requests as say
from planeditor.services.editing.entry import clean_text, entry_name, write
from planeditor.services.tree.nodes import node_of
from planeditor.store.report import ChangeReport

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document

_CONTACT = re.compile(r"([^（(、,，\n]*)(?:[（(]([^）)]*)[）)])?[^、,，\n]*[、,，\n]?")


@dataclass(frozen=True, slots=True)
class Contact:
    """One department of a 照会先, with 係, 担当 and 内線 as they were typed."""

    name: str
    details: str = ""


def parse_contacts(text: str) -> tuple[Contact, ...]:
    """The contacts of a text like 「行政管理課（情報係・佐藤・内線234）、財政課」, the lead first; those without a name are left out."""
    found = (Contact(m[1].strip(), (m[2] or "").strip()) for m in _CONTACT.finditer(text))
    return tuple(contact for contact in found if contact.name)


def contacts_text(contacts: Iterable[Contact]) -> str:
    """The text that stands for these contacts; ``parse_contacts`` gives them back."""
    return "、".join(say.CONTACT.format(name=c.name, details=c.details) if c.details else c.name for c in contacts)


def set_contacts(document: Document, vocabulary: Vocabulary, node: str, text: str, who: str) -> ChangeReport:
    """Note who is asked for a measure, as one named operation; "" = whoever the form prints.

    Raises KnownError where the measure is gone, for characters no file can hold, and where a text names no department.
    """
    plan = document.plan()
    node_of(plan, node, "measure")
    contacts = parse_contacts(clean_text(text))
    if text.strip() and not contacts:
        raise KnownError(say.CONTACTS_WITHOUT_NAME)
    key = Key(node, CONTACTS)
    return write(document, {key: contacts_text(contacts)}, name=entry_name(plan, vocabulary, key), who=who, source="")
