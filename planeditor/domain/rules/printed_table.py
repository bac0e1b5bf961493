"""A printed table that was typed in, beside what follows from the entries it sums up."""
from __future__ import annotations

from collections.abc import Iterator

from planeditor.domain.findings import CheckContext, Finding
from planeditor.domain.rulebook import Facts, plan_rule
from planeditor.domain.text import notation_key
from planeditor.messages import checks as say


@plan_rule("printed-table")
def printed_table(context: CheckContext, _: Facts) -> Iterator[Finding]:
    """A typed figure that differs from the computed one; other spellings of the same figure do not."""
    for key, computed in context.computed.items():
        printed = context.plan.text(*key)
        definition = context.definition(key)
        if printed and definition is not None and notation_key(printed) != notation_key(computed):
            sentence = say.PRINTED_TABLE if key.period else say.PRINTED_TABLE_WHOLE
            words = {"period": context.label(key.period), "field": definition.label, "printed": printed}
            message = sentence.format(computed=computed or say.NOTHING_PRINTED, **words)
            yield Finding("printed-table", "warning", message, key.node, key.field, key.period)
