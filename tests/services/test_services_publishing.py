"""公表: a decided state alone, its public part alone, values to the letter, a page without a fault, never half a folder."""
from __future__ import annotations

import csv
import datetime as dt
import errno
import io
import json
import os
import time
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from planeditor.domain.blocks import FLOW, TEXT
from planeditor.domain.building import PlanBuilder
from planeditor.domain.errors import KnownError
from planeditor.domain.numbering import plain_number
from planeditor.domain.plan import BLOCK_TYPE, DEPARTMENTS, PLAN_ID, RESERVED_MARK, Key, Plan
from planeditor.domain.withholding import withheld_key
from planeditor.formengine.filling.footnotes import without_marks
from planeditor.messages import publishing as say
from planeditor.services.paper.folders import LISTING, file_hash
from planeditor.services.publishing.csvfile import csv_bytes, table_bytes
from planeditor.services.publishing.markup import Markup
from planeditor.services.publishing.page import page
from planeditor.services.publishing.pdfs import cut_down, pdf_files
from planeditor.services.publishing.public import public_plan
from planeditor.services.publishing.publishing import file_size, prepare, publish, write_publication
from planeditor.services.publishing.readout import Figure, figures_in, main_figure
from planeditor.services.publishing.tables import About, tables
from planeditor.services.states import editions, snapshots
from planeditor.store.document import Document
from tests.leaks import everything, hits
from tests.plans import load_seed, progress_plan
from tests.services.publishing_plans import CODE, DECIDED, MARKER, SETS, Secrets, StrictPage, sample_plan, secret_document

DAY = dt.date(2026, 4, 1)
ABOUT = About(CODE, "初版", "令和3年3月")


def rows_of(content: bytes) -> list[dict[str, str]]:
    text = content.decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


class Made:
    """A publication of the plan with secrets everywhere."""

    def __init__(self, folder: Path) -> None:
        self.secrets = Secrets()
        self.document = secret_document(folder, self.secrets)
        self.forms = SETS.of_file(self.document)
        self.target = folder / "公表"
        self.published = publish(self.document, self.forms, DECIDED, self.target, code=CODE, posted=DAY)

    def rows(self, name: str) -> list[dict[str, str]]:
        return rows_of((self.target / name).read_bytes())


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return Made(tmp_path_factory.mktemp("公表"))


def test_nothing_secret_is_in_any_file(made: Made) -> None:
    found = hits(made.target, [MARKER])
    assert not found, [(name, made.secrets.places) for name, _ in found]
    assert len(made.secrets.places) > 40
    assert sum(1 for _ in everything(made.target)) > 200
    assert hits(made.target, ["公表してよい効果"])  # the search finds what is there
    found_in = {name.partition("#")[0] for name, _ in hits(made.target, ["公表してよい効果"])}
    assert found_in >= {"page.html", "measures.csv", "pdf/progress.pdf"}
    assert say.WITHHELD_COUNT.format(count=3) in made.published.warnings


def test_the_search_would_find_it(made: Made, tmp_path: Path) -> None:
    """The same plan written by the plain export: the withheld texts stand in its PDF, so the search is no idle one."""
    from planeditor.services.paper.exporting import export

    export(made.document.plan(), made.forms, "progress", tmp_path / "内部.pdf")
    assert hits(tmp_path, [MARKER])


def test_every_file_is_listed_with_its_hash_and_none_is_missing(made: Made) -> None:
    listed = {row["ファイル名"]: row for row in made.rows(LISTING)}
    files = {p.relative_to(made.target).as_posix() for p in made.target.rglob("*") if p.is_file()}
    assert set(listed) == files - {LISTING}
    assert all(row["SHA-256"] == file_hash(made.target / name) for name, row in listed.items())
    assert {made.target / name for name in files} == set(made.published.paths)
    assert all(name.isascii() for name in files)
    assert made.published.pages > 20


