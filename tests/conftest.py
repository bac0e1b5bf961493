"""What every test shares: the run without Qt, the long suites, the real plans beside the project, hypothesis."""
from __future__ import annotations

import datetime as dt
import os
import sys
from collections.abc import Iterator, Sequence
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from hypothesis import settings

from planeditor.domain import days
from tests.safetytable import Figures

ROOT = Path(__file__).resolve().parent.parent
WITHOUT_QT = os.environ.get("PLANEDITOR_WITHOUT_QT") == "1"
IN_CI = os.environ.get("CI") == "true"

# What hypothesis remembers between runs stays with the installed parts, out of the tree.
os.environ.setdefault("HYPOTHESIS_STORAGE_DIRECTORY", str(Path(sys.prefix) / "hypothesis"))
# So do the copies that commands keep of the form sets they read.
os.environ["XDG_CACHE_HOME"] = str(Path(sys.prefix) / "cache")
# And no choice of whoever runs the tests has a part in them.
os.environ["XDG_CONFIG_HOME"] = str(Path(sys.prefix) / "config")

_FIGURES = pytest.StashKey[Figures]()

collect_ignore = ["ui"] if WITHOUT_QT else []


class WithoutQt:
    """Makes every Qt package look as if it were not installed."""

    packages = frozenset({"PySide6", "shiboken6", "pytestqt"})

    def find_spec(
        self, name: str, _path: Sequence[str] | None = None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if name.partition(".")[0] in self.packages:
            raise ModuleNotFoundError(f"No module named {name!r} (run without Qt)", name=name)
        return None


if WITHOUT_QT:
    sys.meta_path.insert(0, WithoutQt())

settings.register_profile("planeditor", database=None, deadline=None, derandomize=IN_CI)
settings.load_profile("planeditor")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--full", action="store_true", help="also run the long suites (marked full)")
    parser.addoption("--safety-table", type=Path, help="keep the figures of the suite of safety in this JSON file")
    if WITHOUT_QT:
        for name in ("qt_log_level_fail", "qt_log_ignore"):
            parser.addini(name, "belongs to pytest-qt, which is not loaded", type="linelist")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_FIGURES] = Figures(full=bool(config.getoption("--full")))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    figures, file = config.stash[_FIGURES], config.getoption("--safety-table")
    if figures.found:
        terminalreporter.section("safety")
        for line in figures.lines():
            terminalreporter.write_line(line)
        if file is not None:
            figures.keep(file)


@pytest.fixture(scope="session")
def figure(pytestconfig: pytest.Config) -> Figures:
    """Notes a figure of the suite of safety: ``figure(8, "0 of 1,000 unnoticed", passed=True)``."""
    return pytestconfig.stash[_FIGURES]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--full"):
        return
    long = [item for item in items if item.get_closest_marker("full")]
    if long:
        config.hook.pytest_deselected(items=long)
        items[:] = [item for item in items if item not in long]


@pytest.fixture(scope="session")
def shared_folder() -> Path:
    """The folder with the real plans; without it the test is skipped, in CI it fails."""
    folder = Path(os.environ.get("PLANEDITOR_SHARED") or ROOT.parent / "shared")
    if not (folder / "seeds").is_dir():
        if IN_CI:
            pytest.fail(f"{folder} is missing; PLANEDITOR_SHARED names another place")
        pytest.skip("the real plans are not beside the project")
    return folder


@pytest.fixture(autouse=True)
def _same_day() -> Iterator[None]:
    """No test sees midnight come: ``today`` is the same day from its beginning to its end."""
    now = dt.datetime.now().astimezone()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(days, "dt", SimpleNamespace(datetime=SimpleNamespace(now=lambda: now), date=dt.date))
        yield
