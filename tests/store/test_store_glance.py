"""The first look at a plan file: the same tree and the same sheet as in the whole plan, and nothing of a file that is not sound."""
from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from planeditor.domain.current import current_period, with_current
from planeditor.domain.plan import CURRENT, PLAN_ID, Key
from planeditor.services.formsets import FormSets
from planeditor.services.planfiles.creating import create_sample
from planeditor.store.document import Document
from planeditor.store.glance import glance


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "見本 市#1.plandb"
    create_sample(path, "試験").close()
    return path


def test_the_tree_and_one_sheet_are_as_in_the_whole(path: Path) -> None:
    with Document.open(path, read_only=True) as document:
        plan, plan_id = document.plan(), document.plan_id
    seen = glance(path)
    assert seen is not None
    assert seen.plan_id == plan_id
    assert list(seen.plan.walk()) == list(plan.walk())
    first, other = plan.measures[0].id, plan.measures[4].id
    assert dict(seen.plan.of_node(first)) == dict(plan.of_node(first))
    assert dict(seen.plan.of_node(PLAN_ID)) == dict(plan.of_node(PLAN_ID))
    assert not [k for k in seen.plan.of_node(other) if not k.field.startswith("@")]
    wanted = glance(path, other)
    assert wanted is not None
    assert dict(wanted.plan.of_node(other)) == dict(plan.of_node(other))


def test_the_current_year_is_that_of_the_whole(path: Path) -> None:
    with Document.open(path) as document:
        forms = FormSets().of(document.plan())
        with document.edit("年度", who="試験") as edit:
            edit.set(Key(PLAN_ID, CURRENT), None)
        whole = document.plan()
        # The first measure alone would say another year.
        with document.edit("消す", who="試験") as edit:
            for key in whole.of_node(whole.measures[0].id):
                if key.period:
                    edit.set(key, None)
        expected = current_period(document.plan(), forms.vocabulary)
    seen = glance(path)
    assert seen is not None
    assert current_period(seen.plan, forms.vocabulary) != expected
    assert current_period(with_current(seen.plan, forms.vocabulary, seen.used), forms.vocabulary) == expected


def test_it_leaves_no_trace_and_no_lock(path: Path) -> None:
    before = path.read_bytes()
    assert glance(path) is not None
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("content", [b"", b"rubbish" * 100])
def test_what_is_no_plan_gets_no_look(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.plandb"
    path.write_bytes(content)
    assert glance(path) is None
    assert glance(tmp_path / "missing.plandb") is None
    assert not (tmp_path / "missing.plandb").exists()


def test_other_versions_get_no_look(path: Path) -> None:
    with closing(sqlite3.connect(path)) as db:
        db.execute("PRAGMA user_version = 99")
    assert glance(path) is None
