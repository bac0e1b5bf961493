"""What the window does not load before its first paint: it is wanted later, or never."""
from __future__ import annotations

import subprocess
import sys

LATE = {
    "difflib", "openpyxl", "platform", "subprocess",
    "planeditor.domain.rules", "planeditor.services.intake", "planeditor.services.requests.issuing",
    "planeditor.store.document", "planeditor.ui.faults.restarting", "planeditor.ui.faults.telling", "planeditor.ui.fields.editors",
    "planeditor.ui.requests.request_dialog", "planeditor.ui.requests.draft", "planeditor.ui.review.review_page",
    "planeditor.ui.submissions.places_dialog", "planeditor.ui.submissions.submissions_page", "planeditor.ui.tree.tree_dialogs",
    "planeditor.ui.yearstart",
    "pypdfium2", "reportlab", "sqlite_utils",
}


def test_the_window_loads_late_what_the_first_paint_does_not_need() -> None:
    code = (
        "import sys; from PySide6.QtWidgets import QApplication; app = QApplication([]); "
        "import planeditor.ui.app, planeditor.ui.main_window; "
        f"print(sorted({LATE!r} & sys.modules.keys()))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=True)
    assert ran.stdout.strip() == "[]"
