"""The history of one cell, and going back to an earlier text."""
from __future__ import annotations

from pathlib import Path

import pytest

from planeditor.domain.errors import KnownError
from planeditor.services.editing import years
from planeditor.services.editing.cellhistory import history, restore
from planeditor.services.editing.entering import enter
from planeditor.services.editing.permissions import Mode
from tests.services.editing_plans import FORMS, R3, R4, WHO, key_of, make


def test_only_this_cell_newest_first(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        key = key_of(document.plan(), "①-01", "progress", R4)
        first = document.plan().text(*key)
        enter(document, FORMS, key, "遅れている", mode=Mode.NORMAL, who="甲", source="電話")
        enter(document, FORMS, key_of(document.plan(), "①-01", "work", R4), "・別の欄", mode=Mode.NORMAL, who="甲")
        enter(document, FORMS, key, "", mode=Mode.NORMAL, who="乙")
        document.undo("丙")
        found = history(document, key)
        assert [(v.old, v.new, v.who, v.source, v.undone) for v in found] == [
            ("", "遅れている", "丙", "", False),
            ("遅れている", "", "乙", "", True),
            (first, "遅れている", "甲", "電話", False),
            ("", first, WHO, "", False),
        ]
        assert found[0].group > found[1].group > found[2].group > found[3].group
        assert found[2].name == "①-01 R4年度 進捗総括"
        assert history(document, key, limit=1) == found[:1]
        assert history(document, key_of(document.plan(), "①-02", "effect", R4)) == []


def test_an_earlier_text_comes_back_as_an_operation_of_its_own(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        key = key_of(document.plan(), "①-01", "progress", R4)
        first = document.plan().text(*key)
        enter(document, FORMS, key, "遅れている", mode=Mode.NORMAL, who=WHO)
        report = restore(document, FORMS, key, history(document, key)[-1].new, Mode.NORMAL, WHO)
        assert report.name == "①-01 R4年度 進捗総括 を以前の文に戻す"
        assert document.plan().text(*key) == first
        document.undo(WHO)
        assert document.plan().text(*key) == "遅れている"


def test_restoring_is_subject_to_the_same_locks(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        years.close_period(document, FORMS, R3, WHO)
        with pytest.raises(KnownError, match="確定"):
            restore(document, FORMS, key_of(document.plan(), "①-01", "work", R3), "別", Mode.NORMAL, WHO)
        summary = key_of(document.plan(), "①-01", "summary")
        with pytest.raises(KnownError, match="計画事項"):
            restore(document, FORMS, summary, "別", Mode.NORMAL, WHO)
        restore(document, FORMS, summary, "別", Mode.CORRECTION, WHO, why="誤字")
        assert document.log()[0].source == "誤記訂正：誤字"
