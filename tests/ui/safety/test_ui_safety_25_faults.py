"""Test 25: an unhandled exception in each of some fifty actions of the window."""
from __future__ import annotations

import importlib
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from planeditor.domain.plan import Key
from planeditor.messages import faults as say
from planeditor.store.document import Document
from planeditor.ui.app import App
from planeditor.ui.faults.telling import FAULT
from planeditor.ui.place import Place
from tests.safetytable import Figures
from tests.ui.faulty import SECRET, holds, logging_to, reports, running, settle

_SERVICES = "planeditor.services."
_UI = "planeditor.ui."
ACTIONS = {
    "undo": _SERVICES + "editing.undoing:undo",
    "redo": _SERVICES + "editing.undoing:redo",
    "save": _UI + "commands.file:saved_text",
    "save_copy": _SERVICES + "planfiles.copies:save_copy",
    "practice": _SERVICES + "planfiles.copies:practice_copy",
    "write_json": _SERVICES + "transport.files:plan_of_document",
    "read_json": _SERVICES + "intake.plan_json:read_plan_json",
    "sample": _SERVICES + "planfiles.creating:create_sample",
    "revert": _SERVICES + "planfiles.keeping:Keeper.revert_to_opening",
    "next_year": _SERVICES + "editing.years:open_next_year",
    "close_year": _UI + "submissions.open_ends:open_ends",
    "extend": _SERVICES + "extending:extension",
    "check": _SERVICES + "checking.seen:split",
    "last_year": _UI + "sheet.cell_commands:last_year",
    "add_area": _UI + "tree.tree_commands:TreeCommands._can",
    "add_measure": _UI + "tree.tree_commands:TreeCommands._can",
    "add_chapter": _UI + "tree.tree_commands:TreeCommands._can",
    "revision": _UI + "situation:Situation.set_mode",
    "correction": _UI + "commands.plan:AskReason",
    "fields": _UI + "fields.fields_view:FieldsView.__init__",
    "table": _UI + "table.table_page:TablePage",
    "departments": _UI + "departments.departments_page:DepartmentsPage",
    "submissions": _UI + "submissions.submissions_page:SubmissionsPage",
    "dashboard": _UI + "dashboard.dashboard_page:DashboardPage",
    "preview": _UI + "preview.page:PreviewPage",
    "design_form": _UI + "designing.window:DesignWindow",
    "judge": _UI + "progressclass.judging_dialog:JudgingDialog",
    "points": _UI + "points.points_dialog:PointsDialog",
    "evaluate": _UI + "evaluation.evaluation_dialog:EvaluationDialog",
    "meeting_papers": _UI + "meeting.meeting_dialog:MeetingDialog",
    "request": _UI + "requests.request_dialog:RequestDialog",
    "start_year": _UI + "yearstart.year_start:YearStart",
    "edition": _UI + "editions.editions_dialog:EditionsDialog",
    "compare": _UI + "comparing.comparing_dialog:ComparingDialog",
    "switch_forms": _UI + "formswitch.switch_dialog:SwitchDialog",
    "coverage": _UI + "coverage.coverage_dialog:CoverageDialog",
    "import": _UI + "importing.dialog:ImportDialog",
    "pdf": _UI + "exporting.dialog:ExportDialog",
    "excel": _UI + "exporting.dialog:ExportDialog",
    "publish": _UI + "publishing.publish_dialog:PublishDialog",
    "archive": _UI + "publishing.archive_dialog:ArchiveDialog",
    "redact": _UI + "redacting.redact_dialog:RedactDialog",
    "replace": _UI + "finding.replace_dialog:ReplaceDialog.begin",
    "new": _UI + "wizard.new_plan:NewPlanWizard",
    "next_plan": _UI + "nextplan.next_plan:NextPlanWizard",
    "settings": _UI + "options.settings_dialog:SettingsDialog",
    "help": _UI + "help.keys:every_key",
    "next_measure": _UI + "tree.tree_panel:TreePanel._step",
    "find": _UI + "finding.search_box:SearchBox.begin",
    "next_finding": _UI + "beside.findings:FindingsPanel._shown",
}
"""Action → what raises while it runs: the service it calls, or what it opens."""


