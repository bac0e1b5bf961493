"""The commands: each takes the parsed words and gives an answer."""
from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from planeditor import paths
from planeditor.cli import (
    closing,
    confirming,
    correcting,
    coverage,
    editions,
    listing,
    nexting,
    requesting,
    submissions,
    switching,
)
from planeditor.cli.output import DONE, FINDINGS, Answer, period_label, progress_bar
from planeditor.cli.sets import form_sets
from planeditor.domain.errors import KnownError
from planeditor.domain.fields import Vocabulary
from planeditor.domain.findings import where
from planeditor.domain.plan import CURRENT, PLAN_ID, STRUCTURE_FIELDS, Key, Plan
from planeditor.domain.text import shorten
from planeditor.formengine.fonts.book import FontBook
from planeditor.messages import cli as say
from planeditor.services import showing
from planeditor.services.checking import check
from planeditor.services.editing import entry, undoing
from planeditor.services.formsets import FormSets
from planeditor.services.intake import deciding
from planeditor.services.intake.importing import Importer
from planeditor.services.intake.outcome import FileResult
from planeditor.services.intake.waiting import waiting
from planeditor.services.paper import exporting
from planeditor.services.planfiles.making import make_plan_file
from planeditor.services.requests.returned import returned_measures
from planeditor.services.selftest import run_self_test
from planeditor.services.transport.files import write_json
from planeditor.services.transport.writing import as_json
from planeditor.store.document import Document
from planeditor.store.lock import current_user
from planeditor.store.report import ChangeReport

LINE = 60
"""Characters of an entry shown in a list."""
FEW = 5
"""A longer group of changes is told by its number of changes."""


def run(chosen: argparse.Namespace) -> Answer:
    """Run the command that was chosen."""
    return _COMMANDS[chosen.command](chosen)


def _new(chosen: argparse.Namespace) -> Answer:
    _require_plan_name(chosen.file)
    if chosen.former is not None:
        return nexting.new_from(chosen)
    nexting.require_none(chosen)
    if chosen.list is not None:
        return listing.new_from_list(chosen)
    listing.require_list(chosen)
    forms = form_sets().get(chosen.forms)
    years = entry.year_range(chosen.start, chosen.end) if chosen.start or chosen.end else range(0)
    changes = entry.new_plan(forms, title=chosen.title, municipality=chosen.municipality, years=years)
    with make_plan_file(chosen.file, changes, forms, name=say.HELP["new"], who=current_user()) as document:
        plan = document.plan()
    data = as_json(plan, forms)
    span = f"{data['plan']['start']}～{data['plan']['end']}" if years else say.NO_YEARS
    return Answer([say.DONE_NEW.format(file=chosen.file, forms=forms.id, years=span)], {"written": [str(chosen.file)]})


def _show(chosen: argparse.Namespace) -> Answer:
    plan, forms = editions.plan_of(chosen.file, chosen.at)
    only = entry.find_node(plan, forms.vocabulary, chosen.measure) if chosen.measure else None
    if not chosen.json and chosen.to is None:
        return Answer(showing.as_text(plan, forms, only))
    with Document.open(chosen.file, read_only=True) as document:
        data = as_json(plan, forms, only, document.departments.all())
    if chosen.to is None:
        return Answer([], data)
    write_json(chosen.to, data)
    return Answer([say.DONE_JSON.format(file=chosen.to)], {"written": [str(chosen.to)]})


def _set(chosen: argparse.Namespace) -> Answer:
    with Document.open(chosen.file, who=current_user()) as document:
        forms = form_sets().of_file(document)
        report = entry.set_entry(
            document, forms, chosen.measure, chosen.field, chosen.text,
            period=chosen.period, who=current_user(), why=chosen.why,
        )
    line = say.DONE_SET.format(name=report.name) if report.changes else say.NOTHING_CHANGED
    return Answer([line], {"changed": len(report.changes), "name": report.name})


def _undo(chosen: argparse.Namespace) -> Answer:
    with Document.open(chosen.file, who=current_user()) as document:
        vocabulary = form_sets().of_file(document).vocabulary
        if chosen.receipt is not None:
            return _undone(undoing.undo_import(document, vocabulary, chosen.receipt, current_user()))
        return _undone(undoing.undo(document, vocabulary, current_user()))


def _redo(chosen: argparse.Namespace) -> Answer:
    with Document.open(chosen.file, who=current_user()) as document:
        return _undone(undoing.redo(document, form_sets().of_file(document).vocabulary, current_user()))


