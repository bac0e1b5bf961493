"""How far the papers of a plan are: 作成中 → 検討 → 本部決定 → 公表, and which of them still carry （案）.

The forms of the plan itself are decided by an edition, those with the report of a year by the status. A decision holds as long as
nothing that is printed has changed since: an edit after it makes its papers drafts again, taking the edit back decided ones.
"""
from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from planeditor.domain.errors import KnownError
from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import PLAN_ID, STATUS, STATUS_SET, Change, Key, Plan
from planeditor.domain.text import label_key
from planeditor.formengine.form.definition import EntryBinding, FormDef
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import editions as say
from planeditor.services.states.editions import latest
from planeditor.services.states.moments import State, one_line, written_by
from planeditor.services.states.printed import Printed
from planeditor.services.tree.nodes import write
from planeditor.store.report import ChangeReport

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document

DRAFTING, CONSIDERED, DECIDED, PUBLISHED = say.STATUSES
"""The steps, in order."""
_LOOK_BACK = 10_000


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the papers are. ``plan_decided``: those of the plan itself; ``report_decided``: those with the report of a year."""

    status: str
    plan_decided: bool
    report_decided: bool
    whole_decided: bool = False
    """Whether neither the plan nor any report has changed since the last edition: what a document of both is decided by."""


def status_of(plan: Plan) -> str:
    """The step that was set last."""
    text = plan.text(PLAN_ID, STATUS)
    return text if text in say.STATUSES else DRAFTING


def known_status(text: str) -> str:
    """The step of that word, whatever its spelling. Raises KnownError naming the steps."""
    wanted = label_key(unicodedata.normalize("NFKC", text))
    found = next((status for status in say.STATUSES if label_key(status) == wanted), None)
    if found is None:
        raise KnownError(say.UNKNOWN_STATUS.format(status=text, known="、".join(say.STATUSES)))
    return found


def is_step_back(now: str, status: str) -> bool:
    """Whether going from a step to another takes a decision back, so that it needs a reason."""
    order = say.STATUSES.index
    return order(now) >= order(DECIDED) and order(status) < order(now)


def status_entries(status: str) -> dict[Key, str | None]:
    """What makes a step the plan's. Raises KnownError where there is no such step."""
    status = known_status(status)
    if status == DRAFTING:
        return {Key(PLAN_ID, STATUS): None, Key(PLAN_ID, STATUS_SET): None}
    return {Key(PLAN_ID, STATUS): status, Key(PLAN_ID, STATUS_SET): datetime.now(UTC).isoformat()}


def set_status(document: Document, forms: FormSet, status: str, *, who: str, why: str = "") -> ChangeReport:
    """Set the step the papers are at. Setting the one they are at decides them anew, where they were changed since.

    Raises KnownError for a word that is no step, and for going back from 本部決定 or 公表 without a reason.
    """
    plan, status, why = document.plan(), known_status(status), one_line(why)
    now = status_of(plan)
    if is_step_back(now, status) and not why:
        raise KnownError(say.STATUS_NEEDS_WHY.format(status=now))
    stands = status == now and (status not in (DECIDED, PUBLISHED) or standing(document, forms).report_decided)
    entries = {} if stands else status_entries(status)
    return write(document, say.GROUP_STATUS.format(status=status), entries, who, why)


def standing(document: Document, forms: FormSet, state: State | None = None) -> Standing:
    """How far the papers are now, or were in a state of the plan."""
    past = state is not None and state.kind != "now"
    until = state.group if state is not None and past else None
    plan = document.plan() if until is None else document.plan_at(until)
    status, since = status_of(plan), _status_group(document, plan)
    decided = status in (DECIDED, PUBLISHED) and since is not None
    report = decided and not _changed(document, forms.vocabulary, plan, since or 0, until)
    edition = latest(plan)
    if edition is None:
        return Standing(status, plan_decided=False, report_decided=report)
    if state is not None and state.kind == "edition":
        return Standing(status, plan_decided=True, report_decided=report, whole_decided=True)
    changed = _changed(document, forms.vocabulary, plan, _group_of(document, edition.node), until)
    return Standing(status, "plan" not in changed, report, not changed)


def mark_of(standing: Standing, *forms: FormDef) -> str:
    """What the head of papers on these forms carries: 「（案）」 as long as anything on them is not decided, else "".

    A form that shows nothing but internal fields is a list for one's own use and carries none.
    """
    return say.DRAFT if any(_is_draft(standing, form) for form in forms) else ""


def mark_for(standing: Standing, forms: FormSet, names: Sequence[str]) -> str:
    """As ``mark_of``, for forms and documents by their names; one that the set does not have counts for nothing. A document is
    decided by an edition too, reports and all, as long as nothing in it has changed since."""
    wanted = set(names)
    if not standing.whole_decided:
        wanted |= {part.form for name in names for part in forms.documents.get(name, ())}
    return mark_of(standing, *(f for f in forms.forms.values() if f.name in wanted or f.title in wanted))


def _is_draft(standing: Standing, form: FormDef) -> bool:
    shown = (form, *form.others.values())  # what is computed from another form shows what that shows
    kinds = {b.field.kind for one in shown for b in one.bindings.values() if isinstance(b, EntryBinding)}
    if "report" in kinds:
        return not standing.report_decided
    return kinds != {"internal"} and not standing.plan_decided


def _status_group(document: Document, plan: Plan) -> int | None:
    """The group that set the status the plan has; by the moment in it, so that taking back and redoing do not blur it.

    None where it came with the plan's own creation, or with a file that was taken in: what was decided there may not be what
    stands here.
    """
    text = plan.text(PLAN_ID, STATUS_SET)
    written = [g for g in document.cell_log(Key(PLAN_ID, STATUS_SET), _LOOK_BACK) if any(c.new == text for c in g.changes)]
    own = [g for g in written[-1:] if text and g.kind != "create" and g.receipt is None]
    return own[0].id if own else None


def _group_of(document: Document, node: str) -> int:
    """The place of an edition in the log, also where it is no longer on the list."""
    try:
        return written_by(document, node).id
    except KnownError:
        return 0


def _changed(document: Document, vocabulary: Vocabulary, plan: Plan, after: int, until: int | None) -> set[str]:
    """Whether the plan, the reports or both differ from how they were after a group."""
    changes: list[Change] = document.changed_since(after, until)
    printed = Printed(plan, vocabulary, changes)
    return {kind for c in changes if (kind := printed.kind(c.key))}
