"""Changes of the tree: each one operation that can be undone, and nothing that breaks the tree."""
from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypedDict

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from planeditor.domain.building import PlanBuilder
from planeditor.domain.errors import KnownError
from planeditor.domain.periods import Period
from planeditor.domain.plan import CLOSED, DEPARTMENTS, MERGED_INTO, PLAN_ID, STATE, Key, Plan
from planeditor.services.editing.permissions import Mode
from planeditor.services.formsets import FormSets
from planeditor.services.tree import structuring
from planeditor.store.document import Document
from planeditor.store.report import ChangeReport

FORMS = FormSets().get("sodegaura")


class Given(TypedDict):
    """What every operation is given."""

    mode: Mode
    who: str


REVISE: Given = {"mode": Mode.REVISION, "who": "甲"}


def plan() -> dict[Key, str]:
    builder = PlanBuilder()
    builder.start("計画", "見本市", "sodegaura", [Period("年度", 2021, 2021), Period("年度", 2022, 2022)])
    for area in ("①", "②"):
        node = builder.area(area, f"分野{area}")
        for number in (1, 2, 3):
            measure = builder.add("measure", node, {"summary": "概要"}, f"{area}-0{number}", f"施策{number}")
            builder.set(measure, "work", "作業", "年度:2021")
    return builder.entries


@pytest.fixture
def document(tmp_path: Path) -> Iterator[Document]:
    with Document.create(tmp_path / "a.plandb", plan(), name="作成", who="甲") as document:
        yield document


def id_of(document: Document, number: str) -> str:
    return next(n.id for n in document.plan().walk() if n.number == number)


def numbers(document: Document, parent: str = "") -> list[str]:
    plan = document.plan()
    return [n.number for n in plan.children(id_of(document, parent) if parent else PLAN_ID)]


def test_a_measure_gets_the_next_number_of_its_area(document: Document) -> None:
    report = structuring.add_measure(document, FORMS, id_of(document, "①"), name="新しい施策", departments="企画課", **REVISE)
    (node,) = structuring.added(report)
    assert numbers(document, "①") == ["①-01", "①-02", "①-03", "①-04"]
    assert document.plan().text(node, DEPARTMENTS) == "企画課"
    assert (report.name, document.log()[0].source) == ("施策「①-04 新しい施策」を追加", "改定")
    document.undo("甲")
    assert document.plan().entries == Plan(dict(document.plan_at(1).entries)).entries


def test_areas_get_the_next_number_at_any_depth(document: Document) -> None:
    structuring.add_area(document, FORMS, PLAN_ID, name="三つ目", **REVISE)
    assert numbers(document) == ["①", "②", "③"]
    for expected in ("(1)", "(2)"):
        (inner,) = structuring.added(structuring.add_area(document, FORMS, id_of(document, "③"), **REVISE))
        node = document.plan().node(inner)
        assert node is not None
        assert node.number == expected
    structuring.add_area(document, FORMS, id_of(document, "②"), "第1節", "節", **REVISE)
    assert structuring.next_area_number(document.plan(), id_of(document, "②")) == "第2節"
    # An area without measures takes the style of those beside it.
    assert structuring.next_number(document.plan(), id_of(document, "③")) == "③-01"


@pytest.mark.parametrize(
    ("existing", "expected"),
    [
        (("①-07",), "①-08"), (("①-9",), "①-10"), (("①－０７",), "①－０８"), (("1", "2", "9"), "10"), (("①-1-2", "①-1-10"), "①-1-11"),
        (("A",), "B"), ((), "①-01"), (("名なし",), "①-01"),
    ],
)  # fmt: skip
def test_the_style_of_numbers(existing: tuple[str, ...], expected: str) -> None:
    builder = PlanBuilder()
    area = builder.area("①", "分野")
    for number in existing:
        builder.add("measure", area, {}, number, "施策")
    assert structuring.next_number(Plan(builder.entries), area) == expected


def test_numbers_that_run_through_the_plan() -> None:
    builder = PlanBuilder()
    first, second = builder.area("Ⅰ", "一"), builder.area("Ⅱ", "二")
    for number, area in (("1", first), ("2", first), ("3", second)):
        builder.add("measure", area, {}, number, "施策")
    plan = Plan(builder.entries)
    third = builder.area("Ⅲ", "三")
    assert structuring.next_number(plan, first) == "4"
    assert structuring.next_number(Plan(builder.entries), third) == "4"


