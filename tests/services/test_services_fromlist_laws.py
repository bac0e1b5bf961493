"""Nothing of a list is lost: every text is in the plan, or its row or column is named."""
from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from planeditor.formengine.cells import CellText, Place, SheetCells
from planeditor.messages import fromlist as say
from planeditor.services.formsets import FormSets
from planeditor.services.planfiles.fromlist.book import Table
from planeditor.services.planfiles.fromlist.columns import SKIP, Use, possible
from planeditor.services.planfiles.fromlist.heads import Header
from planeditor.services.planfiles.fromlist.listing import Listing

WORDS = FormSets().get("sodegaura").vocabulary
WIDTH = 5
TEXTS = st.sampled_from(["窓口", "予約", "① くらし", "1", "①-01", "計", "市民課", "二行\nの文", "R5", "  空白 "])


@st.composite
def sheets(draw: st.DrawFn) -> SheetCells:
    rows = draw(st.integers(1, 7))
    cells: dict[Place, CellText] = {(1, c): CellText(f"見出し{c}") for c in range(1, WIDTH + 1)}
    for row in range(2, rows + 2):
        for column in range(1, WIDTH + 1):
            if draw(st.booleans()):
                # the row and column make every text another one, so that none stands for another
                cells[row, column] = CellText(f"{draw(TEXTS)}〔{row}-{column}〕" if draw(st.booleans()) else draw(TEXTS))
    merges: list[tuple[int, int, int, int]] = []
    for _ in range(draw(st.integers(0, 2))):
        top, left = draw(st.integers(2, rows + 1)), draw(st.integers(1, WIDTH))
        bottom, right = draw(st.integers(top, min(top + 2, rows + 1))), draw(st.integers(left, WIDTH))
        if all(bottom < t or top > b or right < le or left > ri for t, le, b, ri in merges):
            merges.append((top, left, bottom, right))
            inside = [p for p in cells if top <= p[0] <= bottom and left <= p[1] <= right and p != (top, left)]
            for place in inside:
                del cells[place]
    return SheetCells("一覧", cells, merges)


@given(sheets(), st.data())
def test_every_text_is_in_the_plan_or_its_place_is_named(sheet: SheetCells, data: st.DataObject) -> None:
    uses = {c: data.draw(st.sampled_from(possible(WORDS, [2021]))) for c in range(1, WIDTH + 1)}
    if Use("name") not in uses.values():
        uses[2] = Use("name")
    listing = Listing(Table(sheet), WORDS, Header(1, 1), uses)
    if any(say.TWO_COLUMNS[:3] in p or "2 つの列" in p for p in listing.problems()):
        return
    content = listing.content
    kept = ["\n".join([*area]) for area in content.areas]
    for measure in content.measures:
        kept += [measure.number, measure.name, measure.departments, *measure.texts.values(), *measure.memo]
    everything = "\n".join(kept)
    told = "\n".join(content.notes)
    for (row, column), cell in sheet.cells.items():
        text = cell.text.strip()
        if row == 1 or text in everything or uses[column] == SKIP:
            continue
        assert f"{row} 行目" in told, (row, column, text)
