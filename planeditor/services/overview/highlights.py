"""The 主な成果 of a year: those that were chosen, else proposed by rule from what was confirmed."""
from __future__ import annotations

import re
from collections.abc import Sequence

from planeditor.domain.figures import percents
from planeditor.domain.judging import sentences
from planeditor.domain.living import Living
from planeditor.domain.plan import BASIS, Plan
from planeditor.domain.progress import Progress
from planeditor.formengine.form.formset import FormSet
from planeditor.services.overview.model import Highlight
from planeditor.services.progress.proposing import chosen_highlights
from planeditor.services.progress.reports import Reports

MOST = 3
_WHOLE = 100
_WEIGHT = {Progress.AHEAD: 3, Progress.DONE: 2, Progress.ON_TRACK: 0}
_CAME_ABOUT = re.compile(r"開始|公開|導入し|稼働|達成|完成|整備し|拡充|削減")


def highlights(plan: Plan, forms: FormSet, living: Living, period: str) -> tuple[Highlight, ...]:
    """The chosen ones of a period in the order of the plan; where there are none, up to three that the rules propose: 計画以上
    first, then 完了, then what has reached 100 % this year or tells of a beginning. Only confirmed measures are proposed."""
    titles = {node.id: node.title for node in plan.measures}
    chosen = chosen_highlights(plan, period) if period else {}
    if chosen:
        return tuple(Highlight(measure, titles[measure], text, proposed=False) for measure, text in chosen.items())
    reports, found = Reports(plan, forms), []
    for place, node in enumerate(plan.measures):
        progress = living.at(node.id, period)
        if progress not in _WEIGHT:
            continue
        text = _sentence(plan, reports, node.id, period)
        weight = _WEIGHT[progress] + (2 if _reached(plan, forms, living, node.id, period) else 0) + bool(_CAME_ABOUT.search(text))
        if text and weight:
            found.append((-weight, place, Highlight(node.id, node.title, text, proposed=True)))
    return tuple(highlight for _, _, highlight in sorted(found, key=lambda one: one[:2])[:MOST])


def _sentence(plan: Plan, reports: Reports, measure: str, period: str) -> str:
    """The sentence that tells of something which came about, else the one the 進捗区分 rests on."""
    texts: Sequence[str] = reports.texts(measure, period)
    own = [sentence for text in texts[:1] for sentence in sentences(text)]
    return next((s for s in own if _CAME_ABOUT.search(s)), "") or plan.text(measure, BASIS, period) or (own[0] if own else "")


def _reached(plan: Plan, forms: FormSet, living: Living, measure: str, period: str) -> bool:
    """Whether a figure tells 100 % for the first time."""
    if period not in living.periods:
        return False
    earlier = living.periods[: living.periods.index(period)]
    figures = [f.key for f in forms.vocabulary.of("measure") if f.figure and f.kind == "report" and f.series]

    def full(key: str) -> bool:
        return any(_WHOLE in percents(plan.text(measure, field, key)) for field in figures)

    return full(period) and not any(full(key) for key in earlier)