def test_what_is_taken_or_empty_is_refused(document: Document) -> None:
    before = document.plan()
    area, measure = id_of(document, "①"), id_of(document, "①-02")
    refused: list[tuple[str, Callable[[], ChangeReport]]] = [
        ("使っています", lambda: structuring.add_measure(document, FORMS, area, "②－０１", **REVISE)),
        ("使っています", lambda: structuring.add_area(document, FORMS, PLAN_ID, "②", **REVISE)),
        ("使っています", lambda: structuring.renumber(document, FORMS, measure, "1-01", **REVISE)),
        ("番号が空", lambda: structuring.renumber(document, FORMS, measure, " ", **REVISE)),
        ("名称が空", lambda: structuring.rename(document, FORMS, measure, "　", **REVISE)),
        ("下には置けません", lambda: structuring.add_measure(document, FORMS, measure, **REVISE)),
        ("下には置けません", lambda: structuring.move(document, FORMS, [area], measure, **REVISE)),
        ("その中に移す", lambda: structuring.move(document, FORMS, [area], area, **REVISE)),
        ("位置", lambda: structuring.move(document, FORMS, [measure], area, id_of(document, "②-01"), **REVISE)),
        ("選ばれていません", lambda: structuring.delete(document, FORMS, [], **REVISE)),
        ("見つかりません", lambda: structuring.delete(document, FORMS, [PLAN_ID], **REVISE)),
        ("見つかりません", lambda: structuring.rename(document, FORMS, "nowhere", "名", **REVISE)),
        ("使えない文字", lambda: structuring.rename(document, FORMS, measure, "a\x00", **REVISE)),
    ]
    for sentence, run in refused:
        with pytest.raises(KnownError, match=sentence):
            run()
    assert document.plan() is before


def test_the_tree_changes_in_revision_only(document: Document) -> None:
    measure = id_of(document, "①-02")
    for mode in (Mode.NORMAL, Mode.CORRECTION):
        with pytest.raises(KnownError, match="改定モード"):
            structuring.rename(document, FORMS, measure, "名", mode=mode, who="甲")
        with pytest.raises(KnownError, match="改定モード"):
            structuring.move_up(document, FORMS, measure, mode=mode, who="甲")
    with pytest.raises(KnownError, match="誤記訂正を終えて"):
        structuring.set_state(document, FORMS, measure, "中止", mode=Mode.CORRECTION, who="甲")
    assert structuring.set_state(document, FORMS, measure, "中止", mode=Mode.NORMAL, who="甲").group


def test_names_and_numbers(document: Document) -> None:
    measure = id_of(document, "①-02")
    assert structuring.rename(document, FORMS, measure, " 別の名 ", **REVISE).name == "「①-02 施策2」の名称を変更"
    structuring.renumber(document, FORMS, measure, "①-2", **REVISE)
    assert structuring.renumber(document, FORMS, measure, "①-2", **REVISE).group is None
    node = document.plan().node(measure)
    assert node is not None
    assert node.title == "①-2 別の名"
    structuring.rename(document, FORMS, PLAN_ID, "新しい題", **REVISE)
    assert document.plan().title == "新しい題"
    structuring.renumber(document, FORMS, id_of(document, "①"), "", **REVISE)
    assert numbers(document) == ["", "②"]


def test_an_area_is_numbered_anew_in_its_order(document: Document) -> None:
    area = id_of(document, "①")
    structuring.move(document, FORMS, [id_of(document, "②-02")], area, id_of(document, "①-02"), **REVISE)
    structuring.move(document, FORMS, [id_of(document, "①-01")], area, **REVISE)
    assert numbers(document, "①") == ["②-02", "①-02", "①-03", "①-01"]
    report = structuring.renumber_area(document, FORMS, area, **REVISE)
    assert numbers(document, "①") == ["①-01", "①-02", "①-03", "①-04"]
    assert len(report.changes) == 2
    assert structuring.renumber_area(document, FORMS, area, **REVISE).group is None
    document.undo("甲")
    assert numbers(document, "①") == ["②-02", "①-02", "①-03", "①-01"]


def test_no_number_is_given_twice(document: Document) -> None:
    structuring.move(document, FORMS, [id_of(document, "①-01")], id_of(document, "②"), **REVISE)
    with pytest.raises(KnownError, match="①-01"):
        structuring.renumber_area(document, FORMS, id_of(document, "①"), **REVISE)
    empty = structuring.added(structuring.add_area(document, FORMS, PLAN_ID, **REVISE))[0]
    with pytest.raises(KnownError, match="施策がない"):
        structuring.renumber_area(document, FORMS, empty, **REVISE)


