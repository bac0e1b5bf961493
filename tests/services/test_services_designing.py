from __future__ import annotations

import contextlib
import io
import time
import tomllib
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.comments import Comment
from openpyxl.styles import Alignment

from planeditor import paths
from planeditor.domain.building import PlanBuilder
from planeditor.domain.errors import KnownError
from planeditor.domain.fields import FieldDef
from planeditor.domain.periods import Period
from planeditor.domain.plan import PLAN_ID, Key, Plan
from planeditor.formengine.cells import Place
from planeditor.formengine.designing.plainsheet import PlainMark
from planeditor.formengine.designing.showing import show_sheet
from planeditor.formengine.filling.fill import Filler
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.form.loading import load_form_set
from planeditor.formengine.reading.reader import WorkbookReader
from planeditor.formengine.recognition.patterns import FormPattern
from planeditor.formengine.recognition.recognise import recognise
from planeditor.messages import designing as say
from planeditor.services.designing.base import base_of
from planeditor.services.designing.design import Design
from planeditor.services.designing.offers import offers, placeholder_of
from planeditor.services.designing.opening import open_book
from planeditor.services.designing.proposals import Proposal, accept
from planeditor.services.designing.proposing import propose
from planeditor.services.designing.reopening import reopen
from planeditor.services.designing.toml import toml_text
from planeditor.services.designing.trying import Trial, try_design
from planeditor.services.designing.writing import SetExistsError, save, set_id_of
from planeditor.services.formsets import FormSets
from planeditor.services.paper.exporting import export
from planeditor.services.planfiles.sample import sample_content
from tests.hostile import extras, otherformats, packages, sheets
from tests.plans import load_seed, progress_plan
from tests.services.designing_books import YEARS, draw, draw_list, draw_rich

Change = Callable[[Design], Design]


@pytest.fixture(scope="module")
def forms() -> FormSets:
    return FormSets([paths.forms_folder()])


@pytest.fixture(scope="module")
def sample() -> Plan:
    return Plan(sample_content()[0])


@pytest.fixture
def own(tmp_path: Path) -> Path:
    return tmp_path / "own" / "forms"


@dataclass
class Clerk:
    """Does what the guide says and counts: one step is one action of the user."""

    forms: FormSets
    plan: Plan
    steps: list[str] = field(default_factory=list)
    trial: Trial | None = None

    def choose(self, path: Path, base: str = "sodegaura") -> None:
        """Choose the workbook: its first sheet and the names it suggests stand there already."""
        self.steps.append("choose the workbook")
        book = open_book(path)
        self.design = Design(
            book.take(book.sheets[0]), base_of(self.forms, base), set_id_of(path.stem), path.stem, "own", book.sheets[0]
        )

    def name(self, set_title: str, form_title: str) -> None:
        self.steps.append("name form set and form")
        self.design = replace(self.design, set_id=set_id_of(set_title), set_title=set_title, form_title=form_title)

    def look(self) -> None:
        self.steps.append("look at the sheet and go on")
        assert self.design.sheet.cells

    def proposals(self) -> list[Proposal]:
        return propose(self.design, self.plan, [self.forms.get(n).vocabulary for n in self.forms.places])

    def accept_all(self) -> None:
        self.steps.append("accept the proposals")
        proposals = self.proposals()
        each = next((p.each for p in proposals if p.each), self.design.each)
        self.design = accept(replace(self.design, each=each), proposals)

    def correct(self, what: str, change: Change) -> None:
        self.steps.append(what)
        self.design = change(self.design)

    def try_it(self) -> Trial:
        self.steps.append("try it")
        self.trial = try_design(self.design, self.plan)
        return self.trial

    def save(self, folder: Path) -> Path:
        self.steps.append("save")
        return save(self.design, folder)


def read_back(path: Path, trial: Trial) -> dict[tuple[str, str, str], str]:
    """The entries of measures that the reader finds in an exported workbook: number, field, period -> text."""
    with WorkbookReader() as reader:
        book = reader.read(path)
    found: dict[tuple[str, str, str], str] = {}
    for sheet in book.sheets:
        for reading in recognise(sheet, [(trial.forms.id, FormPattern(trial.form))]):
            for node in [n for n in reading.nodes if n.kind == "measure"]:
                number = node.text("@number")
                found |= {(number, f, p): cell.text for (f, p), cell in node.entries.items() if cell.text}
    return found


