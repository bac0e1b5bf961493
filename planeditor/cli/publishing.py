"""The commands of publishing: what is posted, and what is withheld from it."""
from __future__ import annotations

import argparse

from planeditor.cli.output import Answer, progress_bar, written_data
from planeditor.cli.sets import form_sets
from planeditor.domain.errors import KnownError
from planeditor.domain.plan import Key, Plan
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import publishing as say
from planeditor.messages import services as say_services
from planeditor.services import withholding
from planeditor.services.editing.entry import entry_name, find_field, find_period, find_place
from planeditor.services.publishing.posted import stated_day
from planeditor.store.document import Document
from planeditor.store.lock import current_user


def publish(chosen: argparse.Namespace) -> Answer:
    """Write the public part of a decided state into a folder."""
    from planeditor.services.publishing.publishing import prepare, write_publication  # the Excel library, for this alone

    posted = stated_day(chosen.date)
    with Document.open(chosen.file, read_only=True) as document:
        forms = form_sets().of_file(document)
        ready = prepare(document, forms, chosen.at, code=chosen.code, posted=posted, level=chosen.level)
    written = write_publication(ready, chosen.to, progress=progress_bar(say.PROGRESS))
    data = written_data(written)
    return Answer([say.DONE.format(folder=chosen.to, count=len(written.paths)), *written.warnings], data)


def withhold(chosen: argparse.Namespace) -> Answer:
    """Mark an entry as not to be published, take the mark off, or list what is marked."""
    if not chosen.field:
        if chosen.off or chosen.why or chosen.period:
            raise KnownError(say.NEEDS_FIELD)
        return _listed(chosen)
    with Document.open(chosen.file, who=current_user()) as document:
        forms = form_sets().of_file(document)
        plan = document.plan()
        key = _meant(plan, forms, chosen)
        if chosen.off:
            withholding.publish_again(document, forms, [key], who=current_user())
        else:
            withholding.withhold(document, forms, [key], who=current_user(), why=chosen.why)
    name = entry_name(plan, forms.vocabulary, key)
    sentence = say.DONE_PUBLISH_AGAIN if chosen.off else say.DONE_WITHHOLD
    return Answer([sentence.format(name=name)], {"entry": name, "withheld": not chosen.off})


def _meant(plan: Plan, forms: FormSet, chosen: argparse.Namespace) -> Key:
    node = find_place(plan, forms.vocabulary, chosen.measure)
    definition = find_field(plan, forms, node, chosen.field)
    if not definition.series:
        if chosen.period:
            raise KnownError(say_services.FIELD_WITHOUT_PERIOD.format(field=definition.label))
        return Key(node.id, definition.key)
    if not chosen.period:
        known = "、".join(forms.vocabulary.period_label(plan, p) for p in forms.vocabulary.periods(plan, definition.series))
        raise KnownError(say_services.FIELD_NEEDS_PERIOD.format(field=definition.label, known=known))
    return Key(node.id, definition.key, find_period(plan, forms.vocabulary, chosen.period, definition.series).key)


def _listed(chosen: argparse.Namespace) -> Answer:
    with Document.open(chosen.file, read_only=True) as document:
        plan, forms = document.plan(), form_sets().of_file(document)
    node = find_place(plan, forms.vocabulary, chosen.measure).id if chosen.measure else ""
    found = [w for w in withholding.withheld(plan) if node in ("", w.key.node)]
    names = [entry_name(plan, forms.vocabulary, w.key) for w in found]
    lines = [say.WITHHELD_LINE.format(name=n, why=w.why or say.NO_REASON) for n, w in zip(names, found, strict=True)]
    data = {"withheld": [{"entry": n, "why": w.why} for n, w in zip(names, found, strict=True)]}
    return Answer(lines or [say.NOTHING_WITHHELD], data)
