"""照会先 as a text that people can read and type: 「行政管理課（情報係・佐藤・内線234）、財政課」, the lead first."""
from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from planeditor.messages import requests as say

_CONTACT = re.compile(r"([^（(、,，\n]*)(?:[（(]([^）)]*)[）)])?[^、,，\n]*[、,，\n]?")


@dataclass(frozen=True, slots=True)
class Contact:
    """One department of a 照会先, with 係, 担当 and 内線 as they were typed."""

    name: str
    details: str = ""


def parse_contacts(text: str) -> tuple[Contact, ...]:
    """The contacts of a text, the lead first; those without a name are left out."""
    found = (Contact(m[1].strip(), (m[2] or "").strip()) for m in _CONTACT.finditer(text))
    return tuple(contact for contact in found if contact.name)


def contact_name(text: str) -> str:
    """The first name in a text, without 係, 担当 and 内線; a text that names nobody as it is."""
    contacts = parse_contacts(text)
    return contacts[0].name if contacts else text.strip()


def contacts_text(contacts: Iterable[Contact]) -> str:
    """The text that stands for these contacts; ``parse_contacts`` gives them back."""
    return "、".join(say.CONTACT.format(name=c.name, details=c.details) if c.details else c.name for c in contacts)
