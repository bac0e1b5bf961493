"""Rules about spellings, foreign letters, numbers, years after the plan, ends, and local habits: what they find and leave alone."""
from __future__ import annotations

import pytest

from planeditor.domain import rules as rules
from planeditor.domain.building import PlanBuilder
from planeditor.domain.fields import FieldDef, SeriesDef, Vocabulary
from planeditor.domain.findings import CheckContext, CheckSettings, Claim, Finding
from planeditor.domain.periods import Period
from planeditor.domain.plan import BASIS, DEPARTMENTS, MUNICIPALITY, PLAN_ID, PROGRESS, STATE, Change, Key, Plan
from planeditor.domain.rulebook import rule_names, run_rules
from planeditor.domain.rules.arithmetic import first_wrong
from planeditor.domain.rules.letters import foreign_letters

WORDS = Vocabulary(
    (
        FieldDef("planning", "計画・設計", "measure", "年度"), FieldDef("work", "作業内容", "measure", "年度", "report"),
        FieldDef("effect", "効果（額）", "measure", "年度", "report", figure=True), FieldDef("target", "目標", "measure", required=True),
        FieldDef("summary", "概要", "measure", required=True), FieldDef(DEPARTMENTS, "担当部署", "measure"),
        FieldDef("memo", "事務局メモ", "measure", kind="internal"),
    ),
    {"年度": SeriesDef("年度")},
)


def plan(*texts: dict[str, str], numbers: tuple[str, ...] = ()) -> Plan:
    """Measures of these texts; a field with ``@2019`` behind it is of that year."""
    builder = PlanBuilder()
    builder.start("見本計画", "見本ケ丘市", "sample", [Period("年度", y, y) for y in (2018, 2019, 2020)])
    for place, own in enumerate(texts):
        number = numbers[place] if numbers else f"①-{place + 1:02}"
        node = builder.add("measure", builder.area("①", "分野"), {}, number, f"施策{place + 1}")
        for field, text in own.items():
            name, _, year = field.rpartition("@") if field[1:].count("@") else (field, "", "")
            builder.set(node, name or field, text, f"年度:{year}" if year else "")
    return Plan(builder.entries)


def found(content: Plan, name: str, **more: object) -> list[Finding]:
    return run_rules(CheckContext(content, WORDS, current="年度:2020", **more), [name])  # type: ignore[arg-type]  # of any kind


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("サーバーを更新", "メールサーバを更新"), ("取組を進める", "取り組みを進める"), ("計画通り", "計画どおり"),
        ("ICT推進", "I C T推進"),
        ("ICT推進", "ＩＣＴ推進"), ("Wi-Fiの整備", "WiFiの整備"), ("（試行）", "(試行)"), ("3か所", "3ヶ所"),
        ("見本ケ丘", "見本ヶ丘"),
        ("手続を簡素に", "手続きを簡素に"), ("e-ラーニング", "eラーニング"), ("メモリの増設", "メモリーの増設"),
        ("広報紙", "広報誌"),
    ],
)
def test_one_term_in_two_spellings(one: str, other: str) -> None:
    (finding,) = found(plan({"summary": f"{one}。{one}"}, {"target": other}), "term-spellings")
    assert finding.severity == "note"
    assert [p.field for p in finding.places] == ["target"], "at the rarer one"
    assert found(plan({"summary": one}, {"target": one}), "term-spellings") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("節 ii と iv", "節 II と IV"), ("ビルを建てる", "ビールを配る"), ("システム障害", "障がい者福祉"),
        ("取組を進める", "取り組みます"),
        ("方針を取りまとめる", "取組"),
        ("手続きし、", "手続"), ("モニターを置く", "モニタリングを行う"), ("計画通り", "通り道"),
        ("https://www.example.jp/web", "Web会議"),
        ("施設8箇所", "見直す箇所とか所"),
    ],
)
def test_other_words_are_no_spellings(one: str, other: str) -> None:
    assert found(plan({"summary": one}, {"target": other}), "term-spellings") == []


def test_the_name_of_the_city_is_right() -> None:
    content = plan({"summary": "見本ヶ丘の公園と見本ヶ丘の図書館"}, {"target": "見本ケ丘市"})
    content = content.with_changes([Change(Key(PLAN_ID, MUNICIPALITY), None, "見本ケ丘市")])
    (finding,) = found(content, "term-spellings")
    assert [p.field for p in finding.places] == ["summary"], "however rare the right one is"
    assert "計画の市町村名は「見本ケ丘市」" in finding.message
    assert found(plan({"memo": "サーバ"}, {"target": "サーバー"}), "term-spellings") == [], "an internal note is not printed"


