"""公表しない: marking entries that are not to be published, and taking the marks off again."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planeditor.domain.errors import KnownError
from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import DEPARTMENTS, PLAN_ID, RESERVED_MARK, Key, Plan
from planeditor.domain.withholding import is_withheld, withheld_in, withheld_key
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import publishing as say
from planeditor.services.editing.entry import entry_name, one_line
from planeditor.services.tree.nodes import write
from planeditor.store.report import ChangeReport

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document


@dataclass(frozen=True, slots=True)
class Withheld:
    """An entry that is not to be published, and why; "" where nobody said."""

    key: Key
    why: str


def withheld(plan: Plan) -> list[Withheld]:
    """Every marked entry, in the order of the plan."""
    nodes = [PLAN_ID, *(node.id for node in plan.walk())]
    return [Withheld(key, "" if why == say.NO_REASON else why) for node in nodes for key, why in withheld_in(plan, node)]


def can_withhold(plan: Plan, vocabulary: Vocabulary, key: Key) -> bool:
    """Whether an entry can be marked: what a node is called and where it stands cannot, and what is internal never comes out."""
    return not _refusal(plan, vocabulary, key)


def withhold(document: Document, forms: FormSet, keys: Sequence[Key], *, who: str, why: str = "") -> ChangeReport:
    """Mark entries as not to be published, whether they have a text yet or not. Marks may change in a closed year: they change no
    text. Raises KnownError for an entry that cannot be marked."""
    plan, vocabulary = document.plan(), forms.vocabulary
    for key in keys:
        if sentence := _refusal(plan, vocabulary, key):
            raise KnownError(sentence)
    reason = one_line(why) or say.NO_REASON
    name = _name(plan, vocabulary, keys, say.GROUP_WITHHOLD, say.GROUP_WITHHOLD_MANY)
    return write(document, name, {withheld_key(key): reason for key in keys}, who, "")


def publish_again(document: Document, forms: FormSet, keys: Sequence[Key], *, who: str) -> ChangeReport:
    """Take the marks off. Raises KnownError where an entry has none."""
    plan, vocabulary = document.plan(), forms.vocabulary
    for key in keys:
        if withheld_key(key) not in plan.entries:
            raise KnownError(say.NOT_WITHHELD.format(name=entry_name(plan, vocabulary, key)))
    name = _name(plan, vocabulary, keys, say.GROUP_PUBLISH_AGAIN, say.GROUP_PUBLISH_AGAIN_MANY)
    return write(document, name, {withheld_key(key): None for key in keys}, who, "")


def reason(plan: Plan, key: Key) -> str | None:
    """Why an entry is not to be published ("" where nobody said), None where it is."""
    own = plan.text(*withheld_key(key))
    if own:
        return "" if own == say.NO_REASON else own
    return "" if is_withheld(plan, key) else None


def _refusal(plan: Plan, vocabulary: Vocabulary, key: Key) -> str:
    node = plan.node(key.node)
    definition = vocabulary.by_key.get((node.kind, key.field)) if node else None
    label = definition.label if definition else vocabulary.label(node.kind, key.field) if node else key.field
    if definition is not None and definition.kind == "internal":
        return say.ALREADY_INTERNAL.format(field=label)
    reserved = key.field.startswith(RESERVED_MARK) and key.field != DEPARTMENTS
    return say.CANNOT_WITHHOLD.format(field=label) if node is None or reserved else ""


def _name(plan: Plan, vocabulary: Vocabulary, keys: Sequence[Key], one: str, many: str) -> str:
    first = entry_name(plan, vocabulary, keys[0]) if keys else ""
    return (one if len(keys) == 1 else many).format(name=first, count=len(keys))
