"""What the tests of the real plans share: their JSON, the converters, and which of its texts are printed.

A converter is a module ``tests/seeds/<city>.py`` with

* ``convert(seed) -> dict[Key, str]``: the entries of the whole plan. Node ids are the same from run to run (``numbered_ids``).
* ``EXEMPT: dict[str, str]``: path pattern -> why what stands there is not printed text. ``header`` and every ``raw`` are known here.
* ``FORMS: dict[str, list[str]]``: name of a form or document -> path patterns of the texts that must be on it. What ``EXEMPT``
  covers is left out, unless the pattern itself names it: ``schedule.header_rows`` asks for the heads of the form.
* ``MARKS: str`` (may be left out): a regular expression of the footnote marks as this city prints them; they are left out of
  what is compared, since the seeds leave them out of the text too.
* ``AGAIN: list[str]`` (may be left out): patterns of ``EXEMPT`` whose texts are printed text once more: each of their lines must
  stand in what some node of the plan says (its number, name, date and texts put together, white space aside).
* ``COUNTED: list[str]`` (may be left out): path patterns of texts that are an entry each: as many entries (or lines) as places.
* ``PERIODS: dict[str, str]`` (may be left out): form name -> the ``--period`` it is exported with.

A path is what leads to a text, joined by dots: ``measures.3.years.0.work``. A pattern is a path in which ``*`` stands for any one
step and ``**`` for any number of steps; it covers all that stands below it too.
"""
from __future__ import annotations

import importlib
import importlib.util
import itertools
import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Protocol, cast

import pytest

from planeditor.domain.plan import Key

ROOT = Path(__file__).resolve().parents[2]
SEEDS = Path(os.environ.get("PLANEDITOR_SHARED") or ROOT.parent / "shared") / "seeds"
CITIES = ("sodegaura_plan", "sodegaura_progress", "tomakomai", "nihonmatsu", "chikusei")
ALWAYS = {"header": "about the file, not of the plan", "**.raw": "the same text as the file it was read from had it"}
MARK = re.compile(r"\[\^[^\]\n]{1,80}\]")
"""A footnote mark as it is typed in an entry."""


class Converter(Protocol):
    """What a city's module holds (see above)."""

    EXEMPT: dict[str, str]
    FORMS: dict[str, list[str]]

    def convert(self, seed: dict[str, Any]) -> dict[Key, str]:
        """The plan of a seed."""


def cities() -> list[str]:
    """The cities whose converter exists."""
    return [name for name in CITIES if importlib.util.find_spec(f"tests.seeds.{name}") is not None]


def converter(city: str) -> Converter:
    """The converter of a city."""
    return cast("Converter", importlib.import_module(f"tests.seeds.{city}"))


def option(city: str, name: str, usual: Any) -> Any:
    """What a converter says that may be left out."""
    return getattr(converter(city), name, usual)


def load(city: str) -> dict[str, Any]:
    """The JSON of a city; skips the test where the real plans are not beside the project."""
    file = SEEDS / f"{city}.json"
    if not file.is_file():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{file} is missing; PLANEDITOR_SHARED names another place")
        pytest.skip("the real plans are not beside the project")
    data: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return data


def numbered_ids(head: str = "n") -> Callable[[], str]:
    """Ids for the nodes of a converter: n0001, n0002 …, the same in every run."""
    numbers = itertools.count(1)
    return lambda: f"{head}{next(numbers):04}"


@lru_cache(maxsize=1024)
def _expression(pattern: str) -> re.Pattern[str]:
    steps = {"*": r"[^.]+\.", "**": r"(?:[^.]+\.)*"}
    return re.compile("".join(steps.get(step, re.escape(step) + r"\.") for step in pattern.split(".")))


def covers(pattern: str, path: str) -> bool:
    """Whether a text at that path stands at or below the pattern."""
    return _expression(pattern).match(f"{path}.") is not None


def texts(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text (and number) of the JSON with its path; empty ones are none."""
    if isinstance(value, Mapping):
        for key, below in value.items():
            yield from texts(below, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list):
        for number, below in enumerate(value):
            yield from texts(below, f"{path}.{number}")
    elif value is not None and not isinstance(value, bool) and str(value) != "":
        yield path, str(value)


def printed_strings(seed: Mapping[str, Any], exempt: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Path and text of everything that the plan prints: what no pattern of ``exempt`` (or of ``ALWAYS``) covers."""
    patterns = [*ALWAYS, *exempt]
    for path, text in texts(seed):
        if not any(covers(pattern, path) for pattern in patterns):
            yield path, text


def wanted_on(seed: Mapping[str, Any], exempt: Iterable[str], patterns: Iterable[str]) -> list[tuple[str, str]]:
    """Path and text of what a form must show."""
    left_out = [*exempt]
    found: dict[str, str] = {}
    for pattern in patterns:
        passed = [e for e in left_out if not covers(e, pattern)] + [*ALWAYS]
        found |= {path: text for path, text in texts(seed) if covers(pattern, path) and not any(covers(e, path) for e in passed)}
    return list(found.items())


def idle(seed: Mapping[str, Any], patterns: Iterable[str]) -> list[str]:
    """The patterns that cover nothing: a slip in the converter."""
    paths = [path for path, _ in texts(seed)]
    return [pattern for pattern in patterns if not any(covers(pattern, path) for path in paths)]


def without_marks(text: str) -> str:
    """A text of an entry without the footnote marks in it."""
    return MARK.sub("", text)


def missing(strings: Iterable[tuple[str, str]], entries: Mapping[Key, str]) -> list[tuple[str, str]]:
    """The texts that are neither an entry nor whole lines of one."""
    whole, lines, several = set[str](), set[str](), list[str]()
    for text in entries.values():
        for spelled in {text, without_marks(text)}:
            whole.add(spelled)
            lines.update(spelled.split("\n"))
            if "\n" in spelled:
                several.append(f"\n{spelled}\n")
    return [
        (path, text) for path, text in strings
        if text not in whole and text not in lines and not ("\n" in text and any(f"\n{text}\n" in s for s in several))
    ]


def too_few(strings: Iterable[tuple[str, str]], entries: Mapping[Key, str]) -> dict[str, tuple[int, int]]:
    """Texts that stand in more places of the seed than in entries (or lines of them): text -> in the seed, in the plan."""
    there: Counter[str] = Counter()
    for text in entries.values():
        plain = without_marks(text)
        there.update([plain, *plain.split("\n")] if "\n" in plain else [plain])
    asked = Counter(text for _, text in strings)
    return {text: (count, there[text]) for text, count in asked.items() if there[text] < count}


def not_again(seed: Mapping[str, Any], patterns: Iterable[str], entries: Mapping[Key, str]) -> list[tuple[str, str]]:
    """Path and line of what was said to be printed text once more and is not."""
    said: dict[str, dict[str, str]] = {}
    for key, text in entries.items():
        said.setdefault(key.node, {})[f"{key.field} {key.period}".strip()] = text
    heads = ("@number", "@name", "date", "sort")
    whole = "\n".join(
        _squeezed("".join(own.pop(field, "") for field in heads) + "".join(own.values())) for own in map(dict, said.values())
    )
    wanted = [(path, text) for path, text in texts(seed) if any(covers(p, path) for p in patterns)]
    return [(path, line) for path, text in wanted for line in text.splitlines() if _squeezed(line) not in whole]


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", MARK.sub("", text))
