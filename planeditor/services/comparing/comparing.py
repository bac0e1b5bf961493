"""Holding two states of a plan against each other."""
from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from planeditor.domain.comparison.differences import Compared, compared
from planeditor.domain.errors import KnownError
from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import Key
from planeditor.messages import comparing as say
from planeditor.services.comparing.listing import Group, Line, Listing
from planeditor.services.comparing.reasons import reasons
from planeditor.services.comparing.sides import Side, find_side
from planeditor.services.states.named import find_state
from planeditor.services.states.standing import standing

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.services.formsets import FormSets
    from planeditor.store.document import Document


@dataclass(frozen=True)
class Comparison:
    """Two states and what differs between them."""

    old: Side
    new: Side
    vocabulary: Vocabulary
    found: Compared
    groups: tuple[Group, ...]
    reports: bool
    draft: bool
    """Whether what the new side says is not decided yet, so that the paper carries （案）."""
    warnings: tuple[str, ...] = ()

    @property
    def lines(self) -> list[Line]:
        """Every line, in the order of the plan."""
        return [line for group in self.groups for line in group.lines]


def compare(document: Document, sets: FormSets, old: str, new: str, *, reports: bool = False) -> Comparison:
    """Compare two states of an open plan file, or it with another plan file. Raises KnownError for a state that is not there
    and a file that cannot be read."""
    return compare_sides(document, sets, find_side(document, sets, old), find_side(document, sets, new), reports=reports)


def compare_sides(document: Document, sets: FormSets, old: Side, new: Side, *, reports: bool = False) -> Comparison:
    """Compare two states that were looked up."""
    forms = sets.of(new.plan, dict(new.labels) or document.field_labels())
    warnings = []
    if old.plan.form_set != new.plan.form_set:
        names = old.plan.form_set, new.plan.form_set
        warnings.append(say.OTHER_FORMS.format(old=old.name, new=new.name, old_forms=names[0], new_forms=names[1]))
    found = compared(old.plan, new.plan, forms.vocabulary, reports=reports)
    why = _reasons(document, forms.vocabulary, found, old, new)
    groups = tuple(Listing(found, forms.vocabulary, why).groups())
    return Comparison(old, new, forms.vocabulary, found, groups, reports, _is_draft(document, sets, new, reports=reports), tuple(warnings))


def _reasons(document: Document, vocabulary: Vocabulary, found: Compared, old: Side, new: Side) -> Mapping[Key, str]:
    if old.group is None or new.group is None or old.group > new.group:
        return {}
    keys = [Key(d.node.id, d.field, d.period) for d in found.differences if d.field]
    return reasons(document, keys, old.group, new.group, vocabulary.word("revision"))


def _is_draft(document: Document, sets: FormSets, side: Side, *, reports: bool) -> bool:
    if side.group is None:
        return False
    try:
        state = find_state(document, side.name)
    except KnownError:
        return True  # withdrawn meanwhile
    known = standing(document, sets.of_file(document), state)
    return not known.plan_decided or (reports and not known.report_decided)
