"""新旧対照表 and 見え消し版: what they say of two states, word by word, and on the real plan and its progress sheets."""
from __future__ import annotations

import io
import re
import time
import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import DEPARTMENTS, NAME, PLAN_ID, Key
from planeditor.domain.wording import changed_words
from planeditor.messages import comparing as say
from planeditor.services.comparing.comparing import Comparison, compare
from planeditor.services.comparing.marking import as_one, side_by_side
from planeditor.services.comparing.options import TableOptions, heads_of
from planeditor.services.comparing.papers import paper_of, write_comparison
from planeditor.services.comparing.tabling import LEFT, LIST, ONE, RIGHT
from planeditor.services.comparing.words import words
from planeditor.services.editing.permissions import Mode
from planeditor.services.formsets import FormSets
from planeditor.services.intake.importing import Importer
from planeditor.services.paper.part import PaperPart
from planeditor.services.states import editions
from planeditor.services.tree import ending, structuring
from planeditor.store.document import Document
from tests.formengine.pdftext import parse
from tests.plans import load_seed
from tests.services.editing_plans import FORMS, WHO, key_of, make, node_of

SETS = FormSets()
PAPERS = SETS.papers(FORMS)
SENTENCES = st.text(alphabet="計画通りどおり運用試験開始のをは及びR5年度令和、。 \nＡb12・（）ヶ[^𠮷", max_size=50)


def told(old: str, new: str) -> tuple[str, str]:
    """Both texts with what is set off in brackets."""
    one, other = changed_words(old, new, words)
    return tuple("".join(f"[{r.text}]" if r.changed else r.text for r in runs) for runs in (one, other))  # type: ignore[return-value]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("計画[通り]進めている。", "計画[どおり]進めている。"),
        ("システムの運用を開始した。", "システムの[試験]運用を開始した。"),
        ("運用開始", "[試験]運用開始"),
        ("窓口[を]設置する", "窓口[に]設置する"),
        ("年間約[400]万円の削減", "年間約[450]万円の削減"),
        ("[14]%（[1]/7施設）", "[28]%（[2]/7施設）"),
        ("行政管理課[他]", "行政管理課[、財政課]"),
        ("調査[・]検討", "調査[、]検討[及び設計]"),
        ("マイナンバーカードの[普及]促進", "マイナンバーカードの[利用]促進"),
        ("業務の効率化が見込まれる", "業務の効率化[及び経費の削減]が見込まれる"),
        ("[サーバ]更新", "[サーバー]更新"),
        ("学校教育用端末の入替え", "学校教育用[タブレット]端末の入替え"),
        ("実施[し]なかった。", "実施[でき]なかった。"),
        ("[計画]準備", "準備"),
    ],
)
def test_words_are_set_off_at_their_boundaries(old: str, new: str) -> None:
    assert told(*(re.sub(r"[\[\]]", "", text) for text in (old, new))) == (old, new)


def test_a_line_without_end_is_cut_in_no_time() -> None:
    line = "市民が電子申請を12回使い、窓口の手続を減らした" * 1000
    start = time.thread_time()
    assert "".join(words(line)) == line
    assert time.thread_time() - start < 2  # 0.1 s here; it took 6 s when every piece looked through all the places


def test_no_word_begins_with_what_belongs_to_the_character_before_it() -> None:
    assert words("葛\U000E0100飾区の市カ\u3099イド") == ["葛\U000E0100飾区", "の", "市", "カ\u3099", "イド"]


@settings(max_examples=60)
@given(SENTENCES, SENTENCES)
def test_the_words_are_the_text_and_what_is_not_set_off_is_the_same(old: str, new: str) -> None:
    assert "".join(words(old)) == old
    one, other = changed_words(old, new, words)
    assert ("".join(r.text for r in one), "".join(r.text for r in other)) == (old, new)
    assert "".join(r.text for r in one if not r.changed) == "".join(r.text for r in other if not r.changed)


def without(text: str, marks: Any, kind: str) -> str:
    """A text without what is set off in one way."""
    return "".join(c for n, c in enumerate(text) if not any(m.start <= n < m.end and m.kind == kind for m in marks))


