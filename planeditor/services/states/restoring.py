"""Going back to a state of the plan: its printed content becomes that of the state again, in one operation that can be undone.

Editions, snapshots, 指摘 and internal fields stay as they are, and so does which year is current. What was closed stays closed: nothing
goes back that would change an entry of a closed period.
"""
from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from planeditor.domain.blocks import COVERS, POINT
from planeditor.domain.errors import KnownError
from planeditor.domain.plan import BLOCK_TYPE, KIND, ORDER, PARENT, PERIODS, PLAN_ID, Change, Key, Node, Plan
from planeditor.domain.reserved import base_of, subject_of
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import editions as say
from planeditor.services.backups.taking import take_if_possible
from planeditor.services.editing.years import is_closed
from planeditor.services.states.moments import State
from planeditor.services.states.printed import OF_THE_HISTORY, Printed
from planeditor.services.tree.nodes import write
from planeditor.store.report import ChangeReport

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document

Texts = dict[Key, str | None]


def restore_state(
    document: Document, forms: FormSet, state: State, measures: Sequence[str] | None = None, *, who: str
) -> ChangeReport:
    """Make the printed content that of a state again: all of it, or that of these measures (ids) and what stands under them.

    Raises KnownError where it is so already, where an entry of a closed period would change, where the plan had another form set
    then, and for a measure that cannot go back (not in the plan then; its area no longer in the plan).
    """
    now = document.plan()
    then = now if state.kind == "now" else document.plan_at(state.group)
    if then.form_set != now.form_set:
        raise KnownError(say.OTHER_FORMS.format(name=state.name, forms=then.form_set))
    job = _Restoring(now, then, forms, state.name)
    wanted = job.all() if measures is None else job.only(measures)
    texts: Texts = {key: text for key, text in wanted.items() if now.entries.get(key) != text}
    if not texts:
        raise KnownError(say.ALREADY_SO.format(name=state.name))
    job.require_open(texts)
    if measures is None:
        take_if_possible(document, "state")
    return write(document, job.title(measures), texts, who, "")


class _Restoring:
    """From one plan to another."""

    def __init__(self, now: Plan, then: Plan, forms: FormSet, name: str) -> None:
        self.now, self.then, self.forms, self.name = now, then, forms, name
        gone = [Change(key, text, None) for key, text in then.entries.items() if key.field == BLOCK_TYPE and key not in now.entries]
        self.printed_now = Printed(now, forms.vocabulary)
        self.printed_then = Printed(then, forms.vocabulary, gone)

    def title(self, measures: Sequence[str] | None) -> str:
        """What undo shows."""
        if measures is None:
            return say.GROUP_RESTORE.format(name=self.name)
        names = "、".join(self._name(m) for m in measures)
        return say.GROUP_RESTORE_MEASURES.format(measures=names, name=self.name)

    def all(self) -> Texts:
        """Every printed entry. A node that was not there then goes with all that is kept of it; one that is gone comes back
        with all that was."""
        texts: Texts = {}
        for key in self.now.entries:
            if self._goes(key):
                texts[key] = None
        for key, text in self.then.entries.items():
            if self._comes(key):
                texts[key] = text
        for point in self._lost_points():
            texts[Key(point, PARENT)] = PLAN_ID
        return self._without_dead(texts)

    def only(self, measures: Sequence[str]) -> Texts:
        """The printed entries of these measures and of the running text under them; where they stand stays, if they are there."""
        texts: Texts = {}
        for measure in measures:
            node = self.then.node(measure)
            if node is None or node.kind != "measure":
                word = self.forms.vocabulary.word("measure")
                raise KnownError(say.NOT_THERE_THEN.format(measure=self._name(measure), name=self.name, word=word))
            if self.now.node(measure) is None and self.now.node(node.parent) is None:
                raise KnownError(say.PARENT_GONE.format(measure=self._name(measure), name=self.name))
            texts |= self._one(measure)
        return texts

    def _one(self, measure: str) -> Texts:
        own = {measure, *(n.id for plan in (self.now, self.then) for n in plan.walk(measure) if self._is_text(plan, n))}
        texts: Texts = {key: None for node in own for key in self.now.of_node(node) if self._goes(key)}
        texts |= {key: text for node in own for key, text in self.then.of_node(node).items() if self._comes(key)}
        if self.now.node(measure) is not None:
            for field in (PARENT, ORDER):
                texts.pop(Key(measure, field), None)
        return {
            key: text for key, text in texts.items()
            if base_of(key.field) != COVERS or text is None or self.now.node(subject_of(key.field)) is not None
        }

    def require_open(self, texts: Mapping[Key, str | None]) -> None:
        """Raise KnownError where an entry of a closed period is among them."""
        closed = next((key.period for key in texts if key.period and is_closed(self.now, key.period)), None)
        if closed is not None:
            label = self.forms.vocabulary.label_of_period(self.now, closed)
            word = self.forms.vocabulary.word("measure")
            raise KnownError(say.RESTORE_CLOSED.format(name=self.name, period=label, measure=word))

    def _goes(self, key: Key) -> bool:
        if self.printed_now.is_content(key):
            return True
        return self._ends(key.node) and self.printed_now.type_of(key.node) not in OF_THE_HISTORY

    def _comes(self, key: Key) -> bool:
        if self.printed_then.type_of(key.node) in OF_THE_HISTORY:
            return False
        return self.printed_then.is_content(key) or Key(key.node, KIND) not in self.now.entries

    def _ends(self, node: str) -> bool:
        """Whether a node is in the plan now and was not then."""
        return self.then.node(node) is None

    def _lost_points(self) -> list[str]:
        """The 指摘 about what goes: they are kept as ones about the whole plan."""
        kept = [n for n in self.now.walk() if self.now.text(n.id, BLOCK_TYPE) == POINT]
        return [n.id for n in kept if self._ends(n.parent)]

    def _without_dead(self, texts: Texts) -> Texts:
        """What stays, but stands in a period that goes, goes with it: no entry is without its period."""
        after = {p for key in self.then.of_node(PLAN_ID) if base_of(key.field) == PERIODS for p in self.then.entries[key].split()}
        known = {p for key in self.now.of_node(PLAN_ID) if base_of(key.field) == PERIODS for p in self.now.entries[key].split()}
        going = known - after
        return texts | {key: None for key in self.now.entries if key.period in going} if going else texts

    def _is_text(self, plan: Plan, node: Node) -> bool:
        return node.kind == "block" and plan.text(node.id, BLOCK_TYPE) not in OF_THE_HISTORY

    def _name(self, measure: str) -> str:
        node = self.now.node(measure) or self.then.node(measure)
        return node.number or node.name if node is not None else measure
