"""What must not stand in the project's files: places of one machine, registries, and the texts of real cities."""
from __future__ import annotations

import json
import re
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MACHINE = re.compile(r"(?<![\w.])/(?:root|work|home/\w+)/|[A-Z]:\\Users\\\w")
REGISTRY = re.compile(r"pypi\.org|pythonhosted\.org|\.anaconda\.org")
TEXT = {".py", ".md", ".toml", ".json", ".lock", ".txt", ".bat", ".csv", ".svg", ""}
# Printed on the form itself, and our own remarks on the material: no entries.
LAYOUT_KEYS = {"header", "sheet_title", "footnote", "column_headers", "header_rows", "legend", "notes", "our_remark"}


def files() -> list[Path]:
    """The files of the tree, committed or about to be."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [path for name in listed.stdout.decode().split("\0") if name and (path := ROOT / name).is_file()]


def text_of(path: Path) -> str:
    """The text of a text file or of a workbook's parts; of anything else nothing."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as parts:
            return " ".join(re.sub(r"<[^>]+>", " ", parts.read(n).decode("utf-8")) for n in parts.namelist())
    return path.read_text("utf-8") if path.suffix in TEXT else ""


@pytest.mark.parametrize("pattern", [MACHINE, REGISTRY], ids=["machine", "registry"])
def test_nothing_of_one_machine(pattern: re.Pattern[str]) -> None:
    found = [f"{path.relative_to(ROOT)}: {hit[0]}" for path in files() for hit in pattern.finditer(text_of(path))]
    assert not found, "\n".join(found)


def leaves(value: object) -> Iterator[str]:
    """Every text in the JSON below a value, layout left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from leaves(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in LAYOUT_KEYS:
                yield from leaves(item)


@pytest.mark.shared
def test_no_sentence_of_a_real_city(shared_folder: Path) -> None:
    shortest = 20
    sentences: dict[str, list[str]] = {}
    for seed in sorted((shared_folder / "seeds").glob("*.json")):
        for text in leaves(json.loads(seed.read_text("utf-8"))):
            for sentence in re.split(r"[。\n]", text):
                bare = re.sub(r"\s", "", sentence)
                if len(bare) >= shortest and re.search(r"[ぁ-んァ-ヶ]", bare):
                    sentences.setdefault(bare[:shortest], []).append(bare)
    assert len(sentences) > 1000
    found = []
    for path in files():
        text = re.sub(r"\s", "", text_of(path))
        for at in range(len(text) - shortest + 1):
            here = sentences.get(text[at : at + shortest], ())
            found += [f"{path.relative_to(ROOT)}: {s}" for s in here if text.startswith(s, at)]
    assert not found, "\n".join(found)
