"""The command that changes the form set of a plan."""
from __future__ import annotations

import argparse
from dataclasses import replace
from typing import Any

from planeditor.cli.output import FINDINGS, Answer
from planeditor.cli.sets import form_sets
from planeditor.domain.errors import KnownError
from planeditor.messages import formswitch as say_switch
from planeditor.messages import switching as say
from planeditor.services.formswitch import judging, naming, switching
from planeditor.services.formswitch.moving import Moving
from planeditor.store.document import Document
from planeditor.store.lock import current_user


def switch(chosen: argparse.Namespace) -> Answer:
    """Say where every field goes; carry it out unless ``--dry-run`` or something speaks against it."""
    sets = form_sets()
    new = sets.get(chosen.forms)
    with Document.open(chosen.file, read_only=chosen.dry_run, who=current_user()) as document:
        plan = document.plan()
        old = sets.of_file(document)
        moving = switching.start(plan, old, new)
        moving = _with_choice(moving, chosen)
        refused = [*judging.refusals(moving), *_ways(moving)]
        lines = [*_lines(moving), *judging.warnings(moving), *judging.open_ends(document)]
        if not refused and not chosen.dry_run:
            try:
                switching.switch(document, old, new, moving.choice, current_user())
            except KnownError as error:
                refused = [error.message]
    done = not refused and not chosen.dry_run
    lines.append(say.DONE.format(title=new.title) if done else say.NOT_DONE)
    return Answer(lines, {"switched": done, "forms": new.id, "fields": _data(moving)}, FINDINGS if refused else 0, refused)


def _with_choice(moving: Moving, chosen: argparse.Namespace) -> Moving:
    """With what the words of the command choose."""
    choice = naming.with_fields(moving, chosen.map)
    moving = Moving(moving.plan, moving.old, moving.new, choice)
    choice = naming.with_series(moving, chosen.series, keep_years=chosen.keep_years)
    if chosen.join:
        choice = replace(choice, joined=frozenset(judging.rivals(moving)))
    return Moving(moving.plan, moving.old, moving.new, replace(choice, public=chosen.public))


def _ways(moving: Moving) -> list[str]:
    """The options by which what is refused is agreed to."""
    ways = [say.WAY_JOIN] if set(judging.rivals(moving)) - moving.choice.joined else []
    return ways + ([say.WAY_PUBLIC] if judging.public_fields(moving) and not moving.choice.public else [])


def _lines(moving: Moving) -> list[str]:
    return [
        say.FIELD.format(old=row["field"], count=row["entries"], new=row["new"] or say.STAYS, kind=row["kind"]) for row in _data(moving)
    ]


def _data(moving: Moving) -> list[dict[str, Any]]:
    found = []
    for one in moving.fields:
        target = moving.target(one.source)
        found.append(
            {
                "field": one.label, "kind": say_switch.KINDS[one.kind], "entries": one.entries,
                "new": target.label if target else "", "stays_as": "" if target else moving.stays[one.source],
            }
        )
    return found
