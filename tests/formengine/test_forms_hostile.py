"""Form sets that anybody may have drawn: whatever their files hold, one sentence comes, quickly and in little room."""
from __future__ import annotations

import os
import time
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from planeditor.domain.errors import KnownError
from planeditor.formengine.form import formula
from planeditor.formengine.form.loading import load_form_set
from planeditor.services.formsets import FormSets
from tests.formengine.drawings import HEAD, Drawn, form_set

FORM = '[form.a]\nfile = "a.xlsx"\ntitle = "様式"\n'
SET = '[set]\nid = "x"\ntitle = "題"\n'
JAPANESE = ("てください", "あります", "ません", "使えない設定です")


@pytest.mark.parametrize(
    "toml",
    [
        'set = "x"\n', '[[set]]\nid = "x"\n', '[set]\nid = 1\ntitle = "題"\n', f"{SET}version = 'a'\n", f"{SET}version = inf\n",
        f"{SET}version = {'9' * 5000}\n", f'form = "a"\n{SET}', f"form = {{a = 1}}\n{SET}", f"field = [1]\n{SET}", f'words = "a"\n{SET}',
        f'series = "a"\n{SET}', f'{SET}[series."年度"]\nlabel = 1\n', f'{SET}[series."年度"]\nlabel = "{{H:>99999999999}}"\n',
        f'{SET}[series."年度"]\nlabel = "{{H.__class__}}"\n', f'{SET}[series."年度"]\nyears = 0\n', f'{SET}[series."a:b"]\nyears = 1\n',
        f'{SET}[[field]]\nkey = "@kind"\nlabel = "種"\n', f'{SET}[[field]]\nkey = "a b"\nlabel = "項目"\n',
        f'{SET}[[field]]\nkey = "a"\nlabel = ["項目"]\n', f'{SET}[[field]]\nkey = "a"\nlabel = "項目"\nchoices = [1]\n',
        f'{SET}[[field]]\nkey = "a"\nlabel = "項目"\nlength = "長い"\n', f"{SET}[document.d]\nparts = [1]\n",
        f'{SET}[document.d]\nparts = [{{form = "a", level = "x"}}]\n', f"{SET}[symbol_rules]\na = 1\n", f"{SET}[request]\nfigures = 3\n",
        f'{SET}{FORM}min_size = "x"\n', f"{SET}{FORM}min_size = nan\n", f'{SET}{FORM}each = ["施策"]\n',
        f'{SET}[form.a]\nfile = "../a.xlsx"\ntitle = "様式"\n', f'{SET}[form.a]\nfile = "/etc/passwd"\ntitle = "様式"\n',
        f'{SET}[form.a]\nfile = "C:\\\\a.xlsx"\ntitle = "様式"\n', f'{SET}[form."a\\u0007"]\nfile = "a.xlsx"\ntitle = "様式"\n',
        f"x = {'[' * 50_000}{']' * 50_000}\n", f"{'a.' * 20_000}a = 1\n", f'x = "{"a" * 3_000_000}"\n', "", "= 1\n",
    ],
)
def test_settings_of_any_shape_are_one_sentence(tmp_path: Path, toml: str) -> None:
    (tmp_path / "formset.toml").write_text(toml, encoding="utf-8")
    before = time.process_time()
    with pytest.raises(KnownError) as told:
        load_form_set(tmp_path)
    assert time.process_time() - before < 2
    sentence = told.value.message.replace(str(tmp_path), "")
    assert any(words in sentence for words in JAPANESE), sentence
    assert len(sentence) < 400


def test_settings_saved_by_notepad_are_read(tmp_path: Path) -> None:
    form_set(tmp_path, {"a": Drawn([["題"]])})
    path = tmp_path / "formset.toml"
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert load_form_set(tmp_path).forms
    path.write_bytes(path.read_text(encoding="utf-8-sig").encode("cp932", "replace"))
    with pytest.raises(KnownError, match="UTF-8"):
        load_form_set(tmp_path)


def _area(text: str) -> Callable[[Path], None]:
    def change(path: Path) -> None:
        book = openpyxl.load_workbook(path)
        book.worksheets[0].print_area = text
        book.save(path)

    return change


