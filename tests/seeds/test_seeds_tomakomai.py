"""The printed table of figures beside the one that follows from the 42 rows of the list."""
from __future__ import annotations

from planeditor.domain.plan import Plan
from planeditor.formengine.filling.fill import Filler
from planeditor.formengine.fonts.book import FontBook
from planeditor.services.checking import check
from planeditor.services.formsets import FormSets
from tests.seeds.common import converter, load

DIFFERING = {
    ("printed_stopped", "期:2006-2009"): ("1", "2"),
    ("printed_ongoing", "期:2004-2005"): ("4", "5"),
    ("printed_total", "期:2004-2005"): ("8", "9"),
    ("printed_rate", "期:2004-2005"): ("38%", "33%"),
    ("printed_whole_rate", "期:2006-2009"): ("76%", "79%"),
    ("printed_whole_rate", "期:2009-2013"): ("88%", "90%"),
    ("printed_stopped_all", ""): ("4", "5"),
}
"""What does not follow from the rows: field and period -> as printed, as computed."""


def test_only_these_figures_of_the_printed_table_do_not_follow_from_the_rows() -> None:
    plan = Plan(converter("tomakomai").convert(load("tomakomai")))
    forms = FormSets().of(plan)
    found = [f for f in check(plan, forms, FontBook()) if f.rule == "printed-table"]
    assert {(f.field, f.period) for f in found} == set(DIFFERING)
    for finding in found:
        printed, computed = DIFFERING[finding.field, finding.period]
        assert f"「{printed}」" in finding.message
        assert f"「{computed}」" in finding.message


def test_the_symbols_of_the_list_follow_the_rules() -> None:
    plan = Plan(converter("tomakomai").convert(load("tomakomai")))
    rules = {f.rule for f in check(plan, FormSets().of(plan), FontBook())}
    assert not rules & {"unknown-symbol", "symbol-pair", "symbol-order"}


def test_every_other_figure_is_the_printed_one() -> None:
    seed = load("tomakomai")
    plan = Plan(converter("tomakomai").convert(seed))
    grid = Filler(plan, FormSets().of(plan).form("summary")).fill(None)
    cells = {(c.row, c.column): c.text for c in grid.cells}
    shown = [[cells.get((row, column), "") for column in range(2, 8)] for row in range(3, 11)]
    printed = [[*row["periods"].values(), row["all"]] for row in seed["summary_table"]["rows"]]
    differing = [(a, b) for one, other in zip(printed, shown, strict=True) for a, b in zip(one, other, strict=True) if a != b]
    assert sorted(differing) == sorted(DIFFERING.values())
