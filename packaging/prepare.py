"""Make .venv in the project and install the lock into it; standard library only, alike on Linux and Windows.

Called by packaging/setup and setup.bat with the Python the lock is for. Quick when nothing has changed.
"""
from __future__ import annotations

import argparse
import hashlib
import os
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOG = VENV / "setup.log"
RUN_STAMP = VENV / ".installed-run"
TESTS_STAMP = VENV / ".installed-tests"  # what the tests need includes what running needs
RUNTIME_LOCK = ROOT / "packaging" / "requirements.lock"
DEV_LOCK = ROOT / "packaging" / "requirements-dev.lock"


def say(text: str) -> None:
    """One line for the person at the terminal."""
    print(text, file=sys.stderr, flush=True)


def fingerprint(locks: list[Path]) -> str:
    """What an installation depends on: the locks, pyproject.toml, where the project lies, and the Python."""
    digest = hashlib.sha256(f"{ROOT}\n{sys.version_info[:3]}\n".encode())
    for path in [*locks, ROOT / "pyproject.toml"]:
        digest.update(path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()


def same_python() -> bool:
    """Whether .venv exists and runs on the version this script runs on."""
    if not PYTHON.exists():
        return False
    ask = [str(PYTHON), "-c", "import sys, pip; print(sys.version_info[:2])"]
    answer = subprocess.run(ask, capture_output=True, text=True, check=False)
    return answer.stdout.strip() == str(sys.version_info[:2])


def make_venv() -> None:
    """A new .venv in place of whatever is there."""
    try:
        venv.create(VENV, clear=True, with_pip=True, symlinks=os.name != "nt")
    except (OSError, subprocess.CalledProcessError) as error:
        say(f"{VENV} を作れませんでした。フォルダーに書き込めるか、ディスクに空きがあるかを確かめてください。（{error}）")
        raise SystemExit(1) from None


def pip(*arguments: str) -> None:
    """Run pip of .venv; what it prints goes to the log."""
    command = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", *arguments]
    with LOG.open("ab") as log:
        done = subprocess.run(command, stdout=log, stderr=log, cwd=ROOT, check=False)
    if done.returncode:
        say("\n".join(LOG.read_text("utf-8", "replace").splitlines()[-15:]))
        say("必要な部品を入れられませんでした。ネットワークにつながっているか、ディスクに空きがあるかを確かめて、")
        say(f"もう一度実行してください。詳細は {LOG} にあります。")
        raise SystemExit(1)


def main() -> None:
    """Install what is missing."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tests", action="store_true", help="also what the tests need")
    tests = parser.parse_args().tests
    locks = [RUNTIME_LOCK, DEV_LOCK] if tests else [RUNTIME_LOCK]
    wanted = fingerprint(locks)
    stamp = TESTS_STAMP if tests else RUN_STAMP
    if same_python() and stamp.exists() and stamp.read_text() == wanted:
        return
    say(f"必要な部品を {VENV} に入れています（初めてのときは数分かかります）…")
    if not same_python():
        make_venv()
    for path in (LOG, RUN_STAMP, TESTS_STAMP):  # an installation broken off is begun again
        path.unlink(missing_ok=True)
    pip("install", "--only-binary=:all:", "--require-hashes", *(f"--requirement={lock}" for lock in locks))
    pip("install", "--no-deps", "--no-build-isolation", "--editable", str(ROOT))
    stamp.write_text(wanted)
    if tests:
        RUN_STAMP.write_text(fingerprint([RUNTIME_LOCK]))


if __name__ == "__main__":
    main()