def test_moving_keeps_the_order_of_several_and_writes_little(document: Document) -> None:
    area = id_of(document, "②")
    moved = [id_of(document, n) for n in ("①-03", "①-01")]
    report = structuring.move(document, FORMS, moved, area, id_of(document, "②-02"), **REVISE)
    assert numbers(document, "②") == ["②-01", "①-01", "①-03", "②-02", "②-03"]
    assert report.name == "「①-01 施策1」ほか（計 2 件）を移動"
    assert len(report.changes) <= 6
    assert len(structuring.move(document, FORMS, moved, area, None, **REVISE).changes) == 2
    # A chosen measure below a chosen area moves with the area.
    structuring.move(document, FORMS, [area, moved[0]], PLAN_ID, id_of(document, "①"), **REVISE)
    assert numbers(document) == ["②", "①"]
    assert moved[0] in {n.id for n in document.plan().children(area)}
    structuring.move(document, FORMS, [id_of(document, "①")], area, **REVISE)
    with pytest.raises(KnownError, match="その中に移す"):
        structuring.move(document, FORMS, [area], id_of(document, "①"), **REVISE)


def test_one_place_up_and_down(document: Document) -> None:
    first = id_of(document, "①-01")
    assert structuring.move_up(document, FORMS, first, **REVISE).group is None
    structuring.move_down(document, FORMS, first, **REVISE)
    assert numbers(document, "①") == ["①-02", "①-01", "①-03"]
    structuring.move_down(document, FORMS, first, **REVISE)
    assert structuring.move_down(document, FORMS, first, **REVISE).group is None
    assert numbers(document, "①") == ["①-02", "①-03", "①-01"]
    structuring.move_up(document, FORMS, first, **REVISE)
    assert numbers(document, "①") == ["①-02", "①-01", "①-03"]


def test_deleting_takes_all_below_and_undo_brings_it_back(document: Document) -> None:
    before = dict(document.plan().entries)
    area = id_of(document, "①")
    report = structuring.delete(document, FORMS, [area, id_of(document, "①-01"), id_of(document, "②-01")], **REVISE)
    assert report.name == "「① 分野①」ほか（計 2 件）を削除"
    assert [n.number for n in document.plan().walk()] == ["②", "②-02", "②-03"]
    assert {k.node for k in document.plan().entries} == {PLAN_ID, *(n.id for n in document.plan().walk())}
    document.undo("甲")
    assert document.plan().entries == before


def test_what_is_closed_or_merged_into_is_not_deleted(document: Document) -> None:
    first, second = id_of(document, "①-01"), id_of(document, "②-01")
    structuring.merge_into(document, FORMS, first, second, **REVISE)
    with pytest.raises(KnownError, match="「②-01 施策1」には「①-01 施策1」が統合"):
        structuring.delete(document, FORMS, [id_of(document, "②")], **REVISE)
    structuring.delete(document, FORMS, [first, second], **REVISE)
    with document.edit("確定", who="甲") as edit:
        edit.set(Key(PLAN_ID, CLOSED, "年度:2021"), "2022-05-01")
    with pytest.raises(KnownError, match="確定したR3年度"):
        structuring.delete(document, FORMS, [id_of(document, "①")], **REVISE)


def test_a_measure_ends_and_goes_on(document: Document) -> None:
    measure = id_of(document, "①-01")
    report = structuring.set_state(document, FORMS, measure, "中止", " 財源がないため ", mode=Mode.NORMAL, who="甲")
    assert (report.name, document.log()[0].source) == ("「①-01 施策1」を中止とする", "財源がないため")
    assert document.plan().text(measure, STATE) == "中止"
    structuring.set_state(document, FORMS, measure, "", **REVISE)
    assert document.plan().text(measure, STATE) == ""
    with pytest.raises(KnownError, match="状態は"):
        structuring.set_state(document, FORMS, measure, "統合", **REVISE)
    with pytest.raises(KnownError, match="施策だけ"):
        structuring.set_state(document, FORMS, id_of(document, "①"), "中止", **REVISE)


def test_a_measure_is_merged_into_another(document: Document) -> None:
    first, second, third = (id_of(document, f"①-0{n}") for n in (1, 2, 3))
    structuring.merge_into(document, FORMS, first, second, "重複のため", mode=Mode.NORMAL, who="甲")
    assert (document.plan().text(first, STATE), document.plan().text(first, MERGED_INTO)) == ("統合", second)
    for node, target, sentence in (
        (first, first, "それ自身"), (second, first, "先にその統合を取りやめて"), (third, first, "統合先には「①-02 施策2」を"),
    ):  # fmt: skip
        with pytest.raises(KnownError, match=sentence):
            structuring.merge_into(document, FORMS, node, target, **REVISE)
    structuring.merge_into(document, FORMS, second, third, **REVISE)
    structuring.unmerge(document, FORMS, first, **REVISE)
    with pytest.raises(KnownError, match="統合されていません"):
        structuring.unmerge(document, FORMS, first, **REVISE)
    structuring.set_state(document, FORMS, second, "", **REVISE)
    assert not any(k.field in (STATE, MERGED_INTO) for k in document.plan().entries)


