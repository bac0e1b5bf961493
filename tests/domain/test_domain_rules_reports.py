"""Rules about what was reported: each with what it finds, and near misses that it leaves alone."""
from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import pytest

from planeditor.domain import rules as rules
from planeditor.domain.building import PlanBuilder
from planeditor.domain.fields import FieldDef, SeriesDef, Vocabulary
from planeditor.domain.findings import CheckContext, Finding
from planeditor.domain.judging import contradiction
from planeditor.domain.periods import Period
from planeditor.domain.plan import STATE, Plan
from planeditor.domain.rulebook import run_rules
from planeditor.domain.rules.years import printed_years
from tests.plans import load_seed, progress_plan

YEARS = (2018, 2019, 2020)
WORDS = Vocabulary(
    (
        FieldDef("schedule", "開発・構築", "measure", "年度"),
        FieldDef("progress", "進捗総括", "measure", "年度", "report", required=True),
        FieldDef("work", "作業内容", "measure", "年度", "report", required=True),
        FieldDef("effect", "効果（額）", "measure", "年度", "report", figure=True),
        FieldDef("target", "目標", "measure"),
    ),
    {"年度": SeriesDef("年度")},
)
LONG = "住民向けの案内を見直し、窓口での受付を電子化する準備を進め、担当課との打合せを重ねて仕様を固めた。"
Texts = Mapping[tuple[str, int], str]


def plan(*measures: Texts, **reserved: str) -> Plan:
    builder = PlanBuilder()
    builder.start("見本計画", "見本市", "sample", [Period("年度", y, y) for y in YEARS])
    for number, texts in enumerate(measures, start=1):
        node = builder.add("measure", builder.area("①", "分野"), {}, f"①-{number:02}", f"施策{number}")
        for (field, year), text in texts.items():
            builder.set(node, field, text, f"年度:{year}" if year else "")
        for field, text in reserved.items():
            builder.set(node, field, text)
    return Plan(builder.entries)


def found(content: Plan, name: str, submitted: frozenset[str] = frozenset()) -> list[Finding]:
    return run_rules(CheckContext(content, WORDS, current="年度:2020", submitted=submitted), iter([name]))


def one(field: str, year: int, text: str) -> Plan:
    return plan({(field, year): text})


def test_an_empty_field_of_a_measure_that_reported() -> None:
    (finding,) = found(one("progress", 2020, "進めた。"), "empty-report")
    assert (finding.field, finding.period, finding.severity) == ("work", "年度:2020", "warning")
    assert "R2年度" in finding.message
    assert "作業内容" in finding.message


def test_an_empty_field_near_misses() -> None:
    assert found(one("progress", 2019, "進めた。"), "empty-report") == [], "another year than the current one"
    assert found(plan({}), "empty-report") == [], "nothing reported yet"
    assert found(plan({("progress", 2020): "終えた。"}, **{STATE: "完了"}), "empty-report") == []
    assert found(plan({("progress", 2020): "進めた。", ("work", 2020): "会議"}), "empty-report") == []


def test_a_returned_measure_is_asked_even_where_all_is_empty() -> None:
    content = plan({})
    node = content.measures[0].id
    fields = [f.field for f in found(content, "empty-report", frozenset({node}))]
    assert fields == ["progress", "work"]


@pytest.mark.parametrize(
    "text",
    [
        "計画通り進捗しているが、契約の遅れが生じている。", "計画どおり進んでいる。一部の作業に遅延が発生した。",
        "計画通り実施した。調達は遅れています。", "おおむね計画通り。ただし着手できていない作業がある。",
        "計画通り進めた。遅延が発生し、公開していない。",
    ],
)
def test_on_track_and_late_at_once(text: str) -> None:
    (finding,) = found(one("progress", 2020, text), "on-track-but-late")
    assert "計画通り" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "協議が整わず、計画通り進捗できておらず、継続して進める。", "前年度の遅延を解消し、計画通り進捗している。",
        "遅延なく作業し、計画通り進捗している。", "方針決定に至らなかったため、遅延が生じている。", "計画通り進捗している。",
        "遅れを取り戻し、計画どおり完了した。", "計画通りに進まず、遅れが生じている。", "遅延は生じておらず、計画通りである。",
        "計画通りとはならず、遅延が生じている。",
    ],
)
def test_what_does_not_contradict_itself(text: str) -> None:
    assert contradiction(text) == ""


def test_an_effect_without_a_figure() -> None:
    (finding,) = found(one("effect", 2020, "業務が早くなった"), "effect-without-figure")
    assert finding.severity == "note"
    for text in ("-", "－", "なし", "90%", "三件減", "職員研修 ９３名"):
        assert found(one("effect", 2020, text), "effect-without-figure") == [], text
    assert found(one("work", 2020, "会議を開いた"), "effect-without-figure") == [], "not asked for there"


