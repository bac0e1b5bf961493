"""A state of the plan that is looked at in the window instead of the present."""
from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from planeditor.domain.plan import Plan
from planeditor.formengine.form.formset import FormSet

if TYPE_CHECKING:  # not needed before a state is looked at
    from planeditor.services.states.moments import State


@dataclass(frozen=True)
class Viewed:
    """The state, its content, and the form set it had."""

    state: State
    plan: Plan
    forms: FormSet