def _undone(report: ChangeReport) -> Answer:
    lines = [say.DONE_UNDO.format(name=report.name)]
    if report.skipped:
        lines.append(say.SKIPPED.format(count=len(report.skipped)))
    return Answer(lines, {"changed": len(report.changes), "name": report.name, "skipped": len(report.skipped)})


def _import(chosen: argparse.Namespace) -> Answer:
    _require_plan_name(chosen.file)
    importer = Importer(chosen.file, form_sets(), who=current_user(), accept=chosen.accept)
    results = importer.run(chosen.sources, progress_bar(say.PROGRESS_IMPORT))
    lines = []
    for result in results:
        if result.outcome != "refused":
            lines.append(say.FILE_LINE.format(file=result.file, message=result.message))
            lines += [f"  {note}" for note in result.notes]
    problems = [r.message for r in results if r.outcome == "refused"]
    open_ends = problems or any(r.waiting.total or r.unread for r in results)
    return Answer(lines, {"files": [_file_data(r) for r in results]}, FINDINGS if open_ends else DONE, problems)


def _file_data(result: FileResult) -> dict[str, Any]:
    waiting = result.waiting
    return {
        "file": result.file, "outcome": result.outcome, "message": result.message, "accepted": result.accepted,
        "conflicts": waiting.conflicts, "questions": waiting.questions, "notation": waiting.notation,
        "remarks": waiting.remarks, "waiting": waiting.total, "unread": result.unread, "unchanged": result.unchanged,
        "receipt": result.receipt, "notes": result.notes,
    }


def _decide(chosen: argparse.Namespace) -> Answer:
    with Document.open(chosen.file, who=current_user()) as document:
        vocabulary = form_sets().of_file(document).vocabulary
        count = deciding.decide(
            document, vocabulary, chosen.receipt, chosen.accept, who=current_user(), measure=chosen.measure,
            field=chosen.field, why=chosen.why,
        )
        left = len(waiting(document, chosen.receipt))
    line = (say.DONE_DECLINE if chosen.accept == "none" else say.DONE_DECIDE).format(count=count)
    further = [say.LEFT_UNDECIDED.format(receipt=chosen.receipt, count=left)] if left else []
    return Answer([line, *further], {"decided": count, "accept": chosen.accept, "waiting": left})


def _export(chosen: argparse.Namespace) -> Answer:
    plan, forms = editions.plan_of(chosen.file, chosen.at)
    period = entry.find_period(plan, forms.vocabulary, chosen.period) if chosen.period else None
    selection = exporting.Selection(tuple(chosen.measure), tuple(chosen.area), period)
    fonts = FontBook()
    written = exporting.export(
        plan, forms, chosen.form, chosen.to, selection=selection, fonts=fonts, progress=progress_bar(say.PROGRESS_EXPORT)
    )
    data = {"written": [str(p) for p in written.paths], "pages": written.pages, "warnings": written.warnings}
    return Answer([say.DONE_EXPORT.format(file=chosen.to, pages=written.pages), *written.warnings], data)


def _check(chosen: argparse.Namespace) -> Answer:
    with Document.open(chosen.file, read_only=True) as document:
        plan = document.plan()
        forms = form_sets().of_file(document)
        findings = check(plan, forms, FontBook(), returned_measures(document, forms))
    lines, data = [], []
    for finding in findings:
        number, period, label = where(finding, plan, forms.vocabulary)
        place = " ".join(p for p in (number, period, label) if p) or say.WHOLE_PLAN
        lines.append(say.FINDING.format(severity=say.SEVERITY[finding.severity], where=place, message=finding.message))
        data.append(
            {
                "rule": finding.rule, "severity": finding.severity, "measure": number, "period": period, "field": label,
                "message": finding.message,
            }
        )
    serious = any(f.severity != "note" for f in findings)
    return Answer(lines or [say.NO_FINDINGS], {"findings": data}, FINDINGS if serious else DONE)