@settings(max_examples=60)
@given(SENTENCES, SENTENCES)
def test_a_redline_without_what_was_struck_is_the_new_text(old: str, new: str) -> None:
    text, marks = as_one(old, new)
    assert without(text, marks, "strike") == new
    assert without(text, marks, "under") == old
    assert all(0 <= m.start < m.end <= len(text) for m in marks)
    assert all(a.end <= b.start for a, b in pairwise(marks))


def test_long_parts_that_are_the_same_are_left_out_on_both_sides() -> None:
    same = "".join(f"{n}番目の文は変わりません。" for n in range(12))
    (one, marks), (other, _) = side_by_side(f"{same}導入する。{same}", f"{same}更新する。{same}", shorten=True)
    assert one == other.replace("更新", "導入")
    assert one.count(say.SHORTENED) == 2
    assert len(one) < 140
    assert [one[m.start : m.end] for m in marks] == ["導入"]
    assert side_by_side(f"{same}導入", f"{same}更新", shorten=False)[0][0] == f"{same}導入"


def test_short_texts_stay_whole() -> None:
    assert side_by_side("調査して導入する。", "調査して更新する。", shorten=True)[0][0] == "調査して導入する。"


# A made plan


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Document]:
    made = make(tmp_path_factory.mktemp("対照"))
    plan = made.plan()
    with made.edit("書く", who=WHO) as edit:
        edit.set(key_of(plan, "①-01", "summary"), "公民館に公衆LANを設けます。")
        edit.set(key_of(plan, "①-01", "other_plans"), "総合計画 2021")
    editions.decide(made, FORMS, "初版", "令和3年3月", who=WHO)
    first, last = node_of(plan, "①-01"), plan.measures[-1]
    with made.edit("直す", who=WHO, source="国の指針の改正のため") as edit:
        edit.set(key_of(plan, "①-01", "summary"), "公民館と図書館に公衆LANを設けます。")
        edit.set(key_of(plan, "①-01", "other_plans"), "総合計画2021")
        edit.set(key_of(plan, "①-01", "memo"), "内部の話")
    area = plan.node(last.parent)
    assert area is not None
    report = structuring.add_measure(made, FORMS, area.id, "", "電子契約の導入", "財政課", mode=Mode.REVISION, who=WHO)
    added = structuring.added(report)[0]
    structuring.rename(made, FORMS, first, "公衆LANの拡大", mode=Mode.REVISION, who=WHO)
    structuring.renumber(made, FORMS, first, "①-11", mode=Mode.REVISION, who=WHO)
    if last.id != first:
        ending.merge_into(made, FORMS, last.id, added, mode=Mode.REVISION, who=WHO)
    yield made
    made.close()


@pytest.fixture(scope="module")
def found(document: Document) -> Comparison:
    return compare(document, SETS, "初版", "now")


def paper(found: Comparison, **options: Any) -> PaperPart:
    return paper_of(found, PAPERS, TableOptions(**options))


def texts(part: PaperPart, field: str) -> list[str]:
    return [part.plan.text(m.id, field) for m in part.plan.measures if part.plan.text(m.id, field)]


def test_a_comparison_tells_what_was_changed_and_why(found: Comparison) -> None:
    lines = {(line.field, line.old, line.new): line for line in found.lines}
    summary = lines["情報化施策の概要", "公民館に公衆LANを設けます。", "公民館と図書館に公衆LANを設けます。"]
    assert summary.reason == "国の指針の改正のため"
    assert lines["他計画への掲載", "総合計画 2021", "総合計画2021"].is_notation
    assert not any("内部の話" in line.new for line in found.lines)
    titles = [group.title for group in found.groups]
    assert "①-11 公衆LANの拡大（旧番号 ①-01）" in titles
    assert any(title.endswith("電子契約の導入　（新設）") for title in titles)
    assert found.draft


def test_the_same_state_does_not_differ(document: Document) -> None:
    found = compare(document, SETS, "初版", "初版")
    assert found.lines == []
    assert [a.name for a in paper(found).plan.areas] == [say.NOTHING]
    assert not found.draft


