"""What stands in a reserved entry, in the words of people: 施策 for a kind, the title of a place, the labels of years."""
from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from planeditor.domain.days import iso_day
from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import (
    BLOCK_TYPE,
    CLOSED,
    CONFIRMED,
    CURRENT,
    FORECAST,
    KIND,
    MERGED_INTO,
    NAME,
    NUMBER,
    ORDER,
    PARENT,
    PERIODS,
    PLAN_ID,
    SEEN,
    STATUS_SET,
    Plan,
)
from planeditor.domain.reserved import base_of
from planeditor.messages import editing, request_sheet, reviewing, writing
from planeditor.messages import merging as say
from planeditor.services.intake.standing import Standing, field_label
from planeditor.services.intake.together import brings_node
from planeditor.store.receipts import Proposal

_PLACES = (PARENT, MERGED_INTO)


def is_structure(field: str) -> bool:
    """Whether a field says where or what a node is, which years there are or what was agreed: no text to write oneself."""
    return base_of(field) in (KIND, ORDER, CLOSED, CURRENT, PERIODS, CONFIRMED, *_PLACES)


class StructureWords:
    """Words for one plan; nodes that are still to come are known from the proposals that bring them."""

    def __init__(self, plan: Plan, vocabulary: Vocabulary) -> None:
        self._plan, self._vocabulary = plan, vocabulary
        self._coming: dict[str, dict[str, str]] = {}

    def learn(self, proposals: Iterable[Proposal]) -> None:
        """Take in what proposals call the nodes they bring."""
        for proposal in proposals:
            if proposal.node and proposal.field in (NUMBER, NAME):
                self._coming.setdefault(proposal.node, {})[proposal.field] = proposal.submitted

    def title(self, node: str) -> str:
        """Number and name of a node; "" for one that nobody knows."""
        known = self._plan.node(node)
        if known is not None:
            return known.title
        coming = self._coming.get(node, {})
        return f"{coming.get(NUMBER, '')} {coming.get(NAME, '')}".strip()

    def submitted(self, proposal: Proposal) -> str:
        """What a proposal proposes, as it is shown."""
        return say.DELETED if proposal.about == "deleted" else self.shown(proposal.field, proposal.submitted)

    def label(self, item: Standing) -> str:
        """What a proposal is about: a field, or that a node comes or goes."""
        if brings_node(item):
            return reviewing.NEW_NODE.format(kind=self.shown(KIND, item.submitted))
        if item.proposal.about == "deleted":
            return reviewing.DELETED_NODE.format(kind=self.shown(KIND, item.now))
        return field_label(self._plan, self._vocabulary, item)

    def now(self, item: Standing) -> str:
        """What the plan says, as it is shown: of a node that is to go its title."""
        if item.proposal.about == "deleted" and item.now:
            return self.title(item.node or "")
        return self.shown(item.proposal.field, item.now)

    def proposed(self, item: Standing, together: Iterable[Standing] = ()) -> str:
        """What is proposed, as it is shown: of a node that comes its title and its place, which is ``together`` with it."""
        if not brings_node(item):
            return self.submitted(item.proposal)
        place = next((s.submitted for s in together if s.proposal.field == PARENT), "")
        title = self.title(item.node or "") or say.NO_TITLE
        return reviewing.NEW_IN_PLACE.format(title=title, place=self.shown(PARENT, place)) if place else title

    def shown(self, field: str, text: str) -> str:
        """The text as it is shown; any other field's is left as it is."""
        base = base_of(field)
        if base == FORECAST:
            return text or request_sheet.FINAL
        if base == CONFIRMED:
            return reviewing.CONFIRMED if text else reviewing.NOT_CONFIRMED
        if not text:
            return ""
        if field == BLOCK_TYPE:
            return writing.TYPES.get(text) or writing.APART.get(text, text)
        if field == STATUS_SET:
            return _moment(text)
        if base == SEEN:  # the digest of what it was said of goes before the reason
            return text.partition(" ")[2]
        if not is_structure(field):
            return text
        if field == KIND:
            words = self._vocabulary
            return say.KINDS.get(text, text).format(area=words.word("area"), measure=words.word("measure"))
        if field in _PLACES:
            return say.AT_THE_TOP if text == PLAN_ID else self.title(text) or say.NO_TITLE
        if field == ORDER:
            return say.PLACE_IN_ORDER.format(order=text)
        if field == CLOSED:
            day = iso_day(text)
            return editing.DATE.format(day) if day else text
        return "、".join(self._vocabulary.label_of_period(self._plan, key) for key in text.split())


def _moment(text: str) -> str:
    """A moment of the log as it was here; one that cannot be read is left as it is."""
    try:
        return editing.MOMENT.format(dt.datetime.fromisoformat(text).astimezone())
    except (ValueError, OverflowError):
        return text
