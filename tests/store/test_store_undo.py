"""Undo, redo, and taking back what was done long ago."""
from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import KIND, PLAN_ID, Key
from planeditor.store.document import Document

A, B = Key("m1", "work", "R2"), Key("m1", "work", "R3")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.plandb"
    Document.create(path, {Key(PLAN_ID, KIND): "plan"}, name="作成", who="甲").close()
    return path


def put(document: Document, name: str, texts: dict[Key, str | None]) -> int:
    with document.edit(name, who="甲") as edit:
        for key, text in texts.items():
            edit.set(key, text)
    return edit.report.group or 0


def test_undo_and_redo_also_after_reopening(path: Path) -> None:
    with Document.open(path) as document:
        put(document, "一", {A: "1"})
        put(document, "二", {A: "2", B: "b"})
        assert (document.undo_name(), document.redo_name()) == ("二", None)
        report = document.undo("乙")
        assert {c.key: c.new for c in report.changes} == {A: "1", B: None}
        assert report.skipped == ()
    with Document.open(path) as document:
        assert (document.undo_name(), document.redo_name()) == ("一", "二")
        document.undo("乙")
        assert document.plan().text(*A) == ""
        assert document.undo_name() is None
        document.redo("乙")
        document.redo("乙")
        assert document.plan().text(*A) == "2"
        assert [g.kind for g in document.log()] == ["redo", "redo", "undo", "undo", "edit", "edit", "create"]
        assert [g.reverses for g in document.log(limit=4)] == [(3,), (2,), (2,), (3,)]
        assert document.log()[0].name == "「二」をやり直す"
        assert not any(g.undone for g in document.log())


def test_a_new_edit_ends_the_way_forward(path: Path) -> None:
    with Document.open(path) as document:
        put(document, "一", {A: "1"})
        document.undo("甲")
        put(document, "二", {A: "2"})
        assert document.redo_name() is None
        with pytest.raises(KnownError, match="やり直せる"):
            document.redo("甲")
        document.undo("甲")
        with pytest.raises(KnownError, match="元に戻せる"):
            document.undo("甲")
        assert document.plan().text(*A) == ""
        assert [g.undone for g in document.log()] == [False, True, False, True, False]


def test_an_old_group_is_taken_back_around_later_edits(path: Path) -> None:
    with Document.open(path) as document:
        old = put(document, "取込", {A: "取込", B: "取込"})
        put(document, "修正", {B: "修正"})
        put(document, "さらに", {B: "取込"})  # as the import had it, but by a later decision
        report = document.undo_group(old, "甲")
        assert report.skipped == (B,)
        assert document.plan().text(*A) == ""
        assert document.plan().text(*B) == "取込"
        with pytest.raises(KnownError, match="すでに取り消"):
            document.undo_group(old, "甲")
        assert document.undo_name() == "「取込」の取消"
        document.undo("甲")
        assert document.plan().text(*A) == "取込"
        document.undo_group(old, "甲")
        assert document.plan().text(*A) == ""
        assert document.verify() == []


def test_what_cannot_be_taken_back(path: Path) -> None:
    with Document.open(path) as document:
        put(document, "一", {A: "1"})
        undone = document.undo("甲").group or 0
        for group, sentence in ((1, "番号を指定して"), (undone, "番号を指定して"), (2, "すでに"), (9, "ありません")):
            with pytest.raises(KnownError, match=sentence):
                document.undo_group(group, "甲")
        assert len(document.log()) == 3


KEYS = st.builds(Key, st.sampled_from(["m1", "m2"]), st.sampled_from(["a", "b"]), st.sampled_from(["", "R2"]))
TEXTS = st.none() | st.sampled_from(["一", "二", "三"]) | st.text(max_size=5)


