"""The copy of a form set that a start of the window reads: equal to the original, and never believed without reason."""
from __future__ import annotations

import pickle
import shutil
from pathlib import Path

import pytest

from planeditor import paths
from planeditor.formengine.form import cached
from planeditor.formengine.form.cached import load_cached
from planeditor.formengine.form.loading import load_form_set


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A form set of our own to change."""
    return Path(shutil.copytree(paths.forms_folder() / "sodegaura", tmp_path / "forms" / "sodegaura"))


def copy_of(cache: Path) -> Path:
    [found] = (cache / "forms").iterdir()
    return found


def test_the_copy_is_the_form_set(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = load_cached(folder, tmp_path / "cache")
    monkeypatch.setattr(cached, "load_original", lambda _: pytest.fail("read again"))
    assert load_cached(folder, tmp_path / "cache") == first


def test_a_changed_form_set_is_read_again_and_its_copy_replaced(folder: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    load_cached(folder, cache)
    toml = folder / "formset.toml"
    toml.write_text(toml.read_text("utf-8").replace('revision = "改定"', 'revision = "改訂"'), "utf-8")
    assert load_cached(folder, cache).vocabulary.word("revision", "") == "改訂"
    assert load_cached(folder, cache) == load_form_set(folder)
    assert copy_of(cache).exists()


class Started:
    """Would touch a file if it were unpickled."""

    def __init__(self, target: Path) -> None:
        self.target = target

    def __reduce__(self) -> tuple[object, tuple[Path]]:
        return Path.touch, (self.target,)


def test_a_damaged_or_hostile_copy_does_nothing(folder: Path, tmp_path: Path) -> None:
    cache, trace = tmp_path / "cache", tmp_path / "trace"
    original = load_cached(folder, cache)
    place = copy_of(cache)
    head = place.read_bytes()[:16]
    for content in (b"", head, head + b"rubbish", head + pickle.dumps(Started(trace)), head + pickle.dumps(["a list"])):
        place.write_bytes(content)
        assert load_cached(folder, cache) == original
    assert not trace.exists()


def test_without_a_place_for_copies_it_is_read(folder: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert load_cached(folder, blocked) == load_form_set(folder)
