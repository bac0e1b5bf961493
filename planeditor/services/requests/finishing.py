"""What should be looked at before a year is closed: a person may close it all the same."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planeditor.domain.periods import Period
from planeditor.domain.plan import Key
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import requests as say
from planeditor.services.editing.entry import entry_name
from planeditor.services.editing.states import Filled, States
from planeditor.services.intake.standing import Standing
from planeditor.services.intake.waiting import waiting_of_all
from planeditor.services.requests.addressing import asked_measures
from planeditor.services.requests.status import forecasts, status

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document

_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Warnings:
    """What is open of a period."""

    waiting: tuple[Standing, ...] = ()
    """Proposals without a decision."""
    remarks: tuple[Standing, ...] = ()
    """連絡事項 that nobody has ticked off."""
    forecasts: tuple[Key, ...] = ()
    """Figures that are still 見込."""
    unconfirmed: tuple[Key, ...] = ()
    """Texts put right that the department has yet to agree to."""
    missing: tuple[str, ...] = ()
    """The measures with an empty field that must be filled in."""

    @property
    def stop(self) -> bool:
        """Whether a person should say so before the year is closed; empty fields alone are only told."""
        return any((self.waiting, self.remarks, self.forecasts, self.unconfirmed))


def before_closing(document: Document, forms: FormSet, period: Period) -> Warnings:
    """Everything that is open of a period."""
    plan, vocabulary = document.plan(), forms.vocabulary
    items = waiting_of_all(document)
    of_period = [item for item in items if item.proposal.period == period.key or (item.is_remark and _is_due(item, period))]
    found = status(document, forms, period)
    states = States(plan, vocabulary)
    return Warnings(
        tuple(item for item in of_period if not item.is_remark),
        tuple(item for item in of_period if item.is_remark),
        tuple(forecasts(plan, period.key)),
        tuple(key for department in found.departments for key in department.unconfirmed) if found else (),
        tuple(n.id for n in asked_measures(plan) if states.filled(n.id, period.key) in (Filled.NONE, Filled.PART)),
    )


def _is_due(remark: Standing, period: Period) -> bool:
    """Whether a remark should be read by then: one on the plan, or on the period or an earlier one."""
    told = remark.proposal.period
    return not told or Period.from_key(told).first <= period.first


def sentences(document: Document, forms: FormSet, warnings: Warnings) -> list[str]:
    """What is open, one sentence for each kind with the first few places."""
    plan, vocabulary = document.plan(), forms.vocabulary

    def cells(keys: Sequence[Key]) -> list[str]:
        return [entry_name(plan, vocabulary, key) for key in keys]

    def places(items: Sequence[Standing]) -> list[str]:
        return [cells([Key(i.node, i.proposal.field, i.proposal.period)])[0] if i.node else i.proposal.sheet for i in items]

    titles = [node.title for number in warnings.missing if (node := plan.node(number))]
    by_kind = {
        "waiting": places(warnings.waiting), "remarks": places(warnings.remarks), "forecasts": cells(warnings.forecasts),
        "unconfirmed": cells(warnings.unconfirmed), "missing": titles,
    }
    word = vocabulary.word("measure")
    return [say.BEFORE_CLOSING[kind].format(count=len(found), examples=_few(found), word=word) for kind, found in by_kind.items() if found]


def _few(names: Sequence[str]) -> str:
    few = "、".join(list(dict.fromkeys(names))[:_EXAMPLES])
    return say.AND_MORE.format(examples=few) if len(set(names)) > _EXAMPLES else few