def test_the_page_has_no_fault_and_every_public_text(made: Made) -> None:
    ready = prepare(made.document, made.forms, DECIDED, code=CODE, posted=DAY)
    text = (made.target / "page.html").read_text(encoding="utf-8")
    read = StrictPage.read(text)
    assert not read.faults
    assert read.levels[0] == 2
    assert set(read.levels) >= {2, 3, 4, 5}
    ET.fromstring(f"<div>{text}</div>")  # noqa: S314  # well-formed too
    for link in read.links:
        assert link.removeprefix("#") in read.ids if link.startswith("#") else (made.target / link).is_file()
    plan = ready.plan
    for key, entry in plan.entries.items():
        node = plan.node(key.node)
        definition = made.forms.vocabulary.by_key.get((node.kind, key.field)) if node else None
        if definition and definition.type != "choice" and not key.field.startswith(RESERVED_MARK):
            assert "".join(without_marks(entry).split()) in read.words, key
        elif key.field in (DEPARTMENTS, "@name") or (key.field == TEXT and plan.text(key.node, BLOCK_TYPE) in FLOW):
            assert "".join(entry.split()) in read.words, key
    assert "（PDF：" in read.words
    assert "令和8年4月1日" in read.words


def test_headings_begin_where_the_site_wants_them_and_never_below_six(made: Made) -> None:
    ready = prepare(made.document, made.forms, DECIDED, code=CODE, posted=DAY, level=4)
    read = StrictPage.read(page(ready.plan, made.forms.vocabulary, ready.about, "", [], 4), 4)
    assert not read.faults
    assert (min(read.levels), max(read.levels)) == (4, 6)
    with pytest.raises(KnownError, match="2から4"):
        prepare(made.document, made.forms, DECIDED, code=CODE, level=5)
    out = Markup(2)
    for depth in (0, 5, 5, 1, 9):
        out.heading(depth, "題")
    assert StrictPage.read(out.text()).levels == [2, 3, 4, 3, 4]


def test_the_json_is_the_public_part_of_the_plan(made: Made) -> None:
    data = json.loads((made.target / "plan.json").read_text(encoding="utf-8"))
    assert data["published"] == {"municipal_code": CODE, "state": DECIDED, "date": data["published"]["date"]}
    assert "departments" not in data
    assert not any(b["type"] in ("point", "snapshot") for b in data["blocks"])
    assert len(data["areas"]) == len(made.document.plan().areas)


def test_the_dictionary_tells_every_column(made: Made) -> None:
    told = [(row["ファイル名"], row["列の名前"]) for row in made.rows("dictionary.csv")]
    names = [(f"{name}.csv", column) for name in say.TABLES for column in made.rows(f"{name}.csv")[0]]
    assert told == names
    assert all(row["説明"] and row["型"] for row in made.rows("dictionary.csv"))
    read = StrictPage.read((made.target / "dictionary.html").read_text(encoding="utf-8").partition("<body>")[2].partition("</body>")[0], 1)
    assert not read.faults


def test_withheld_cells_are_empty_and_the_others_as_they_are(made: Made) -> None:
    plan = made.document.plan()
    first = plan.measures[0]
    row = made.rows("years.csv")[0]
    assert (row["施策番号"], row["作業内容"]) == (first.number, "")
    assert row["進捗総括"] == plan.text(first.id, "progress", plan.period_keys("年度")[0])
    assert made.rows("measures.csv")[0]["情報化施策の概要"] == ""


def test_a_mark_set_after_the_decision_holds_too(made: Made) -> None:
    plan = made.document.plan()
    third = plan.measures[2]
    key = Key(third.id, "progress", plan.period_keys("年度")[0])
    with made.document.edit("印", who="試験") as edit:
        edit.set(withheld_key(key), "後で")
    ready = prepare(made.document, made.forms, DECIDED, code=CODE)
    assert plan.text(*key)
    assert key not in ready.plan.entries
    made.document.undo("試験")


