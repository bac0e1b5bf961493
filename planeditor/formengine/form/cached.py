"""A form set as it was read last time: reading drawings takes the Excel library, which a start of the window must not wait for.

The copy is kept outside the form set's folder, holds nothing of any plan, and is only believed where it was made from the
very same files by the very same program. It may name our own classes and nothing else.
"""
from __future__ import annotations

import contextlib
import hashlib
import importlib
import io
import os
import pathlib
import pickle
import sys
from pathlib import Path
from typing import Any

import planeditor
from planeditor.files import sweep, write_whole
from planeditor.formengine.form.formset import FormSet

_OURS = (
    "planeditor.domain.fields", "planeditor.domain.findings", "planeditor.domain.progress", "planeditor.formengine.form.",
    "planeditor.formengine.pages",
)
_PATHS = {"PosixPath", "WindowsPath", "PurePosixPath", "PureWindowsPath", "Path"}


def load_cached(folder: Path, cache: Path, common: Path | None = None) -> FormSet:
    """The form set of ``folder``, from its copy in ``cache`` where that still holds; else read, and copied there.

    Raises KnownError as ``load_form_set``; a cache that cannot be read or written is done without.
    """
    name = hashlib.blake2b(str(folder).encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()
    place = cache / "forms" / f"{folder.name}-{name}.cache"
    with contextlib.suppress(Exception):  # whatever is wrong with a copy, the original is there
        made_of = _fingerprint(folder, common)
        content = place.read_bytes()
        if content.startswith(made_of):
            found = _Reader(io.BytesIO(content[len(made_of) :])).load()
            if isinstance(found, FormSet):
                return found
    loaded = load_original(folder, common)
    if not loaded.problems:
        _keep(loaded, place, common)
    return loaded


def load_original(folder: Path, common: Path | None = None) -> FormSet:
    """The form set of ``folder`` as it is now, with the forms of ``common``; raises as ``load_form_set``."""
    from planeditor.formengine.form.loading import load_form_set  # takes the Excel library

    return load_form_set(folder, common)


class _Reader(pickle.Unpickler):
    """Makes objects of our own data classes only: a copy that somebody tampered with can start nothing."""

    def find_class(self, module: str, name: str) -> Any:
        if module.startswith(_OURS) and "." not in name:
            found = getattr(importlib.import_module(module), name)
            if isinstance(found, type):
                return found
        if module in ("pathlib", "pathlib._local") and name in _PATHS:
            return getattr(pathlib, name)
        raise pickle.UnpicklingError(name)


def _fingerprint(folder: Path, common: Path | None) -> bytes:
    """Of the form set's files and those of ``common``, its place, and the program that reads it."""
    digest = hashlib.blake2b(f"{planeditor.__version__} {sys.version} {folder}".encode(), digest_size=16)
    folders = [folder] if common is None or not common.is_dir() else [folder, common]
    for file in (p for place in folders for p in sorted(place.iterdir()) if p.suffix in (".toml", ".xlsx") and p.is_file()):
        digest.update(f"{file.name}\0".encode() + file.read_bytes())
    for code in (Path(__file__).parent, Path(__file__).parents[2] / "domain"):
        for entry in sorted(os.scandir(code), key=lambda e: e.name) if code.is_dir() else ():
            if entry.name.endswith(".py"):
                digest.update(f"{entry.name} {entry.stat().st_mtime_ns}".encode())
    return digest.digest()


def _keep(loaded: FormSet, place: Path, common: Path | None) -> None:
    with contextlib.suppress(OSError):
        place.parent.mkdir(parents=True, exist_ok=True)
        sweep(place.parent)
        write_whole(place, _fingerprint(loaded.folder, common) + pickle.dumps(loaded, protocol=5))
