"""照会先, 事務局 and 見込: entries of the program's own that people fill in."""
from __future__ import annotations

from pathlib import Path

import pytest

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import CLOSED, CONTACTS, FORECAST, PLAN_ID, ROUNDS, SECRETARIAT, Key
from planeditor.formengine.form.loading import load_form_set
from planeditor.services.editing.entering import enter
from planeditor.services.editing.entry import set_entry
from planeditor.services.editing.permissions import Lock, Mode, Permissions
from tests.services.request_plans import FORMS, R3, R4, R5, VOCABULARY, WHO, make, node, put

LABEL = "見込の別（効果（額））"


def test_they_are_open_without_a_revision_and_figures_follow_their_field(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        measure = node(document, "①-01")
        put(document, {Key(PLAN_ID, CLOSED, R3.key): "2022-05-01"})
        permissions = Permissions(document.plan(), VOCABULARY, Mode.NORMAL)
        assert permissions.lock(Key(measure, CONTACTS)) is Lock.OPEN
        assert permissions.lock(Key(PLAN_ID, SECRETARIAT)) is Lock.OPEN
        assert permissions.lock(Key(PLAN_ID, ROUNDS)) is Lock.OPEN
        locks = [permissions.lock(Key(measure, f"{FORECAST}:effect", period.key)) for period in (R3, R4, R5)]
        assert locks == [Lock.CLOSED, Lock.OPEN, Lock.FUTURE]
        assert permissions.lock(Key(measure, f"{FORECAST}:planning", R4.key)) is Lock.PLAN


def test_a_figure_is_marked_in_the_window_and_on_the_command_line(tmp_path: Path) -> None:
    with make(tmp_path) as document:
        key = Key(node(document, "①-01"), f"{FORECAST}:effect", R4.key)
        report = enter(document, FORMS, key, "見込", mode=Mode.NORMAL, who=WHO)
        assert report.name == f"①-01 R4年度 {LABEL}"
        assert document.plan().text(*key) == "見込"
        set_entry(document, FORMS, "①-01", LABEL, "", period="R4", who=WHO)
        assert document.plan().text(*key) == ""
        with pytest.raises(KnownError, match="使える言葉：見込"):
            enter(document, FORMS, key, "確定", mode=Mode.NORMAL, who=WHO)
        with pytest.raises(KnownError, match="項目「見込の別（作業内容）」"):
            set_entry(document, FORMS, "①-01", "見込の別（作業内容）", "見込", period="R4", who=WHO)


def test_what_a_form_set_says_of_requests(tmp_path: Path) -> None:
    def loaded(request: str) -> list[str]:
        folder = tmp_path / "様式"
        folder.mkdir(exist_ok=True)
        text = (FORMS.folder / "formset.toml").read_text(encoding="utf-8").replace('figures = ["effect"]', request)
        (folder / "formset.toml").write_text(text, encoding="utf-8")
        for drawing in FORMS.folder.glob("*.xlsx"):
            (folder / drawing.name).write_bytes(drawing.read_bytes())
        forms = load_form_set(folder)
        return [*forms.request_forms, *(f.label for f in forms.vocabulary.fields if f.figure)]

    assert loaded('forms = ["plan"]\nfigures = ["effect", "work"]') == ["plan", "作業内容", "効果（額）"]
    for wrong in ('figures = ["efect"]', 'forms = ["progres"]', 'other = ["plan"]'):
        with pytest.raises(KnownError, match="request"):
            loaded(wrong)
