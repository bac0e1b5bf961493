"""Our own changes taken into a file that came to stand in the place of the one we had open."""
from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from planeditor.domain.errors import KnownError
from planeditor.domain.plan import Plan
from planeditor.formengine.form.formset import FormSet
from planeditor.messages import outside as say
from planeditor.scratch import scratch_folder
from planeditor.services.formsets import FormSets
from planeditor.services.intake.files import FileIntake
from planeditor.services.intake.outcome import FileResult
from planeditor.services.planfiles.rescuing import write_rescued
from planeditor.services.planfiles.unsaved import UnsavedText
from planeditor.store.document import Document


def merge_into(
    path: Path, plan: Plan, forms: FormSet, sets: FormSets, *, who: str, document: Document, unsaved: Sequence[UnsavedText] = ()
) -> FileResult:
    """Take our state of a plan, with what could not be written, into the file that has its name now, as a colleague's copy is.

    What only we changed is taken, what both changed waits for a decision: nothing is overwritten. Raises ``KnownError`` where the
    new file cannot be opened for writing, is another plan, or where our history cannot be read any more.
    """
    with scratch_folder() as folder:
        ours = folder / say.OUR_COPY.format(name=path.stem)
        if not write_rescued(plan, forms, ours, who=who, document=document, unsaved=unsaved).whole:
            raise KnownError(say.NO_HISTORY.format(file=path))
        document.release()  # the lock was that of the file that is no longer there
        with FileIntake(sets, who=who, accept="clean") as intake, Document.open(path, who=who) as theirs:
            return intake.take(theirs, intake.read(ours, theirs.plan().form_set))
