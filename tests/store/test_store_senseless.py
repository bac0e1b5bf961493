"""A plan file with entries that no plan can hold opens for reading, without them, and says which."""
from __future__ import annotations

from pathlib import Path

import pytest

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import KIND, ORDER, PARENT, PLAN_ID, Key
from planeditor.store.document import Document
from planeditor.store.glance import glance
from planeditor.store.log import GroupHead
from planeditor.store.newfile import write_new

SOUND = {
    Key(PLAN_ID, KIND): "plan", Key(PLAN_ID, "@name"): "計画", Key("a", KIND): "area", Key("a", PARENT): PLAN_ID, Key("a", ORDER): "1",
    Key("m", KIND): "measure", Key("m", PARENT): "a", Key("m", ORDER): "1", Key("m", "summary"): "概要",
}


@pytest.mark.parametrize(
    "strange",
    [
        {Key("m", ORDER): "x"}, {Key("m", KIND): "foo"}, {Key("a", PARENT): "m"}, {Key("m", "work", "年度:abc"): "文"},
        {Key(PLAN_ID, "@current"): "来年"}, {Key(PLAN_ID, KIND): "area"}, {Key(PLAN_ID, "@periods:年度"): "ごみ"},
    ],
)
def test_a_file_that_others_made(tmp_path: Path, strange: dict[Key, str]) -> None:
    path = tmp_path / "計画.plandb"
    write_new(path, GroupHead("create", "作成", "だれか", ""), SOUND | strange)
    with pytest.raises(KnownError, match="壊れています"):
        Document.open(path)
    seen = glance(path)
    assert seen is None or seen.plan.node(PLAN_ID)
    with Document.open(path, read_only=True) as document:
        assert len(document.damaged) == 1
        assert list(document.plan().walk()) is not None
        assert document.plan().text("m", "summary") == "概要"
        assert list(document.plan_at(1).walk()) is not None
        assert any("ありえない" in sentence for sentence in document.verify())