def test_the_table_has_both_sides_with_the_words_set_off(found: Comparison) -> None:
    part = paper(found)
    rows = {part.plan.text(m.id, LEFT): m.id for m in part.plan.measures}
    row = rows["公民館と図書館に公衆LANを設けます。"]
    assert part.plan.text(row, RIGHT) == "公民館に公衆LANを設けます。"
    marks = {k.field: [part.plan.text(row, k.field)[m.start : m.end] for m in ms] for k, ms in part.extras.marks.items() if k.node == row}
    assert marks == {LEFT: ["と図書館"]}
    assert "初版（令和3年3月）" in part.plan.text(PLAN_ID, "compare_right_head")
    swapped = paper(found, swap=True)
    assert texts(swapped, RIGHT) == texts(part, LEFT)
    assert texts(swapped, LEFT) == texts(part, RIGHT)


def test_changes_of_notation_are_folded_to_a_list(found: Comparison) -> None:
    part = paper(found, fold=True)
    assert texts(part, LIST) == ["①-11 公衆LANの拡大（旧番号 ①-01）：他計画への掲載"]
    assert "総合計画2021" not in texts(part, LEFT)


def test_the_redline_has_each_field_of_a_sheet_once(found: Comparison) -> None:
    part = paper(found, redline=True)
    shown = texts(part, ONE)
    assert "公民館と図書館に公衆LANを設けます。" in shown
    assert shown.count("総合計画 2021") == 1
    assert part.form.name == "redline"


@pytest.mark.parametrize("options", [{}, {"redline": True}, {"portrait": True, "fold": True}])
def test_paper_and_excel_say_the_same(found: Comparison, options: dict[str, Any]) -> None:
    made = {}
    for kind in ("pdf", "xlsx"):
        output = io.BytesIO()
        written = write_comparison(found, PAPERS, TableOptions(**options), kind, output)
        assert written.warnings == []
        made[kind] = output.getvalue()
    shown = "".join(s for page in parse(made["pdf"]).shown() for s in page)
    part = paper(found, **options)
    field = ONE if options.get("redline") else LEFT
    squeezed = re.sub(r"\s", "", shown)
    for text in texts(part, field):
        assert re.sub(r"\s", "", text) in squeezed
    assert "（案）" in shown
    book = openpyxl.load_workbook(io.BytesIO(made["xlsx"]), rich_text=True)
    cells = {str(cell.value) for row in book.worksheets[0].iter_rows() for cell in row if cell.value is not None}
    for text in texts(part, field):
        assert text in cells
    book.close()


def test_the_heads_are_chosen_by_name() -> None:
    assert heads_of("") == ("改定後", "改定前")
    assert heads_of("新・旧") == ("新", "旧")
    with pytest.raises(KnownError, match="変更後・変更前"):
        heads_of("左・右")


def test_a_state_that_is_not_there_is_named(document: Document) -> None:
    with pytest.raises(KnownError, match="9版"):
        compare(document, SETS, "9版", "now")
    with pytest.raises(KnownError, match=r"無い\.plandb"):
        compare(document, SETS, "無い.plandb", "now")


def test_a_plan_file_of_the_same_plan_does_not_differ(document: Document, tmp_path: Path) -> None:
    copy = tmp_path / "写し.plandb"
    document.copy_to(copy)
    assert compare(document, SETS, str(copy), "now").lines == []


def test_the_word_for_a_revision_is_the_form_sets(found: Comparison) -> None:
    words_of = replace(found.vocabulary, words={**found.vocabulary.words, "revision": "改訂"})
    part = paper_of(replace(found, vocabulary=words_of), PAPERS, TableOptions())
    assert part.plan.text(PLAN_ID, "compare_left_head").startswith("改訂後")


# The real plan against its progress sheets

SAME = ("summary", "other_plans", "expected_effect", "target_label", "target")
FIELDS = {"name": NAME, "departments": DEPARTMENTS, **{field: field for field in SAME}}
YEARLY = ("planning", "development", "operation")


