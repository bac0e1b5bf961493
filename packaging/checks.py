"""All checks of packaging/test: style, types, the core without Qt, the window. Run with the Python of .venv."""
from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = sorted(str(path) for path in (ROOT / "packaging").glob("*.py"))
WITHOUT_QT = ["-m", "pytest", "-p", "no:pytest-qt", "--ignore", "tests/bench"]


def passed(title: str, *arguments: str, **environment: str) -> bool:
    """Run one check with the interpreter of .venv; whether it succeeded."""
    print(f"== {title}", flush=True)
    command = [sys.executable, *arguments]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, **environment}, check=False).returncode == 0


def on_a_screen() -> bool:
    """The tests of the window once more, on a virtual screen."""
    print("== pytest(Xvfb)", flush=True)
    command = ["xvfb-run", "-a", "-s", "-screen 0 1920x1200x24", sys.executable, "-m", "pytest", "tests/ui"]
    return subprocess.run(command, cwd=ROOT, env={**os.environ, "QT_QPA_PLATFORM": "xcb"}, check=False).returncode == 0


def main() -> None:
    """Run every check, whatever the earlier ones said; pytest's closing line and what failed come last.

    The core is tested with Qt made unimportable, the window with it. Words for pytest (but ``--full``) choose tests to be run
    in one go instead.
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
        results["pytest(Qt なし)"] = passed("pytest(Qt なし)", *WITHOUT_QT, *full, PLANEDITOR_WITHOUT_QT="1")
        results["pytest(ウィンドウ)"] = passed("pytest(ウィンドウ)", "-m", "pytest", *full, "tests/ui")
    if full and shutil.which("xvfb-run"):
        results["pytest(Xvfb)"] = on_a_screen()
    failed = [title for title, good in results.items() if not good]
    if failed:
        print(f"** 合格しなかった検査: {'、'.join(failed)}", flush=True)
    raise SystemExit(1 if failed else 0)


if __name__ == "__main__":
    main()