class Structuring(RuleBasedStateMachine):
    """Any sequence of operations leaves a sound tree, and as many undos give the very same entries."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.document = Document.create(Path(self.folder.name) / "a.plandb", plan(), name="作成", who="甲")
        self.states = [dict(self.document.plan().entries)]

    def node(self, at: int) -> str:
        nodes = [n.id for n in self.document.plan().walk()]
        return nodes[at % len(nodes)] if nodes else PLAN_ID

    def do(self, run: Callable[[], ChangeReport]) -> bool:
        before = self.document.plan().entries
        try:
            report = run()
        except KnownError:
            assert self.document.plan().entries == before
            return False
        if report.group is not None:
            self.states.append(dict(self.document.plan().entries))
        return True

    @rule(at=st.integers(0, 40), area=st.booleans())
    def add(self, at: int, area: bool) -> None:
        add = structuring.add_area if area else structuring.add_measure
        parent = self.node(at)
        before = [n.id for n in self.document.plan().children(parent)]
        if self.do(lambda: add(self.document, FORMS, parent, name="新", **REVISE)):
            assert [n.id for n in self.document.plan().children(parent)][:-1] == before

    @rule(at=st.lists(st.integers(0, 40), min_size=1, max_size=3), to=st.integers(-1, 40), place=st.integers(0, 8))
    def move(self, at: list[int], to: int, place: int) -> None:
        nodes = [self.node(i) for i in at]
        parent = PLAN_ID if to < 0 else self.node(to)
        plan = self.document.plan()
        there = [n.id for n in plan.children(parent)]
        before = there[place] if place < len(there) else None
        inner = {below.id for n in nodes for below in plan.walk(n)}
        moved = [n.id for n in plan.walk() if n.id in nodes and n.id not in inner]
        if self.do(lambda: structuring.move(self.document, FORMS, nodes, parent, before, **REVISE)):
            at_place = len(there) if before is None else place
            wanted = [n for n in there[:at_place] if n not in moved] + moved + [n for n in there[at_place:] if n not in moved]
            assert [n.id for n in self.document.plan().children(parent)] == wanted

    @rule(at=st.integers(0, 40), up=st.booleans())
    def step(self, at: int, up: bool) -> None:
        run = structuring.move_up if up else structuring.move_down
        self.do(lambda: run(self.document, FORMS, self.node(at), **REVISE))

    @rule(at=st.lists(st.integers(0, 40), min_size=1, max_size=2))
    def delete(self, at: list[int]) -> None:
        self.do(lambda: structuring.delete(self.document, FORMS, [self.node(i) for i in at], **REVISE))

    @rule(at=st.integers(0, 40), text=st.sampled_from(["①-01", "9", "第1章", "②-1", ""]))
    def number(self, at: int, text: str) -> None:
        self.do(lambda: structuring.renumber(self.document, FORMS, self.node(at), text, **REVISE))

    @rule(at=st.integers(0, 40))
    def number_area(self, at: int) -> None:
        self.do(lambda: structuring.renumber_area(self.document, FORMS, self.node(at), **REVISE))

    @rule(at=st.integers(0, 40), text=st.text("名称 ", max_size=3))
    def name(self, at: int, text: str) -> None:
        self.do(lambda: structuring.rename(self.document, FORMS, self.node(at), text, **REVISE))

    @rule(at=st.integers(0, 40), to=st.integers(0, 40))
    def merge(self, at: int, to: int) -> None:
        self.do(lambda: structuring.merge_into(self.document, FORMS, self.node(at), self.node(to), **REVISE))

    @rule(at=st.integers(0, 40), state=st.sampled_from(["中止", "完了", ""]))
    def state(self, at: int, state: str) -> None:
        self.do(lambda: structuring.set_state(self.document, FORMS, self.node(at), state, **REVISE))

    @rule()
    def undo(self) -> None:
        if len(self.states) > 1:
            self.document.undo("甲")
            self.states.pop()
            assert self.document.plan().entries == self.states[-1]

    @invariant()
    def sound(self) -> None:
        plan = Plan(dict(self.document.plan().entries))
        reached = {n.id for n in plan.walk()}
        assert {k.node for k in plan.entries} <= {PLAN_ID, *reached}
        assert [n.id for n in plan.walk()] == [n.id for n in self.document.plan().walk()]
        taken = [n.number for n in plan.measures]
        assert len(set(taken)) == len(taken)
        for node in plan.measures:
            target = plan.text(node.id, MERGED_INTO)
            assert not target or (target in reached and target != node.id)

    def teardown(self) -> None:
        while len(self.states) > 1:
            self.undo()
        self.document.close()
        self.folder.cleanup()


TestStructuring = Structuring.TestCase
TestStructuring.settings = settings(max_examples=25, stateful_step_count=20)
