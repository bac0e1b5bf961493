"""60 days of backups, a plan file that is damaged at the start of a day, and each backup that is left put back again."""
from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from planeditor.cli.main import main
from planeditor.domain.errors import KnownError
from planeditor.services.backups.listing import kept_backups, look
from planeditor.services.backups.restoring import restore
from planeditor.services.backups.taking import take
from planeditor.services.planfiles.creating import create_sample
from planeditor.services.planfiles.keeping import Keeper
from planeditor.store.backup import list_backups
from planeditor.store.contents import is_sound
from planeditor.store.document import Document
from planeditor.store.thinning import kept
from tests.safety.backup_days import START, Days, clock, live, state_of
from tests.safetytable import Figures

DAYS = 60
PER_DAY = {"quick": 2, "full": 5}
DAMAGES = {"quick": 6, "full": 60}
BY_COMMAND = {"quick": 4, "full": 1}
"""Of how many backups one is put back by the command too."""
LENGTHS = ["quick", pytest.param("full", marks=pytest.mark.full)]


@pytest.fixture(scope="module", params=LENGTHS)
def length(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def lived(length: str, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Days]:
    """A plan file after 60 days."""
    path = tmp_path_factory.mktemp("sixty") / "見本市.plandb"
    create_sample(path, "事務局").close()
    return path, live(path, DAYS, PER_DAY[length])


@pytest.fixture
def plan_file(lived: tuple[Path, Days], tmp_path: Path) -> Path:
    """The same in a folder of its own."""
    shutil.copytree(lived[0].parent, tmp_path / "plan")
    return tmp_path / "plan" / lived[0].name


def test_what_is_left_of_sixty_days(lived: tuple[Path, Days], length: str, figure: Figures) -> None:
    path, days = lived
    end = START + timedelta(days=DAYS - 1, hours=9 + 8 * (PER_DAY[length] - 1) / PER_DAY[length])
    moments = [backup.at for backup in list_backups(path)]
    per_day = {at.date() for at in moments}
    assert {(end - timedelta(days=n)).date() for n in range(13)} <= per_day
    assert sum(end - at < timedelta(days=2) for at in moments) == 2 * PER_DAY[length]
    assert {at.isocalendar()[:2] for at in moments} >= {(end - timedelta(weeks=n)).isocalendar()[:2] for n in range(8)}
    assert {(at.year, at.month) for at in moments} == {(2026, 4), (2026, 5)}
    assert kept(moments, end) == set(moments)
    assert days.taken == DAYS * PER_DAY[length]
    assert all(state_of(backup.path) == days.states[backup.path.name] for backup in list_backups(path))
    figure(
        9, f"{len(moments)} of {days.taken} kept: all of 2 days, then {sum(end - at < timedelta(days=14) for at in moments)} within "
        f"14 days, a week each to {(end - min(moments)).days} days", what="60 days of backups",
    )  # fmt: skip


def damaged(data: bytes, chance: random.Random) -> Iterator[bytes]:
    """The bytes of a plan file with damage of one kind after the other."""
    while True:
        kind, at = chance.randrange(4), chance.randrange(len(data) // 4096) * 4096
        if kind == 0:
            yield data[: at + chance.randrange(4096)]
        elif kind == 1:
            yield data[:at] + bytes(4096) + data[at + 4096 :]
        elif kind == 2:
            text = "回目の記入".encode()
            place = data.find(text, chance.randrange(len(data) // 2))
            place = data.find(text) if place < 0 else place
            yield data[:place] + b"\xe3\x81\x82" + data[place + 3 :]
        else:
            yield b""


def test_a_damaged_plan_pushes_no_backup_out(plan_file: Path, length: str, figure: Figures) -> None:
    """Opened, edited, closed and backed up day after day while it is damaged: what is sound stays, byte for byte."""
    chance, sound = random.Random(9), plan_file.read_bytes()
    good = {backup.path: backup.path.read_bytes() for backup in list_backups(plan_file)}
    bad, attempts = 0, 0
    with clock() as now:
        for day, data in zip(range(DAMAGES[length]), damaged(sound, chance), strict=False):
            now.moment = START + timedelta(days=DAYS + day, hours=9)
            plan_file.write_bytes(data)
            with suppress(KnownError), Document.open(plan_file, who="事務局") as document:
                with suppress(KnownError), document.edit("記入", who="事務局") as edit:
                    edit.set(next(iter(document.plan().entries)), f"・{day}")
                with suppress(KnownError):
                    Keeper(document).on_close()
            with suppress(KnownError):
                take(plan_file, "regular")
            attempts += 1
            new = [backup.path for backup in list_backups(plan_file) if backup.path not in good]
            bad += sum(look(path, None).fault != "" for path in new)
            lost = [path for path, content in good.items() if not path.exists() or path.read_bytes() != content]
            if lost:  # a page that held nothing may be hit: the plan is sound then, and thinning goes on as it should
                kept_now = kept([backup.at for backup in list_backups(plan_file)], now.moment)
                assert look(plan_file, None).fault == ""
                assert all(datetime.strptime(path.name[:15], "%Y%m%d-%H%M%S") not in kept_now for path in lost)  # noqa: DTZ007
                good = {path: content for path, content in good.items() if path not in lost}
    assert bad == 0
    plan_file.write_bytes(sound[: len(sound) // 2])
    restored = restore(plan_file, kept_backups(plan_file)[0].backup.path, "事務局")
    assert look(plan_file, None).fault == ""
    assert restored.former is not None
    assert restored.former.read_bytes() == sound[: len(sound) // 2]
    figure(9, f"{attempts} starts with a damaged plan: 0 good copies overwritten, 0 damaged ones taken", what="damaged at the start")


def test_every_backup_gives_back_its_state(
    plan_file: Path, lived: tuple[Path, Days], length: str, figure: Figures, capsys: pytest.CaptureFixture[str]
) -> None:
    _, days = lived
    backups = [one for one in kept_backups(plan_file) if one.backup.path.name in days.states]
    present = plan_file.read_bytes()
    by_command = different = 0
    with clock() as now:  # still on the last day: what a restore leaves behind thins out nothing of what is to be compared
        now.moment = START + timedelta(days=DAYS - 1, hours=18)
        for place, one in enumerate(backups):
            wanted, target = days.states[one.backup.path.name], plan_file.with_name(f"{one.number}.plandb")
            restore(plan_file, one.backup.path, "事務局")
            different += state_of(plan_file) != wanted or not is_sound(plan_file)
            if place % BY_COMMAND[length]:
                continue
            by_command += 1
            assert main(["restore", str(plan_file), one.at, "--to", str(target)]) == 0
            different += state_of(target) != wanted
            plan_file.write_bytes(present)
            assert main(["restore", str(plan_file), str(one.backup.path)]) == 0
            different += state_of(plan_file) != wanted
    capsys.readouterr()
    assert different == 0
    figure(
        10, f"{len(backups)} backups put back, {by_command} of them by command over the plan and beside it too: {different} differences"
    )
