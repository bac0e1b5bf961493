"""Some 60 changed copies of a returned request: how many typed texts are placed right, asked about, wrong, lost.

``python -m tests.bench.bench_returned [--details]``; LibreOffice for the other formats. The request is written by the program itself, every
typed text is known, and so is where it belongs; each copy is taken in by itself into a fresh copy of the plan file.
"""
from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl

from planeditor.domain.plan import REMARK, Plan
from planeditor.services.intake.importing import Importer
from planeditor.store.document import Document
from planeditor.store.receipts import Proposal
from tests.bench import mutations as m
from tests.bench.requested import FORMS, KEYS, departments_plan, fresh, plan_file, request, returned_books

PERIODS = ("年度:2024", "年度:2025")
ROWS = {11: PERIODS[0], 12: PERIODS[1]}
COLUMNS = dict(zip("EFG", KEYS.values(), strict=True))
MEASURES = 4
Truth = dict[str, tuple[str, str, str]]
CHANGES: dict[str, m.Change] = {
    "as it is": lambda _: None,
    "rows in above": m.moved(row=m.after(0, 2)),
    "row in between years": m.moved(row=m.after(10)),
    "row in below the title": m.moved(row=m.after(1)),
    "column in at the left": m.moved(column=m.after(0)),
    "column in within the form": m.moved(column=m.after(5)),
    "columns in beside": m.moved(column=m.after(7, 3)),
    "gap column gone": m.moved(column=m.without(8)),
    "rows and columns in": m.moved(m.after(9, 2), m.after(4)),
    "unmerged": m.each(m.unmerge),
    "tabs renamed": m.renamed,
    "order changed": m.reversed_order,
    "names lost": m.lose_names,
    "properties lost": m.lose_properties,
    "visible stamp lost": m.lose_visible,
    "all stamps lost": m.unstamped,
    "sanitized": m.sanitized,
    "instruction sheet gone": m.without_slip,
    "protection removed": m.each(m.unprotected),
    "columns widened": m.each(m.wider),
    "side columns hidden": m.each(m.hidden_columns),
    "rows hidden": m.each(m.rows_hidden),
    "comments and notes": m.each(m.remarked),
    "struck in part": m.each(m.struck("F12")),
    "struck cells": m.each(m.struck_cell),
    "two on one sheet": m.stacked,
    "cells copied to another book": m.into_another,
    "a sheet twice": m.doubled,
    "a sheet gone": m.one_sheet_gone,
    "labels spaced": m.each(m.spaced_labels),
    "title gone": m.each(m.without_title),
    "number in full width": m.each(m.wide_number),
    "digits in full width": m.each(m.wide_digits),
    "years spelt otherwise": m.each(m.years_in_other_spelling),
    "a rate as a number": m.each(m.number_typed),
    "number of another measure": m.each(m.number_changed),
    "number lost": m.each(m.number_lost),
    "heads of side columns lost": m.each(m.side_heads_lost),
    "side columns gone": m.each(m.side_columns_gone),
    "labels of years lost": m.each(m.years_gone),
    "heads lost": m.each(m.heads_gone),
    "columns in other order": m.each(m.swapped),
    "years in other order": m.each(m.years_reversed),
    "older years deleted": m.each(m.older_years_deleted),
    "a text in the gap": m.each(m.typed_beside),
    "gap gone, heads lost": m.both(m.each(m.side_heads_lost), m.moved(column=m.without(8))),
    "unmerged, unstamped, reordered": m.both(m.each(m.unmerge), m.unstamped, m.reversed_order),
    "sanitized, rows in": m.both(m.sanitized, m.moved(row=m.after(7))),
    "stacked, unstamped": m.both(m.stacked, m.unstamped),
    "renamed, columns in, struck": m.both(m.each(m.struck("E12")), m.renamed, m.moved(column=m.after(7))),
}
UNTELLABLE = frozenset({"number of another measure", "number lost", "labels of years lost", "heads lost"})
"""Copies in which nothing tells, or two things tell differently, where a text belongs: here all must be asked or refused."""
CONVERTED = {
    "as it is": ("xlsx", "xls", "ods"), "sanitized": ("xls", "ods"), "rows and columns in": ("xls", "ods"), "unmerged": ("ods",),
    "struck in part": ("xls", "ods"), "all stamps lost": ("xls",), "renamed, columns in, struck": ("xlsx",),
}


@dataclass(slots=True)
class Score:
    """What became of the typed texts of one copy."""

    placed: int = 0
    asked: int = 0
    wrong: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    struck_silently: int = 0
    refused: int = 0

    def __str__(self) -> str:
        return f"{self.placed} | {self.asked} | {self.refused} | {len(self.wrong)} | {len(self.lost)} | {self.struck_silently}"


