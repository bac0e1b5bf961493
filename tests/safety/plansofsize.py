"""Plan files of real size with some of everything in every table, for the suite of safety."""
from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from planeditor.domain.plan import KIND, Key
from planeditor.services.planfiles.sample import sample_content
from planeditor.store.departments import Department
from planeditor.store.document import Document
from planeditor.store.papers import NewPaper
from planeditor.store.receipts import NewProposal, NewReceipt, ReceiptSheet
from planeditor.store.requests import NewRequest, RequestBook, RequestSheet
from tests.bench.bench_checks import long_text, made_up

YEAR = "年度:2016"


def write_plan(path: Path, measures: int = 0, edits: int = 40) -> None:
    """A plan file of the sample city, with ``measures`` made-up ones beside its own and a history of some years."""
    entries, departments = sample_content()
    content: Mapping[Key, str] = made_up(measures).entries if measures else entries
    nodes = [key.node for key, text in content.items() if key.field == KIND and text == "measure"]
    chance = random.Random(8)
    with Document.create(path, content, name="計画の作成", who="見本課 甲", source="見本") as document:
        document.departments.add(departments)
        document.departments.add([Department("総務部", "旧課", 90, valid_to=date(2017, 3, 31), successor=1, further=(2, 3))])
        document.set_labels({"work": "作業内容", "summary": "概要"}, {f"年度:{y}": f"H{y - 1988}年度" for y in range(2016, 2021)})
        for number in range(edits):
            with document.edit(f"入力{number}", who="見本課 甲") as edit:
                for node in chance.sample(nodes, 3):
                    edit.set(Key(node, "work", YEAR), long_text(chance, chance.randint(10, 300)))
                    edit.set(Key(node, "effect", YEAR), chance.choice(["", f"約{number}万円"]))
            if number % 7 == 3:
                document.undo("見本課 乙")
            if number % 14 == 3:
                document.redo("見本課 乙")
            if number % 8 == 5:
                _take_in(document, chance, nodes)
        if document.receipts.last():
            document.undo_import(1, "見本課 甲")
        _send_out(document, nodes)
        for number in range(2):
            document.keep_paper(NewPaper(
                snapshot="s1", name=f"会議資料{number}", kind="pdf", period=YEAR, content=chance.randbytes(30_000), who="見本課 甲",
                options="{}",
            ))  # fmt: skip
        document.drafts.keep(Key(nodes[0], "work", YEAR), "書きかけ", "見本課 甲")


def _take_in(document: Document, chance: random.Random, nodes: list[str]) -> None:
    held = chance.sample(nodes, 4)
    proposals = [
        NewProposal(field="progress", period=YEAR, node=node, submitted=long_text(chance, 60), kind="clean", sheet=node, cell="C5")
        for node in held
    ]
    sheets = [ReceiptSheet("表紙", "", ""), *(ReceiptSheet(node, node, "progress", filled_by="佐藤") for node in held)]
    with document.edit("提出の取込", who="見本課 乙", source="提出") as edit:
        edit.add_receipt(NewReceipt("見本課.xlsx", chance.randbytes(25_000), "見本課 乙", "progress", "imported"), proposals, sheets)
        edit.decide([p.id for p in edit.proposals[:2]], "accepted")
        for proposal in edit.proposals[:2]:
            edit.set(proposal.key or Key("", ""), proposal.submitted)


def _send_out(document: Document, nodes: list[str]) -> None:
    tokens = [f"K7QM-{number:04}-9" for number in range(40)]
    sheets = [RequestSheet(token, node, "progress") for token, node in zip(tokens, nodes, strict=False)]
    books: tuple[RequestBook, ...] = (
        RequestBook("K7QM-3B2C-8", 1, "見本課", "01_見本課.xlsx", tuple(sheets[:8])),
        RequestBook("K7QM-3B2D-8", 2, "総務課", "02_総務課.xlsx", tuple(sheets[8:])),
    )  # fmt: skip
    for _ in range(2):
        request = document.add_request(NewRequest(periods=(YEAR,), who="見本課 甲", deadline=date(2017, 4, 16), books=books))
        document.withdraw_request(request.number)
        books = ()
