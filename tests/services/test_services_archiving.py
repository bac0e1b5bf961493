"""完結セット and 経過: what belongs to the year is there, with its hashes; how an entry came about is told to the end."""
from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from planeditor.domain.days import long_day, today
from planeditor.domain.plan import CLOSED, CURRENT, NAME, PLAN_ID, Key, Plan
from planeditor.domain.reserved import confirmed_key, forecast_field
from planeditor.messages import archiving as say
from planeditor.messages import course as say_course
from planeditor.services.archiving.archiving import archive, prepare, write_archive
from planeditor.services.archiving.records import guarded
from planeditor.services.course.collecting import Courses
from planeditor.services.course.paper import course_part, write_course
from planeditor.services.formsets import FormSets
from planeditor.services.paper.folders import LISTING, file_hash
from planeditor.services.points.editing import PointText, add_point, answer_point
from planeditor.services.requests.confirming import digest
from planeditor.store.document import Document
from planeditor.store.receipts import NewReceipt
from tests.formengine.pdftext import parse
from tests.services.editing_plans import FORMS, R3, R4, WHO, key_of, make

SETS = FormSets()
DAY = dt.date(2026, 4, 1)
ORIGINAL = b"PK as it came"


def set_text(document: Document, key: Key, text: str | None, source: str = "", receipt: int | None = None) -> None:
    with document.edit("書く", who="係員", source=source, receipt=receipt) as edit:
        edit.set(key, text)


