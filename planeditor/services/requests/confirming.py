"""確認待ち: texts of a department that the secretariat put right, until the department has agreed to them."""
from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from planeditor.domain.errors import KnownError
from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import Key, Plan
from planeditor.domain.reserved import confirmed_key
from planeditor.messages import requests as say
from planeditor.messages import services as say_services
from planeditor.services.editing.entry import entry_name, write
from planeditor.services.editing.permissions import require_open
from planeditor.store.log import LastChange
from planeditor.store.report import ChangeReport

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document


def digest(text: str) -> str:
    """What a plan keeps of a text that was agreed to: another text has another digest."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def is_confirmed(plan: Plan, key: Key) -> bool:
    """Whether the department has agreed to the text as it is now."""
    return plan.text(*confirmed_key(key)) == digest(plan.text(*key))


def unconfirmed(document: Document, vocabulary: Vocabulary, period: str, returned: Mapping[str, dt.datetime]) -> list[Key]:
    """The report entries of a period that a department has yet to agree to, in the plan's order.

    Those are texts that somebody else than the department wrote (source 事務局修正, 電話 …) after a file with the sheet of the
    measure had come (``returned``: measure -> when), but for texts that were agreed to.
    """
    plan = document.plan()
    reports = [f.key for f in vocabulary.of("measure") if f.kind == "report" and f.series]
    if not returned:
        return []
    last = document.last_changes(period)
    found: list[Key] = []
    for node in plan.measures:
        since = returned.get(node.id)
        if since is not None:
            own = ((key, last.get(key)) for key in (Key(node.id, field, period) for field in reports))
            found += [key for key, change in own if change and plan.text(*key) and _is_put_right(change, since)]
    return [key for key in found if not is_confirmed(plan, key)]


def confirm(document: Document, vocabulary: Vocabulary, keys: Sequence[Key], who: str) -> ChangeReport:
    """Note that the department agrees to these texts as they are now, as one operation.

    Raises KnownError where nothing stands there, and for a period that is closed.
    """
    plan = document.plan()
    chosen = [key for key in keys if plan.text(*key)]
    if not chosen:
        raise KnownError(say.NOTHING_TO_CONFIRM)
    require_open(plan, vocabulary, chosen)
    cell = entry_name(plan, vocabulary, chosen[0])
    name = (say.GROUP_CONFIRM if len(chosen) == 1 else say.GROUP_CONFIRM_SEVERAL).format(cell=cell, count=len(chosen))
    return write(document, {confirmed_key(key): digest(plan.text(*key)) for key in chosen}, name=name, who=who, source="")


def _is_put_right(change: LastChange, since: dt.datetime) -> bool:
    """Whether somebody else than the department wrote it, after the department had handed in."""
    return change.at >= since and not change.source.startswith(say_services.SOURCE_SUBMISSION)
