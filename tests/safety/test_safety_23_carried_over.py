"""Test 23: macros, links, objects, comments and hidden sheets of a workbook that is taken in: none of it goes out again."""
from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from planeditor.cli import main
from tests.hostile.formbook import SHEET, book, form, related
from tests.leaks import hits
from tests.safety.outputs import outputs
from tests.safetytable import Figures

MARK = "mochikomi"
PARTS = re.compile(r"vbaProject|externalLink|embedding|activeX|ctrlProp|connections|queryTable|customXml|printerSettings|comments|media/")
MARKUP = re.compile(
    rb"<hyperlink|<oleObject|<externalReference|<control |<webPublish|<ddeLink|TargetMode=\"External\"|macroEnabled|absPath"
)


def laden() -> bytes:
    """The official form with everything a workbook can carry beside its texts."""
    links = [
        ("hyperlink", f"http://localhost:9/{MARK}"), ("image", f"http://localhost:9/{MARK}.png"),
        ("externalLink", f"file:////localhost/{MARK}"), ("attachedTemplate", f"file:////localhost/{MARK}.xltm"),
    ]
    relations = related(SHEET, links, external=True)
    office = "http://schemas.microsoft.com/office/spreadsheetml"
    return book(
        relations | {
            "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + f"AutoOpen {MARK}".encode() * 20,
            "xl/embeddings/oleObject1.bin": b"\xd0\xcf\x11\xe0" + MARK.encode() * 20,
            "xl/activeX/activeX1.xml": f"<ax:ocx name='{MARK}'/>",
            "xl/media/image1.png": b"\x89PNG" + MARK.encode(),
            "xl/printerSettings/printerSettings1.bin": f"\\\\{MARK}\\printer".encode("utf-16-le"),
            "xl/connections.xml": f'<connections><connection url="http://localhost:9/{MARK}" refreshOnLoad="1"/></connections>',
            "xl/externalLinks/externalLink1.xml": f'<externalLink><ddeLink ddeService="{MARK}" ddeTopic="/C calc"/></externalLink>',
            "docProps/core.xml": '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator>{MARK}</dc:creator><cp:lastModifiedBy>{MARK}</cp:lastModifiedBy>'
            "</cp:coreProperties>",
            "docProps/app.xml": f"<Properties><Company>{MARK}</Company><Manager>{MARK}</Manager></Properties>",
        },
        sheet=form(after=f'<hyperlinks><hyperlink ref="B4" r:id="r1" tooltip="{MARK}"/></hyperlinks>'),
        workbook=f'<x15ac:absPath xmlns:x15ac="{office}/2010/11/ac" url="C:\\Users\\{MARK}\\"/>'
        f"<externalReferences><externalReference/></externalReferences><definedNames>"
        f'<definedName name="{MARK}">[1]Sheet1!$A$1</definedName></definedNames>',
    )


def test_nothing_is_carried_over(tmp_path: Path, figure: Figures, capsys: pytest.CaptureFixture[str]) -> None:
    source, plan, out = tmp_path / "受領.xlsm", tmp_path / "計画.plandb", tmp_path / "出"
    source.write_bytes(laden())
    out.mkdir()
    assert main(["import", str(plan), str(source)]) == 0
    assert main(["edition", str(plan), "初版"]) == 0
    for output in outputs(plan, out):
        # The originals of a year's archive are the very bytes that came in, as asked for: they are kept, not carried over.
        words = tuple(w for w in output.words if w != "--originals")
        assert main([*words, "--to", str(output.target)]) == 0, capsys.readouterr().err
    files = [p for p in out.rglob("*") if p.is_file()]
    books = [p for p in files if p.suffix == ".xlsx"]
    carried = hits(out, [MARK])
    for path in books:
        with zipfile.ZipFile(path) as archive:
            carried += [(path.name, n) for n in archive.namelist() if PARTS.search(n)]
            carried += [(path.name, n) for n in archive.namelist() if MARKUP.search(archive.read(n))]
    kinds = "macro, external link, DDE, hyperlink, template, query, embedded object, ActiveX, picture, printer, names, properties"
    figure(23, f"{kinds}: carried over into {len(files)} files: {len(carried)}", passed=not carried)
    assert len(books) > 8
    assert carried == []
