"""Taking back and redoing: nothing in a closed year changes, and the closing itself can be taken back."""
from __future__ import annotations

from pathlib import Path

import pytest

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import Change, Key
from planeditor.services.editing import years
from planeditor.services.editing.entering import enter
from planeditor.services.editing.permissions import Mode, require_open_for
from planeditor.services.editing.undoing import redo, undo, within_open_periods
from planeditor.services.planfiles.keeping import Keeper
from planeditor.store.document import Document
from tests.services.editing_plans import FORMS, R4, R5, VOCABULARY, WHO, key_of, make


def edited(document: Document, text: str = "直した文") -> Key:
    """One entry of R4 edited."""
    key = key_of(document.plan(), "①-01", "work", R4)
    enter(document, FORMS, key, text, mode=Mode.NORMAL, who=WHO)
    return key


def test_a_closing_is_taken_back_and_done_again(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        key = edited(document)
        years.close_period(document, FORMS, R4, WHO)
        undo(document, VOCABULARY, WHO)
        assert not years.is_closed(document.plan(), R4.key)
        redo(document, VOCABULARY, WHO)
        assert years.is_closed(document.plan(), R4.key)
        years.reopen_period(document, FORMS, R4, "誤り", WHO)
        undo(document, VOCABULARY, WHO)
        assert years.is_closed(document.plan(), R4.key)
        assert document.plan().text(*key) == "直した文"


def test_an_operation_before_the_closing_is_not_taken_back(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        key = edited(document)
        group = document.last_group
        years.close_period(document, FORMS, R4, WHO)
        last = document.last_group
        with pytest.raises(KnownError, match="確定"):
            document.undo_group(group, WHO, within_open_periods(VOCABULARY))
        assert document.plan().text(*key) == "直した文"
        assert document.last_group == last, "nothing of it is in the file"
        assert document.undo_name() is not None


def test_redoing_into_a_year_closed_by_others_is_refused(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        key = edited(document)
        undo(document, VOCABULARY, WHO)
        document.close()
    path = tmp_path / "計画.plandb"
    with Document.open(path, who="乙") as document, document.edit("確定", who="乙") as edit:
        edit.set(Key("plan", "@closed", R4.key), "2024-04-01")
    with Document.open(path, who=WHO) as document:
        with pytest.raises(KnownError):
            redo(document, VOCABULARY, WHO)
        assert document.plan().text(*key) != "直した文"


def test_back_to_the_opening_over_a_closing_of_the_same_session(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        keeper, before = Keeper(document), document.plan().entries
        key = edited(document)
        years.close_period(document, FORMS, R4, WHO)
        assert keeper.revert_to_opening(VOCABULARY, WHO).changes
        assert dict(document.plan().entries) == dict(before)
        undo(document, VOCABULARY, WHO)
        assert document.plan().text(*key) == "直した文"
        assert years.is_closed(document.plan(), R4.key)


def test_only_what_is_opened_by_the_same_operation_is_free(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        key = edited(document)
        years.close_period(document, FORMS, R4, WHO)
        plan = document.plan()
        closing = Key("plan", "@closed", R4.key)
        require_open_for(plan, VOCABULARY, [Change(closing, plan.text(*closing), None), Change(key, "直した文", None)])
        require_open_for(plan, VOCABULARY, [Change(key._replace(period=R5.key), None, "文")])
        with pytest.raises(KnownError):
            require_open_for(plan, VOCABULARY, [Change(key, "直した文", None)])
