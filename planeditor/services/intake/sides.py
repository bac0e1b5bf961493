"""What a request asks beside the form: whether a figure is still 見込."""
from __future__ import annotations

from planeditor.domain.fields import Vocabulary
from planeditor.domain.plan import Node, Plan
from planeditor.domain.reserved import forecast_field
from planeditor.domain.text import label_key
from planeditor.formengine.recognition.readings import Reading, ReadRemark
from planeditor.messages import importing as ask
from planeditor.messages import request_sheet as printed
from planeditor.services.intake.remarking import remark
from planeditor.services.intake.stamped import Stamped
from planeditor.store.receipts import NewProposal, ProposalKind


class Forecasts:
    """What the columns 見込／確定 of a sheet propose."""

    def __init__(self) -> None:
        self.items: list[NewProposal] = []
        self.unchanged = 0


def forecasts_of(plan: Plan, vocabulary: Vocabulary, reading: Reading, node: Node, stamped: Stamped) -> Forecasts:
    """Proposals for the forecasts of a measure. A blank cell says nothing; any other word than 見込 and 確定 is a remark."""
    found = Forecasts()
    for (field, period), text in reading.forecasts.items():
        word = label_key(text)
        if word not in (printed.FORECAST, printed.FINAL):
            if word:
                label = vocabulary.label("measure", field)
                odd = ReadRemark("beside", ask.FORECAST_ODD.format(field=label, text=text), period=period)
                found.items.append(remark(odd, reading.sheet, node))
            continue
        key = forecast_field(field)
        submitted = printed.FORECAST if word == printed.FORECAST else ""
        now = plan.text(node.id, key, period)
        as_sent = stamped.sent.plan.text(node.id, key, period) if stamped.sent else None
        if submitted in (now, as_sent):
            found.unchanged += 1
            continue
        kind: ProposalKind = "question" if stamped.about else "conflict" if now and as_sent is None else "clean"
        definition = vocabulary.by_key.get(("measure", field))
        about, question = stamped.about, stamped.question
        if not about and stamped.sent and (definition is None or not stamped.sent.scope.is_open(definition, period)):
            kind, about, question = "question", "locked", ask.QUESTION_LOCKED
        found.items.append(
            NewProposal(
                field=key, period=period, submitted=submitted, kind=kind, node=node.id, measure_number=node.number,
                as_sent=as_sent, before=now or None, question=question, about=about, sheet=reading.sheet,
            )
        )
    return found
