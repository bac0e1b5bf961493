"""Accepted proposals become entries."""
from __future__ import annotations

from collections.abc import Mapping, Sequence

from planeditor.domain.building import PlanBuilder, area_number
from planeditor.domain.fields import Vocabulary
from planeditor.domain.periods import Period
from planeditor.domain.plan import PLAN_ID, Key, Plan
from planeditor.domain.runs import fits
from planeditor.domain.text import number_key
from planeditor.services.intake.standing import Standing
from planeditor.services.intake.structure_first import whole
from planeditor.store.edit import Edit
from planeditor.store.receipts import Proposal


def apply(
    edit: Edit, plan: Plan, vocabulary: Vocabulary, items: Sequence[Standing], texts: Mapping[int, str] | None = None
) -> int:
    """Write accepted proposals into the plan, inside an edit; gives how many there were.

    A measure the plan does not have yet is made, under the area of its number; a period it does not have is added. A remark
    writes nothing. ``texts``: proposal id -> what is written in place of the submitted text. Raises KnownError where the plan's
    tree would not hold together (``structure_first.whole``).
    """
    builder = PlanBuilder(plan)
    made: dict[str, str] = {}
    known = {p.key for p in vocabulary.all_periods(plan)}
    for item in items:
        if item.is_remark:
            continue
        node = item.node or _made(builder, item.proposal, made)
        key = Key(node, item.proposal.field, item.proposal.period)
        if key.period and key.period not in known and not fits(plan, key.period):
            builder.add_periods([Period.from_key(key.period)])
        builder.entries[key] = (texts or {}).get(item.proposal.id, item.submitted)
    for key, text in whole(plan, vocabulary, items, builder.entries).items():
        edit.set(key, text)
    edit.decide([item.proposal.id for item in items], "accepted")
    return len(items)


def _made(builder: PlanBuilder, proposal: Proposal, made: dict[str, str]) -> str:
    """The area or measure a proposal brings with it, made when it is first needed."""
    if not proposal.measure_number:
        return builder.area(proposal.area_number)
    number = number_key(proposal.measure_number)
    if number not in made:
        area = proposal.area_number or area_number(proposal.measure_number)
        made[number] = builder.add("measure", builder.area(area) if area else PLAN_ID, {}, proposal.measure_number)
    return made[number]
