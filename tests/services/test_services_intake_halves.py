"""One workbook filled in by two people: whoever returns it first, the plan comes out the same and nothing is lost."""
from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planeditor.services.intake.taking import Intake
from planeditor.store.document import Document
from planeditor.store.requests import Request
from tests.services.intake_plans import FORMS, R3, WHO, YEARLY, Town

FIELDS = ("progress", "work", "effect")
TEXTS = st.sampled_from(["順調", "遅れた", "５０％", "50%", "・調査\n・設計", "-", "完了した"])
FILLED = st.dictionaries(st.sampled_from(FIELDS), TEXTS, max_size=3)


@pytest.fixture(scope="module")
def intake() -> Iterator[Intake]:
    with Intake(FORMS, who=WHO, accept="clean") as made:
        yield made


@pytest.fixture(scope="module")
def sent_town(tmp_path_factory: pytest.TempPathFactory) -> tuple[Town, Request]:
    town = Town(tmp_path_factory.mktemp("町"))
    return town, town.send()


@settings(max_examples=12, deadline=None)
@given(first=FILLED, second=FILLED)
def test_either_order_comes_to_the_same(
    intake: Intake, sent_town: tuple[Town, Request], first: Mapping[str, str], second: Mapping[str, str]
) -> None:
    town, request = sent_town
    halves = [town.book(town.sheet(request).year("R3", **half), slip={"内線": str(n)}) for n, half in enumerate((first, second))]
    sent = {name: town.text(name) for name in FIELDS}
    one, other = (_after(town, intake, order) for order in (halves, halves[::-1]))
    changed = [{name: text for name, text in half.items() if text != sent[name]} for half in (first, second)]
    both = {name for name in changed[0].keys() & changed[1].keys() if changed[0][name] != changed[1][name]}
    for name in FIELDS:
        if name in both:  # neither is lost: it stands in the plan or waits
            for after in (one, other):
                assert {changed[0][name], changed[1][name]} <= {after[name][0], *after[name][1]}
        else:
            assert one[name] == other[name]
            expected = changed[0].get(name, changed[1].get(name, sent[name]))
            assert expected in (one[name][0], *one[name][1])


def _after(town: Town, intake: Intake, books: list[Path]) -> dict[str, tuple[str, tuple[str, ...]]]:
    """What the plan says after both files, and what waits, by field."""
    copy = town.folder / "写し.plandb"
    shutil.copy(town.file, copy)
    node = town.key("work").node
    with Document.open(copy, who=WHO) as document:
        for path in books:
            intake.take(document, intake.read(path, "sodegaura"))
        plan = document.plan()
        waits = document.receipts.proposals(waiting_only=True)
        assert all(p.node == node and p.period == R3 and p.field in YEARLY for p in waits)
        found = {f: (plan.text(node, f, R3), tuple(sorted({p.submitted for p in waits if p.field == f}))) for f in FIELDS}
    copy.unlink()
    return found
