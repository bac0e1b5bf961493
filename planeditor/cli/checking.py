"""点検 on the command line."""
from __future__ import annotations

import argparse
from typing import Any

from planeditor.cli.output import DONE, FINDINGS, Answer
from planeditor.cli.sets import form_sets
from planeditor.domain.fields import Vocabulary
from planeditor.domain.findings import Claim, Finding, where, where_key
from planeditor.domain.plan import Key, Plan
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import checks as say_checks
from planeditor.messages import cli as say
from planeditor.services.checking import check
from planeditor.services.checking.claims import claims_against, claims_of
from planeditor.services.checking.seen import Seen, seen_by, split
from planeditor.services.editing.naming import field_name, node_name
from planeditor.services.requests.returned import returned_measures
from planeditor.store.document import Document


def check_plan(chosen: argparse.Namespace) -> Answer:
    """点検: the findings; those somebody has seen already are counted by themselves, and told with ``--all``."""
    with Document.open(chosen.file, read_only=True) as document:
        plan = document.plan()
        forms = form_sets().of_file(document)
        claims = claims_of(document, forms) + _against(chosen, plan, forms)
        findings = check(plan, forms, FontBook(), returned_measures(document, forms), claims)
        still, seen = split(plan, findings)
        by = seen_by(document, seen) if chosen.all else []
    words = forms.vocabulary
    lines = [_line(plan, words, f) for f in still] or [say.NO_FINDINGS]
    data = [_data(plan, words, f) for f in still]
    if seen:
        lines.append((say_checks.SEEN_HEAD if chosen.all else say_checks.SEEN_COUNT).format(count=len(seen)))
    for one, who in zip(seen, by, strict=False):
        lines.append(say_checks.SEEN_LINE.format(line=_line(plan, words, one.finding), reason=one.reason, who=who.who, at=who.at))
        data.append(_data(plan, words, one.finding, one) | {"who": who.who, "at": who.at})
    serious = any(f.severity != "note" for f in still)
    return Answer(lines, {"findings": data, "seen": len(seen)}, FINDINGS if serious else DONE)


def _against(chosen: argparse.Namespace, plan: Plan, forms: FormSet) -> tuple[Claim, ...]:
    if chosen.against is None:
        return ()
    with Document.open(chosen.against, read_only=True) as other:
        paper = say_checks.OTHER_PLAN.format(file=chosen.against.name)
        return claims_against(plan, other.plan(), forms.vocabulary, paper)


def _line(plan: Plan, words: Vocabulary, finding: Finding) -> str:
    _, period, label = where(finding, plan, words)
    node = plan.node(finding.node)
    if node is not None and node.kind == "block" and finding.field:
        label = field_name(plan, words, Key(finding.node, finding.field, finding.period))
    place = " ".join(filter(None, (node_name(plan, node), period, label))) or say.WHOLE_PLAN
    return say.FINDING.format(severity=say.SEVERITY[finding.severity], where=place, message=finding.message)


def _data(plan: Plan, words: Vocabulary, finding: Finding, seen: Seen | None = None) -> dict[str, Any]:
    number, period, label = where(finding, plan, words)
    places = [dict(zip(("measure", "period", "field"), where_key(p, plan, words), strict=True)) for p in finding.places]
    return {
        "rule": finding.rule, "severity": finding.severity, "measure": number, "period": period, "field": label,
        "message": finding.message, "places": places, "seen": seen is not None, "reason": seen.reason if seen else "",
    }
