"""Files that came in, put into a plan as an import would: one row of every kind."""
from __future__ import annotations

from collections.abc import Sequence

from planeditor.domain.current import current_period
from planeditor.domain.plan import REMARK
from planeditor.services.formsets import FormSets
from planeditor.store.document import Document
from planeditor.store.receipts import NewProposal, NewReceipt, ReceiptSheet

LONG = "庁内向けの運用を開始したが、市民公開は次年度となり、遅延が生じている。"


def receive(document: Document, name: str, proposals: Sequence[NewProposal], sheets: Sequence[ReceiptSheet] = ()) -> int:
    """Stage proposals of a file; gives its 取込番号."""
    with document.edit(f"取込：{name}", who="試験", source="提出") as edit:
        return edit.add_receipt(NewReceipt(name, name.encode(), "試験"), proposals, sheets)


def every_kind(document: Document, forms: FormSets, measure: int = 0) -> list[NewProposal]:
    """For one measure of the sample in the current year: changed, notation, both changed, blanked, struck, locked, a remark."""
    plan = document.plan()
    node = plan.measures[measure]
    current = current_period(plan, forms.of(plan).vocabulary)
    period = current.key if current else ""

    def now(field: str, of: str = period) -> str:
        return plan.text(node.id, field, of)

    common = {"node": node.id, "measure_number": node.number, "period": period, "sheet": node.number}
    work, progress, effect = now("work"), now("progress"), now("effect")
    return [
        NewProposal(
            field="work", submitted=f"{work}\n・職員向けの操作研修を2回実施（46名）", kind="clean", as_sent=work, before=work,
            cell="D12", **common,
        ),
        NewProposal(
            field="progress", submitted=LONG, kind="conflict", as_sent="準備を進めており、計画通り進捗している。", before=progress,
            cell="B12", **common,
        ),
        NewProposal(field="effect", submitted="", kind="question", about="blanked", as_sent=effect, before=effect, cell="F12", **common),
        NewProposal(
            field="operation", submitted="運用開始（10月）", kind="clean", as_sent=now("operation"), before=now("operation"),
            cell="E12", **common,
        ),
        NewProposal(
            field="planning", submitted="仕様の検討と公募", kind="question", about="struck", whole="仕様の検討と入札公募", struck="入札",
            as_sent=now("planning"), before=now("planning"), question="取り消し線の引かれた文字（「入札」）があります。",
            cell="C12", **common,
        ),
        NewProposal(
            field="summary", submitted="概要を書き直しました。", kind="question", about="locked", as_sent=now("summary", ""),
            before=now("summary", ""), question="計画事項です。反映は改定のときになります。", cell="B4", **common | {"period": ""},
        ),
        NewProposal(field=REMARK, submitted="基準日は3月末です", kind="question", about="beside", cell="J9", **common),
    ]
