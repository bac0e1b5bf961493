"""Every text of the real plans that a form prints is on it: in the Excel file and in the PDF."""
from __future__ import annotations

from pathlib import Path

import pytest

from planeditor.cli import main
from planeditor.domain.plan import Plan
from planeditor.services.formsets import FormSets
from planeditor.store.document import Document
from tests.seeds.common import cities, converter, load, option, wanted_on
from tests.seeds.printed import Printed

pytestmark = pytest.mark.shared
CASES = [(city, form) for city in cities() for form in converter(city).FORMS]


@pytest.fixture(scope="module")
def plan_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The plan file of each city."""
    folder, files = tmp_path_factory.mktemp("計画"), {}
    for city in cities():
        files[city] = folder / f"{city}.plandb"
        Document.create(files[city], converter(city).convert(load(city)), name="作成", who="試験").close()
    return files


@pytest.mark.parametrize(("city", "form"), CASES)
@pytest.mark.parametrize("kind", ["xlsx", "pdf"])
def test_every_text_is_on_the_form(
    city: str, form: str, kind: str, plan_files: dict[str, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    seed, found = load(city), converter(city)
    forms = FormSets().of(Plan(found.convert(seed)))
    if kind == "xlsx" and form not in forms.forms:
        pytest.skip("a document of several forms is a PDF")
    target = tmp_path / f"様式.{kind}"
    period = option(city, "PERIODS", {}).get(form)
    words = ["export", str(plan_files[city]), "--form", form, "--to", str(target), *(["--period", period] if period else [])]
    assert main(words) == 0, capsys.readouterr().err
    marks = option(city, "MARKS", "")
    printed = Printed.of_workbook(target, marks) if kind == "xlsx" else Printed.of_pdf(target, marks)
    wanted = wanted_on(seed, found.EXEMPT, found.FORMS[form])
    assert wanted
    assert printed.lacks(wanted) == []
