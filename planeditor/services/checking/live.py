"""点検 beside editing: after an edit only the nodes that changed are looked at again."""
from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from planeditor.domain import rules as rules  # registers them
from planeditor.domain.findings import CheckContext, Claim, Finding
from planeditor.domain.plan import PLAN_ID, SEEN, STATUS, Key, Plan
from planeditor.domain.reserved import base_of
from planeditor.domain.rulebook import Facts, RuleDef, collected, finished, judged, running
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.form.formset import FormSet
from planeditor.services.checking.whole import context_of

_ByNode = dict[str, list[Finding]]


class _Frame(NamedTuple):
    """What the rules know of a plan besides the nodes they look at."""

    plan: Mapping[Key, str]
    """The reserved entries of the plan itself: periods, their labels …"""


class LiveChecks:
    """The findings of a plan that is being edited. ``check`` gives what ``checking.check`` gives, but remembers what it found
    at nodes that have not changed since: plans that follow each other share the entries of these."""

    def __init__(self, forms: FormSet, fonts: FontBook) -> None:
        self.forms, self.fonts = forms, fonts
        self._entries: dict[str, Mapping[Key, str]] = {}
        self._frame: _Frame | None = None
        self._now: tuple[str, frozenset[str]] = ("", frozenset())
        self._found: dict[str, _ByNode] = {}
        self._facts: dict[object, Facts] = {}

    def check(self, plan: Plan, submitted: Iterable[str] = (), claims: Iterable[Claim] = ()) -> list[Finding]:
        """Every finding, in the order of the rules."""
        context = context_of(plan, self.forms, self.fonts, submitted, claims)
        rules_now = running(context)
        frame = _frame_of(plan)
        if frame != self._frame:
            self._entries, self._found, self._facts = {}, defaultdict(dict), {}
        order = [node.id for node in context.nodes()]
        changed = [node for node in order if plan.of_node(node) is not self._entries.get(node)]
        gone = self._entries.keys() - set(order)
        if changed or gone:
            self._look(context, rules_now, tuple(changed), gone)
        now = (context.current, context.submitted)
        if now != self._now:
            for one in rules_now:
                if one.of_current:
                    self._found[one.name] = _by_node(judged(context, one, None))
        self._frame, self._now = frame, now
        self._entries = {node: plan.of_node(node) for node in order}
        return [finding for one in rules_now for finding in finished(context, one, self._of(context, one, order))]

    def _look(self, context: CheckContext, rules_now: Iterable[RuleDef], changed: tuple[str, ...], gone: Iterable[str]) -> None:
        narrow = context.narrowed(changed)
        sources = set()
        for one in rules_now:
            if one.scope == "node":
                found = self._found[one.name]
                for node in (*changed, *gone):
                    found.pop(node, None)
                found.update(_by_node(judged(narrow, one, None)))
            elif one.source not in sources:
                sources.add(one.source)
                facts = self._facts.setdefault(one.source, one.facts(context))
                new = collected(narrow, one)
                for node in (*changed, *gone):
                    facts.put(node, new.get(node, ()))

    def _of(self, context: CheckContext, one: RuleDef, order: Iterable[str]) -> list[Finding]:
        if one.scope == "plan":
            return list(judged(context, one, self._facts.get(one.source)))
        found = self._found[one.name]
        return [finding for node in order if node in found for finding in found[node]] if found else []


def _by_node(findings: Iterable[Finding]) -> _ByNode:
    found: _ByNode = {}
    for finding in findings:
        found.setdefault(finding.node, []).append(finding)
    return found


def _frame_of(plan: Plan) -> _Frame:
    own = plan.of_node(PLAN_ID)
    return _Frame({k: t for k, t in own.items() if k.field.startswith("@") and base_of(k.field) not in (SEEN, STATUS)})