def test_foreign_letters() -> None:
    assert foreign_letters("为更新と发行、성능、⼈") == ["为", "发", "성", "능", "⼈"]
    assert foreign_letters("𠮷野家と髙島、﨑と邊󠄂、ヴ、①、㈱、ｶﾅ、Ωとж、é、葛󠄀飾、辻") == []
    (finding,) = found(plan({"summary": "为更新"}, {"target": "为"}), "foreign-letter")
    assert len(finding.places) == 2
    assert "2 か所：①-01、①-02" in finding.message


def test_numbers_twice_and_out_of_order() -> None:
    twice = plan({}, {}, {}, numbers=("①-01", "①－01", "①-02"))
    (finding,) = found(twice, "number-twice")
    assert (finding.severity, len(finding.places)) == ("error", 2)
    (order,) = found(plan({}, {}, {}, numbers=("①-01", "①-10", "①-02")), "number-order")
    assert "「①-02」が「①-10」の後" in order.message
    assert found(plan({}, {}, numbers=("①-9", "①-10")), "number-order") == []
    assert len(found(plan({}, {}, {}, numbers=("2", "1", "3")), "number-order")) == 1
    assert found(plan({}, {}, {}, {}, numbers=("2", "1", "4", "3")), "number-order") == [], "the city lists them so"
    assert found(plan({}, {}, numbers=("", "")), "number-twice") == []


def test_a_year_after_the_plan() -> None:
    for text in ("R5年度に導入", "平成34年度に導入", "令和3年4月に開始"):
        assert len(found(plan({"target": text}), "year-after-plan")) == 1, text
    for text in ("R2年度に導入", "R3年3月に開始", "H32年度まで", "平成33年2月"):
        assert found(plan({"target": text}), "year-after-plan") == [], text
    assert found(plan({"work@2020": "R5年度に次の更新"}), "year-after-plan") == [], "a report may look ahead"


def test_a_report_after_the_end() -> None:
    merged = {STATE: "統合", "work@2018": "他の施策に統合した。", "work@2019": "仕様を固めた。"}
    (finding,) = found(plan(merged), "entry-after-end")
    assert finding.period == "年度:2019"
    assert found(plan({**merged, "work@2019": "②-05に統合して進める。"}), "entry-after-end") == [], "it only points there"
    assert found(plan({**merged, "work@2019": "-"}), "entry-after-end") == []
    assert found(plan({"work@2018": "他の施策に統合した。", "work@2019": "進めた。"}), "entry-after-end") == [], "it goes on"


def test_required_fields() -> None:
    (finding,) = found(plan({"summary": "概要"}), "required-field")
    assert (finding.field, finding.severity) == ("target", "warning")
    assert found(plan({STATE: "完了"}), "required-field") == []


def test_progress_against_the_text() -> None:
    late = plan({f"{PROGRESS}@2020": "計画通り", "work@2020": "契約の遅れが生じている。"})
    (finding,) = found(late, "progress-against-text")
    assert (finding.field, finding.period) == ("work", "年度:2020")
    assert "遅れが生じ" in finding.message
    (other,) = found(plan({f"{PROGRESS}@2020": "遅延", "work@2020": "計画通り進捗している。"}), "progress-against-text")
    assert "計画通り進捗している" in other.message
    for word, text in (
        ("計画通り", "前年度の遅れを取り戻し、計画通り進捗している。"), ("遅延", "契約の遅れが生じている。"),
        ("計画通り", "会議を開いた。"),
        ("遅延", "会議を開いた。"),
    ):
        assert found(plan({f"{PROGRESS}@2020": word, "work@2020": text}), "progress-against-text") == [], text
    assert found(plan({"work@2020": "遅れが生じている。"}), "progress-against-text") == [], "nothing is confirmed"


def test_a_basis_that_is_gone() -> None:
    own = {f"{PROGRESS}@2020": "計画通り", f"{BASIS}@2020": "計画通り進捗している。", "work@2020": "仕様を固め、計画通り進捗している。"}
    assert found(plan(own), "basis-gone") == []
    (finding,) = found(plan({**own, "work@2020": "仕様を固めた。"}), "basis-gone")
    assert finding.field == "work"
    assert found(plan({**own, "work@2020": "仕様を固め、\n計画通り 進捗している。"}), "basis-gone") == [], "only spaces differ"


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("43% (4/7施設)", "57.1%"), ("34台が移行済みで、予定台数(37台)の81%が完了", "91.9%"),
        ("50名に対し2.82倍の 91名", "1.82倍"),
        ("推計額約3400万-導入費用約3000万=削減額約800万", "400万"), ("1,200円+300円=1,600円", "1,500"),
        ("合計30人（男12人、女17人）", "29人"),
        ("R2年4月～R3年3月 写し：1,605枚（1月あたり平均234枚）", "133.8枚"), ("120%（3/7施設）", "42.9%"),
    ],
)
def test_figures_that_do_not_recompute(text: str, right: str) -> None:
    wrong = first_wrong(text)
    assert wrong is not None
    assert right in wrong[1]
    assert len(found(plan({"effect@2020": text}), "figures-differ")) == 1


