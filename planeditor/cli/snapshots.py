"""The commands about the states of a plan: freezing one, listing them, how far the papers are, going back to one."""
from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from planeditor.cli.output import Answer
from planeditor.cli.sets import form_sets
from planeditor.domain.errors import KnownError
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import editions as say
from planeditor.services.editing.entry import find_node
from planeditor.services.states import snapshots
from planeditor.services.states.moments import State
from planeditor.services.states.named import changes_since, find_state, plan_at_state, states
from planeditor.services.states.restoring import restore_state
from planeditor.services.states.standing import Standing, known_status, set_status, standing, status_of
from planeditor.store.document import Document
from planeditor.store.lock import current_user


def snapshot(chosen: argparse.Namespace) -> Answer:
    """Freeze the plan as it is now."""
    with Document.open(chosen.file, who=current_user()) as document:
        forms = form_sets().of_file(document)
        snapshots.take(
            document, chosen.name, who=current_user(), status=chosen.status, date=chosen.date, note=chosen.note
        )
        taken = states(document)[-2]
        data = {"snapshot": _told(document, forms, taken), "status": status_of(document.plan())}
    lines = [say.SNAPSHOT_DONE.format(name=taken.name, date=taken.date)]
    if chosen.status:
        lines.append(say.STATUS_NOW.format(status=data["status"]))
    return Answer(lines, data)


def list_states(chosen: argparse.Namespace) -> Answer:
    """The editions and snapshots, and the present."""
    with Document.open(chosen.file, read_only=True) as document:
        forms = form_sets().of_file(document)
        told = [_told(document, forms, state) for state in states(document)]
    return Answer(_lines(told), {"states": told})


def status(chosen: argparse.Namespace) -> Answer:
    """Tell how far the papers are, or set it."""
    if not chosen.status:
        with Document.open(chosen.file, read_only=True) as document:
            forms = form_sets().of_file(document)
            return _standing(standing(document, forms), [], status_of(document.plan()))
    wanted = known_status(chosen.status)
    with Document.open(chosen.file, who=current_user()) as document:
        forms = form_sets().of_file(document)
        report = set_status(document, forms, wanted, who=current_user(), why=chosen.why)
        line = say.STATUS_ALREADY if report.group is None else say.STATUS_DONE
        return _standing(standing(document, forms), [line.format(status=wanted)], wanted)


def revert(chosen: argparse.Namespace) -> Answer:
    """Make the content that of an edition or a snapshot again."""
    with Document.open(chosen.file, who=current_user()) as document:
        forms = form_sets().of_file(document)
        state = find_state(document, chosen.state)
        measures = [_measure(document, forms, state, number) for number in chosen.measure]
        report = restore_state(document, forms, state, measures or None, who=current_user())
    line = say.RESTORED.format(name=state.name, count=len(report.changes))
    return Answer([line], {"changed": len(report.changes), "name": report.name, "state": state.name})


def _measure(document: Document, forms: FormSet, state: State, number: str) -> str:
    """The measure of that number, now or then."""
    try:
        return find_node(document.plan(), forms.vocabulary, number).id
    except KnownError:
        return find_node(plan_at_state(document, state), forms.vocabulary, number).id


def _standing(found: Standing, lines: list[str], status_now: str) -> Answer:
    words = (say.DRAFT_WORD, say.DECIDED_WORD)
    stands = say.STATUS_STANDS.format(plan=words[found.plan_decided], report=words[found.report_decided])
    data = {"status": status_now, "plan_decided": found.plan_decided, "report_decided": found.report_decided}
    return Answer([*(lines or [say.STATUS_NOW.format(status=status_now)]), stands], data)


def _told(document: Document, forms: FormSet, state: State) -> dict[str, Any]:
    return {
        "name": state.name, "kind": state.kind, "date": state.date, "status": state.status, "note": state.note,
        "group": state.group, "who": state.who, "at": state.at.isoformat() if state.at else "",
        "changes_since": len(changes_since(document, forms.vocabulary, state)),
    }


def _lines(told: list[dict[str, Any]]) -> Iterator[str]:
    for state in told:
        count = state["changes_since"]
        changes = say.SINCE.format(count=count) if count else say.SINCE_NONE
        if state["kind"] == "now":
            yield say.STATE_NOW_LINE.format(status=state["status"])
        else:
            yield say.STATE_LINE.format_map({**state, "kind": say.KINDS[state["kind"]], "changes": changes})
