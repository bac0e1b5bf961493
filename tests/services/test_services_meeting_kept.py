"""What was handed out is frozen: the very bytes, also made anew from the state."""
from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import Key
from planeditor.formengine.fonts.book import FontBook
from planeditor.services.formsets import FormSets
from planeditor.services.meeting import kept
from planeditor.services.meeting.making import write_meeting_to
from planeditor.services.meeting.material import read_material
from planeditor.services.meeting.order import MeetingOrder
from planeditor.services.states.named import find_state
from planeditor.services.states.snapshots import snapshots, take
from planeditor.store.document import Document
from tests.meeting_plans import NOW, entries

SETS, FONTS = FormSets(), FontBook()
ORDER = MeetingOrder(NOW, "第3回本部会議", "令和6年7月3日", "資料1", ("１　開会",))


@pytest.fixture
def document(tmp_path: Path) -> Document:
    return Document.create(tmp_path / "計画.plandb", entries(6, 2), name="計画の作成", who="甲")


def hand_out(document: Document, name: str, order: MeetingOrder = ORDER) -> bytes:
    printed = kept.print_papers(document, SETS, order, fonts=FONTS)
    kept.hand_out(document, printed, name, who="甲")
    return printed.content


def change(document: Document, text: str) -> None:
    with document.edit("書く", who="甲") as edit:
        edit.set(Key("m00003", "summary"), text)


def test_it_is_given_again_and_made_again_to_the_byte(document: Document, tmp_path: Path) -> None:
    take(document, "前の会議", who="甲")
    change(document, "変えた概要")
    content = hand_out(document, "第3回")
    change(document, "あとで変えた概要")
    take(document, "あとの基準時点", who="甲")
    state = find_state(document, "第3回")
    for order in (MeetingOrder(""), MeetingOrder(NOW), ORDER):
        found = kept.frozen_paper(document, state, order, "pdf")
        assert found is not None
        kept.save_paper(document, found.number, tmp_path / "写し.pdf")
        assert (tmp_path / "写し.pdf").read_bytes() == content
        with pytest.raises(KnownError, match=r"名前の終わりを \.pdf に"):
            kept.save_paper(document, found.number, tmp_path / "写し.xlsx")
    assert kept.frozen_paper(document, state, MeetingOrder(NOW, "別の会議"), "pdf") is None
    assert kept.frozen_paper(document, state, MeetingOrder("年度:2022"), "pdf") is None
    assert kept.frozen_paper(document, find_state(document, ""), ORDER, "pdf") is None
    anew = BytesIO()
    material = read_material(document, SETS, kept.order_at(document, state, MeetingOrder("")), "第3回")
    assert material.before is not None
    assert material.before.name == "前の会議"
    write_meeting_to(material, "pdf", anew, fonts=FONTS)
    assert anew.getvalue() == content
    assert [(k.paper.number, k.state) for k in kept.kept_papers(document)] == [(1, "第3回")]
    assert document.verify() == []


def test_the_next_papers_tell_the_changes_since_the_last_that_were_handed_out(document: Document) -> None:
    hand_out(document, "第2回")
    take(document, "途中の覚え", who="甲")
    change(document, "変えた概要")
    material = read_material(document, SETS, MeetingOrder(NOW))
    assert material.before is not None
    assert material.before.name == "第2回"


def test_what_cannot_be_handed_out(document: Document) -> None:
    printed = kept.print_papers(document, SETS, ORDER, fonts=FONTS)
    change(document, "変えた概要")
    with pytest.raises(KnownError, match="資料を作ってから計画が変わりました"):
        kept.hand_out(document, printed, "第3回", who="甲")
    assert snapshots(document.plan()) == []
    hand_out(document, "第3回")
    with pytest.raises(KnownError, match="すでに残しています"):
        kept.snapshot_for_paper(document, "第３回", NOW)
    with pytest.raises(KnownError):
        kept.snapshot_for_paper(document, " ", NOW)


def test_papers_join_a_snapshot_that_has_none(document: Document) -> None:
    take(document, "第3回", who="甲")
    change(document, "あとで変えた概要")
    state = kept.snapshot_for_paper(document, "第3回", NOW)
    assert state is not None
    printed = kept.print_papers(document, SETS, ORDER, state.name, fonts=FONTS)
    done = kept.hand_out(document, printed, "第3回", who="甲")
    assert done.paper.snapshot == state.node
    assert done.report.group is None


def test_a_snapshot_taken_back_leaves_the_paper(document: Document) -> None:
    content = hand_out(document, "第3回")
    document.undo("甲")
    assert [(k.paper.number, k.state) for k in kept.kept_papers(document)] == [(1, "")]
    assert document.papers.content(1) == content


def test_an_order_is_read_again() -> None:
    assert MeetingOrder.read(ORDER.told(), NOW) == ORDER
    assert MeetingOrder.read("壊れている", NOW) == MeetingOrder(NOW)
    assert MeetingOrder.read('{"period": 1}', NOW) == MeetingOrder(NOW)
