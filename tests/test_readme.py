"""The README: every command is in its table, every example can be typed as it stands, every link leads somewhere."""
from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

from planeditor.cli.commands import COMMANDS
from planeditor.cli.parser import build_parser
from planeditor.messages.cli import HELP

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
_ROW = re.compile(r"^\| `planeditor (?P<words>.*?)`(?P<more>.*?) \| (?P<told>.*) \|$", re.MULTILINE)
_EXAMPLE = re.compile(r"^planeditor (?P<words>.*)$", re.MULTILINE)
_OPTION = re.compile(r"--[a-z-]+")
_OF_ALL = {"--json", "--version"}


def table() -> list[tuple[str, str]]:
    """The rows of the table of commands: the words, and all the rest."""
    return [(row["words"], f"{row['more']} {row['told']}") for row in _ROW.finditer(README)]


def ask_for_help(name: str) -> None:
    """Have a command print all that it knows."""
    with pytest.raises(SystemExit):
        build_parser().parse_args([name, "--help"])


def examples() -> Iterator[str]:
    """The commands in the boxes, without what is said of them."""
    for box in re.findall(r"```bash\n(.*?)```", README, re.DOTALL):
        for found in _EXAMPLE.finditer(box):
            yield found["words"].partition("   #")[0].strip()


def test_every_command_has_a_row_and_a_help() -> None:
    known = {word for words, rest in table() for word in re.findall(r"[a-z-]+", f"{words} {rest}")}
    assert set(COMMANDS) <= known
    assert set(COMMANDS) == set(HELP)


def test_no_row_speaks_of_a_command_that_is_not_there() -> None:
    first = {words.split()[0] for words, _ in table() if words and words.split()[0].isascii() and not words.startswith("計画")}
    assert first <= set(COMMANDS)


def test_every_option_of_a_row_is_known(capsys: pytest.CaptureFixture[str]) -> None:
    for words, rest in table():
        if words.split()[0] not in COMMANDS:
            continue
        names = [name for name in re.findall(r"[a-z-]+", f"{words} {rest}") if name in COMMANDS]
        for name in dict.fromkeys(names):
            ask_for_help(name)
        told = capsys.readouterr().out
        wanted = set(_OPTION.findall(f"{words} {rest}")) - _OF_ALL
        assert wanted <= set(_OPTION.findall(told)), words


@pytest.mark.parametrize("example", [*examples()])
def test_every_example_can_be_typed(example: str) -> None:
    chosen = build_parser().parse_args(shlex.split(example))
    assert chosen.command in COMMANDS


def test_every_link_leads_to_a_file() -> None:
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)]+)\)", README)]
    assert len(links) > 25
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_it_is_one_calm_page_with_the_commands_of_the_builder() -> None:
    lines = README.splitlines()
    assert len(lines) <= 220
    assert "bash packaging/test    # 準備をして、すべての検査を行う" in lines
    assert all((ROOT / name).exists() for name in re.findall(r"bash (packaging/\w+)", README))