def plain(text: str) -> str:
    """As compared here: any width, no white space."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def fill_in(source: Path, target: Path) -> Truth:
    """Type into every open cell of the form; what was typed, and where it belongs."""
    book = openpyxl.load_workbook(source)
    truth: Truth = {}
    for sheet in m.forms(book):
        number = str(sheet["B2"].value)
        for row, period in ROWS.items():
            for column, key in COLUMNS.items():
                cell = sheet[f"{column}{row}"]
                if cell.protection.locked:
                    raise SystemExit(f"{sheet.title}!{cell.coordinate}: locked")
                sentence = f"{len(truth) + 101}番の記入で、{number}の{period[-4:]}年度の{key}のものです。"
                text = f"{50 + len(truth)}%（{number}）" if key == "effect" else sentence
                cell.value = text
                cell.data_type = "s"
                truth[plain(text)] = number, key, period
    book.save(target)
    return truth


def score(plan: Plan, proposals: list[Proposal], truth: Truth, notes: str, name: str, *, refused: bool) -> Score:
    """Count them. A text that was struck or retyped is known by its place."""
    found = Score()
    places = {place: text for text, place in truth.items()}
    seen: set[str] = set()
    for proposal in proposals:
        node = plan.node(proposal.node or "")
        place = (node.number if node else "", proposal.field, proposal.period)
        text = plain(proposal.whole or proposal.submitted)
        typed = next((t for t in truth if t in text), None)
        if proposal.field.startswith("@") and proposal.field != REMARK:
            continue
        if proposal.field == REMARK:
            if typed and typed not in seen:
                seen.add(typed)
                found.asked += 1
            continue
        own = places.get(place)
        is_own = own is not None and (typed == own or _derived(name, text, own))
        if is_own and own is not None and own not in seen:
            seen.add(own)
            if proposal.kind == "question":
                found.asked += 1
            else:
                found.placed += 1
                found.struck_silently += _is_struck(name, place)
        elif not is_own and proposal.kind != "question":
            found.wrong.append(f"{place}: {proposal.kind} {text[:40]}")
        elif typed and typed not in seen:
            seen.add(typed)
            found.asked += 1
    missing = [(text, place) for text, place in truth.items() if text not in seen]
    named = [text for text, _ in missing if text[:8] in plain(notes)]
    found.asked += len(named)
    found.lost = [f"{place}: {text[:40]}" for text, place in missing if text not in named]
    if refused:
        found.refused, found.lost = len(found.lost), []
    return found


def _derived(name: str, text: str, own: str) -> bool:
    """Whether this is the text as the copy changed it: struck in front, or a rate typed as a number."""
    return ("struck" in name and own.endswith(text)) or ("number" in name and text in ("90%", "0.9"))


def _is_struck(name: str, place: tuple[str, str, str]) -> bool:
    column = {"struck in part": "work", "struck cells": "progress", "renamed, columns in, struck": "progress"}.get(name.partition(" → ")[0])
    return column == place[1] and place[2] == PERIODS[1]


def converted(files: list[Path], kind: str, folder: Path) -> list[Path]:
    """The files saved again by LibreOffice."""
    target = fresh(folder / kind)
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", kind, "--outdir", str(target), *map(str, files)],
        check=True, capture_output=True, timeout=280,
    )
    return [target / f"{path.stem}.{kind}" for path in files]


def copies(folder: Path) -> tuple[Path, dict[str, Path], Truth]:
    """The plan file with its request, every changed copy by its name, and what was typed."""
    file = plan_file(folder / "計画.plandb", departments_plan(1, MEASURES))
    issued = request(file, folder / "依頼", PERIODS)
    (sent,) = returned_books(issued)
    truth = fill_in(sent, folder / "記入.xlsx")
    files: dict[str, Path] = {}
    made = fresh(folder / "写し")
    for number, (name, change) in enumerate(CHANGES.items()):
        book = openpyxl.load_workbook(folder / "記入.xlsx", rich_text=True)
        change(book)
        files[name] = made / f"{number:02}.xlsx"
        book.save(files[name])
    if shutil.which("soffice"):
        for kind in ("xlsx", "xls", "ods"):
            names = [name for name, kinds in CONVERTED.items() if kind in kinds]
            for name, path in zip(names, converted([files[n] for n in names], kind, folder / "別形式"), strict=True):
                files[f"{name} → .{kind}"] = path
    return file, files, truth


def main() -> None:
    """Print the table."""
    totals: dict[bool, Counter[str]] = {False: Counter(), True: Counter()}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file, files, truth = copies(folder)
        print("| copy | placed | asked | refused | wrong | lost | struck taken |\n|---|---|---|---|---|---|---|")
        for title, path in files.items():
            own = folder / "一つ.plandb"
            shutil.copyfile(file, own)
            (result,) = Importer(own, FORMS, who="bench").run([path])
            with Document.open(own, read_only=True) as document:
                proposals = document.receipts.proposals(result.receipt) if result.receipt else []
                wanted = {t: p for t, p in truth.items() if title != "a sheet gone" or p[0] != f"④-{1:03}"}
                found = score(document.plan(), list(proposals), wanted, "".join(result.notes), title, refused=result.outcome == "refused")
            totals[title in UNTELLABLE].update(
                copies=1, typed=len(wanted), placed=found.placed, asked=found.asked, refused=found.refused,
                wrong=len(found.wrong), lost=len(found.lost), struck=found.struck_silently,
            )
            print(f"| {title} | {found} |", flush=True)
            if "--details" in sys.argv and (found.wrong or found.lost or found.asked or found.refused):
                for line in [result.outcome + " " + result.message, *result.notes[:6], *found.wrong[:4], *found.lost[:4]]:
                    print(f"    {line}")
    for untellable, total in totals.items():
        print(
            f"\n{total['copies']} copies{' that only a person can tell' if untellable else ''}, {total['typed']} texts: "
            f"{total['placed']} placed ({total['placed'] / total['typed']:.1%}), {total['asked']} asked, "
            f"{total['refused']} refused with a sentence, {total['wrong']} wrong, {total['lost']} lost, {total['struck']} struck taken"
        )


if __name__ == "__main__":
    main()
