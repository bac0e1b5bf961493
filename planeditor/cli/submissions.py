"""The command that tells how far the answers have come: departments, files, and what waits for a decision."""
from __future__ import annotations

import argparse
from typing import Any

from planeditor.cli.output import DONE, FINDINGS, Answer, period_label
from planeditor.cli.sets import form_sets
from planeditor.domain.errors import KnownError
from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import Plan
from planeditor.domain.text import from_difference
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import cli as say
from planeditor.messages import requests as say_requests
from planeditor.messages import reviewing as say_review
from planeditor.services.editing import entry
from planeditor.services.editing.naming import node_name
from planeditor.services.intake.standing import Standing, Waiting, field_label
from planeditor.services.intake.structure_words import StructureWords
from planeditor.services.intake.waiting import waiting_of_all
from planeditor.services.requests.status import DepartmentStatus, Status, status
from planeditor.store.document import Document

LINE = 60
"""Characters of an entry shown in a list."""


def submissions(chosen: argparse.Namespace) -> Answer:
    """Who has handed in and who has not, what came, and what waits for a decision."""
    with Document.open(chosen.file, read_only=True) as document:
        plan = document.plan()
        forms = form_sets().of_file(document)
        vocabulary = forms.vocabulary
        meant = entry.find_main_period(plan, vocabulary, chosen.period) if chosen.period else None
        found = status(document, forms, meant, chosen.round)
        if chosen.round and not (found and found.requested):
            raise KnownError(_no_such_round(document, chosen.round))
        lines, how_far = _status_of(document, forms, found)
        data: list[dict[str, Any]] = []
        items = found.waiting if found and meant else waiting_of_all(document)
        for receipt in document.receipts.all():
            waiting = [item for item in items if item.proposal.receipt == receipt.number]
            lines.append(
                say.RECEIPT.format(
                    number=receipt.number, at=receipt.at.astimezone().strftime("%Y-%m-%d %H:%M"), file=receipt.file_name,
                    who=receipt.who, waiting=len(waiting),
                )
            )
            words = StructureWords(plan, vocabulary)
            words.learn(s.proposal for s in waiting if not s.proposal.sheet)
            told = [_proposal_data(plan, vocabulary, words, item) for item in waiting]
            for shown in told:
                lines += _proposal_lines(shown)
            data.append(
                {
                    "receipt": receipt.number, "file": receipt.file_name, "at": receipt.at.isoformat(), "who": receipt.who,
                    "sha256": receipt.sha256, "form": receipt.form, "waiting": told,
                }
            )
    return Answer([*lines, *([] if data else [say.NO_RECEIPTS])], {"submissions": data, **how_far}, FINDINGS if items else DONE)


def _no_such_round(document: Document, name: str) -> str:
    known = "、".join(dict.fromkeys(r.round for r in document.requests.all() if r.round and not r.withdrawn))
    return say_requests.NO_SUCH_ROUND.format(round=name, known=known) if known else say_requests.NO_ROUNDS.format(round=name)


def _proposal_data(plan: Plan, vocabulary: Vocabulary, words: StructureWords, item: Standing) -> dict[str, Any]:
    proposal = item.proposal
    return {
        "id": proposal.id, "measure": proposal.measure_number or proposal.area_number or node_name(plan, plan.node(item.node or "")),
        "period": period_label(plan, vocabulary, proposal.period), "field": field_label(plan, vocabulary, item),
        "kind": item.kind, "now": words.shown(proposal.field, item.now),
        "submitted": words.submitted(proposal), "question": proposal.question,
        "sheet": proposal.sheet, "cell": proposal.cell,
        "remark": say_review.REMARKS.get(proposal.about, "") if item.is_remark else "",
    }


def _proposal_lines(data: dict[str, Any]) -> list[str]:
    now, submitted = from_difference(data["now"], data["submitted"], LINE)
    place = " ".join(filter(None, (data["measure"], data["period"], data["field"])))
    kind, where = say.KINDS[data["kind"]], say.PLACE.format(**data) if data["sheet"] else ""
    if data["remark"]:
        return [say.PROPOSAL.format(place=place, kind=data["remark"], where=where), say.PROPOSAL_REMARK.format(text=submitted)]
    lines = [
        say.PROPOSAL.format(place=place, kind=kind, where=where), say.PROPOSAL_NOW.format(text=now or say.EMPTY),
        say.PROPOSAL_SUBMITTED.format(text=submitted or say.EMPTY),
    ]
    return [*lines, say.PROPOSAL_QUESTION.format(text=data["question"])] if data["question"] else lines