def shown_in(trial: Trial, plan: Plan) -> dict[tuple[str, str, str], str]:
    """The entries of measures that the form shows, in the same form."""
    filler = Filler(plan, trial.form)
    found: dict[tuple[str, str, str], str] = {}
    for root in trial.roots:
        for key, text in filler.fill(root).entries().items():
            node = plan.node(key.node)
            if node is not None and node.kind == "measure":
                found[node.number, key.field, key.period] = text
    return found


# The whole way, counted


@pytest.mark.shared
def test_a_published_sheet_of_progress_becomes_a_form_in_six_steps(
    forms: FormSets, shared_folder: Path, own: Path, tmp_path: Path
) -> None:
    plan = progress_plan(load_seed(shared_folder, "sodegaura_progress")["sheets"])
    clerk = Clerk(forms, plan)
    clerk.choose(shared_folder / "samples" / "sodegaura_progress.xlsx")
    clerk.name("わが市の様式", "進行管理シート")
    clerk.look()
    clerk.accept_all()
    trial = clerk.try_it()
    folder = clerk.save(own)
    assert len(clerk.steps) == 6
    assert trial.troubles == []
    counted = trial.count()
    assert (counted.placed, counted.left) == (counted.total, ())
    assert load_form_set(folder).problems == []
    target = tmp_path / "out.xlsx"
    export(plan, trial.forms, "own", target)
    assert read_back(target, trial) == shown_in(trial, plan)


def test_an_empty_sheet_in_words_of_its_own_becomes_a_form_in_at_most_ten_steps(
    forms: FormSets, sample: Plan, own: Path, tmp_path: Path
) -> None:
    clerk = Clerk(forms, sample)
    clerk.choose(draw_rich(tmp_path / "取組管理シート.xlsx"))
    clerk.name("見本県の様式", "取組管理シート")
    clerk.look()
    clerk.accept_all()
    effect = next(f for f in clerk.design.new_fields if f.label == "見込まれる効果")
    clerk.correct("say how long a field may be", lambda d: d.add_field(replace(effect, length=80)))
    clerk.correct("put a known field where a new one was proposed", lambda d: d.assign((14, 2), "{{目標}}"))
    trial = clerk.try_it()
    folder = clerk.save(own)
    assert len(clerk.steps) <= 10
    assert len(clerk.steps) == 8
    assert trial.troubles == []
    saved = FormSets([paths.forms_folder(), own]).get(folder.name)
    assert (saved.title, saved.version, saved.problems) == ("見本県の様式", 1, [])
    assert {"own", "progress", "plan"} <= set(saved.forms)

    plan = written(sample, clerk.design)
    after = try_design(clerk.design, plan)
    target = tmp_path / "out.xlsx"
    export(plan, saved, "own", target)
    found = read_back(target, after)
    assert found == shown_in(after, plan)
    assert len({f for _, f, _ in found}) == len([f for f in saved.form("own").fields if f.of == "measure"])


def written(plan: Plan, design: Design) -> Plan:
    """The plan with something in every new field of every measure."""
    entries = dict(plan.entries)
    for measure in plan.measures:
        for definition in design.new_fields:
            for period in plan.period_keys(definition.series) if definition.series else [""]:
                told = f"{definition.label} {measure.number} {period}"
                text = definition.choices[0] if definition.choices else "12" if definition.type == "number" else told
                entries[Key(measure.id, definition.key, period)] = text
    return Plan(entries)


def test_a_list_with_years_across(forms: FormSets, sample: Plan, own: Path, tmp_path: Path) -> None:
    clerk = Clerk(forms, sample)
    clerk.choose(draw_list(tmp_path / "一覧.xlsx"))
    clerk.accept_all()
    assert clerk.design.each == "計画"
    assert {m.text for m in clerk.design.marks} == {"繰返 年度", "繰返 施策", "見出し"}
    plan = written(sample, clerk.design)
    clerk.plan = plan
    trial = clerk.try_it()
    assert trial.troubles == []
    assert trial.design.text((4, 2)) == "{{分野.名称}}"
    target = tmp_path / "out.xlsx"
    export(plan, trial.forms, "own", target)
    assert read_back(target, trial) == shown_in(trial, plan)
    assert len(trial.pages(FontBook())) >= 1


# What is taken of a workbook


