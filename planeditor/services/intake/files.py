"""Taking one file in, whatever it is: a workbook, another copy of the plan file, or a plan as JSON."""
from __future__ import annotations

from pathlib import Path

from planeditor.domain.errors import KnownError
from planeditor.domain.fields import Vocabulary
from planeditor.messages import merging as say
from planeditor.services.intake import plan_json
from planeditor.services.intake.merging import CopySource, Merged, merge, read_copy
from planeditor.services.intake.outcome import FileResult, conclude
from planeditor.services.intake.plan_json import JsonSource
from planeditor.services.intake.standing import count_waiting
from planeditor.services.intake.taking import Intake, Source
from planeditor.services.intake.together import leading
from planeditor.services.planfiles.filetypes import PLAN_SUFFIX
from planeditor.services.planfiles.making import keep_labels
from planeditor.services.transport.parsing import is_plan_json
from planeditor.store.ancestry import is_plan_file
from planeditor.store.document import Document

AnySource = Source | CopySource | JsonSource


class FileIntake(Intake):
    """As ``Intake``, with copies of the plan file and plans as JSON among the files."""

    def read(self, path: Path, own: str | None) -> AnySource:  # type: ignore[override]  # ``take`` takes what it gives
        """Read a file. Raises KnownError as ``Intake.read`` does, and for a plan that cannot be trusted or taken in."""
        if is_plan_json(path):
            return plan_json.read_plan_json(path, self.forms)
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
            return self._take_plan(document, source)
        finally:
            if isinstance(source, CopySource):
                source.theirs.close()

    def create(self, plan_file: Path, source: JsonSource) -> tuple[Document, FileResult]:
        """A new plan file that is the plan of this JSON, open for writing. Raises KnownError where it cannot be written."""
        document, receipt = plan_json.create(plan_file, source, self.forms, who=self.who)
        plan = document.plan()
        result = FileResult(source.path.name, "imported", "", accepted=len(plan.entries), receipt=receipt, notes=source.content.notes)
        word = self.forms.of(plan).vocabulary.word("measure")
        conclude(result, created=True, measures=len(plan.measures), word=word)
        return document, result

    def _take_plan(self, document: Document, source: CopySource | JsonSource) -> FileResult:
        self.stop.require_going(source.path.name)
        forms = self.forms.of_file(document)
        result = FileResult(source.path.name, "unchanged", "")
        earlier = document.receipts.find_by_hash(source.sha256)
        if earlier is not None:
            return self._again(document, forms, earlier.number, result)
        merged = self._merged(document, source, forms.vocabulary)
        taken = {item.proposal.id for item in merged.taken}
        result.receipt, result.notes, result.unchanged = merged.receipt, merged.notes, merged.unchanged
        result.accepted, result.report = len(taken), merged.report
        result.waiting = count_waiting(leading(item for item in merged.items if item.proposal.id not in taken))
        keep_labels(document, forms)
        conclude(result, created=False, measures=0, word="")
        if merged.receipt is None:
            result.message = say.NOTHING_NEW
        return result

    def _merged(self, document: Document, source: CopySource | JsonSource, vocabulary: Vocabulary) -> Merged:
        if isinstance(source, JsonSource):
            return plan_json.propose(document, source, vocabulary, who=self.who, accept=self.asked)
        return merge(document, source, vocabulary, who=self.who, accept=self.asked)