def _log(chosen: argparse.Namespace) -> Answer:
    with Document.open(chosen.file, read_only=True) as document:
        plan = document.plan()
        vocabulary = form_sets().of_file(document).vocabulary
        node = entry.find_node(plan, vocabulary, chosen.measure).id if chosen.measure else None
        groups = document.log(node)
    lines, data = [], []
    for group in groups:
        lines.append(
            say.LOG_GROUP.format(
                at=group.at.astimezone().strftime("%Y-%m-%d %H:%M"), who=group.who, name=group.name,
                source=say.LOG_SOURCE.format(source=group.source) if group.source else "",
                undone=say.LOG_UNDONE if group.undone else "",
                receipt=say.LOG_RECEIPT.format(receipt=group.receipt) if group.receipt else "",
            )
        )
        changes = [_change_data(plan, vocabulary, c.key, c.old, c.new) for c in group.changes]
        told = [d for d, c in zip(changes, group.changes, strict=True) if c.key.field not in STRUCTURE_FIELDS]
        if not node and len(told) > FEW:
            lines.append(say.LOG_MANY.format(count=len(told)))
            told = []
        for change in told:
            shown = {k: shorten(v, LINE) or say.EMPTY for k, v in change.items() if k in ("old", "new")}
            lines.append(" ".join(say.LOG_CHANGE.format(**{**change, **shown}).split(" ")))
        data.append(
            {
                "group": group.id, "at": group.at.isoformat(), "who": group.who, "name": group.name, "source": group.source,
                "receipt": group.receipt, "undone": group.undone, "changes": changes,
            }
        )
    return Answer(lines or [say.NO_LOG], {"log": data})


def _change_data(plan: Plan, vocabulary: Vocabulary, key: Key, old: str | None, new: str | None) -> dict[str, str]:
    node = plan.node(key.node)
    if key.field == CURRENT:
        old, new = (period_label(plan, vocabulary, text or "") for text in (old, new))
    return {
        "measure": node.number if node and key.node != PLAN_ID else "", "period": period_label(plan, vocabulary, key.period),
        "field": vocabulary.label(node.kind, key.field) if node else key.field, "old": old or "", "new": new or "",
    }


def _verify(chosen: argparse.Namespace) -> Answer:
    with Document.open(chosen.file, read_only=True) as document:
        faults = document.verify()
    return Answer(faults or [say.VERIFIED.format(file=chosen.file)], {"faults": faults}, FINDINGS if faults else DONE)


def _forms(chosen: argparse.Namespace) -> Answer:
    sets = FormSets([chosen.folder]) if chosen.folder else FormSets()
    lines, data, problems = [], [], []
    for name in sets.places:
        try:
            forms = sets.get(name)
        except KnownError as error:
            problems.append(error.message)
            continue
        lines.append(say.FORM_SET.format(id=forms.id, title=forms.title, version=forms.version))
        lines += [say.FORM.format(name=f.name, title=f.title) for f in forms.forms.values()]
        lines += [say.FORM.format(name=document, title=say.DOCUMENT_OF_FORMS) for document in forms.documents]
        problems += forms.problems
        data.append(
            {
                "id": forms.id, "title": forms.title, "version": forms.version, "problems": forms.problems,
                "forms": [{"name": f.name, "title": f.title, "fields": [d.label for d in f.fields]} for f in forms.forms.values()],
                "documents": list(forms.documents),
            }
        )
    return Answer([*lines, *([] if problems else [say.FORMS_OK])], {"sets": data}, FINDINGS if problems else DONE, problems)


def _self_test(_: argparse.Namespace) -> Answer:
    steps = list(run_self_test())
    lines = [
        say.SELF_TEST_STEP.format(
            mark="○" if s.passed else "×", name=say.SELF_TEST_STEPS[s.name], detail=f"：{s.detail}" if s.detail else ""
        )
        for s in steps
    ]
    passed = all(s.passed for s in steps)
    lines += [*([say.SELF_TEST_OK] if passed else []), say.SELF_TEST_LOG.format(file=paths.log_file())]
    data = {"steps": [{"name": s.name, "passed": s.passed, "detail": s.detail} for s in steps], "log": str(paths.log_file())}
    return Answer(lines, data, DONE if passed else FINDINGS)


def _require_plan_name(file: Path) -> None:
    if file.suffix != ".plandb":
        raise KnownError(say.NOT_A_PLAN_NAME.format(file=file))


_COMMANDS: dict[str, Callable[[argparse.Namespace], Answer]] = {
    "new": _new, "show": _show, "set": _set, "undo": _undo, "redo": _redo, "import": _import, "submissions": submissions.submissions,
    "decide": _decide, "request": requesting.request, "correct": correcting.correct,
    "confirm": confirming.confirm, "edition": editions.edition, "export": _export, "close": closing.close,
    "extend": closing.extend, "reopen": closing.reopen, "switch": switching.switch, "cover": coverage.cover, "check": _check,
    "log": _log, "verify": _verify, "forms": _forms, "self-test": _self_test,
}