class _Raises:
    """Stands for a function or a class."""

    def __init__(self, *_: object, **__: object) -> None:
        raise RuntimeError(SECRET)


def _raise(*_: object, **__: object) -> None:
    raise RuntimeError(SECRET)


def inject(patch: pytest.MonkeyPatch, where: str) -> None:
    """Have it raise."""
    module, _, name = where.partition(":")
    *owner, last = name.split(".")
    target: object = importlib.import_module(module)
    for step in owner:
        target = getattr(target, step)
    patch.setattr(target, last, _raise if owner or last.islower() else _Raises)


def choices(patch: pytest.MonkeyPatch, folder: Path, source: Path) -> None:
    """Every question for a file is answered."""
    target = str(folder / "別の名前.plandb")
    patch.setattr(QFileDialog, "getOpenFileName", lambda *_, **__: (str(source), ""))
    patch.setattr(QFileDialog, "getOpenFileNames", lambda *_, **__: ([str(source)], ""))
    patch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (target, ""))
    patch.setattr(QFileDialog, "getExistingDirectory", lambda *_, **__: str(folder))


def edit(app: App, qtbot: QtBot, key: Key, text: str) -> None:
    """Type into a cell, as the user does."""
    app.window.pages.turn("sheet")
    app.session.go(Place(key.node, key.period, key.field))
    app.session.enter(key, text)
    settle(qtbot, app)


def test_a_fault_in_any_action_loses_nothing(
    qtbot: QtBot, tmp_path: Path, sample_file: Path, figure: Figures, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost, silent, unsaid = [], [], []
    json_file = tmp_path / "計画.json"
    json_file.write_text("{}", "utf-8")
    monkeypatch.setattr("planeditor.services.faults.reporting.KEPT", 1000)
    with logging_to(tmp_path / "log") as log, running(qtbot, tmp_path, [sample_file]) as app:
        window, session = app.window, app.session
        current = session.current
        assert current is not None
        keys = [Key(m.id, "work", current.key) for m in session.plan.measures]
        typed: dict[Key, str] = {}

        def enter(number: int, text: str) -> None:
            key = keys[number % len(keys)]
            edit(app, qtbot, key, text)
            typed[key] = text

        edit(app, qtbot, Key(keys[0].node, "effect", current.key), "取り消す文")
        session.undo()  # something to be done again
        settle(qtbot, app)
        for number, (name, where) in enumerate(ACTIONS.items()):
            if name != "redo":
                enter(number, f"{name}の前の文")
            before = len(reports(log))
            window.notices.end(FAULT)
            with monkeypatch.context() as patch:
                choices(patch, tmp_path, json_file)
                inject(patch, where)
                window.actions_[name].setEnabled(True)
                window.actions_[name].trigger()
                settle(qtbot, app)
            if len(reports(log)) == before:
                silent.append(name)
            if not any(notice.topic == FAULT and say.SAVED in notice.text for notice in window.notices.notices):
                unsaid.append(name)
            for widget in [w for w in app.application.topLevelWidgets() if w.isModal() and w.isVisible()]:
                widget.close()
            enter(number + 1, f"{name}の後の文")
            lost += [name for key, text in typed.items() if session.plan.text(*key) != text]
        private = holds(log, "秘密") + holds(log, "甲野") + holds(log, sample_file.stem) + holds(log, str(Path.home()))
        named = [name for name in ACTIONS if not any(say.ACTION.format(text=name) in text for text in reports(log))]
    with Document.open(sample_file, read_only=True) as document:
        plan, faults = document.plan(), document.verify()
    lost += [key.node for key, text in typed.items() if plan.text(*key) != text]
    good = not lost and not silent and not private
    figure(
        25, f"{len(ACTIONS)} actions: {len(lost)} edits lost, {len(ACTIONS) - len(silent)} of {len(ACTIONS)} reports written, "
        f"{len(private)} private texts in log and reports", passed=good and len(ACTIONS) >= 30,
    )
    assert not lost
    assert not silent
    assert not unsaid
    assert not named
    assert not private
    assert not faults
