"""Programs that work on a plan file until they are killed, and the plan they work on."""
from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

from planeditor.domain.plan import KIND, PLAN_ID, Key
from planeditor.store.document import Document
from tests.services.intake_plans import R3, Town

ROOT = Path(__file__).resolve().parents[2]
CELLS = 100
SAVING = f"""
import sys
from pathlib import Path
from planeditor.domain.plan import Key
from planeditor.store.document import Document
from planeditor.store.receipts import NewProposal, NewReceipt
with Document.open(Path(sys.argv[1])) as document:
    n = int(document.plan().text("m0", "work") or 0)
    while True:
        n += 1
        with document.edit("入力", who="甲") as edit:
            if n % 3 == 0:
                edit.add_receipt(NewReceipt("提出.xlsx", b"PK" * 20_000, "甲"), [
                    NewProposal(field="work", node=f"m{{i}}", submitted=str(n), kind="clean") for i in range({CELLS})
                ])
                edit.decide([p.id for p in edit.proposals], "accepted")
            for node in range({CELLS}):
                edit.set(Key(f"m{{node}}", "work"), str(n))
        print(n, flush=True)
"""
IMPORTING = """
import sys
from pathlib import Path
from tests.services.intake_plans import FORMS, WHO
from planeditor.services.intake.importing import Importer
importer = Importer(Path(sys.argv[1]), FORMS, who=WHO, accept="clean")
print("begin", flush=True)
print(importer.run([Path(sys.argv[2])])[0].outcome, flush=True)
"""


def plan_file(folder: Path) -> Path:
    """A plan file for ``SAVING``."""
    path = folder / "plan.plandb"
    start = {Key(f"m{n}", "text"): f"{n} " + "文章" * 50 for n in range(500)}
    Document.create(path, {Key(PLAN_ID, KIND): "plan", **start}, name="作成", who="甲").close()
    return path


def next_book(town: Town) -> Path:
    """A workbook for ``IMPORTING`` that changes the plan: asked for as the plan is now, so nothing in it is a conflict."""
    request = town.send("①-01")
    return town.book(town.sheet(request).year("R3", progress=f"{town.text('progress', R3)}続"))


def killed(code: str, *words: Path, after: float, chance: random.Random) -> list[str]:
    """Run a program, kill it at a random moment within ``after`` seconds of its first line; what it said."""
    program = subprocess.Popen([sys.executable, "-c", code, *map(str, words)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    assert program.stdout is not None
    first = program.stdout.readline()
    time.sleep(chance.random() * after)
    program.kill()
    rest, _ = program.communicate()
    return [first.strip(), *rest.split()]
