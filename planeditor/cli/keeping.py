"""Checks: of the plan file, the form sets and the program."""
from __future__ import annotations

import argparse

from planeditor import paths
from planeditor.cli.output import DONE, FINDINGS, Answer
from planeditor.domain.errors import KnownError
from planeditor.messages import cli as say
from planeditor.services.formsets import FormSets
from planeditor.services.selftest import run_self_test
from planeditor.store.document import Document


def verify(chosen: argparse.Namespace) -> Answer:
    """Whether the plan file is sound."""
    with Document.open(chosen.file, read_only=True) as document:
        faults = document.verify()
    return Answer(faults or [say.VERIFIED.format(file=chosen.file)], {"faults": faults}, FINDINGS if faults else DONE)


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


def self_test(_: argparse.Namespace) -> Answer:
    """Whether the program works on this machine."""
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