def test_a_rate_over_the_whole() -> None:
    for text, rate in (("110%", "110%"), ("１２０％ (12施設)", "120%"), ("100% (15/7施設)", "15/7")):
        (finding,) = found(one("effect", 2020, text), "rate-over-100")
        assert rate in finding.message
    for text in ("100%", "前年度比 120%", "目標50名に対し 182%", "達成率 110%", "100.0%", "7/31に開始 90%"):
        assert found(one("effect", 2020, text), "rate-over-100") == [], text
    assert found(one("work", 2020, "利用が200%になった"), "rate-over-100") == []


def test_a_rate_that_falls() -> None:
    (finding,) = found(plan({("effect", 2019): "90% (試験)", ("effect", 2020): "75%"}), "rate-falling")
    assert (finding.severity, finding.period) == ("note", "年度:2020")
    assert "90%" in finding.message
    for before, now in (("75%", "75%"), ("75%", "90%"), ("75%", "-"), ("90%と10%", "50%"), ("", "10%")):
        assert found(plan({("effect", 2019): before, ("effect", 2020): now}), "rate-falling") == []


def test_the_text_of_last_year() -> None:
    text = "定期の更新を行い、案内を配った。"
    (finding,) = found(plan({("progress", 2019): text, ("progress", 2020): text + "\n"}), "same-as-last-year")
    assert [p.period for p in finding.places] == ["年度:2020", "年度:2019"]
    assert "R1年度" in finding.message
    for field, then, now in (
        ("progress", text, text.replace("案内", "資料")), ("progress", "継続実施", "継続実施"),
        ("effect", "43% (3/7施設のうち公民館)", "43% (3/7施設のうち公民館)"),
        ("progress", "累計で12の窓口を電子化した。", "累計で12の窓口を電子化した。"), ("schedule", text, text),
    ):
        assert found(plan({(field, 2019): then, (field, 2020): now}), "same-as-last-year") == [], now
    assert found(plan({("progress", 2018): text, ("progress", 2020): text}), "same-as-last-year") == [], "short, two years later"


def test_the_long_text_of_any_earlier_year() -> None:
    (finding,) = found(plan({("progress", 2018): LONG, ("progress", 2020): LONG}), "same-as-last-year")
    assert [p.period for p in finding.places] == ["年度:2020", "年度:2018"]
    assert "H30年度" in finding.message
    (near,) = found(plan({("work", 2018): LONG, ("work", 2020): LONG + "2回"}), "nearly-as-last-year")
    assert (near.severity, near.period) == ("note", "年度:2020")
    assert found(plan({("work", 2018): LONG, ("work", 2020): LONG}), "nearly-as-last-year") == [], "that is another rule"
    assert found(plan({("work", 2018): LONG, ("work", 2020): "別の文"}), "nearly-as-last-year") == []


def test_the_text_of_another_measure() -> None:
    near = LONG.replace("仕様を固めた", "仕様を決めた")
    (finding,) = found(plan(*({("progress", 2020): t} for t in (LONG, LONG, near, "別の文"))), "same-as-other-measure")
    assert len(finding.places) == 3
    assert "ほぼ同じ文が 3 の施策にあります（①-01、①-02、①-03）" in finding.message
    (same,) = found(plan({("progress", 2020): LONG}, {("progress", 2019): LONG}), "same-as-other-measure")
    assert {p.period for p in same.places} == {"年度:2019", "年度:2020"}, "in another year too"
    (promised,) = found(plan({("target", 0): LONG}, {("target", 0): LONG}), "same-as-other-measure")
    assert "始まる同じ文" in promised.message


def test_many_places_are_named_in_short() -> None:
    (finding,) = found(plan(*({("progress", 2020): LONG} for _ in range(14))), "same-as-other-measure")
    assert "①-05 ほか9" in finding.message
    assert len(finding.places) == 14


def test_the_text_of_another_measure_near_misses() -> None:
    short = "会議を3回開き、計画通り進捗している。"
    name = "same-as-other-measure"
    assert found(plan({("progress", 2020): short}, {("progress", 2020): short}), name) == [], "short"
    assert found(plan({("progress", 2020): LONG}, {("work", 2020): LONG}), name) == [], "another field"
    assert found(plan({("progress", 2020): LONG, ("progress", 2019): LONG}), name) == [], "one measure"