def rows_of(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def text_of(path: Path) -> str:
    return "".join(text for page in parse(path.read_bytes()).shown() for text in page)


def worked_on(folder: Path) -> Document:
    """A year: a submission, a change by telephone, an agreement, a 指摘 with its answer, and the year closed."""
    document = make(folder)
    plan = document.plan()
    effect, work = key_of(plan, "①-01", "effect", R4), key_of(plan, "①-01", "work", R4)
    receipt = document.add_receipt(NewReceipt("01_見本課_R4.xlsx", ORIGINAL, "受付係", "progress"))
    set_text(document, effect, "50% (1/2施設)", "提出", receipt)
    set_text(document, effect._replace(field=forecast_field("effect")), "見込")
    set_text(document, effect, "80% (4/5施設)", "電話")
    set_text(document, effect._replace(field=forecast_field("effect")), None)
    set_text(document, confirmed_key(effect), digest("80% (4/5施設)"))
    set_text(document, work, "=1+1 で始まる文", "提出", receipt)
    add_point(document, effect.node, PointText("どう数えたか", "第2回本部", "令和5年2月", "令和5年4月"), who=WHO)
    point = next(n for n in document.plan().children(effect.node, "block"))
    answer_point(document, point.id, "施設の数で数えた", who=WHO)
    set_text(document, Key(PLAN_ID, CURRENT), R4.key)
    set_text(document, Key(PLAN_ID, CLOSED, R4.key), today().isoformat())
    return document


class Made:
    def __init__(self, folder: Path) -> None:
        self.document = worked_on(folder)
        self.target = folder / "完結"
        self.done = archive(
            self.document, SETS, R4, self.target, who=WHO, retention="10年", originals=True, day=DAY
        )


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return Made(tmp_path_factory.mktemp("完結"))


def test_everything_of_the_year_is_listed_with_its_hash(made: Made) -> None:
    listed = {row["ファイル名"]: row for row in rows_of(made.target / LISTING)}
    files = {p.relative_to(made.target).as_posix() for p in made.target.rglob("*") if p.is_file()}
    assert set(listed) == files - {LISTING}
    assert all(row["SHA-256"] == file_hash(made.target / name) for name, row in listed.items())
    assert set(listed) == {
        f"{say.ORIGINALS}/0001_01_見本課_R4.xlsx", "施策進行管理シート.pdf", "施策進行管理シート.xlsx", "計画の施策シート.xlsx",
        "計画書.pdf", "受付簿.csv", "受付簿.pdf", "変更履歴.csv", "指摘と措置.pdf", "指摘と措置.xlsx", "経過.pdf", "計画.json", "目録.pdf",
        "目録.xlsx",
    }
    assert (made.target / say.ORIGINALS / "0001_01_見本課_R4.xlsx").read_bytes() == ORIGINAL
    assert not made.done.warnings
    assert set(made.done.paths) == {made.target / name for name in files}


def test_the_papers_say_how_long_they_are_kept_and_no_draft(made: Made) -> None:
    index = text_of(made.target / "目録.pdf")
    assert "保存年限：10年" in index
    assert "計画.json" in index
    assert f"確定日：{long_day(today())}" in index
    assert "（案）" not in text_of(made.target / "施策進行管理シート.pdf")
    points = text_of(made.target / "指摘と措置.pdf")
    assert all(text in points for text in ("第2回本部", "どう数えたか", "施設の数で数えた", "令和5年2月"))


def test_the_records_are_those_of_the_year(made: Made) -> None:
    (receipt,) = rows_of(made.target / "受付簿.csv")
    assert (receipt["ファイル名"], receipt["結果"], receipt["SHA-256"]) == (
        "01_見本課_R4.xlsx", say.WRITTEN, hashlib.sha256(ORIGINAL).hexdigest(),
    )
    changes = rows_of(made.target / "変更履歴.csv")
    assert [(r["前"], r["後"]) for r in changes if (r["施策番号"], r["項目"]) == ("①-01", "効果（額）")] == [
        ("", "50% (1/2施設)"), ("50% (1/2施設)", "80% (4/5施設)"),
    ]
    assert [r["後"] for r in changes if r["項目"] == "作業内容" and r["年度"] == "R4年度"][-1] == "'=1+1 で始まる文"
    data = json.loads((made.target / "計画.json").read_text(encoding="utf-8"))
    assert data["areas"][0]["measures"][0]["number"] == "①-01"


def test_an_open_year_is_told_of_and_its_papers_are_drafts(made: Made, tmp_path: Path) -> None:
    done = archive(made.document, SETS, R3, tmp_path / "早い", who=WHO, day=DAY)
    assert done.warnings == [say.NOT_CLOSED_WARNING.format(period="R3年度")]
    assert "（案）" in text_of(tmp_path / "早い" / "施策進行管理シート.pdf")
    assert not (tmp_path / "早い" / say.ORIGINALS).exists()
    assert say.RETENTION_OPEN in text_of(tmp_path / "早い" / "目録.pdf")


def test_the_same_year_makes_the_same_bytes(made: Made, tmp_path: Path) -> None:
    ready = prepare(made.document, SETS, R4, who=WHO, retention="10年", originals=True, day=DAY)
    again = archive(made.document, SETS, R4, tmp_path / "再", who=WHO, retention="10年", originals=True, day=DAY)
    assert ready.label == "R4年度"
    for path in again.paths:
        if path.suffix != ".xlsx" or path.parent.name == say.ORIGINALS:
            assert path.read_bytes() == (made.target / path.relative_to(tmp_path / "再")).read_bytes() or path.stem in (say.INDEX, "files")


def test_the_course_of_a_figure_is_told_to_the_end(made: Made, tmp_path: Path) -> None:
    plan = made.document.plan()
    node = plan.measure_by_number("①-01")
    assert node is not None
    field = FORMS.vocabulary.by_key["measure", "effect"]
    (course,) = Courses(made.document, FORMS).of_measure(node, [field], [R4])
    assert (course.now, course.span) == ("80% (4/5施設)", "R4年度（令和4年4月1日から令和5年3月31日まで）")
    assert course.figure == "文から読み取った数値：80 %、4／5 施設（80.0%）"
    assert course.agreed == say_course.AGREED_CONFIRMED.format(date=long_day(today()))
    told = [(step.old, step.new) for step in course.steps]
    assert told == [
        ("", "50% (1/2施設)"), ("", "見込の別：見込"), ("50% (1/2施設)", "80% (4/5施設)"), ("", say_course.STEP_FORECAST_FINAL),
        ("", say_course.STEP_CONFIRMED),
    ]
    assert "01_見本課_R4.xlsx" in course.steps[0].source
    assert hashlib.sha256(ORIGINAL).hexdigest() in course.steps[0].source
    assert course.steps[2].source == "電話"
    part = course_part(plan, SETS.papers(FORMS), node, [course], DAY)
    write_course([part], tmp_path / "経過.pdf", "経過")
    shown = text_of(tmp_path / "経過.pdf")
    assert all(text in shown for text in ("80% (4/5施設)", "取込番号 1", "電話", "令和4年4月1日から", "作成日：令和8年4月1日"))


def test_who_agreed_is_told_and_what_was_undone_too(tmp_path: Path) -> None:
    document = make(tmp_path)
    plan = document.plan()
    work = key_of(plan, "①-01", "work", R4)
    node = plan.measure_by_number("①-01")
    assert node is not None
    receipt = document.add_receipt(NewReceipt("見本課.xlsx", b"", WHO))
    set_text(document, work, "提出の文", "提出", receipt)
    (course,) = [c for c in Courses(document, FORMS).of_measure(node) if c.key == work]
    assert course.agreed == say_course.AGREED_SUBMITTED.format(department="担当部署", receipt=receipt)
    set_text(document, work, "直した文", "事務局修正")
    (course,) = [c for c in Courses(document, FORMS).of_measure(node) if c.key == work]
    assert course.agreed == say_course.NOT_AGREED
    document.undo(WHO)
    (course,) = [c for c in Courses(document, FORMS).of_measure(node) if c.key == work]
    assert course.now == "提出の文"
    assert "後で元に戻した" in course.steps[1].name
    assert course.agreed.startswith("担当部署")
    keys = [c.key.period for c in Courses(document, FORMS).of_measure(node)]
    assert keys == sorted(keys)


def test_cells_of_our_own_lists_are_no_formulas() -> None:
    assert [guarded(t) for t in ("=1", "+1", "@a", "-", "あ=1", "")] == ["'=1", "'+1", "'@a", "-", "あ=1", ""]


def test_titles_may_say_anything_and_two_forms_may_have_one(made: Made, tmp_path: Path) -> None:
    ready = prepare(made.document, SETS, R4, who=WHO, day=DAY)
    odd = {name: replace(form, title="目録") for name, form in ready.forms.forms.items() if name in ("plan", "progress")}
    braces = Plan({**ready.plan.entries, Key(PLAN_ID, NAME): "計画{x}{0}"})
    write_archive(replace(ready, plan=braces, forms=replace(ready.forms, forms={**ready.forms.forms, **odd})), tmp_path / "完結")
    names = {p.name for p in (tmp_path / "完結").iterdir()}
    assert names >= {"目録.pdf", "目録.xlsx", "目録 (2).pdf", "目録 (2).xlsx"}
    with (tmp_path / "完結" / "files.csv").open(encoding="utf-8-sig", newline="") as listing:
        rows = list(csv.reader(listing))[1:]
    assert len({row[0] for row in rows}) == len(rows) == len(names) - 1
    assert "計画{x}{0}　R4年度　完結セット目録" in {row[1] for row in rows}
