"""What the benches of requests share: a made-up plan of many departments, its request, and typing into the open cells."""
from __future__ import annotations

import datetime as dt
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import escape

from planeditor.domain.building import PlanBuilder
from planeditor.domain.cover import CoverText
from planeditor.domain.periods import Period
from planeditor.domain.plan import DEPARTMENTS, Plan
from planeditor.services.formsets import FormSets
from planeditor.services.requests.issuing import RequestOrder, issue
from planeditor.services.requests.outgoing import Issued, Progress
from planeditor.services.tree import contacts
from planeditor.store.document import Document

FORMS = FormSets()
YEARS = range(2021, 2026)
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
FIELDS = ("進捗総括", "作業内容", "効果（額）")
KEYS = dict(zip(FIELDS, ("progress", "work", "effect"), strict=True))
_EMPTY_CELL = re.compile(r'<c r="([A-Z]+)([0-9]+)" s="([0-9]+)"(?: t="n")?\s*(?:/>|></c>)')
_MERGE = re.compile(r'<mergeCell ref="([A-Z]+)([0-9]+):([A-Z]+)([0-9]+)"')
_XF = re.compile(r"<xf [^>]*?(?:/>|>.*?</xf>)", re.DOTALL)


def departments_plan(departments: int, each: int, *, reported: int = len(YEARS) - 1) -> Plan:
    """A plan with so many measures for each department, reported for the first ``reported`` years."""
    builder = PlanBuilder()
    builder.start("見本市情報化推進計画", "見本市", "sodegaura", [Period("年度", y, y) for y in YEARS])
    for number in range(departments * each):
        area, place = CIRCLED[number % 10], number // 10 + 1
        fields = {
            DEPARTMENTS: f"見本{number // each + 1:03}課", "summary": f"見本の事業{number}の概要です。" * 3,
            "target": f"目標{number}を達する。", "expected_effect": "窓口の待ち時間が短くなります。",
        }
        node = builder.add("measure", builder.area(area, f"分野{area}"), fields, f"{area}-{place:03}", f"見本の事業{number}")
        for year in YEARS[:reported]:
            builder.set(node, "planning", "検討", f"年度:{year}")
            builder.set(node, "progress", f"{year}年度は事業{number}を計画通り進めた。", f"年度:{year}")
            builder.set(node, "work", f"・{year}年度に打合せを{number % 7 + 1}回\n・仕様書を作成\n・説明会を開催", f"年度:{year}")
            builder.set(node, "effect", f"{number % 90 + 1}%", f"年度:{year}")
    return Plan(builder.entries)


def plan_file(path: Path, plan: Plan) -> Path:
    """The plan as a file, its register of departments filled."""
    with Document.create(path, plan.entries, name="計画の作成", who="bench") as document:
        contacts.fill_from_plan(document, dt.date(2025, 4, 1))
    return path


def request(file: Path, folder: Path, periods: tuple[str, ...], progress: Progress | None = None) -> Issued:
    """A request for these periods from everybody."""
    order = RequestOrder(periods, dt.date(2026, 2, 27), CoverText("進捗状況の照会について", contact="事務局"))
    with Document.open(file, who="bench") as document:
        return issue(document, FORMS.of(document.plan()), order, folder, who="bench", progress=progress)


def returned_books(issued: Issued) -> list[Path]:
    """The workbooks of a request without the papers."""
    names = {book.file_name for book in issued.books}
    return [path for path in issued.paths if path.name in names]


def column_number(letters: str) -> int:
    """A column's number from its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def type_into(source: Path, target: Path, text: Callable[[str, str], str]) -> int:
    """A copy with text in every empty open cell: ``text(part, cell)`` gives it, "" leaves it empty. Gives how many were typed.

    Done in the XML itself, so that all else stays as it was sent.
    """
    typed = 0
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        xfs = old.read("xl/styles.xml").decode().partition("<cellXfs")[2].partition("</cellXfs>")[0]
        unlocked = {n for n, xf in enumerate(_XF.findall(xfs)) if 'locked="0"' in xf}
        for info in old.infolist():
            data = old.read(info.filename)
            if info.filename.startswith("xl/worksheets/sheet"):
                xml = data.decode()
                covered = _covered(xml)

                def fill(match: re.Match[str], part: str = info.filename, covered: set[tuple[int, int]] = covered) -> str:
                    nonlocal typed
                    place = int(match[2]), column_number(match[1])
                    own = text(part, match[1] + match[2]) if int(match[3]) in unlocked and place not in covered else ""
                    typed += bool(own)
                    if not own:
                        return match[0]
                    return (f'<c r="{match[1]}{match[2]}" s="{match[3]}" t="inlineStr"><is><t xml:space="preserve">'
                            f"{escape(own)}</t></is></c>")

                data = _EMPTY_CELL.sub(fill, xml).encode()
            new.writestr(info, data)
    return typed


def _covered(xml: str) -> set[tuple[int, int]]:
    """The cells that lie under another one's merge."""
    found = set()
    for left, top, right, bottom in _MERGE.findall(xml):
        first = int(top), column_number(left)
        found |= {
            (row, column) for row in range(first[0], int(bottom) + 1) for column in range(first[1], column_number(right) + 1)
        } - {first}
    return found


def fresh(folder: Path) -> Path:
    """The folder, empty."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