def test_a_short_text_pasted_over_nearly_all_rows() -> None:
    rows: list[Texts] = [{("schedule", 2019): "準備"} for _ in range(12)]
    (finding,) = found(plan(*rows, {("schedule", 2019): "構築"}), "same-everywhere")
    assert len(finding.places) == 12
    assert "「準備」が 12 の施策" in finding.message
    others: list[Texts] = [{("schedule", 2019): f"構築{n}"} for n in range(6)]
    assert found(plan(*rows, *others), "same-everywhere") == [], "only two of three"
    assert found(plan(*rows[:9]), "same-everywhere") == [], "too few"
    going_on: list[Texts] = [{("schedule", 2019): "運用", ("schedule", 2020): "運用"} for _ in range(12)]
    assert [f.period for f in found(plan(*going_on), "same-everywhere")] == ["年度:2019"], "goes on as in the year before"
    for text in ("-", "100%", "○"):
        assert found(plan(*({("effect", 2020): text} for _ in range(12))), "same-everywhere") == [], text


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("H32年3月から開始", "令和2年"), ("平成33年度に更新", "令和3年"), ("Ｈ３５．４に稼働", "令和5年"),
        ("平成31年10月に公開", "令和元年10月"), ("令和元年4月に開始", "平成31年4月"),
        ("R31年度に導入", "平成31年"), ("令和0年", "別の元号"),
    ],
)
def test_a_year_that_the_era_does_not_have(text: str, right: str) -> None:
    (finding,) = found(one("progress", 2020, text), "era-slip")
    assert right in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "H31年度に検討", "H31年3月まで", "平成31年4月1日", "令和元年5月", "R1年度", "R12年度を目標", "H320型の端末", "CH32.5", "H.264",
        "基準R32の規格", "4/1から", "H30.4",
    ],
)
def test_a_year_that_is_one(text: str) -> None:
    assert found(one("progress", 2020, text), "era-slip") == []


def test_years_written_before_the_change_of_era_are_left_alone() -> None:
    assert found(one("progress", 2018, "H32年3月から開始"), "era-slip") == []
    assert found(one("target", 0, "平成32年度までに導入"), "era-slip") == []


def test_spellings_of_years() -> None:
    content = plan({("progress", 2020): "R02年度に開始", ("work", 2020): "R02年4月"}, {("work", 2020): "R2年5月に公開"})
    (finding,) = found(content, "era-spellings")
    assert finding.node == content.measures[1].id, "at the rarer one"
    assert "R2年" in finding.message
    (mixed,) = found(one("work", 2020, "令和2年4月に準備、R2.5に公開"), "era-mixed")
    assert mixed.severity == "note"
    (first,) = found(plan({("progress", 2020): "令和元年度"}, {("progress", 2020): "令和元年と令和1年度"}), "era-spellings")
    assert "令和1年度" in first.message
    same = plan({("progress", 2020): "令和2年4月"}, {("progress", 2020): "R2年5月とR10年"})
    assert found(same, "era-mixed") == found(same, "era-spellings") == [], "each text keeps to one"


def test_years_are_read_in_any_width() -> None:
    years = [(y.year, y.month, y.spelling) for y in printed_years("Ｒ２年３月、令和元年度、H30.4、R02末")]
    assert years == [(2020, 3, "letter"), (2019, 0, "kanji"), (2018, 0, ""), (2020, 0, "padded")]


def test_a_published_set_gives_only_what_is_really_there(shared_folder: Path) -> None:
    """The 14 sheets: one sentence and one schedule cell pasted over all, a share of 15/7, and little else."""
    content = progress_plan(load_seed(shared_folder, "sodegaura_progress")["sheets"])
    words = Vocabulary(tuple(f for f in WORDS.fields if f.key != "schedule") + tuple(
        FieldDef(key, key, "measure", "年度") for key in ("planning", "development", "operation")), WORDS.series)
    findings = run_rules(CheckContext(content, words, current="年度:2020"))
    counts = Counter(f.rule for f in findings if f.rule != "area-without-name")
    assert counts == {
        "same-as-other-measure": 1, "same-everywhere": 1, "rate-over-100": 1,
        "era-spellings": 1, "term-spellings": 8,
    }
    assert [len(f.places) for f in findings if f.rule.startswith("same-") and "last" not in f.rule] == [14, 14]
    assert {(f.field, f.period) for f in findings if f.rule == "same-as-other-measure"} == {("progress", "年度:2016")}
    assert {(f.field, f.period) for f in findings if f.rule == "same-everywhere"} == {("development", "年度:2017")}


@pytest.mark.full
def test_a_thousand_measures_are_checked_in_the_background(shared_folder: Path) -> None:
    content = progress_plan(load_seed(shared_folder, "sodegaura_progress")["sheets"], copies=72)
    context = CheckContext(content, WORDS, current="年度:2020")
    run_rules(context)
    begun = time.thread_time()
    assert run_rules(context)
    assert time.thread_time() - begun < 2
