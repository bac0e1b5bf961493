"""Checks: of the plan file, the form sets and the program."""
from __future__ import annotations

import argparse
from dataclasses import asdict
from datetime import datetime

from planeditor import paths
from planeditor.cli.output import DONE, FINDINGS, Answer
from planeditor.domain.errors import KnownError
from planeditor.messages import cli as say
from planeditor.messages import selftest as say_self_test
from planeditor.messages import verifying
from planeditor.services.formsets import FormSets
from planeditor.services.selftest.report import closing_lines, report, step_lines, write_report
from planeditor.services.selftest.running import run_self_test
from planeditor.services.selftest.terminal import facts
from planeditor.store.document import Document


def verify(chosen: argparse.Namespace) -> Answer:
    """Whether the plan file is sound."""
    with Document.open(chosen.file, read_only=True) as document:
        damage = document.inspect()
    faults = [one.sentence for one in damage]
    data = {"faults": faults, "damage": [asdict(one) for one in damage]}
    lines = [*faults, verifying.WHAT_NEXT] if faults else [say.VERIFIED.format(file=chosen.file)]
    return Answer(lines, data, FINDINGS if faults else DONE)


def list_forms(chosen: argparse.Namespace) -> Answer:
    """The form sets there are, and what is wrong with them."""
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


def self_test(chosen: argparse.Namespace) -> Answer:
    """Whether the program works on this machine."""
    steps, told = list(run_self_test()), facts()
    passed = all(s.passed for s in steps)
    lines = [line for step in steps for line in step_lines(step)] + closing_lines(steps)
    if chosen.to:
        write_report(report(steps, told, datetime.now().astimezone()), chosen.to)
        lines.append(say_self_test.WRITTEN.format(file=chosen.to))
    data = {"steps": [asdict(step) for step in steps], "log": str(paths.log_file()), "facts": dict(told)}
    return Answer(lines, data, DONE if passed else FINDINGS)
