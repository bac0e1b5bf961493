"""The bar that says that the form set here is another version than the plan was used with, or is not here at all."""
from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from planeditor import paths
from planeditor.domain.plan import FORMS_VERSION
from planeditor.messages import ui_formswitch as say
from planeditor.services.formswitch import versions
from planeditor.store.report import ChangeReport
from planeditor.ui.notices import NoticeArea
from planeditor.ui.session import Session

FORMS = "forms"
"""The topic of the bar."""


class FormsNotice(QObject):
    """Follows the session: one bar for the plan that is open."""

    def __init__(self, window: QWidget, session: Session, notices: NoticeArea) -> None:
        super().__init__(window)
        self.window, self.session, self.notices = window, session, notices
        session.opened.connect(self.refresh)
        session.changed.connect(self._changed)

    def refresh(self) -> None:
        """Say how the form set stands to the plan; nothing where all is as it was."""
        session = self.session
        self.notices.end(FORMS)
        if not session.is_open:
            return
        text = versions.told(session.plan, session.forms, str(paths.user_forms_folder()))
        if text:
            missing = session.forms.missing
            choices = [] if missing else [(say.SEE, self.see)]
            self.notices.show_notice(text, choices, topic=FORMS, role="warning" if missing else "notice")

    def _changed(self, report: ChangeReport) -> None:
        if any(change.key.field == FORMS_VERSION for change in report.changes):
            self.refresh()

    def see(self) -> None:
        """What the version that is here changes."""
        from planeditor.ui.formswitch.version_dialog import VersionDialog

        VersionDialog(self.session, self.window).open()
