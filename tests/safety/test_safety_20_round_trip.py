"""Test 20: import, save, export to Excel, import again: every character comes back, whatever it is."""
from __future__ import annotations

from pathlib import Path

from planeditor.domain.plan import Node, Plan
from planeditor.formengine.fonts.book import FontBook
from planeditor.messages import reading as say
from planeditor.services.formsets import FormSets
from planeditor.services.intake.importing import Importer
from planeditor.services.paper.exporting import export
from planeditor.store.document import Document
from tests.books import measure, progress_book
from tests.hostile.formbook import book, cell, form
from tests.safety.unicodes import CHOSEN, random_texts
from tests.safetytable import Figures

FORMS = FormSets()
WHO = "試験"
RANDOM = 1000
FIELDS = "summary", "other_plans", "expected_effect", "target"


def taken_in(plan_file: Path, workbook: Path) -> Plan:
    """What becomes of a workbook in a new plan file, read from the file."""
    (result,) = Importer(plan_file, FORMS, who=WHO).run([workbook])
    assert result.outcome == "imported", result.message
    with Document.open(plan_file, read_only=True) as document:
        return document.plan()


def texts_of(plan: Plan) -> list[str]:
    """The texts of every measure, in order."""

    def of(node: Node) -> list[str]:
        return [plan.text(node.id, field) for field in FIELDS]

    return [text for node in plan.measures for text in of(node)]


def as_drawn(text: str) -> str:
    """A text as a workbook holds it: what looks like an escape is escaped."""
    return text.replace("_x", "_x005F_x")


def test_every_character_comes_back(tmp_path: Path, figure: Figures) -> None:
    texts = [*CHOSEN, *random_texts(RANDOM)]
    texts += ["―"] * (-len(texts) % len(FIELDS))
    measures = []
    for number in range(len(texts) // len(FIELDS)):
        own = map(as_drawn, texts[number * len(FIELDS) :][: len(FIELDS)])
        given = dict(zip(("summary", "other", "effect", "target"), own, strict=True))
        measures.append(measure(f"①-{number + 1:03}", name=f"施策{number + 1}", R3="検討|||順調|・調査|-", **given))
    first = taken_in(tmp_path / "初.plandb", progress_book(tmp_path / "初.xlsx", *measures))
    lost = [(a, b) for a, b in zip(texts, texts_of(first), strict=True) if a != b]
    export(first, FORMS.of(first), "progress", tmp_path / "出.xlsx", fonts=FontBook())
    again = taken_in(tmp_path / "再.plandb", tmp_path / "出.xlsx")
    changed = [(a, b) for a, b in zip(texts, texts_of(again), strict=True) if a != b]
    said = f"{len(CHOSEN)} texts of rare characters, {RANDOM} random ones: {len(lost)} different after import, {len(changed)} at the end"
    figure(20, said, passed=not lost and not changed)
    assert lost == []
    assert changed == []


def test_controls_and_lone_surrogates_are_announced(tmp_path: Path, figure: Figures) -> None:
    place = (4, 2)
    spoilt = "前_x0007_中_xD800_後"
    workbook = tmp_path / "制御.xlsx"
    workbook.write_bytes(book(sheet=form(raw={place: cell(place, f"<is><t>{spoilt}</t></is>")})))
    (result,) = Importer(tmp_path / "制御.plandb", FORMS, who=WHO).run([workbook])
    announced = any(say.NOTE_CLEANED.format(count=1) in note for note in result.notes)
    with Document.open(tmp_path / "制御.plandb", read_only=True) as document:
        plan = document.plan()
    (text,) = (plan.text(node.id, "summary") for node in plan.measures)
    said = f"kept as {text!r}, {'announced' if announced else 'not announced'}"
    figure(20, said, passed=announced, what="a control and a lone surrogate")
    assert text == "前中\ufffd後"
    assert announced
