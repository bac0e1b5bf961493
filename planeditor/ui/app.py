"""The start and the end of the window."""
from __future__ import annotations

import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from planeditor import paths
from planeditor.messages import ui_main as say
from planeditor.services.faults import write_fault
from planeditor.services.formsets import FormSets
from planeditor.ui import icons, theme
from planeditor.ui.main_window import MainWindow
from planeditor.ui.runner import Runner
from planeditor.ui.session import Session
from planeditor.ui.settings import Settings


class App:
    """Everything there is one of while the program runs."""

    def __init__(self, settings_file: Path | None = None) -> None:
        """``settings_file``: where choices are kept, by default the user's own place."""
        application = QApplication.instance()
        self.application = application if isinstance(application, QApplication) else QApplication(["planeditor"])
        self.application.setApplicationDisplayName(say.PROGRAM)
        self.application.setDesktopFileName("planeditor")
        self._translate()
        self.runner = Runner()
        self.settings = Settings(settings_file or paths.settings_file())
        self.session = Session(self.runner, self.settings, FormSets(cache=paths.cache_folder()))
        theme.apply(self.application, self.settings, self.session.fonts)
        icons.draw_later()
        self.window = MainWindow(self.session, report_fault)
        self.application.setQuitOnLastWindowClosed(False)
        self.window.ended.connect(self.application.quit)

    def start(self, files: Sequence[Path]) -> None:
        """Show the window with the plan named, else with the one that was open last."""
        self.window.start(files)

    def run(self) -> int:
        """Until the window is closed; gives the exit status."""
        sys.excepthook = self._fault
        status = self.application.exec()
        self.window.parts.jobs.drop_all()
        self.runner.finish()
        return status

    def _translate(self) -> None:
        """Qt's own words (dialogs, context menus) in Japanese."""
        QLocale.setDefault(QLocale(QLocale.Language.Japanese, QLocale.Country.Japan))
        translator = QTranslator(self.application)
        if translator.load("qtbase_ja", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            self.application.installTranslator(translator)

    def _fault(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """A fault of the program: in the log, a sentence on screen, and on with the work."""
        if not isinstance(error, Exception):
            traceback.print_exception(kind, error, trace)
            self.application.quit()
            return
        self.window.show_error(error)


def report_fault(error: Exception) -> str:
    """Write a fault to the log; gives the log's place."""
    return str(write_fault(error))


def run(files: Sequence[Path]) -> int:
    """Open the window; gives the exit status."""
    app = App()
    app.start(files)
    return app.run()
