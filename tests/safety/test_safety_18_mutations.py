"""18: workbooks spoilt at random, in bytes and in XML, offered one after the other: read or refused, never more."""
from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from planeditor.services.formsets import FormSets
from planeditor.store.document import Document
from tests.hostile.formbook import plan_of_the_form
from tests.safety.mutating import mutated
from tests.safety.offering import WHO, Offering
from tests.safety.producers import produced
from tests.safety.sentences import is_good
from tests.safetytable import Figures

BOOKS, BOOKS_SEED = 50, 7
QUICK, FULL = 150, 5000


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    """A plan that knows the official sheet, which some of the workbooks hold."""
    with Document.open(plan_of_the_form(tmp_path, WHO), who=WHO) as opened:
        yield opened


@pytest.mark.parametrize("count", [QUICK, pytest.param(FULL, marks=pytest.mark.full)])
def test_mutations_are_read_or_refused(count: int, document: Document, tmp_path: Path, figure: Figures) -> None:
    sound = produced(BOOKS, BOOKS_SEED)
    crashes, unreported, slow, bad = [], [], [], []
    taken = refused = lost = 0
    before = dict(document.plan().entries)
    with Offering(document, forms=FormSets()) as offering:
        for number in range(count):
            one = sound[number % BOOKS]
            path = tmp_path / f"変異{number:04}{Path(one.name).suffix}"
            path.write_bytes(mutated(one.data, random.Random(f"m{number}")))
            try:
                offered = offering.offer(path)
            except Exception as error:  # noqa: BLE001  # this is what is counted
                crashes.append(f"{path.name}: {type(error).__name__} {error}")
                continue
            finally:
                path.unlink(missing_ok=True)
            lost += offered.lost
            refused += bool(offered.sentence)
            taken += offered.result is not None and not offered.sentence
            if offered.lost and not offered.read and not offered.sentence:
                unreported.append(path.name)
            if offered.is_slow:
                slow.append(f"{path.name}: {offered.seconds:.1f} s")
            if offered.sentence and not is_good(offered.sentence, path.name):
                bad.append(offered.sentence)
    figure(
        18, f"{count:,} mutations of {BOOKS} workbooks: {len(crashes)} crashes of the program, {lost} reading processes lost, "
        f"{len(unreported)} of them not reported ({taken} taken, {refused} refused)", passed=not (crashes or unreported or slow),
    )
    assert not crashes
    assert not unreported
    assert not slow
    assert not bad
    assert document.plan().entries == before, "nothing that was only offered changes the plan"
    assert document.verify() == []