def squeezed(text: str) -> str:
    return re.sub(r"\s", "", text)


def evened(text: str) -> str:
    """A text without its notation, by other means than the program's."""
    text = re.sub(r"平成([0-9]+)年", lambda m: f"H{m[1]}年", squeezed(unicodedata.normalize("NFKC", text)).replace("ヶ", "ケ"))
    return re.sub(r"[―—–‐_ー－-]+", "-", text) if set(text) <= set("―—–‐_ー－-") else text


def cells(sheet: dict[str, Any]) -> dict[tuple[str, str], str]:
    found = {(key, ""): sheet[name] for name, key in FIELDS.items()}
    for year, entry in enumerate(sheet["years"], start=2016):
        found |= {(field, f"年度:{year}"): entry[field] for field in YEARLY}
    return found


@pytest.fixture(scope="module")
def real(shared_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    folder = tmp_path_factory.mktemp("実物")
    for name in ("plan", "progress"):
        (result,) = Importer(folder / f"{name}.plandb", SETS, who=WHO).run([shared_folder / "samples" / f"sodegaura_{name}.xlsx"])
        assert result.outcome == "imported"
    with Document.open(folder / "plan.plandb", read_only=True) as document:
        return compare(document, SETS, "now", str(folder / "progress.plandb"))


def test_the_plan_against_the_progress_sheets(real: Comparison, shared_folder: Path) -> None:
    """Every difference of the 14 sheets once, none invented: held against a comparison of the JSON that knows nothing of ours."""
    olds = {m["number"]: cells(m) for m in load_seed(shared_folder, "sodegaura_plan")["measures"]}
    news = {s["number"]: cells(s) for s in load_seed(shared_folder, "sodegaura_progress")["sheets"]}
    assert olds.keys() == news.keys()
    expected = {
        (number, *place): "notation" if olds[number][place] and news[number][place]
        and evened(olds[number][place]) == evened(news[number][place]) else "changed"
        for number in olds for place in olds[number]
        if squeezed(olds[number][place]) != squeezed(news[number][place])
    }
    ours = [d for d in real.found.differences if d.of == "measure"]
    places = [(d.node.number, d.field, d.period) for d in ours]
    assert len(set(places)) == len(places)
    told_apart = {p: d.kind.value for p, d in zip(places, ours, strict=True) if squeezed(d.old) != squeezed(d.new)}
    assert told_apart == expected
    assert len(expected) > 40
    spaces = [d for d in ours if squeezed(d.old) == squeezed(d.new)]
    assert {d.kind.value for d in spaces} <= {"notation"}
    for difference, (number, field, period) in zip(ours, places, strict=True):
        assert squeezed(difference.old) == squeezed(olds[number][field, period])
        assert squeezed(difference.new) == squeezed(news[number][field, period])
    others = {(d.node.kind, d.node.number, d.field) for d in real.found.differences if d.of != "measure"}
    assert others == {("plan", "", NAME), ("plan", "", "@municipality"), *(("area", n, NAME) for n in "①②③④")}


def test_the_redline_of_the_real_plan_holds_both_texts(real: Comparison) -> None:
    part = paper(real, redline=True)
    shown = {}
    for measure in part.plan.measures:
        text, marks = part.plan.text(measure.id, ONE), part.extras.marks.get(Key(measure.id, ONE), ())
        shown[without(text, marks, "under"), without(text, marks, "strike")] = text
    for difference in real.found.differences:
        assert (difference.old, difference.new) in shown


def test_heads_are_chosen_in_the_spelling_of_the_form_set() -> None:
    assert heads_of("") == heads_of("改定後・改定前") == say.HEADS[0]
    assert heads_of("改訂後・改訂前", "改訂") == heads_of("改定後・改定前", "改訂") == say.HEADS[0]
    assert heads_of("新・旧", "改訂") == say.HEADS[1]
    with pytest.raises(KnownError, match="改定後・改定前"):
        heads_of("改訂後・改訂前")
    with pytest.raises(KnownError, match="改訂後・改訂前"):
        heads_of("表裏", "改訂")
