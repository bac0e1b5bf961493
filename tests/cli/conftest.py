"""The plan of the invented sample city, anew for each test, and a command given to the plan of a module."""
from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from planeditor.cli import main
from planeditor.services.planfiles.creating import create_sample

Run = Callable[..., tuple[str, str]]


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of the sample plan."""
    path = tmp_path_factory.mktemp("見本") / "見本市.plandb"
    create_sample(path, "試験").close()
    return path.read_bytes()


@pytest.fixture
def plan_file(tmp_path: Path, sample: bytes) -> Path:
    """A sample plan of the test's own."""
    path = tmp_path / "見本市.plandb"
    path.write_bytes(sample)
    return path


@pytest.fixture
def run(plan: Path, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs a command on the module's ``plan``; gives what it printed."""
    def go(*words: str, status: int = 0) -> tuple[str, str]:
        assert main([words[0], str(plan), *words[1:]]) == status
        out, err = capsys.readouterr()
        return out, err

    return go
