"""The command that notes that a department has agreed to texts that were put right."""
from __future__ import annotations

import argparse

from planeditor.cli.output import Answer
from planeditor.cli.sets import form_sets
from planeditor.domain.errors import KnownError
from planeditor.messages import requests as say
from planeditor.services.editing.entry import entry_name, find_main_period, find_node
from planeditor.services.requests.confirming import confirm as note_confirmed
from planeditor.services.requests.status import status
from planeditor.store.document import Document
from planeditor.store.lock import current_user


def confirm(chosen: argparse.Namespace) -> Answer:
    """Note the texts that wait for their department as agreed to."""
    with Document.open(chosen.file, who=current_user()) as document:
        plan = document.plan()
        forms = form_sets().of_file(document)
        period = find_main_period(plan, forms.vocabulary, chosen.period) if chosen.period else None
        node = find_node(plan, forms.vocabulary, chosen.measure).id if chosen.measure else ""
        found = status(document, forms, period)
        keys = [key for d in (found.departments if found else ()) for key in d.unconfirmed if not node or key.node == node]
        if not keys:
            raise KnownError(say.NOBODY_CONFIRMS)
        note_confirmed(document, forms.vocabulary, keys, current_user())
    names = [entry_name(plan, forms.vocabulary, key) for key in keys]
    return Answer([say.DONE_CONFIRM.format(name=name) for name in names], {"confirmed": names})
