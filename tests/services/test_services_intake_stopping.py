"""An import stopped from another thread: nothing of the file is kept, whatever it was being done with it."""
from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from planeditor.services.formsets import FormSets
from planeditor.services.intake import taking
from planeditor.services.intake.stopping import StoppedError
from planeditor.services.intake.taking import Intake
from planeditor.store.document import Document
from tests.hostile.formbook import book, form_cells, plan_of_the_form, rows

WHO = "試験"


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    with Document.open(plan_of_the_form(tmp_path, WHO), who=WHO) as opened:
        yield opened


def receipts(document: Document) -> list[int]:
    return [receipt.number for receipt in document.receipts.all()]


def test_a_stopped_intake_takes_nothing_more(document: Document, tmp_path: Path) -> None:
    path = tmp_path / "提出.xlsx"
    path.write_bytes(book({"xl/number.xml": "<n/>"}))
    with Intake(FormSets(), who=WHO) as intake:
        source = intake.read(path, document.plan().form_set)
        intake.cancel()
        with pytest.raises(StoppedError) as stopped:
            intake.take(document, source)
        assert path.name in stopped.value.message
    assert receipts(document) == [1]


@pytest.mark.parametrize("step", ["recognise", "standing", "apply"])
def test_stopped_in_the_middle_nothing_is_kept(
    step: str, document: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "提出.xlsx"
    path.write_bytes(book({"xl/number.xml": "<n/>"}, sheet=rows(form_cells(work="・打合せを9回"))))
    before = dict(document.plan().entries)
    with Intake(FormSets(), who=WHO, accept="all") as intake:
        original = getattr(taking, step)

        def stopping(*arguments: Any, **named: Any) -> Any:
            result = original(*arguments, **named)
            intake.cancel()
            return result

        monkeypatch.setattr(taking, step, stopping)
        with pytest.raises(StoppedError):
            intake.take(document, intake.read(path, document.plan().form_set))
    assert receipts(document) == [1]
    assert document.plan().entries == before
    assert document.verify() == []
