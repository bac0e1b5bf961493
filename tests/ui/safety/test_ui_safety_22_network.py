"""Test 22, the window: started on a plan without a network, it connects to nothing and writes only where it may."""
from __future__ import annotations

import sys
from pathlib import Path

from planeditor.services.formsets import FormSets
from planeditor.services.planfiles.creating import create_sample
from tests.leaks import hits
from tests.safety.tracing import home, require_tracing, traced
from tests.safetytable import Figures

SECONDS = 5
"""The window is up long before."""


def test_the_window_connects_to_nothing(tmp_path: Path, figure: Figures) -> None:
    require_tracing()
    work, own = tmp_path / "計画", tmp_path / "家"
    work.mkdir()
    plan = work / "計画.plandb"
    with create_sample(plan, "試験", FormSets()) as document:
        texts = {text for key, text in document.plan().entries.items() if key.field in ("summary", "work") and len(text) > 8}
    trace = traced([sys.executable, "-m", "planeditor", str(plan)], tmp_path / "log", home(own), seconds=SECONDS, ends=False)
    outside = trace.outside(work, own)
    left = list((own / "tmp").iterdir())
    told = hits(own, texts)
    said = (
        f"network sockets {len(trace.sockets)}, connects {len(trace.connects)}; of {len(trace.written)} places written "
        f"{len(outside)} outside; left in the temporary folder {len(left)}; texts of the plan in settings, logs, caches {len(told)}"
    )
    good = not (trace.sockets or trace.connects or outside or left or told)
    figure(22, said, passed=good, what="the window started on a plan")
    assert any(path.endswith("window.ini") for path in trace.written), trace.output
    assert texts
    assert good, said
