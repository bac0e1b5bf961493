"""The measuring rod itself: what is not there is found to be missing."""
from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

from planeditor.domain.plan import Key
from tests.formengine.pdftext import page_of, pdf
from tests.seeds.common import covers, idle, missing, printed_strings, too_few, wanted_on
from tests.seeds.printed import Printed

SEED = {
    "header": {"source": "x"}, "title": "題",
    "rows": [{"no": 1, "name": "一", "raw": {"name": "壱"}}, {"no": 2, "name": "二", "flag": True}],
    "heads": ["番号"],
}
ENTRIES = {Key("a", "text"): "題\n一[^語]", Key("b", "text"): "1"}


def test_patterns() -> None:
    assert covers("rows.*.no", "rows.0.no")
    assert covers("rows", "rows.0.no")
    assert covers("**.name", "rows.1.name")
    assert not covers("rows.*", "rows")
    assert not covers("row", "rows.0.no")
    assert idle(SEED, ["title", "rows.*.number"]) == ["rows.*.number"]


def test_what_is_printed() -> None:
    assert list(printed_strings(SEED, ["heads", "rows.*.no"])) == [("title", "題"), ("rows.0.name", "一"), ("rows.1.name", "二")]


def test_what_a_form_must_show() -> None:
    exempt = ["heads", "rows.*.no"]
    assert [t for _, t in wanted_on(SEED, exempt, ["rows", "title"])] == ["一", "二", "題"]
    assert [t for _, t in wanted_on(SEED, exempt, ["heads"])] == ["番号"]


def test_what_is_no_entry_is_missing() -> None:
    assert missing(printed_strings(SEED, ["heads"]), ENTRIES) == [("rows.1.no", "2"), ("rows.1.name", "二")]
    assert missing([("x", "題\n一")], ENTRIES) == []
    assert missing([("x", "題\n二"), ("y", "題一")], ENTRIES) == [("x", "題\n二"), ("y", "題一")]


def test_places_are_counted() -> None:
    assert too_few([("x", "一"), ("y", "一"), ("z", "1")], ENTRIES) == {"一": (2, 1)}


def test_a_workbook(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (("見出し", "左の\u200b", "右"), ("", "続き", 0.85), ("", "※1印", 3)):
        sheet.append(row)
    sheet["C2"].number_format = "0%"
    book.save(tmp_path / "x.xlsx")
    printed = Printed.of_workbook(tmp_path / "x.xlsx", "※[0-9]")
    assert printed.lacks([("a", "左の続き"), ("b", "85%"), ("c", "続き印"), ("d", "3"), ("e", "見出し\n右")]) == []
    assert printed.lacks([("a", "右の続き"), ("b", "左 の続き"), ("c", "ない")]) == [("a", "右の続き"), ("b", "左 の続き"), ("c", "ない")]


def test_a_pdf(tmp_path: Path) -> None:
    (tmp_path / "x.pdf").write_bytes(pdf(page_of(["一枚目の", "題はここで長く", "- 1 -"]), page_of(["頭", "続いてから終わる"])))
    printed = Printed.of_pdf(tmp_path / "x.pdf")
    assert printed.lacks([("a", "一枚目の題はここで長く"), ("b", "題はここで長く続いてから終わる")]) == []
    absent = [("a", "題はここで終わる長い文ではない"), ("b", "く続")]
    assert printed.lacks(absent) == absent
