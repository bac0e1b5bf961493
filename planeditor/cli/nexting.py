"""``new --from``: the next plan from this one."""
from __future__ import annotations

import argparse
from dataclasses import replace

from planeditor.cli.output import Answer
from planeditor.cli.sets import form_sets
from planeditor.domain.errors import KnownError
from planeditor.domain.fields import SeriesDef, Vocabulary
from planeditor.domain.periods import Period
from planeditor.domain.plan import Plan
from planeditor.domain.text import shorten
from planeditor.messages import cli as say_cli
from planeditor.messages import nextplan as say
from planeditor.services.editing.entry import find_node, year_range
from planeditor.services.nextplan import creating, telling
from planeditor.services.nextplan.draft import Choice, NextDraft, chosen_for, first_draft, renumbered_choices
from planeditor.services.planfiles.creating import suggested_title
from planeditor.store.lock import current_user

LINE = 100
OPTIONS = {
    "keep": "--keep", "finish": "--finish", "merge": "--merge", "renumber": "--renumber", "without_results": "--without-results",
    "without_chapters": "--without-chapters",
}  # fmt: skip
"""What is only asked together with ``--from``: the parsed name -> as it is typed."""


def require_none(chosen: argparse.Namespace) -> None:
    """Raise KnownError where an option of the next plan is given without a plan to make it from."""
    given = [typed for name, typed in OPTIONS.items() if getattr(chosen, name)]
    if given:
        raise KnownError(say.ONLY_WITH_FROM.format(options="、".join(given)))


def new_from(chosen: argparse.Namespace) -> Answer:
    """Make the next plan."""
    if chosen.list is not None:
        raise KnownError(say.NOT_WITH_LIST)
    sets = form_sets()
    old = creating.read_old(chosen.former, sets)
    draft = _draft(chosen, old.plan, old.forms.vocabulary)
    document, made = creating.create(chosen.file, old, draft, sets, current_user())
    document.close()
    words = old.forms.vocabulary
    years = "～".join(_label(year) for year in (draft.first_year, draft.last_year))
    left = telling.left_out(made, words)
    lines = [
        say_cli.DONE_NEW.format(file=chosen.file, forms=draft.form_set, years=years),
        *telling.counts(draft, made, words),
    ]
    if left:
        lines.append(say.LEFT_HEAD.format(count=sum(one.count for one in made.left)))
    for told in left:
        lines.append(say.LEFT_LINE.format(reason=told.reason, count=told.count))
        lines.append(say.LEFT_DETAILS.format(details=shorten("、".join(told.details), LINE)))
    return Answer(lines, {"written": [str(chosen.file)], **telling.as_data(draft, made)})


def _draft(chosen: argparse.Namespace, plan: Plan, words: Vocabulary) -> NextDraft:
    """What was asked for; the rest as it is proposed."""
    draft = first_draft(plan, words)
    draft = replace(
        draft, form_set=chosen.forms, municipality=chosen.municipality or draft.municipality,
        results=not chosen.without_results, chapters=not chosen.without_chapters,
    )  # fmt: skip
    if chosen.start or chosen.end:
        years = year_range(chosen.start, chosen.end)
        draft = replace(draft, first_year=years[0], last_year=years[-1])
    title = chosen.title or suggested_title(draft.municipality, draft.first_year)
    choices = _choices(chosen, plan, words, draft.choices)
    if chosen.renumber:
        choices = renumbered_choices(plan, choices)
    return replace(draft, title=title, choices=choices)


def _choices(chosen: argparse.Namespace, plan: Plan, words: Vocabulary, choices: tuple[Choice, ...]) -> tuple[Choice, ...]:
    def measure(number: str) -> str:
        return find_node(plan, words, number).id

    for number in chosen.keep:
        choices = chosen_for(choices, measure(number), fate="goes_on")
    for number in chosen.finish:
        choices = chosen_for(choices, measure(number), fate="ends")
    for text in chosen.merge:
        number, between, into = text.replace("＝", "=").partition("=")
        if not between or not number.strip() or not into.strip():
            raise KnownError(say.NOT_A_MERGE.format(text=text))
        choices = chosen_for(choices, measure(number.strip()), fate="merges", into=measure(into.strip()))
    return choices


def _label(year: int) -> str:
    return SeriesDef("").print_label(Period("", year, year))
