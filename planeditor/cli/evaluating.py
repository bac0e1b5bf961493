"""``evaluate``: 計画期間の検証 on the command line."""
from __future__ import annotations

import argparse
from typing import Any

from planeditor.cli.output import Answer, progress_bar, written_data
from planeditor.cli.sets import form_sets
from planeditor.domain.achievement import Achievement, parse_achievement
from planeditor.domain.errors import KnownError
from planeditor.domain.plan import PLAN_ID
from planeditor.formengine.fonts.book import FontBook
from planeditor.messages import cli as say_cli
from planeditor.messages import evaluation as say
from planeditor.services.editing.entry import find_node
from planeditor.services.evaluation.judging import judge
from planeditor.services.evaluation.model import Evaluation, evaluations, totals
from planeditor.services.evaluation.papers import write_evaluation
from planeditor.services.evaluation.timing import draft_mark
from planeditor.store.document import Document
from planeditor.store.lock import current_user


def evaluate(chosen: argparse.Namespace) -> Answer:
    """Judge measures where that is asked; then list them all, or write the papers."""
    writes = bool(chosen.judge or chosen.assess)
    sets = form_sets()
    with Document.open(chosen.file, read_only=not writes, who=current_user()) as document:
        forms = sets.of_file(document)
        words = forms.vocabulary
        plan = document.plan()
        judged = [(find_node(plan, words, number).id, _achieved(word)) for number, word in chosen.judge]
        assessed = [(find_node(plan, words, number).id, text) for number, text in chosen.assess]
        for measure, achieved in judged:
            judge(document, measure, achieved, who=current_user())
        for measure, text in assessed:
            judge(document, measure, assessment=text, who=current_user())
        plan, mark = document.plan(), draft_mark(document, forms)
    found = evaluations(plan, forms)
    counts = {kind.value: totals(found)[PLAN_ID][kind] for kind in Achievement}
    data: dict[str, Any] = {"evaluations": [_data(one) for one in found], "totals": counts}
    if not chosen.to:
        return Answer([*map(_line, found), say.SUMMARY.format_map(counts)], data)
    bar = progress_bar(say_cli.PROGRESS_EXPORT)
    written = write_evaluation(plan, forms, sets, chosen.to, fonts=FontBook(), mark=mark, progress=bar)
    data |= written_data(written)
    return Answer([say.DONE.format(file=chosen.to, pages=written.pages), *written.warnings], data)


def _achieved(word: str) -> Achievement:
    found = parse_achievement(word)
    if found is None:
        raise KnownError(say.UNKNOWN.format(text=word, known="、".join(say.ACHIEVED.values())))
    return found


def _line(one: Evaluation) -> str:
    rate = say.RATE.format(rate=f"{one.rate:g}%") if one.rate is not None else ""
    return say.LINE.format(number=one.node.number, name=one.node.name, achieved=one.achieved.word, rate=rate)


def _data(one: Evaluation) -> dict[str, Any]:
    return {
        "measure": one.node.number, "name": one.node.name, "targets": dict(one.targets), "final": one.final, "rate": one.rate,
        "achieved": one.achieved.word, "assessment": one.assessment,
        "course": [{"period": y.label, "progress": y.progress.word, "figure": y.figure} for y in one.course],
    }
