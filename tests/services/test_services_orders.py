"""Orders: several forms at once, chosen places of the tree, progress that can be stopped, pages for a printer."""
from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest

from planeditor.domain.building import PlanBuilder
from planeditor.domain.errors import KnownError
from planeditor.domain.periods import Period
from planeditor.domain.plan import DEPARTMENTS, Plan
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.form.formset import FormSet
from planeditor.formengine.form.parts import Part
from planeditor.formengine.rendering import PdfView
from planeditor.services.formsets import FormSets
from planeditor.services.paper.exporting import chosen_roots, export_order, export_to, printed_pages
from planeditor.services.paper.order import Order, Selection, kind_of

FORMS = FormSets().get("sodegaura")
FONTS = FontBook()


class StopError(Exception):
    """What a window raises out of the progress."""


def made_up() -> Plan:
    builder = PlanBuilder()
    builder.start("見本市計画", "見本市", "sodegaura", [Period("年度", 2024, 2024)])
    for area in "①②":
        node = builder.area(area, f"分野{area}")
        for number in (1, 2):
            builder.add("measure", node, {DEPARTMENTS: "見本課"}, f"{area}-0{number}", f"施策{area}{number}")
    return Plan(builder.entries)


PLAN = made_up()


def with_document() -> FormSet:
    return FormSet(
        FORMS.id, FORMS.title, FORMS.version, FORMS.folder, FORMS.vocabulary, FORMS.forms,
        {"全体": (Part("目次"), Part("plan"), Part("progress"))},
    )


def test_several_forms_follow_each_other_with_one_count_of_pages(tmp_path: Path) -> None:
    written = export_order(PLAN, FORMS, Order(("plan", "progress"), "pdf"), tmp_path / "全部.pdf")
    view = PdfView((tmp_path / "全部.pdf").read_bytes())
    assert written.pages == len(view.sizes) == 8
    written = export_order(PLAN, FORMS, Order(("plan", "progress"), "xlsx"), tmp_path / "全部.xlsx")
    assert len(openpyxl.load_workbook(tmp_path / "全部.xlsx").worksheets) == 8
    assert written.paths == [tmp_path / "全部.xlsx"]


def test_a_node_stands_for_all_below_it() -> None:
    first, second = PLAN.areas
    one = PLAN.children(second.id)[1]
    roots = chosen_roots(PLAN, FORMS.form("progress"), Selection(nodes=(one.id, first.id)))
    assert [n.number for n in roots if n] == ["①-01", "①-02", "②-02"]
    with pytest.raises(KnownError):
        chosen_roots(PLAN, FORMS.form("progress"), Selection(nodes=("ない",)))


@pytest.mark.parametrize(("forms", "names", "total"), [(FORMS, ("progress",), 4), (with_document(), ("全体",), 16)])
def test_progress_goes_to_the_end_in_single_steps(forms: FormSet, names: tuple[str, ...], total: int) -> None:
    told: list[tuple[int, int]] = []
    export_to(PLAN, forms, Order(names, "pdf"), io.BytesIO(), fonts=FONTS, progress=lambda *at: told.append(at))
    assert told == [(n, total) for n in range(1, total + 1)]


@pytest.mark.parametrize("kind", ["pdf", "xlsx"])
def test_stopping_leaves_the_old_file(tmp_path: Path, kind: str) -> None:
    target = tmp_path / f"会議.{kind}"
    target.write_bytes(b"old")

    def stop(done: int, _total: int) -> None:
        if done == 3:
            raise StopError

    with pytest.raises(StopError):
        export_order(PLAN, FORMS, Order(("progress",), kind_of(target)), target, fonts=FONTS, progress=stop)
    assert [p.name for p in tmp_path.iterdir()] == [target.name]
    assert target.read_bytes() == b"old"


def test_a_printer_gets_the_pages_of_the_pdf_with_their_margins() -> None:
    order = Order(("全体",), "pdf", number="資料1")
    output = io.BytesIO()
    written = export_to(PLAN, with_document(), order, output, fonts=FONTS)
    pages = list(printed_pages(PLAN, with_document(), order, fonts=FONTS))
    view = PdfView(output.getvalue())
    assert len(pages) == written.pages == len(view.sizes)
    assert [(round(p.width), round(p.height)) for p in pages] == [(round(s.width), round(s.height)) for s in view.sizes]
    for number, page in enumerate(pages, start=1):
        texts = [box.text for box in page.boxes]
        assert texts.count(f"- {number} -") == 1
        assert "資料1" in texts
