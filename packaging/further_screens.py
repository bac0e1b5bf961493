"""The screens of making plans and forms, of deciding and of keeping the file, for packaging/screenshots.py: a function for each."""
from __future__ import annotations

import json
import shutil
from dataclasses import asdict
from functools import partial
from typing import TYPE_CHECKING

import openpyxl

from planeditor.domain.moments import utc_now
from planeditor.domain.plan import DEPARTMENTS, PLAN_ID
from planeditor.services.backups.taking import take
from planeditor.services.coverage.lists import add_list, items, lists
from planeditor.services.coverage.marks import mark_all
from planeditor.services.coverage.pasting import Line
from planeditor.services.points.editing import PointText, add_point
from planeditor.store.document import Document
from planeditor.store.holder import Holder
from planeditor.store.lockfile import lock_path
from planeditor.ui.formswitch.switch_dialog import SwitchDialog
from planeditor.ui.fromlist.list_dialog import ListDialog
from planeditor.ui.nextplan.next_plan import NextPlanWizard
from planeditor.ui.redacting.redact_dialog import RedactDialog

if TYPE_CHECKING:
    from screenshots import Camera

USER = "見本"
MEETING, DAY = "第1回推進本部", "令和6年5月20日"
POINTS = (
    ("④-02", "公開したデータの数え方を、昨年度とそろえてください。", "数え方の表を作り、令和4年度にさかのぼって直しました。"),
    ("①-01", "設置した場所を地図で示してください。", ""),
)
LIST, ITEMS = "総合計画", ("便利な窓口", "災害に強い地域", "学びの支え", "働きやすい市役所", "開かれた市政")
HEADS = "分野", "番号", "施策名", "担当課", "情報化施策の概要"
BOOK = "施策一覧.xlsx"
NEW_SET = "tomakomai"
REMOVED, WHY = "市民ホール", "公開前の施設名の誤記入"
HOLDER, TERMINAL = "佐藤", "情報-07"
REPORT = "不具合20240412.txt"
EMPTY = ""
_CALM = 8
REMARK = "費用の内訳を示してください。"


def checking(camera: Camera) -> None:
    """点検, with a finding chosen."""
    camera.do("sheet")
    camera.do("check")
    camera.do("next_finding")


def points(camera: Camera) -> None:
    """指摘 of the meeting."""
    nodes = {m.number: m.id for m in camera.session.plan.measures}

    def work(document: Document) -> None:
        for number, text, answer in POINTS:
            add_point(document, nodes[number], PointText(text, MEETING, DAY, answer=answer), who=USER)
        add_point(document, PLAN_ID, PointText("次の計画では、目標の数を絞ってください。", MEETING, DAY), who=USER)

    camera.ask(work)
    camera.do("points")


def evaluation(camera: Camera) -> None:
    """計画期間の検証."""
    camera.do("evaluate")


def publishing(camera: Camera) -> None:
    """公表用に書き出す, of an edition."""
    camera.do("publish")
    camera.hide_folder()


def from_list(camera: Camera) -> None:
    """Which column of a list is what."""
    plan = camera.session.plan
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(HEADS)
    for measure in plan.measures:
        area = plan.node(measure.parent)
        departments = plan.text(measure.id, DEPARTMENTS)
        sheet.append([area.title if area else EMPTY, measure.number, measure.name, departments, plan.text(measure.id, "summary")])
    book.save(camera.desk / BOOK)
    dialog = ListDialog(camera.session, camera.desk / BOOK, camera.window)
    dialog.open()
    camera.rest()
    dialog.next.click()


def next_plan(camera: Camera) -> None:
    """Which measures go on."""
    camera.do("next_plan")
    camera.dialog(NextPlanWizard).next.click()


def coverage(camera: Camera) -> None:
    """対応表 with a list of another plan."""
    forms = camera.session.forms

    def work(document: Document) -> None:
        add_list(document, LIST, [Line(str(n + 1), name) for n, name in enumerate(ITEMS)], who=USER)
        plan = document.plan()
        found = items(plan, lists(plan)[0].id)
        pairs = [(m.id, found[(n * 3 + n // 4) % 4].id) for n, m in enumerate(plan.measures)]
        mark_all(document, forms, pairs, who=USER)

    camera.ask(work)
    camera.do("coverage")


def form_set(camera: Camera) -> None:
    """Where the entries go under another form set."""
    camera.do("switch_forms")
    sets = camera.dialog(SwitchDialog).sets
    sets.setCurrentIndex(sets.findData(NEW_SET))


def redacting(camera: Camera) -> None:
    """記録の抹消: what was found of a text."""
    camera.do("redact")
    dialog = camera.dialog(RedactDialog)
    dialog.text.setText(REMOVED)
    dialog.search.click()
    camera.rest()
    dialog.why.setText(WHY)


def backups(camera: Camera) -> None:
    """The backups of the plan, of three days."""

    def work(document: Document) -> None:
        take(document, "hand")

    for day, number in ((3, "①-01"), (8, "②-02"), (12, "③-01")):
        camera.day(day)
        node = next(m.id for m in camera.session.plan.measures if m.number == number)
        camera.ask(partial(_remark, node))
        camera.ask(work)
    camera.do("undo")
    camera.window.statusBar().clearMessage()
    camera.do("restore_backup")


def _remark(node: str, document: Document) -> None:
    add_point(document, node, PointText(REMARK, MEETING, DAY), who=USER)


def verifying(camera: Camera) -> None:
    """The plan file was checked."""
    camera.do("verify")


def handover(camera: Camera) -> None:
    """What the next person in the job is told."""
    camera.do("handover")


def working_copy(camera: Camera) -> None:
    """Where a working copy is to lie."""
    camera.do("take_working_copy")
    camera.hide_folder()


def fault(camera: Camera) -> None:
    """A fault of the program is told."""
    camera.window.faults.show(REPORT)


def reading(camera: Camera) -> None:
    """Somebody else has the plan."""
    camera.window.notices.end("fault")
    shared = camera.desk / "共有" / camera.plan.name
    shared.parent.mkdir()
    shutil.copy(camera.plan, shared)
    holder = Holder(HOLDER, TERMINAL, 4711, EMPTY, utc_now(), "ab" * 8, utc_now(), str(shared))
    lock_path(shared).write_text(json.dumps(asdict(holder)), encoding="utf-8")
    camera.window.opener.open(shared)
    camera.rest()
    camera.do("check")


def outside(camera: Camera) -> None:
    """The file is not at its place any more."""
    lock_path(camera.desk / "共有" / camera.plan.name).unlink()
    camera.window.opener.open(camera.plan)
    for _ in range(_CALM):  # what is looked at some time after opening
        camera.rest()
    camera.do("check")
    camera.plan.rename(camera.plan.with_suffix(".moved"))
    camera.window.watch.look()


def back(camera: Camera) -> None:
    """The file is there again."""
    camera.plan.with_suffix(".moved").rename(camera.plan)
    camera.window.watch.look()
    camera.rest()