def test_only_decided_states_are_published(made: Made) -> None:
    inner = next(s.name for s in snapshots.snapshots(made.document.plan()) if s.name != DECIDED)
    for name, sentence in ((inner, "作成中"), ("now", "版を決める"), ("", "版を決める"), ("7版", DECIDED)):
        with pytest.raises(KnownError, match=sentence):
            prepare(made.document, made.forms, name, code=CODE)
    without = prepare(made.document, made.forms, DECIDED)
    assert (without.about.code, any("団体コード" in warning for warning in without.warnings)) == ("", True)
    with pytest.raises(KnownError, match="122298"):
        prepare(made.document, made.forms, DECIDED, code="122298")


def test_an_edition_tells_that_its_reports_were_not_decided(tmp_path: Path) -> None:
    document = Document.create(tmp_path / "計画.plandb", sample_plan().entries, name="作成", who="試験")
    forms = SETS.of_file(document)
    editions.decide(document, forms, "9版", who="試験")
    ready = prepare(document, forms, "9版", code=CODE)
    assert [w for w in ready.warnings if "作成中" in w]
    snapshots.take(document, "決定", who="試験", status="本部決定")
    with document.edit("後から", who="試験") as edit:
        edit.set(Key(document.plan().measures[0].id, "work", document.plan().period_keys("年度")[0]), "後から書いた")
    snapshots.take(document, "その後", who="試験")
    assert prepare(document, forms, "決定", code=CODE).about.state == "決定"
    with pytest.raises(KnownError, match="後に直された"):
        prepare(document, forms, "その後", code=CODE)


def test_the_folder_is_replaced_only_where_it_is_ours(made: Made, tmp_path: Path) -> None:
    ready = prepare(made.document, made.forms, DECIDED, code=CODE, posted=DAY)
    target = tmp_path / "出"
    write_publication(ready, target)
    before = {p.relative_to(target): p.read_bytes() for p in target.rglob("*") if p.is_file()}
    write_publication(ready, target)
    assert {p.relative_to(target): p.read_bytes() for p in target.rglob("*") if p.is_file()} == before
    assert {p: made.target.joinpath(p).read_bytes() for p in before} == before  # the same state, the same bytes
    (target / "自分のメモ.txt").write_text("大事", encoding="utf-8")
    with pytest.raises(KnownError, match=r"自分のメモ\.txt"):
        write_publication(ready, target)
    (target / "自分のメモ.txt").unlink()
    (target / "page.html").write_text("直した", encoding="utf-8")
    with pytest.raises(KnownError, match=r"page\.html"):
        write_publication(ready, target)
    assert (target / "page.html").read_text(encoding="utf-8") == "直した"
    (tmp_path / "ファイル").write_text("", encoding="utf-8")
    for place in (tmp_path / "ファイル", tmp_path / "無い" / "出"):
        with pytest.raises(KnownError):
            write_publication(ready, place)
    (tmp_path / "空").mkdir()
    for name, age in ((".空.0a1b2c3d.tmp", 3 * 86400), (".空.4a5b6c7d.tmp", 60)):
        (tmp_path / name).mkdir()
        os.utime(tmp_path / name, (time.time() - age,) * 2)
    stopped = RuntimeError("やめる")

    def stop(done: int, _: int) -> None:
        if done == 3:
            raise stopped

    with pytest.raises(RuntimeError):
        write_publication(ready, tmp_path / "空", progress=stop)
    assert not list((tmp_path / "空").iterdir())
    (tmp_path / ".空.4a5b6c7d.tmp").rmdir()  # another program may be writing there; what is days old is gone
    assert sorted(p.name for p in tmp_path.iterdir()) == ["ファイル", "出", "空"]