@pytest.mark.parametrize(
    "text",
    [
        "43% (3/7施設)", "42% (3/7施設)", "100% (15/7施設)", "34台が仮想化済みで、予定台数(37台)の91%が完了",
        "38台が仮想化済みで、予定台数(41台)の92.6%",
        "50名に対し1.82倍の 91名受講", "約400万円 (推計額の約3400万-導入費用約3000万=削減額約400万)",
        "約3450万-約3000万=約400万", "合計30人（男12人、女18人）",
        "合計30人（うち市外12人、女17人、学生3名）", "R2年4月～R3年3月 写し：1,605枚（1月あたり平均134枚）",
        "6月からの集計 4月～3月 1,000枚（1月あたり平均100枚）",
        "12社中9社が回答", "7/31に開始 90%", "2-1=1", "令和2年-令和3年", "100% (1/1施設)", "90%と10% (1/3施設)",
        "目標(760万円)の20%削減を達成",
    ],
)
def test_figures_that_do(text: str) -> None:
    assert first_wrong(text) is None


def test_a_whole_and_then_less() -> None:
    (finding,) = found(plan({"effect@2019": "100%", "effect@2020": "90%"}), "rate-falling")
    assert finding.severity == "warning"


def test_what_another_paper_says() -> None:
    content = plan({"target": "平成30年度に7か所", "planning@2019": "仕様決定", DEPARTMENTS: "情報課", "summary": "概要"})
    node = content.measures[0].id
    said = {
        Key(node, "target"): ("H30年度に 7か所", "note"), Key(node, "summary"): ("別の概要", "warning"),
        Key(node, "planning", "年度:2019"): ("計画準備", "error"), Key(node, DEPARTMENTS): ("総務課", "error"),
        Key(node, "planning", "年度:2020"): ("計画準備", "error"),
    }
    claims = tuple(Claim(key, text, "進行管理シート") for key, (text, _) in said.items())
    findings = found(content, "sheets-disagree", claims=claims)
    assert {(f.places[0], f.severity) for f in findings} == {(key, severity) for key, (_, severity) in said.items()}
    assert "空欄" in findings[-1].message
    assert found(content, "sheets-disagree", claims=(Claim(Key(node, "summary"), "概要", "シート"),)) == [], "the same"
    pasted = plan({}, {}, {})
    same = tuple(Claim(Key(m.id, "planning", "年度:2019"), "計画準備", "シート") for m in pasted.measures)
    (one,) = found(pasted, "sheets-disagree", claims=same)
    assert len(one.places) == 3


def test_local_habits_run_where_they_are_wanted() -> None:
    content = plan({"summary": "３か所，2か所"}, {"target": "５回"})
    assert not {"digit-width", "comma"} & {f.rule for f in run_rules(CheckContext(content, WORDS))}
    settings = CheckSettings(on=frozenset({"digit-width", "comma"}), off=frozenset({"required-field"}))
    counts = {f.rule: len(f.places) for f in run_rules(CheckContext(content, WORDS, settings=settings))}
    assert counts == {"digit-width": 2, "comma": 1}


def test_severity_and_thresholds_are_the_form_sets() -> None:
    text = "窓口での受付を電子化した。"
    content = plan({"work@2019": text, "work@2020": text, "summary": "あ", "target": "い"})
    settings = CheckSettings(severity={"same-as-last-year": "note"}, numbers={("same-as-last-year", "length"): 5})
    assert [f.severity for f in run_rules(CheckContext(content, WORDS, settings=settings))] == ["note"]
    strict = CheckSettings(numbers={("same-as-last-year", "length"): 50})
    assert run_rules(CheckContext(content, WORDS, settings=strict)) == []


def test_every_finding_has_its_first_place() -> None:
    assert Finding("x", "note", "y", "n", "f", "p").places == (Key("n", "f", "p"),)
    assert len(rule_names()) == len(set(rule_names()))