def taken(path: Path) -> Design:
    forms = FormSets([paths.forms_folder()])
    book = open_book(path)
    return Design(book.take(book.sheets[0]), base_of(forms, "sodegaura"), "試験", "試験", "own", "試験の様式")


def changed(path: Path, change: Callable[[Any], None]) -> Path:
    book = openpyxl.load_workbook(path)
    change(book.worksheets[0])
    book.save(path)
    return path


def test_what_a_form_does_not_have_is_named_with_its_place(tmp_path: Path) -> None:
    def spoil(sheet: Any) -> None:
        sheet["B2"].alignment = Alignment(textRotation=90)
        sheet["B3"] = "=1+1"
        sheet["B4"].comment = Comment("話", "誰か")
        sheet.print_area = "A1:B4"
        sheet["D3"] = "余白の書き込み"
        sheet.row_dimensions[3].hidden = True
        sheet.page_setup.paperSize = 12
        sheet.page_setup.scale = 80

    path = draw(tmp_path / "a.xlsx", [["施策名", None], ["概要", None], ["備考", None], ["注", None]]).parent
    assert path is not None
    changed(tmp_path / "a.xlsx", spoil)
    sheet = taken(tmp_path / "a.xlsx").sheet
    found = {(n.cell, n.text) for n in sheet.notices}
    assert {("B2", say.ROTATED), ("B3", say.FORMULA), ("B4", say.COMMENT), ("", say.PAPER), ("", say.SCALED.format(percent=80))} <= found
    assert ("D3", say.OUTSIDE.format(text="余白の書き込み")) in found
    assert ("", say.HIDDEN_ROWS.format(count=1)) in found
    assert sheet.hidden == (frozenset({3}), frozenset())
    assert len(sheet.widths) == 2


def test_text_boxes_are_named(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    draw(path, [["施策名", None], ["概要", None]])
    anchor = (
        '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"><xdr:twoCellAnchor><xdr:from><xdr:col>1</xdr:col>'
        "<xdr:colOff>0</xdr:colOff><xdr:row>1</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>2</xdr:col><xdr:colOff>0</xdr:colOff>"
        "<xdr:row>2</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:clientData/></xdr:twoCellAnchor></xdr:wsDr>"
    )
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/drawing" '
        'Target="../drawings/drawing1.xml"/></Relationships>'
    )
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/drawings/drawing1.xml", anchor)
        archive.writestr("xl/worksheets/_rels/sheet1.xml.rels", relations)
    assert ("B2", say.PICTURE) in {(n.cell, n.text) for n in taken(path).sheet.notices}


