"""Proposals of 進捗区分 for a year: what each report says, beside what was confirmed."""
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from planeditor.domain.judging_late import LateDetails, late_details
from planeditor.domain.living import Living
from planeditor.domain.plan import BASIS, HIGHLIGHT, LATE, Plan
from planeditor.domain.progress import HELD_UP, Progress, confirmed_progress
from planeditor.domain.text import without_space
from planeditor.formengine.form.formset import FormSet
from planeditor.services.progress.reports import Reports

REASON, ACTION, DUE = (f"{LATE}:{part}" for part in ("reason", "action", "due"))
"""The fields of why a measure is late, what is done, and by when."""


@dataclass(frozen=True, slots=True)
class Proposed:
    """What a report says of how a measure goes in a year, and what was confirmed."""

    measure: str
    progress: Progress
    """As it was read; ``UNDECIDED`` where the text does not tell."""
    basis: str
    """The sentence it was read from."""
    confirmed: Progress
    confirmed_basis: str
    stale: bool
    """Whether the sentence on which the confirmed one rests is no longer in the report."""

    @property
    def can_agree(self) -> bool:
        """Whether it waits for nothing but a yes."""
        return self.progress is not Progress.UNDECIDED and self.confirmed is Progress.UNDECIDED

    @property
    def is_doubtful(self) -> bool:
        """Whether the report no longer says what was confirmed."""
        known = Progress.UNDECIDED not in (self.progress, self.confirmed)
        return self.stale or (known and self.progress is not self.confirmed)


def proposals(plan: Plan, forms: FormSet, period: str) -> list[Proposed]:
    """Every measure that is to be judged in a period, in the order of the plan. ``period``: a key of the main series."""
    living, reports = Living(plan, forms.vocabulary, until=period), Reports(plan, forms)
    return [_propose(reports, living, node.id, period) for node in plan.measures if living.at(node.id, period) is not None]


def proposal(plan: Plan, forms: FormSet, measure: str, period: str) -> Proposed | None:
    """The same of one measure; None where there is nothing to judge in that period."""
    living = Living(plan, forms.vocabulary, until=period)
    return _propose(Reports(plan, forms), living, measure, period) if living.at(measure, period) is not None else None


def _propose(reports: Reports, living: Living, measure: str, period: str) -> Proposed:
    plan = reports.plan
    found = reports.judged(measure, period)
    confirmed, basis = confirmed_progress(plan, measure, period), plan.text(measure, BASIS, period)
    ended = reports.ended(measure)
    if ended is not None and living.at(measure, period) is ended.progress and (found is None or found.progress is not ended.progress):
        found = ended
    stale = confirmed is not Progress.UNDECIDED and bool(basis) and not _stands(basis, [
        *reports.texts(measure, period), ended.basis if ended else "",
    ])  # fmt: skip
    return Proposed(
        measure, found.progress if found else Progress.UNDECIDED, found.basis if found else "", confirmed, basis, stale
    )


def _stands(basis: str, texts: Sequence[str]) -> bool:
    wanted = without_space(basis)
    return any(wanted in without_space(text) for text in texts)


def late_of(plan: Plan, forms: FormSet, measure: str, period: str) -> tuple[LateDetails, bool]:
    """Why a measure is late, what is done and by when, as it was written; where nothing was, as the report tells it, with
    whether it is such a proposal."""
    written = LateDetails(*(plan.text(measure, field, period) for field in (REASON, ACTION, DUE)))
    if not written.is_empty:
        return written, False
    basis = plan.text(measure, BASIS, period)
    for text in Reports(plan, forms).texts(measure, period):
        found = late_details(text, basis)
        if not found.is_empty:
            return found, True
    return LateDetails(), False


def chosen_highlights(plan: Plan, period: str) -> dict[str, str]:
    """The 主な成果 that were chosen for a period: measure -> sentence, in the order of the plan."""
    return {node.id: text for node in plan.measures if (text := plan.text(node.id, HIGHLIGHT, period))}


def wants_details(progress: Progress) -> bool:
    """Whether the headquarters wants to know why, what is done and by when."""
    return progress in HELD_UP
