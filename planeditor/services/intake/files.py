"""Taking one file in, whatever it is: a workbook, or another copy of the plan file."""
from __future__ import annotations

from pathlib import Path

from planeditor.domain.errors import KnownError
from planeditor.messages import merging as say
from planeditor.services.intake.merging import CopySource, merge, read_copy
from planeditor.services.intake.outcome import FileResult, conclude
from planeditor.services.intake.standing import count_waiting
from planeditor.services.intake.taking import Intake, Source
from planeditor.services.intake.together import leading
from planeditor.services.planfiles.filetypes import PLAN_SUFFIX
from planeditor.store.ancestry import is_plan_file
from planeditor.store.document import Document

AnySource = Source | CopySource


class FileIntake(Intake):
    """As ``Intake``, with copies of the plan file among the files."""

    def read(self, path: Path, own: str | None) -> AnySource:  # type: ignore[override]  # ``take`` takes what it gives
        """Read a file. Raises KnownError as ``Intake.read`` does, and for a plan file that cannot be trusted or taken in."""
        if not is_plan_file(path) and path.suffix.lower() != PLAN_SUFFIX:
            return super().read(path, own)
        if own is None:
            raise KnownError(say.INTO_NEW.format(file=path.name))
        return read_copy(path)

    def take(self, document: Document, source: AnySource) -> FileResult:
        """Compare a file with the plan, store it with its proposals and accept what was asked, in one transaction."""
        if isinstance(source, Source):
            return super().take(document, source)
        try:
            return self._take_copy(document, source)
        finally:
            source.theirs.close()

    def _take_copy(self, document: Document, source: CopySource) -> FileResult:
        forms = self.forms.of(document.plan())
        result = FileResult(source.path.name, "unchanged", "")
        earlier = document.receipts.find_by_hash(source.sha256)
        if earlier is not None:
            return self._again(document, forms, earlier.number, result)
        merged = merge(document, source, forms.vocabulary, who=self.who, accept=self.asked)
        taken = {item.proposal.id for item in merged.taken}
        result.receipt, result.notes, result.unchanged = merged.receipt, merged.notes, merged.unchanged
        result.accepted, result.report = len(taken), merged.report
        result.waiting = count_waiting(leading(item for item in merged.items if item.proposal.id not in taken))
        self._label(document, forms)
        conclude(result, created=False, measures=0, word="")
        if merged.receipt is None:
            result.message = say.NOTHING_NEW
        return result
