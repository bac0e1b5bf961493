"""All checks of packaging/test: style, types, the core without Qt, the window. Run with the Python of .venv."""
from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = sorted(str(path) for path in (ROOT / "packaging").rglob("*.py"))
WITHOUT_QT = ["-m", "pytest", "-p", "no:pytest-qt", "--ignore", "tests/bench"]


def passed(title: str, *arguments: str, **environment: str) -> bool:
    """Run one check with the interpreter of .venv; whether it succeeded."""
    print(f"== {title}", flush=True)
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False).returncode == 0


def side_by_side(checks: Mapping[str, tuple[Sequence[str], Mapping[str, str]]]) -> dict[str, bool]:
    """Run these checks at the same time; what the first prints is seen as it comes, the others' when they are through."""
    running: dict[str, tuple[subprocess.Popen[bytes], IO[bytes] | None]] = {}
    for number, (title, (arguments, environment)) in enumerate(checks.items()):
        print(f"== {title}", flush=True)
        kept: IO[bytes] | None = tempfile.TemporaryFile() if number else None  # noqa: SIM115  # read when the check is through
        process = subprocess.Popen(
            [sys.executable, *arguments], cwd=ROOT, env={**os.environ, **environment}, stdout=kept, stderr=kept
        )
        running[title] = process, kept
    results = {}
    for title, (process, kept) in running.items():
        results[title] = process.wait() == 0
        if kept is not None:
            kept.seek(0)
            print(f"== {title}", flush=True)
            sys.stdout.buffer.write(kept.read())
            sys.stdout.flush()
            kept.close()
    return results


def on_a_screen() -> bool:
    """The tests of the window once more, on a virtual screen."""
    print("== pytest(Xvfb)", flush=True)
    command = ["xvfb-run", "-a", "-s", "-screen 0 1920x1200x24", sys.executable, "-m", "pytest", "tests/ui"]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, "QT_QPA_PLATFORM": "xcb"}, check=False).returncode == 0


def main() -> None:
    """Run every check, whatever the earlier ones said; pytest's closing line and what failed come last.

    The core is tested with Qt made unimportable, the window with it, both at the same time. Words for pytest (but
    ``--full``) choose tests to be run in one go instead.
    """
    full = ["--full"] if "--full" in sys.argv else []
    results = {
        "ruff": passed("ruff", "-m", "ruff", "check", "--quiet", "--output-format=concise"),
        "mypy": passed("mypy", "-m", "mypy"),
        "mypy(packaging)": passed("mypy(packaging)", "-m", "mypy", "--strict", *SCRIPTS),
    }
    if sys.argv[1:] != full:
        results["pytest"] = passed("pytest", "-m", "pytest", *sys.argv[1:])
    else:
        kept = {part: ["--safety-table", f"build/safety-{part}.json"] if full else [] for part in ("core", "window")}
        results |= side_by_side({
            "pytest(Qt なし)": ([*WITHOUT_QT, *full, *kept["core"]], {"PLANEDITOR_WITHOUT_QT": "1"}),
            "pytest(ウィンドウ)": (["-m", "pytest", *full, *kept["window"], "tests/ui"], {}),
        })
    if full and shutil.which("xvfb-run"):
        results["pytest(Xvfb)"] = on_a_screen()
    failed = [title for title, good in results.items() if not good]
    if failed:
        print(f"** 合格しなかった検査: {'、'.join(failed)}", flush=True)
    raise SystemExit(1 if failed else 0)


if __name__ == "__main__":
    main()