def _far(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    book.worksheets[0].cell(1_048_576, 16_384, "遠く")
    book.save(path)


def _marks(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    book.worksheets[0].cell(1, 9, "\n".join(["繰返 施策"] * 3000))
    book.save(path)


def _merged(*references: str) -> Callable[[Path], None]:
    tags = "".join(f'<mergeCell ref="{reference}"/>' for reference in references)

    def change(path: Path) -> None:
        made = BytesIO()
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
            for name in old.namelist():
                text = old.read(name)
                new.writestr(name, text.replace(b"</sheetData>", f"</sheetData><mergeCells>{tags}</mergeCells>".encode()))
        path.write_bytes(made.getvalue())

    return change


def _bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/other.xml", b" " * 50_000_000)


def _chart_only(path: Path) -> None:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    book.create_chartsheet("図")
    book.save(path)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (_area("A1:XFD1048576"), "印刷範囲が大きすぎます"), (_area("A1:A1048576"), "印刷範囲が大きすぎます"),
        (_far, ""), (_marks, "繰返しが多すぎます"), (_merged("D1:XFD1048576"), "大きすぎます"),
        (_merged(*(f"AD{n}:AF{n}" for n in range(1, 40_000))), "大きすぎます"), (_bomb, "開けません"), (_chart_only, "開けません"),
        (lambda path: path.write_bytes(b""), "開けません"), (lambda path: path.write_bytes(b"PK\x05\x06" + bytes(18)), "開けません"),
    ],
)
def test_drawings_of_any_size(tmp_path: Path, change: Callable[[Path], None], words: str) -> None:
    form_set(tmp_path, {"a": Drawn([["題"]])})
    change(tmp_path / "a.xlsx")
    before = time.process_time()
    try:
        told = load_form_set(tmp_path).problems
    except KnownError as error:
        told = [error.message]
    assert time.process_time() - before < 5
    assert (words in told[0] and len(told[0]) < 300) if words else not told


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_no_drawing(tmp_path: Path) -> None:
    form_set(tmp_path, {"a": Drawn([["題"]])})
    (tmp_path / "a.xlsx").unlink()
    os.mkfifo(tmp_path / "a.xlsx")
    with pytest.raises(KnownError, match="見つかりません"):
        load_form_set(tmp_path)
    with pytest.raises(KnownError, match="見つかりません"):
        FormSets([tmp_path.parent], cache=tmp_path / "cache").get(tmp_path.name)


def test_a_set_that_cannot_be_read_hinders_no_other(tmp_path: Path) -> None:
    for name in ("good", "broken"):
        (tmp_path / name).mkdir()
        form_set(tmp_path / name, {"a": Drawn([["題", "{{計画.題名}}"]])})
    (tmp_path / "broken" / "formset.toml").write_text("=", encoding="utf-8")
    sets = FormSets([tmp_path])
    assert {name for name, _ in sets.patterns()} == {"good"}
    with pytest.raises(KnownError):
        sets.patterns(["broken"])


def test_a_copied_folder_is_a_set_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "写し").mkdir()
    form_set(tmp_path / "写し", {"a": Drawn([["題"]])}, toml="")
    assert HEAD.split('id = "')[1].split('"')[0] != "写し"
    assert FormSets([tmp_path]).get("写し").id == "写し"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ROUND(1,99999999999)", "1"), ("ROUND(1,1" + "0" * 300 + ")", "1"), ("ROUND(55,-2)", "100"), ("ROUND(45,-2)", "0"),
        ("ROUND(45,-99999999)", "0"), ("9" * 400, "#NUM!"), ("1" + "0" * 300 + "*1" + "0" * 300, "#NUM!"),
    ],
)
def test_numbers_without_end(text: str, shown: str) -> None:
    assert formula.show(formula.evaluate(formula.parse(text), {})) == shown


@pytest.mark.parametrize("text", ["(" * 5000 + "1" + ")" * 5000, "-" * 5000 + "1", "1+" * 5000 + "1", "IF(1," * 900 + "1" + ",2)" * 900])
def test_formulas_without_end_are_refused(text: str) -> None:
    with pytest.raises(formula.FormulaError):
        formula.parse(text)


def test_wildcards_take_no_end() -> None:
    before = time.process_time()
    cells = {"欄": ("あ" * 30_000,)}
    assert formula.evaluate(formula.parse(f'COUNTIF([欄],"{"*あ" * 40}い")'), cells) == 0
    assert formula.evaluate(formula.parse(f'COUNTIF([欄],"{"*あ" * 40}*")'), cells) == 1
    assert time.process_time() - before < 1