def test_a_full_disk_leaves_no_folder_without_some_of_its_files(made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise KnownError("ない所の名前") from OSError(errno.ENOSPC, "full")

    ready = prepare(made.document, made.forms, DECIDED, code=CODE, posted=DAY)
    monkeypatch.setattr("planeditor.services.publishing.publishing.export_order", full)
    with pytest.raises(KnownError, match="出 を書く空き容量が足りません"):
        write_publication(ready, tmp_path / "出")
    assert not list(tmp_path.iterdir())


def test_the_folder_one_stands_in_can_be_named_and_a_disk_is_not_searched(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = prepare(made.document, made.forms, DECIDED, code=CODE, posted=DAY)
    (tmp_path / "出").mkdir()
    monkeypatch.chdir(tmp_path / "出")
    write_publication(ready, Path())
    assert (tmp_path / "出" / LISTING).is_file()
    full = tmp_path / "他"
    full.mkdir()
    for number in range(9):
        (full / f"{number}.txt").write_text("", encoding="utf-8")
    monkeypatch.setattr(Path, "is_symlink", counted := Counted(Path.is_symlink))
    with pytest.raises(KnownError, match=r"0\.txt、1\.txt、2\.txt…"):
        write_publication(ready, full)
    assert counted.calls < 20


class Counted:
    """A function that counts how often it is called."""

    def __init__(self, function: Any) -> None:
        self.function, self.calls = function, 0

    def __get__(self, owner: Any, _: type) -> Any:
        def call() -> Any:
            self.calls += 1
            return self.function(owner)

        return call


def assert_all_equal(plan: Plan, vocabulary: Any) -> int:
    """Every entry of the measures stands in the tables, to the letter, and nothing else does."""
    made = {t.name: rows_of(table_bytes(t)) for t in tables(plan, vocabulary, ABOUT)}
    fields = {f.key: f for f in vocabulary.of("measure") if f.kind != "internal" and not f.key.startswith(RESERVED_MARK)}
    plain = {row["施策番号"]: row for row in made["measures"]}
    yearly = {(row["施策番号"], row["年度"]): row for row in made["years"]}
    compared = 0
    for node in plan.measures:
        assert plain[node.number]["施策番号_数字"] == plain_number(node.number)
        assert (plain[node.number]["施策名"], plain[node.number]["担当部署"]) == (node.name, plan.text(node.id, DEPARTMENTS))
        for key, field in fields.items():
            for period in vocabulary.periods(plan, field.series) if field.series else [None]:
                text = plan.text(node.id, key, period.key if period else "")
                row = yearly[node.number, vocabulary.period_label(plan, period)] if period else plain[node.number]
                assert row[field.label] == text
                compared += bool(text)
    assert compared == sum(1 for k in plan.entries if k.field in fields and (n := plan.node(k.node)) and n.kind == "measure")
    assert sum(len(rows) for name, rows in made.items() if name == "years") == len(yearly)
    return compared


def test_the_tables_say_what_the_plan_says(made: Made) -> None:
    assert assert_all_equal(public_plan(sample_plan(), made.forms), made.forms.vocabulary) > 200


@pytest.mark.shared
def test_the_real_sheets_come_back_from_csv_to_the_letter(shared_folder: Path) -> None:
    plan = progress_plan(load_seed(shared_folder, "sodegaura_progress")["sheets"])
    forms = SETS.of(plan)
    public = public_plan(plan, forms)
    assert assert_all_equal(public, forms.vocabulary) > 350
    years = tables(public, forms.vocabulary, ABOUT)[1]
    effects = [row["効果（額）"] for row in rows_of(table_bytes(years))]
    assert effects.count("-") == 18
    assert len(effects) == 70
    assert not StrictPage.read(page(public, forms.vocabulary, ABOUT, "", [])).faults


def test_an_entry_of_a_run_of_years_has_a_row_of_its_own() -> None:
    plan = sample_plan()
    node, keys = plan.measures[0], plan.period_keys("年度")
    run = f"{keys[0]}-{keys[1].rpartition(':')[2]}"
    changed = Plan({**plan.entries, Key(node.id, "progress", run): "続けて進めた"})
    vocabulary = SETS.of(plan).vocabulary
    (found,) = [r for r in tables(changed, vocabulary, ABOUT)[1].rows if "続けて進めた" in r]
    assert found[8:13] == ("R3～R4年度", "2021", "2022", "令和3年度", "令和4年度")


@pytest.mark.parametrize(
    ("text", "main", "count"),
    [
        ("14% (1/7施設)", Figure("14", "%"), 2), ("約400万円（推計）", Figure("4000000", "円"), 1), ("-", None, 0), ("", None, 0),
        ("1億2,000万円", Figure("120000000", "円"), 1), ("約1千万円", Figure("10000000", "円"), 1),
        ("３施設／７施設", Figure("3", "施設", "7"), 1),
        ("50名に対し1.50倍の75名", None, 3), ("事故 0件 研修 88名", None, 2), ("平成31年3月", None, 0),
        ("目標の90.5パーセントに届いた", Figure("90.5", "%"), 1),
        ("A4版を2台", Figure("2", "台"), 1),
    ],
)  # fmt: skip
def test_numbers_and_units_are_read_out(text: str, main: Figure | None, count: int) -> None:
    assert main_figure(text) == main
    assert len(figures_in(text)) == count


def test_values_that_look_like_formulas_stay_as_they_are() -> None:
    values = ["=1+1", "+81", "-", "@x", "a,b", '引用"符"', "二行\n目", " 空白 ", "\t"]
    content = csv_bytes(["値"], [[v] for v in values])
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.count(b"\r\n") == len(values) + 1
    assert [row["値"] for row in rows_of(content)] == values


def test_sizes_are_told_as_pages_tell_them() -> None:
    assert [file_size(n) for n in (1, 34_400, 99_999, 100_000, 1_240_000)] == ["1KB", "34KB", "100KB", "0.1MB", "1.2MB"]


@pytest.mark.parametrize(
    ("name", "by_area"),
    [
        ("sodegaura", {"progress_1.pdf", "plan_1.pdf", "progress_2.pdf", "plan_2.pdf"}),
        ("tomakomai", {f"{form}_{n}.pdf" for form in ("measures", "schedule", "results") for n in (1, 2)}),
        ("nihonmatsu", {f"{form}_{n}.pdf" for form in ("sheet", "measures", "schedule") for n in (1, 2)}),
        ("chikusei", {f"{form}_{n}.pdf" for form in ("sheet", "text", "area") for n in (1, 2)}),
    ],
)
def test_every_form_set_is_posted_whole_and_by_area(name: str, by_area: set[str]) -> None:
    forms = SETS.get(name)
    vocabulary = forms.vocabulary
    builder = PlanBuilder()
    builder.start("試しの計画", "見本市", name, vocabulary.new_periods(range(2021, 2026)))
    for area in "12":
        above = builder.add("area", PLAN_ID, {}, area, f"分野{area}")
        below = builder.add("area", above, {}, f"({area})", "下の分野")
        node = builder.add("measure", below, {DEPARTMENTS: "課"}, f"{area}-1", "施策")
        for field in vocabulary.of("measure"):
            if not field.key.startswith(RESERVED_MARK) and not field.choices:
                period = next((p.key for p in vocabulary.new_periods(range(2021, 2026)) if p.series == field.series), "")
                builder.set(node, field.key, f"{field.label}の文", period)
    plan = public_plan(Plan(builder.entries), forms)
    files = {pdf.file: pdf for pdf in pdf_files(plan, forms)}
    assert {file for file in files if "_" in file and file[-5].isdigit()} == by_area
    assert "document1.pdf" in files
    read = StrictPage.read(page(plan, vocabulary, ABOUT, "", []))
    assert not read.faults
    assert all("".join(text.split()) in read.words for key, text in plan.entries.items() if text.endswith("の文"))
    one = next((pdf for pdf in files.values() if pdf.area), None)
    if one is not None:
        assert [a.number for a in cut_down(plan, one.area).areas] == ["1", "(1)"]
