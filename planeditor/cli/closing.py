"""The commands that close a year and open it again."""
from __future__ import annotations

import argparse
import contextlib

from planeditor.cli.output import Answer
from planeditor.domain.errors import KnownError
from planeditor.domain.fields import Vocabulary
from planeditor.domain.periods import Period
from planeditor.domain.plan import Plan
from planeditor.messages import cli as say
from planeditor.services.editing import years
from planeditor.services.editing.entry import find_period
from planeditor.services.formsets import FormSets
from planeditor.store.document import Document
from planeditor.store.lock import current_user


def close(chosen: argparse.Namespace) -> Answer:
    """Close a year."""
    with Document.open(chosen.file, who=current_user()) as document:
        forms = FormSets().of(document.plan())
        period = _year(document.plan(), forms.vocabulary, chosen.period)
        years.close_period(document, forms, period, current_user())
        label = forms.vocabulary.period_label(document.plan(), period)
    return Answer([say.DONE_CLOSE.format(period=label)], {"period": label, "closed": True})


def reopen(chosen: argparse.Namespace) -> Answer:
    """Open a closed year again."""
    with Document.open(chosen.file, who=current_user()) as document:
        forms = FormSets().of(document.plan())
        period = _year(document.plan(), forms.vocabulary, chosen.period)
        years.reopen_period(document, forms, period, chosen.why, current_user())
        label = forms.vocabulary.period_label(document.plan(), period)
    return Answer([say.DONE_REOPEN.format(period=label)], {"period": label, "closed": False})


def _year(plan: Plan, vocabulary: Vocabulary, text: str) -> Period:
    """The period meant, first of all one of the main series: others may have the same years."""
    with contextlib.suppress(KnownError):
        return find_period(plan, vocabulary, text, years.main_series(vocabulary))
    return find_period(plan, vocabulary, text)