def _status_of(document: Document, forms: FormSet, found: Status | None) -> tuple[list[str], dict[str, Any]]:
    if found is None:
        return [], {"departments": [], "totals": {}}
    plan, vocabulary = document.plan(), forms.vocabulary
    label, word = vocabulary.period_label(plan, found.period), vocabulary.word("measure")
    totals = found.totals
    head = say_requests.STATUS_HEAD.format(
        period=label, round=f"（{found.round}）" if found.round else "", departments=totals.departments_submitted,
        all_departments=totals.departments, measures=totals.measures_submitted, all_measures=totals.measures, word=word,
    )
    lines = [head] if found.departments else []
    for department in found.departments:
        lines.append(_line(department, word))
        for sentence, keys in (
            (say_requests.UNCONFIRMED_PLACE, department.unconfirmed), (say_requests.FORECAST_PLACE, department.forecasts),
        ):
            lines += [sentence.format(name=entry.entry_name(plan, vocabulary, key)) for key in keys]
    if found.unresolved and found.departments:
        lines.append(say_requests.NOT_ADDRESSED.format(word=word, count=len(found.unresolved)))
    return lines, {
        "period": label, "round": found.round, "departments": [_department_data(plan, d) for d in found.departments],
        "totals": _totals_data(found),
    }


def _line(department: DepartmentStatus, word: str) -> str:
    def told(sentence: str, count: int) -> str:
        return sentence.format(count=count, days=count) if count else ""

    line = say_requests.STATUS_LINE_OWN if department.own else say_requests.STATUS_LINE
    return line.format(
        word=word, name=department.name, state=say_requests.STATES[department.state],
        submitted=department.submitted, all=len(department.counted),
        late=told(say_requests.LATE, department.days_late), waiting=told(say_requests.WAITING, department.waiting.total),
        corrections=told(say_requests.CORRECTIONS, len(department.corrections)),
        unconfirmed=told(say_requests.UNCONFIRMED, len(department.unconfirmed)),
        forecasts=told(say_requests.FORECASTS, len(department.forecasts)),
    )  # fmt: skip


def _department_data(plan: Plan, department: DepartmentStatus) -> dict[str, Any]:
    def number(node_id: str) -> str:
        node = plan.node(node_id)
        return node.number if node else ""

    return {
        "name": department.name, "state": department.state, "submitted": department.submitted, "measures": [
            {"number": number(m.node), "role": m.role, "submitted": m.submitted, "receipts": list(m.receipts)}
            for m in department.measures
        ],
        "asked": len(department.counted), "sent": department.sent.isoformat() if department.sent else None,
        "deadline": department.deadline.isoformat() if department.deadline else None, "days_late": department.days_late,
        "file": department.file_name, "receipts": list(department.receipts), "waiting": _waiting_data(department.waiting),
        "corrections": list(department.corrections), "unconfirmed": len(department.unconfirmed),
        "forecasts": len(department.forecasts),
    }  # fmt: skip


def _totals_data(found: Status) -> dict[str, Any]:
    totals = found.totals
    return {
        "departments": totals.departments, "departments_submitted": totals.departments_submitted, "measures": totals.measures,
        "measures_submitted": totals.measures_submitted, "late": totals.late, "waiting": _waiting_data(totals.waiting),
        "corrections": totals.corrections, "unconfirmed": totals.unconfirmed, "forecasts": totals.forecasts,
    }  # fmt: skip


def _waiting_data(waiting: Waiting) -> dict[str, int]:
    return {
        "total": waiting.total, "clean": waiting.clean, "conflicts": waiting.conflicts, "questions": waiting.questions,
        "notation": waiting.notation, "remarks": waiting.remarks,
    }  # fmt: skip
