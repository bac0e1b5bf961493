"""The public part of a plan: all that is published is made of it, so that nothing else can reach a file."""
from __future__ import annotations

from collections.abc import Iterator

from planeditor.domain.blocks import (
    CHAPTER,
    COVERS,
    DATE,
    EDITION,
    FLOW,
    GROUP,
    ITEM,
    LIST,
    NOTE,
    SORT,
    TABLE_HEAD,
    TABLE_SIZE,
    TABLE_WIDTHS,
    TEXT,
    cell_place,
)
from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import (
    BLOCK_TYPE,
    CLOSED,
    CURRENT,
    DEPARTMENTS,
    FORM_SET,
    FORMER,
    FORMS_VERSION,
    KIND,
    LABEL,
    MERGED_INTO,
    MUNICIPALITY,
    NAME,
    NUMBER,
    ORDER,
    PARENT,
    PERIODS,
    PLAN_ID,
    RESERVED_MARK,
    STATE,
    Key,
    Node,
    Plan,
)
from planeditor.domain.reserved import base_of
from planeditor.domain.unplaced import has_field
from planeditor.domain.withholding import is_withheld, withheld_in
from planeditor.formengine.form.formset import FormSet

_PRINTED = frozenset({
    KIND, PARENT, ORDER, NUMBER, NAME, DEPARTMENTS, STATE, MERGED_INTO, BLOCK_TYPE, FORMER, TABLE_WIDTHS, TABLE_HEAD, TABLE_SIZE,
})
"""Reserved fields that say what is printed and how; every other one is of the house."""
_PRINTED_OF_PLAN = _PRINTED | {MUNICIPALITY, FORM_SET, FORMS_VERSION, PERIODS, LABEL, CURRENT, CLOSED}
"""Those of the plan itself."""
_WITH_SUBJECT, _WITH_PERIOD = frozenset({PERIODS, LABEL}), frozenset({LABEL, CLOSED})
_OF_BLOCKS = frozenset({TEXT, DATE, SORT, GROUP})
_BLOCKS = frozenset({*FLOW, CHAPTER, NOTE, EDITION})
"""The blocks that are printed. A type that is not known is none of them: a later version may keep in it what is of the house."""


def public_plan(plan: Plan, forms: FormSet) -> Plan:
    """The plan without internal fields, fields of the house, texts the form set has no field for, 指摘, 基準時点 and every entry that
    is marked 公表しない. Lists of other plans stay where a document of the set shows them."""
    vocabulary, lists = forms.vocabulary, _shows_lists(forms)
    root = plan.node(PLAN_ID)
    entries = dict(_own(plan, root, vocabulary, lists=lists)) if root else {}
    left_out: set[str] = set()
    for node in plan.walk():
        of = plan.text(node.id, BLOCK_TYPE)
        printed = node.kind != "block" or of in _BLOCKS or (of in (LIST, ITEM) and lists)
        if node.parent in left_out or not printed:
            left_out.add(node.id)
        else:
            entries |= _own(plan, node, vocabulary, lists=lists)
    return Plan(entries)


def is_public_field(vocabulary: Vocabulary, node: Node, key: Key) -> bool:
    """Whether texts of that field go to the public: neither internal nor of the house, and known to the form set."""
    if key.field.startswith(RESERVED_MARK):
        base = base_of(key.field)
        known = base in (_PRINTED_OF_PLAN if node.id == PLAN_ID else _PRINTED)
        return known and (key.field == base or base in _WITH_SUBJECT) and (not key.period or base in _WITH_PERIOD)
    definition = vocabulary.by_key.get((node.kind, key.field))
    if node.kind == "block":
        return definition.kind != "internal" if definition else not key.period and _is_of_block(key.field)
    return definition is not None and definition.kind != "internal" and has_field(vocabulary, node.kind, key)


def _is_of_block(field: str) -> bool:
    return field in _OF_BLOCKS or cell_place(field) is not None


def _own(plan: Plan, node: Node, vocabulary: Vocabulary, *, lists: bool) -> Iterator[tuple[Key, str]]:
    marked = any(withheld_in(plan, node.id))
    for key, text in plan.of_node(node.id).items():
        public = is_public_field(vocabulary, node, key) or (lists and base_of(key.field) == COVERS)
        if public and not (marked and is_withheld(plan, key)):
            yield key, text


def _shows_lists(forms: FormSet) -> bool:
    shown = {part.form for parts in forms.documents.values() for part in parts}
    return any(form.each == LIST for name, form in forms.forms.items() if name in shown)
