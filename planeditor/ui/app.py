"""The start and the end of the window."""
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator, qVersion
from PySide6.QtWidgets import QApplication

from planeditor import paths
from planeditor.domain.errors import BugError
from planeditor.messages import faults as say_faults
from planeditor.messages import ui_main as say
from planeditor.services.faults.crashes import RunningMark, early_ends
from planeditor.services.faults.reporting import Facts, FaultBook
from planeditor.services.faults.saying import say_aloud
from planeditor.services.formsets import FormSets
from planeditor.ui import icons, theme
from planeditor.ui.faults.hooks import FaultHooks
from planeditor.ui.faults.painting import Loops
from planeditor.ui.faults.resuming import Resuming
from planeditor.ui.later import later
from planeditor.ui.main_window import MainWindow
from planeditor.ui.notices import Choice
from planeditor.ui.runner import Lane, Runner
from planeditor.ui.session import Session
from planeditor.ui.settings import Settings

_LOOK_BACK = 400
"""How long after the start former ends are looked for, in ms: the first sheet comes first."""


class App:
    """Everything there is one of while the program runs."""

    def __init__(self, settings_file: Path | None = None) -> None:
        """``settings_file``: where choices are kept, by default the user's own place."""
        application = QApplication.instance()
        self.application = application if isinstance(application, QApplication) else QApplication(list(theme.ARGUMENTS))
        self.application.setApplicationDisplayName(say.PROGRAM)
        self.application.setDesktopFileName("planeditor")
        self._translate()
        self.runner = Runner()
        self.settings = Settings(settings_file or paths.settings_file())
        self.session = Session(self.runner, self.settings, FormSets(cache=paths.cache_folder()))
        theme.apply(self.application, self.settings, self.session.fonts)
        icons.draw_later()
        self.book, self.loops, self.mark = FaultBook(), Loops(), RunningMark()
        self.hooks = FaultHooks(self.report_fault, self.show_fault, self.application.quit)
        self.window = MainWindow(self.session, self.report_fault)
        self.resuming = Resuming(self.window, self.session, self.window.pages, self.window.docks)
        self._anew: list[Path] | None = None
        self.runner.faulted.connect(self.report_fault)
        self.window.restart_wanted.connect(self.restart)
        self.session.handed_back.connect(self._stay)
        self.application.setQuitOnLastWindowClosed(False)
        self.window.ended.connect(self.application.quit)

    def start(self, files: Sequence[Path]) -> None:
        """Show the window with the plan named, else with the one that was open last."""
        self.hooks.install()
        self.mark.begin(self.facts())
        self.window.start(files)
        later(self.window, _LOOK_BACK, self._look_back)

    def run(self) -> int:
        """Until the window is closed; gives the exit status."""
        status = self.application.exec()
        if self._anew is None:
            self.resuming.end()
        self.window.parts.jobs.drop_all()
        self.runner.finish()
        self.hooks.remove()
        self.mark.end()
        if self._anew is not None:
            from planeditor.ui.faults.restarting import start_anew

            try:
                start_anew(self._anew)
            except OSError:
                say_aloud(say_faults.NOT_RESTARTED)
                return 1
        return status

    # Faults

    def facts(self) -> Facts:
        """What a report says of the window and the plan: no text of it."""
        session = self.session
        if not session.is_open:
            return Facts(action=self.window.actions_.latest, qt=qVersion())
        plan = session.plan
        sizes = {say_faults.MEASURES: len(plan.measures), say_faults.AREAS: len(plan.areas), say_faults.ENTRIES: len(plan.entries)}
        return Facts(self.window.actions_.latest, plan.form_set, sizes, qVersion())

    def report_fault(self, error: BaseException) -> str:
        """Write a fault to the log and as a report; gives the report's place, "" where it cannot be written."""
        report = self.book.note(error, self.facts()).report
        return str(report or "")

    def show_fault(self, error: BaseException) -> None:
        """Write a fault, say so, and on with the work; a view that does nothing but raise is switched off."""
        self.loops.saw(error.__traceback__)
        if isinstance(error, Exception):
            self.window.show_error(error)
        else:
            bug = BugError("a panic of a library")
            bug.__cause__ = error
            self.window.show_error(bug)

    # Going on where one was

    def restart(self) -> None:
        """Close the plan and the window as always, then start the program anew at the same place."""
        self.resuming.keep()
        self._anew = [self.session.path] if self.session.path else []
        self.window.close()

    def _stay(self, _: object) -> None:
        """Something typed could not be entered: the window stays, with the text."""
        if self._anew is not None:
            self._anew = None
            self.window.notices.show_notice(say_faults.NOT_LEFT, role="warning")

    def _look_back(self) -> None:
        """Say once that the former start did not come to its end; what it left in temporary folders goes."""
        from planeditor.scratch import sweep_scratch  # what is imported here is not needed for the first paint
        from planeditor.ui.faults.telling import open_report

        self.runner.run(Lane.BESIDE, sweep_scratch, lambda _: None, self.window.show_error)
        ends = early_ends()
        if ends:
            report = ends[-1].report
            choices: list[Choice] = [(say_faults.OPEN_REPORT, lambda: open_report(str(report)))] if report else []
            text = say_faults.ENDED_EARLY if self.session.is_open else say_faults.ENDED_EARLY_EMPTY
            self.window.notices.show_notice(text, choices, topic="ended early")

    def _translate(self) -> None:
        """Qt's own words (dialogs, context menus) in Japanese."""
        QLocale.setDefault(QLocale(QLocale.Language.Japanese, QLocale.Country.Japan))
        translator = QTranslator(self.application)
        if translator.load("qtbase_ja", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            self.application.installTranslator(translator)


def run(files: Sequence[Path]) -> int:
    """Open the window; gives the exit status."""
    try:
        app = App()
        app.start(files)
    except Exception as error:  # noqa: BLE001  # there is no window yet that could say it
        from planeditor.ui.faults.starting import say_not_started

        say_not_started(error, Facts(action="start", qt=qVersion()))
        return 1
    return app.run()
