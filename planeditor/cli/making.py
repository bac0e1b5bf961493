"""A new plan file: empty, from the plan before, or from an Excel list."""
from __future__ import annotations

import argparse

from planeditor.cli import listing, nexting
from planeditor.cli.output import Answer
from planeditor.cli.plan_name import require_plan_name
from planeditor.cli.sets import form_sets
from planeditor.messages import cli as say
from planeditor.services.editing import entry
from planeditor.services.planfiles.making import make_plan_file
from planeditor.services.transport.writing import as_json
from planeditor.store.lock import current_user


def new(chosen: argparse.Namespace) -> Answer:
    """Make a plan file."""
    require_plan_name(chosen.file)
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
