"""The papers of 計画期間の検証: the summary by area, the list, and a sheet for each measure."""
from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import BinaryIO

from planeditor.domain.achievement import Achievement
from planeditor.domain.building import PlanBuilder
from planeditor.domain.errors import KnownError
from planeditor.domain.periods import Period
from planeditor.domain.plan import DEPARTMENTS, PLAN_ID, Plan
from planeditor.domain.progress import Progress
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import evaluation as say
from planeditor.services.evaluation.model import Evaluation, evaluations, totals
from planeditor.services.formsets import FormSets
from planeditor.services.paper.order import Kind, Written
from planeditor.services.paper.order import Progress as Telling
from planeditor.services.paper.parts import PaperPart, write_parts, write_parts_to
from planeditor.services.paper.quoting import quoted

_SERIES = "年度"
_LEAST = 9.0


def write_evaluation(
    plan: Plan, forms: FormSet, sets: FormSets, target: Path, *, fonts: FontBook | None = None, mark: str = "",
    progress: Telling | None = None,
) -> Written:
    """Write summary, list and sheets to ``target`` (.pdf or .xlsx). Raises KnownError for a plan without measures and what
    ``write_parts`` raises."""
    parts, title = parts_of(plan, forms, sets), _title(plan)
    return write_parts(parts, target, title=title, fonts=fonts, mark=mark, progress=progress, least=_LEAST)


def write_evaluation_to(
    plan: Plan, forms: FormSet, sets: FormSets, kind: Kind, output: BinaryIO, *, fonts: FontBook | None = None, mark: str = "",
    progress: Telling | None = None,
) -> Written:
    """Write the same to a stream."""
    parts, title = parts_of(plan, forms, sets), _title(plan)
    return write_parts_to(
        parts, kind, output, title=title, fonts=fonts, mark=mark, progress=progress, least=_LEAST
    )


def parts_of(plan: Plan, forms: FormSet, sets: FormSets) -> list[PaperPart]:
    """The parts, for a paper of its own or for a larger one."""
    plan = quoted(plan)
    found = evaluations(plan, forms)
    if not found:
        raise KnownError(say.NO_MEASURES.format(measure=forms.vocabulary.word("measure")))
    made = _synthetic(plan, forms, found)
    papers = sets.papers(forms)
    sheets = tuple(made.measures)
    return [
        PaperPart(made, papers.form("evaluation_summary"), title=say.TITLE),
        PaperPart(made, papers.form("evaluation_sheet"), sheets),
    ]


def _synthetic(plan: Plan, forms: FormSet, found: list[Evaluation]) -> Plan:
    numbers = count(1)
    builder = PlanBuilder(ids=lambda: f"n{next(numbers)}")
    years = [Period(_SERIES, year.period.first, year.period.last) for year in found[0].course]
    builder.start(plan.title, "", "papers", years)
    word = forms.vocabulary.word("measure")
    labels = [year.label for year in found[0].course]
    lead = [say.LEAD.format(measure=word)]
    counts = totals(found)
    if open_ones := counts[PLAN_ID][Achievement.UNDECIDED]:
        lead.append(say.UNDECIDED_NOTE.format(measure=word, count=open_ones))
    heading = say.PAPER.format(title=plan.title, first=labels[0], last=labels[-1]) if labels else f"{plan.title}　{say.TITLE}"
    builder.set(PLAN_ID, "evaluation_title", heading)
    builder.set(PLAN_ID, "evaluation_lead", "".join(lead))
    areas: dict[str, str] = {}
    for one in found:
        node = builder.add(
            "measure", _area(builder, plan, one.area, areas), {DEPARTMENTS: one.departments, **_texts(one)}, one.node.number,
            one.node.name,
        )
        for year, period in zip(one.course, years, strict=True):
            shown = forms.progress.label(year.progress)
            builder.set(node, "evaluation_year", year.label, period.key)
            builder.set(node, "evaluation_progress", shown if _is_told(year.progress) else "", period.key)
            builder.set(node, "evaluation_figure", year.figure, period.key)
    for area, made in areas.items():
        for kind in Achievement:
            builder.set(made, f"evaluation_{kind}", str(counts[area][kind]) if area in counts else "")
    return Plan(builder.entries)


def _title(plan: Plan) -> str:
    return f"{plan.title} {say.TITLE}".strip()


def _is_told(progress: Progress) -> bool:
    return progress is not Progress.UNDECIDED


def _area(builder: PlanBuilder, plan: Plan, area: str, made: dict[str, str]) -> str:
    """The area of a measure, with those above it, in the order in which the plan has them."""
    node = plan.node(area)
    if node is None or node.id == PLAN_ID:
        return PLAN_ID
    if area not in made:
        made[area] = builder.add("area", _area(builder, plan, node.parent, made), {}, node.number, node.name)
    return made[area]


def _texts(one: Evaluation) -> dict[str, str]:
    proposed = say.PROPOSED.format(word=one.proposed.word) if one.proposed else say.NOT_JUDGED
    achieved = proposed if one.achieved is Achievement.UNDECIDED else one.achieved.word
    return {
        "evaluation_target": "\n".join(say.FIELD.format(label=label, text=text) for label, text in one.targets),
        "evaluation_final": one.final or say.NO_FIGURE,
        "evaluation_achieved": achieved + (say.ENDED.format(state=one.state) if one.state else ""),
        "evaluation_assessment": one.assessment or say.NOT_WRITTEN,
    }