def test_text_that_runs_over_its_neighbours_gets_one_wide_cell(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    draw(path, [["施策名", None, None]])

    def note(sheet: Any) -> None:
        sheet["A3"] = "効果は、目標に対する割合を書いてください。方針が決まる前は「-」とします。"

    changed(path, note)
    changed(path, lambda sheet: setattr(sheet, "print_area", "A1:C3"))
    assert taken(path).sheet.cells[3, 1].columns == 3


def test_a_sheet_wider_than_the_paper_is_narrowed(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    draw(path, [["施策名", *([None] * 7)]], widths=[30] * 8)
    sheet = taken(path).sheet
    assert sum(sheet.widths) <= sheet.setup.inner_width
    assert any(n.text.startswith(say.NARROWED.partition("{")[0]) for n in sheet.notices)


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.xlsx", b""), ("a.xlsx", b"PK\x03\x04 half a file"), ("a.pdf", b"%PDF-1.7 ..."), ("a.csv", "施策,取組\n".encode("cp932"))],
)
def test_what_is_no_sound_workbook_is_a_sentence(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    with pytest.raises(KnownError, match=name):
        open_book(tmp_path / name)


def test_an_old_workbook_is_to_be_saved_anew(tmp_path: Path, shared_folder: Path) -> None:
    table = (
        '<table:table table:name="a"><table:table-row><table:table-cell office:value-type="string"><text:p>施策名</text:p>'
        "</table:table-cell></table:table-row></table:table>"
    )
    path = tmp_path / "a.ods"
    names = " ".join(
        f'xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text")
    )
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body><office:spreadsheet>{table}</office:spreadsheet></office:body>"
            "</office:document-content>",
        )
        archive.writestr("META-INF/manifest.xml", "<a/>")
    with pytest.raises(KnownError, match=r"a\.ods"):
        open_book(path)


def test_merged_cells_without_end_are_refused_before_the_looks_are_read(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    draw(path, [["施策名", None]])
    made = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w") as new:
        for info in old.infolist():
            data = old.read(info)
            if info.filename.endswith("sheet1.xml"):
                data = data.replace(b"</sheetData>", b'</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>')
            new.writestr(info, data)
    path.write_bytes(made.getvalue())
    book = open_book(path)
    with pytest.raises(KnownError):
        book.take(book.sheets[0])


def test_an_empty_sheet_and_an_endless_one_are_sentences(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.save(tmp_path / "a.xlsx")
    draw(tmp_path / "b.xlsx", [["あ"] * 200] * 100)
    for name in ("a.xlsx", "b.xlsx"):
        opened = open_book(tmp_path / name)
        with pytest.raises(KnownError, match=name):
            opened.take(opened.sheets[0])


def test_a_cell_at_the_end_of_the_world_is_refused_at_once(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].cell(1_048_576, 16_384, "x")
    book.save(tmp_path / "a.xlsx")
    opened = open_book(tmp_path / "a.xlsx")
    with pytest.raises(KnownError, match=r"a\.xlsx"):
        opened.take(opened.sheets[0])


@pytest.mark.full
def test_hostile_workbooks_become_a_sheet_or_a_sentence(tmp_path: Path) -> None:
    found = [*packages.kinds(), *sheets.kinds(), *extras.kinds("0" * 8), *otherformats.kinds()]
    slow = []
    with WorkbookReader() as reader:
        for kind in found:
            path = tmp_path / kind.name
            path.write_bytes(kind.data)
            begun = time.monotonic()
            with contextlib.suppress(KnownError):
                opened = open_book(path, reader)
                begun = time.monotonic()
                show_sheet(opened.take(opened.sheets[0]), _FONTS)
            if time.monotonic() - begun > 60:
                slow.append(kind.name)
            path.unlink()
    assert not slow


def test_the_workbook_is_left_as_it_was(tmp_path: Path, own: Path, sample: Plan, forms: FormSets) -> None:
    path = draw_rich(tmp_path / "様式.xlsx")
    before = path.read_bytes()
    clerk = Clerk(forms, sample)
    clerk.choose(path)
    clerk.accept_all()
    clerk.save(own)
    assert path.read_bytes() == before


# Proposals


def proposed(tmp_path: Path, forms: FormSets, plan: Plan, rows: list[list[str | None]], **more: Any) -> tuple[Design, list[Proposal]]:
    draw(tmp_path / "p.xlsx", rows, **more)
    design = taken(tmp_path / "p.xlsx")
    return design, propose(design, plan, [forms.get(n).vocabulary for n in forms.places])


@pytest.mark.parametrize("label", ["施策名", "施策　名", "【施策名】", "１　施策名", "(2) 施策名：", "取り組み名", "事業名"])
def test_labels_are_known_in_any_printing(tmp_path: Path, forms: FormSets, sample: Plan, label: str) -> None:
    _, found = proposed(tmp_path, forms, sample, [[label, None], ["概要", None]])
    assert ((1, 2), "{{施策名}}") in [t for p in found for t in p.texts]


@pytest.mark.parametrize(
    ("labels", "text"),
    [
        (["令和3年度", "令和4年度"], "{{年度|和暦}}"), (["2021年度", "2022年度"], "{{年度|西暦}}"), (["R3年度", "R4年度"], "{{年度}}"),
        (["Ｒ３年度", "Ｒ４年度", "Ｒ５年度"], "{{年度}}"), (["R3", "R4"], "{{年度|H}}"),
    ],
)
def test_years_are_printed_as_they_were(tmp_path: Path, forms: FormSets, sample: Plan, labels: list[str], text: str) -> None:
    _, found = proposed(tmp_path, forms, sample, [["年度", "進捗総括"], *([label, None] for label in labels)])
    years = next(p for p in found if p.kind == "years" and p.rows)
    assert years.texts == (((2, 1), text),)
    assert years.rows == frozenset(range(3, 2 + len(labels)))


@pytest.mark.parametrize("merges", [["A2:A3"], []])
def test_heads_in_two_rows_come_again_together(tmp_path: Path, forms: FormSets, sample: Plan, merges: list[str]) -> None:
    rows: list[list[str | None]] = [
        ["施策名", None, None, None, None], ["年度", "予定", None, "実績", None], [None, "計画・設計", "運用", "作業内容", "効果（額）"],
        ["R3", None, None, None, None], ["R4", None, None, None, None],
    ]
    _, found = proposed(tmp_path, forms, sample, rows, merges=["B1:E1", "B2:C2", "D2:E2", *merges])
    assert [m for p in found for m in p.marks if m.text == "見出し"] == [PlainMark(True, 2, 3, "見出し")]


def test_a_title_over_the_whole_list_names_neither_its_years_nor_its_numbers(
    tmp_path: Path, forms: FormSets, sample: Plan
) -> None:
    blank: list[str | None] = [None] * 5
    rows: list[list[str | None]] = [["取組一覧", None, None, None, None], ["番号", "取組名", "概要", "R5", "R6"], *([blank] * 4)]
    draw(tmp_path / "一覧.xlsx", rows, merges=["A1:E1"])
    found = propose(replace(taken(tmp_path / "一覧.xlsx"), each="計画"), sample)
    assert dict(t for p in found for t in p.texts)[3, 1] == "{{施策番号}}"
    assert [p.field.label for p in found if p.field is not None] == [say.YEAR_VALUE]


def test_what_finds_no_place_is_told_in_the_order_of_the_fields(design: Design, sample: Plan) -> None:
    left = try_design(design.assign((3, 2), "{{施策名}}"), sample).count().left
    labels = [f.label for f in design.vocabulary.fields]
    assert left == tuple(sorted(left, key=lambda one: (-one[1], labels.index(one[0]))))
    assert len({count for _, count in left}) < len(left)


def test_years_that_do_not_follow_each_other_are_no_rows_to_repeat(tmp_path: Path, forms: FormSets, sample: Plan) -> None:
    _, found = proposed(tmp_path, forms, sample, [["年度", "進捗総括"], ["R5年度", None], ["R3年度", None]])
    assert not [p for p in found if p.kind == "years"]


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("別市情報化基本計画2018　進捗表（5年）", "{{計画.題名}}　進捗表（{{計画.年数}}年）"),
        ("見本市　情報化推進計画2021 進捗表", "{{計画.題名}} 進捗表"), ("計画の概要", None), ("関連する計画の一覧", None), ("進捗表", None),
    ],
)
def test_the_plans_title_is_found_at_the_top(
    tmp_path: Path, forms: FormSets, sample: Plan, title: str, text: str | None
) -> None:
    _, found = proposed(tmp_path, forms, sample, [["施策名", None], ["概要", None]], title=title)
    assert [t for p in found if p.kind == "title" for _, t in p.texts] == ([text] if text else [])


def test_a_field_of_another_set_comes_along(tmp_path: Path, forms: FormSets, sample: Plan) -> None:
    """A label of another form set is its field, under a key and a label that are free here."""
    design, found = proposed(tmp_path, forms, sample, [["施策名", None], ["実施内容", None], ["備考", None]])
    design = accept(design, found)
    trial = try_design(design, sample)
    assert trial.troubles == []
    labels = [(f.of, f.label) for f in design.vocabulary.fields if f.of in ("plan", "area", "measure")]
    assert len(labels) == len(set(labels))


def test_a_sheet_the_program_exported_becomes_the_form_it_was(forms: FormSets, sample: Plan, own: Path, tmp_path: Path) -> None:
    """Words of labels (運用) stand in cells too, and cells are merged over years."""
    export(sample, forms.get("sodegaura"), "progress", tmp_path / "out.xlsx")
    clerk = Clerk(forms, sample)
    clerk.choose(tmp_path / "out.xlsx")
    clerk.accept_all()
    trial = clerk.try_it()
    assert clerk.design.new_fields == ()
    assert trial.troubles == []
    wanted = {f.key for f in forms.get("sodegaura").form("progress").fields if f.of == "measure"}
    assert {f.key for f in trial.form.fields if f.of == "measure"} == wanted


@pytest.mark.parametrize("form", ["summary", "results", "schedule"])
def test_any_exported_form_can_be_looked_over(forms: FormSets, sample: Plan, tmp_path: Path, form: str) -> None:
    """Whatever is proposed for a workbook, what is wrong with it afterwards is said with its place, and nothing breaks."""
    found = forms.get("tomakomai").forms.get(form)
    if found is None or found.problems:
        pytest.skip("no such form")
    export(sample, forms.get("tomakomai"), form, tmp_path / "out.xlsx")
    design = taken(tmp_path / "out.xlsx")
    design = accept(design, propose(design, sample, [forms.get(n).vocabulary for n in forms.places]))
    for trouble in try_design(design, sample).troubles:
        assert trouble.sentence


def test_what_never_leaves_the_house_is_not_proposed(tmp_path: Path, forms: FormSets, sample: Plan) -> None:
    design, found = proposed(tmp_path, forms, sample, [["施策名", None], ["事務局メモ", None], ["事務局の控え", None]])
    assert {t for p in found for _, t in p.texts} == {"{{施策名}}"}
    assert all(o.field is None or o.field.kind != "internal" for o in offers(design.vocabulary))


def test_what_stands_in_an_internal_cell_of_one_measure_is_emptied(tmp_path: Path, forms: FormSets, sample: Plan) -> None:
    design, found = proposed(tmp_path, forms, sample, [["施策名", "窓口の案内"], ["事務局メモ", "来年は要検討"]])
    assert accept(design, found).text((2, 2)) == ""


def test_a_field_that_becomes_internal_leaves_its_cells(design: Design) -> None:
    made = FieldDef(design.new_key(), "経過", "measure")
    design = design.add_field(made).assign((2, 4), "{{経過|通し}}").add_field(replace(made, kind="internal"))
    assert design.text((2, 4)) == ""


@pytest.mark.parametrize("keep", [True, False])
def test_any_set_can_be_the_base(tmp_path: Path, forms: FormSets, sample: Plan, own: Path, keep: bool) -> None:
    path = draw_rich(tmp_path / "様式.xlsx")
    book = open_book(path)
    sheet = book.take(book.sheets[0])
    for name in forms.places:
        design = Design(sheet, base_of(forms, name), f"{name}の様式", name, "own", "様式", keep_forms=keep)
        design = accept(design, propose(design, sample))
        folder = save(design, own)
        saved = FormSets([paths.forms_folder(), own]).get(folder.name)
        assert saved.form("own").problems == []
        assert "own" in saved.forms
        assert keep == (set(base_of(forms, name).form_names) <= set(saved.forms))


def test_a_new_field_of_a_known_name_gets_another(tmp_path: Path, forms: FormSets, sample: Plan) -> None:
    _, found = proposed(tmp_path, forms, sample, [["施策名", None], ["進捗総括", None]])
    new = [p.field for p in found if p.field is not None]
    assert [f.label for f in new] == [say.OTHER_LABEL.format(label="進捗総括", series=say.WHOLE)]


def test_a_label_that_the_language_would_misread_is_written_in_full_width(tmp_path: Path, forms: FormSets, sample: Plan) -> None:
    design, found = proposed(tmp_path, forms, sample, [["施策名", None], ["目的.理由|背景", None]])
    design = accept(design, found)
    trial = try_design(design, sample)
    assert trial.troubles == []
    assert [f.label for f in design.new_fields] == ["目的．理由｜背景"]


def test_nothing_is_proposed_twice(tmp_path: Path, forms: FormSets, sample: Plan) -> None:
    design, found = proposed(tmp_path, forms, sample, [["施策名", None], ["施策名", None], ["目的", None], ["目的", None]])
    texts = [t for p in found for _, t in p.texts]
    assert len(texts) == len(set(texts)) == 2
    again = accept(design, found)
    assert propose(again, sample) == []


# The design


@pytest.fixture
def design(tmp_path: Path) -> Design:
    draw(tmp_path / "d.xlsx", [["施策名", None, "分野", None], ["概要", None, "何か", None], ["年度", "状況", None, None], [None] * 4])
    return taken(tmp_path / "d.xlsx")


def test_a_field_outside_of_its_repeat_is_named_with_its_cell(design: Design, sample: Plan) -> None:
    trial = try_design(design.assign((4, 2), "{{進捗総括}}"), sample)
    trouble = trial.troubles[0]
    assert (trouble.place, trouble.cell, trouble.serious) == ((4, 2), "B4", True)
    assert trial.pages(FontBook()) == []
    mended = design.assign((4, 2), "{{進捗総括}}").assign((4, 1), "{{年度}}").mark(PlainMark(True, 4, 4, "繰返 年度"))
    assert try_design(mended, sample).sound


def test_places_are_those_of_the_workbook_though_rows_are_gone(design: Design, sample: Plan) -> None:
    trial = try_design(design.remove(rows=[2, 3]).assign((4, 2), "{{進捗総括}}"), sample)
    assert [t.cell for t in trial.troubles if t.serious] == ["B4"]


def test_an_entry_shown_twice_is_a_warning(design: Design, sample: Plan) -> None:
    trial = try_design(design.assign((1, 2), "{{施策名}}").assign((2, 2), "{{施策名}}"), sample)
    assert [(t.cell, t.serious) for t in trial.troubles] == [("B2", False)]
    assert trial.sound


def test_a_form_without_fields_is_not_saved(design: Design, own: Path, sample: Plan) -> None:
    assert not try_design(design, sample).sound
    bad = design.assign((1, 2), "{{誰も知らない}}")
    with pytest.raises(KnownError):
        save(bad, own)
    assert not own.exists() or not list(own.iterdir())
    assert not [p for p in own.parent.iterdir() if p != own]


def test_a_renamed_field_keeps_its_cells(design: Design) -> None:
    made = FieldDef(design.new_key(), "状況", "measure")
    design = design.add_field(made).assign((2, 4), "{{状況}}").add_field(replace(made, label="経過"))
    assert design.text((2, 4)) == "{{経過}}"
    assert [f.label for f in design.new_fields] == ["経過"]


def test_nested_marks_stand_with_the_outer_one_outside(design: Design, sample: Plan) -> None:
    nested = (
        replace(design, each="計画").assign((1, 2), "{{施策名}}").assign((1, 4), "{{分野.名称}}").assign((4, 1), "{{年度}}")
        .assign((4, 2), "{{進捗総括}}").mark(PlainMark(True, 4, 4, "繰返 年度")).mark(PlainMark(True, 1, 4, "繰返 施策"))
        .mark(PlainMark(True, 1, 4, "繰返 分野"))
    )
    trial = try_design(nested, sample)
    assert trial.troubles == []
    outer = trial.form.rows[0]
    assert [getattr(outer, "over", ""), getattr(getattr(outer, "items", [None])[0], "over", "")] == ["施策", "分野"]


def test_offers_name_their_owner(forms: FormSets) -> None:
    vocabulary = base_of(forms, "sodegaura").vocabulary
    texts = {o.text for o in offers(vocabulary)}
    assert {"{{施策名}}", "{{分野.名称}}", "{{計画.題名}}", "{{年度|和暦}}", "{{計画.年数}}"} <= texts
    years = FieldDef("x", "年度", "measure")
    assert placeholder_of(years, vocabulary) == "{{施策.年度}}"


def test_every_offer_can_be_drawn(forms: FormSets, design: Design, sample: Plan) -> None:
    """Whatever may be put into a cell is understood: in a form of one measure, in a row of a year."""
    for offer in offers(design.vocabulary):
        tried = design.assign((4, 2), offer.text).mark(PlainMark(True, 4, 4, "繰返 年度"))
        assert not try_design(tried, sample).form.problems, offer.text


# Saving


def test_a_set_of_the_same_name_is_only_replaced_when_told(design: Design, own: Path, sample: Plan) -> None:
    good = design.assign((1, 2), "{{施策名}}")
    folder = save(good, own)
    with pytest.raises(SetExistsError):
        save(good.assign((2, 2), "{{情報化施策の概要}}"), own)
    assert load_form_set(folder).version == 1
    save(good.assign((2, 2), "{{情報化施策の概要}}"), own, replace=True)
    again = load_form_set(folder)
    assert (again.version, len(again.form("own").fields)) == (2, 2)
    assert [p.name for p in own.iterdir()] == [folder.name]
    assert [p.name for p in own.parent.iterdir()] == [own.name]


def test_saved_and_opened_again_it_is_the_same(forms: FormSets, sample: Plan, own: Path, tmp_path: Path) -> None:
    clerk = Clerk(forms, sample)
    clerk.choose(draw_rich(tmp_path / "様式.xlsx"))
    clerk.accept_all()
    folder = clerk.save(own)
    both = FormSets([paths.forms_folder(), own])
    again = reopen(both, folder.name, "own", own)
    assert again.sheet.notices == ()
    assert again.new_fields == clerk.design.new_fields
    before, after = clerk.design.drawn.sheet, again.drawn.sheet
    assert {p: c.text for p, c in before.cells.items()} == {p: c.text for p, c in after.cells.items()}
    looks = [{p: replace(c.style, wrap=True) for p, c in s.cells.items()} for s in (before, after)]
    assert looks[0] == looks[1]
    assert set(before.marks) == set(after.marks)
    assert sum(after.widths) == pytest.approx(sum(before.widths), abs=1.0)
    assert propose(again, sample) == []
    save(again, own, replace=True)
    assert load_form_set(folder).version == 2


def test_a_second_form_joins_a_set(forms: FormSets, sample: Plan, own: Path, tmp_path: Path) -> None:
    clerk = Clerk(forms, sample)
    clerk.choose(draw_rich(tmp_path / "様式.xlsx"))
    clerk.accept_all()
    folder = clerk.save(own)
    both = FormSets([paths.forms_folder(), own])
    second = Clerk(both, sample)
    second.choose(draw_list(tmp_path / "一覧.xlsx"), folder.name)
    second.design = replace(second.design, set_id=folder.name, set_title=clerk.design.set_title, form_name="own2", form_title="一覧")
    second.accept_all()
    save(second.design, own, replace=True)
    saved = load_form_set(folder)
    assert saved.problems == []
    assert {"own", "own2", "progress", "plan"} <= set(saved.forms)
    keys = [f.key for f in saved.vocabulary.fields if f.key.startswith("own")]
    assert len(keys) == len(set(keys)) > len(clerk.design.new_fields)


def test_the_programs_own_sets_are_not_changed(forms: FormSets, own: Path) -> None:
    with pytest.raises(KnownError, match="sodegaura"):
        reopen(forms, "sodegaura", "progress", own)


@pytest.mark.parametrize(
    ("title", "name"), [("わが市", "わが市"), ("a/b:c", "a／b：c"), ("CON", "_CON"), ("..", "_"), ("common", "common_")]
)
def test_titles_make_folder_names(title: str, name: str) -> None:
    assert set_id_of(title) == name


_PLAIN = st.text() | st.integers(-(10**9), 10**9) | st.booleans()
_TABLE = st.dictionaries(st.text(), _PLAIN | st.lists(st.text(), max_size=3), max_size=3)
_INNER = _PLAIN | _TABLE | st.lists(st.text(), max_size=3) | st.lists(_TABLE, min_size=1, max_size=3)
_TOML = (
    _INNER | st.dictionaries(st.text(), _INNER, max_size=3)
    | st.lists(st.text() | st.dictionaries(st.text(), _INNER, max_size=3), max_size=3)
)


@given(st.dictionaries(st.text(), _TOML, max_size=5))
def test_toml_reads_back(data: dict[str, Any]) -> None:
    assert tomllib.loads(toml_text(data)) == data


@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), max_size=6), st.data())
def test_whatever_is_done_can_be_written_and_read(changes: list[Place], data: st.DataObject) -> None:
    """Any texts in any cells, any rows and columns gone: a drawing comes of it, and each problem is told with a cell there is."""
    design = _small()
    texts = [o.text for o in offers(design.vocabulary)]
    for place in changes:
        design = design.assign(place, data.draw(st.sampled_from(texts)))
    some = st.sets(st.integers(1, 4), max_size=3)
    design = design.remove(rows=data.draw(some), columns=data.draw(some))
    trial = try_design(design, _PLAN)
    for trouble in trial.troubles:
        assert trouble.place is None or trouble.place in design.sheet.cells
    if trial.sound:
        assert trial.pages(_FONTS)


def test_marks_are_written_once(design: Design) -> None:
    mark = PlainMark(True, 1, 2, "見出し")
    assert design.mark(mark).mark(mark).marks == (mark,)
    assert design.mark(mark).unmark(mark).marks == ()
    assert design.remove([2]).put_back([2]).removed_rows == frozenset()


_FONTS = FontBook()
_kept: list[Design] = []


def _small() -> Design:
    if not _kept:
        import tempfile

        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "s.xlsx"
            draw(path, [["施策名", None, "a", None]] * 4, merges=["C1:D2"])
            _kept.append(taken(path))
    return _kept[0]


def _plan() -> Plan:
    builder = PlanBuilder()
    builder.start("計画", "市", "sodegaura", [Period("年度", y, y) for y in (2021, 2022)])
    area = builder.add("area", PLAN_ID, {}, "①", "分野")
    builder.add("measure", area, {}, "①-01", "施策")
    return Plan(builder.entries)


_PLAN = _plan()
assert len(YEARS) == 5