class UndoMachine(RuleBasedStateMachine):
    """Random work on a plan file beside a model made of whole states and of who is in force."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "計画.plandb"
        self.document = Document.create(self.path, {Key(PLAN_ID, KIND): "plan"}, name="作成", who="甲")
        self.now: dict[Key, str] = {Key(PLAN_ID, KIND): "plan"}
        self.done: list[tuple[int, dict[Key, str], dict[Key, str]]] = []
        self.undone: list[tuple[int, dict[Key, str], dict[Key, str]]] = []
        self.changes: dict[int, dict[Key, tuple[str | None, str | None]]] = {}
        self.target: dict[int, int] = {}
        self.states: dict[int, dict[Key, str]] = {1: dict(self.now)}

    def teardown(self) -> None:
        self.document.close()
        self.folder.cleanup()

    def operation(self, group: int, after: dict[Key, str]) -> None:
        both = self.now.keys() | after.keys()
        self.changes[group] = {
            k: (self.now.get(k), after.get(k)) for k in both if self.now.get(k) != after.get(k)
        }
        self.done.append((group, self.now, after))
        self.undone.clear()
        self.go(group, after)

    def go(self, group: int, after: dict[Key, str]) -> None:
        self.now = self.states[group] = after

    @property
    def in_force(self) -> dict[int, bool]:
        """The definition, written out from the latest operation to the first."""
        done = {op[0] for op in self.done}
        force: dict[int, bool] = {}
        for group in sorted(self.changes, reverse=True):
            force[group] = group in done and not any(force[r] for r, t in self.target.items() if t == group)
        return force

    @rule(texts=st.dictionaries(KEYS, TEXTS, min_size=1, max_size=4))
    def edit(self, texts: dict[Key, str | None]) -> None:
        group = put(self.document, "入力", texts)
        merged = {**self.now, **texts}
        after = {k: t for k, t in merged.items() if t}
        assert (group == 0) is (after == self.now)
        if group:
            self.operation(group, after)

    @rule(key=KEYS)
    def fail(self, key: Key) -> None:
        with pytest.raises(AttributeError), self.document.edit("失敗", who="甲") as edit:
            edit.set(key, 1)  # type: ignore[arg-type]

    @precondition(lambda self: self.done)
    @rule()
    def undo(self) -> None:
        op = self.done.pop()
        self.undone.append(op)
        self.go(self.document.undo("甲").group or 0, op[1])

    @precondition(lambda self: self.undone)
    @rule()
    def redo(self) -> None:
        op = self.undone.pop()
        self.done.append(op)
        self.go(self.document.redo("甲").group or 0, op[2])

    @precondition(lambda self: any(self.in_force.values()))
    @rule(data=st.data())
    def take_back(self, data: st.DataObject) -> None:
        in_force = self.in_force
        target = data.draw(st.sampled_from(sorted(g for g, on in in_force.items() if on)))
        later = {
            key
            for group, on in in_force.items() if on and group > target and group not in self.target
            for key in self.changes[group]
        }  # fmt: skip
        after: dict[Key, str | None] = dict(self.now)
        skipped = set()
        for key, (old, new) in self.changes[target].items():
            if key in later or self.now.get(key) != new:
                skipped.add(key)
            else:
                after[key] = old
        report = self.document.undo_group(target, "甲")
        assert set(report.skipped) == skipped
        group = report.group or 0
        self.operation(group, {k: t for k, t in after.items() if t is not None})
        self.target[group] = target

    @rule()
    def reopen(self) -> None:
        self.document.close()
        self.document = Document.open(self.path)

    @invariant()
    def agrees(self) -> None:
        assert self.document.plan().entries == self.now
        assert (self.document.undo_name() is None) is (not self.done)
        assert (self.document.redo_name() is None) is (not self.undone)
        assert {g.id: not g.undone for g in self.document.log() if g.kind in {"edit", "revert"}} == self.in_force
        assert self.document.verify() == []
        latest = max(self.states)
        assert self.document.plan_at(latest).entries == self.now
        assert self.document.plan_at(1 + latest // 2).entries == self.states[1 + latest // 2]


UndoMachine.TestCase.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)
TestUndo = UndoMachine.TestCase
