"""Taking in workbooks and plans: every file of a list, one after the other, into one plan file."""
from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from planeditor.domain.building import PlanBuilder
from planeditor.domain.errors import BugError, KnownError
from planeditor.domain.periods import Period
from planeditor.domain.plan import FORMS_VERSION, PLAN_ID, Change
from planeditor.formengine.reading.opening import is_owner_file
from planeditor.formengine.recognition.readings import Reading
from planeditor.messages import services as say
from planeditor.services.formsets import FormSets
from planeditor.services.intake.deciding import Accept
from planeditor.services.intake.files import AnySource, FileIntake
from planeditor.services.intake.outcome import FileResult
from planeditor.services.intake.plan_json import JsonSource
from planeditor.services.intake.proposing import printed_title
from planeditor.services.intake.taking import Source
from planeditor.services.planfiles.filetypes import WORKBOOK_SUFFIXES
from planeditor.store.document import Document

_MUNICIPALITY = re.compile(r"^(.{1,10}?[都道府県市区町村])(?=.)")
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Found:
    """What there is to take in, and what was passed over."""

    files: tuple[Path, ...]
    skipped: tuple[Path, ...] = ()


def look_for(paths: Iterable[Path]) -> Found:
    """The workbooks among these paths, in these folders and in the folders right in them; anything else is skipped.

    A file that is named itself is taken whatever it is called: its refusal says why. A path that is not there is skipped.
    """
    files: dict[Path, None] = {}
    skipped: dict[Path, None] = {}
    for path in paths:
        inside = sorted(_inside(path, deeper=True)) if path.is_dir() else []
        files |= dict.fromkeys(p for p in inside if _is_workbook(p))
        skipped |= dict.fromkeys(p for p in inside if not _is_workbook(p))
        if not path.is_dir():
            (files if path.exists() and not is_owner_file(path) else skipped)[path] = None
    return Found(tuple(files), tuple(skipped))


def _inside(folder: Path, *, deeper: bool) -> list[Path]:
    found: list[Path] = []
    for path in folder.iterdir():
        if not path.is_dir():
            found.append(path)
        elif deeper:
            found += _inside(path, deeper=False)
    return [p for p in found if not p.name.startswith(".")]


def _is_workbook(path: Path) -> bool:
    return path.suffix.lower() in WORKBOOK_SUFFIXES and not is_owner_file(path)


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files to take in: those named, and the workbooks of folders named. Raises KnownError for a path that is not there."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            inside = sorted(p for p in path.iterdir() if _is_workbook(p))
            if not inside:
                raise KnownError(say.NO_FILES.format(path=path))
            found += inside
        elif not path.exists():
            raise KnownError(say.PATH_MISSING.format(path=path))
        else:
            found.append(path)
    return found


class Importer:
    """Takes files into one plan file, which is made from the first good one where it does not exist."""

    def __init__(self, plan_file: Path, forms: FormSets, *, who: str, accept: Accept | None = None) -> None:
        """``accept``: what is taken without a decision. By default nothing; where the plan file is new all of the first
        file, and of further files what the plan then lacks: two files that disagree are for a person to decide."""
        self.plan_file, self.who = plan_file, who
        self.is_new = not plan_file.exists()
        self.intake = FileIntake(forms, who=who, accept=accept, into_new=self.is_new)

    def run(self, paths: Iterable[Path], progress: Progress | None = None) -> list[FileResult]:
        """Take the files in, one after the other; a refused file changes nothing and does not stop the others.

        Raises KnownError where a path is missing or the plan file cannot be opened or written.
        """
        files = files_in(paths)
        results: list[FileResult] = []
        document: Document | None = None
        with self.intake as intake:
            intake.start()
            try:
                if not self.is_new:
                    document = Document.open(self.plan_file, who=self.who)
                for number, path in enumerate(files, start=1):
                    try:
                        source = intake.read(path, document.plan().form_set if document else None)
                        if document is None and isinstance(source, JsonSource):
                            document, result = intake.create(self.plan_file, source)
                            results.append(result)
                        else:
                            document = document or self._create(source)
                            results.append(intake.take(document, source))
                    except KnownError as error:
                        results.append(FileResult(path.name, "refused", error.message))
                    if progress is not None:
                        progress(number, len(files))
            finally:
                if document is not None:
                    document.close()
                    if self.is_new and not any(r.receipt for r in results):
                        self.plan_file.unlink(missing_ok=True)  # a plan that nothing came into is no plan
        return results

    def _create(self, source: AnySource) -> Document:
        """A new plan file that holds the plan itself; its content comes from the file as an import like any other."""
        if not isinstance(source, Source):
            raise BugError("a new plan of a copy")
        builder = PlanBuilder()
        title = printed_title(source.readings)
        city = _MUNICIPALITY.match(title)
        builder.start(title, city[1] if city else "", source.form_set, _periods(source.readings))
        builder.set(PLAN_ID, FORMS_VERSION, str(self.intake.forms.get(source.form_set).version))
        changes = [Change(key, None, text) for key, text in builder.entries.items()]
        return Document.create(self.plan_file, changes, name=say.GROUP_NEW, who=self.who)


def _periods(readings: list[Reading]) -> list[Period]:
    """The periods that the sheets' heads and rows name. A row for a run of years (合計 H28～R2年度) among rows of single
    years is no period of the plan."""
    found = {Period.from_key(key) for reading in readings for key in reading.labels}
    single = {p for p in found if p.first == p.last}
    covered = {p for p in found - single if all(Period(p.series, y, y) in single for y in p.years)}
    return sorted(found - covered)
