"""What waits for a decision, of one file and of all: seen beside what other files propose for the same places."""
from __future__ import annotations

from planeditor.services.intake.rivals import rivals_of
from planeditor.services.intake.standing import Standing, Standings, is_open, standing
from planeditor.services.intake.together import leading
from planeditor.store.document import Document


def waiting(document: Document, receipt: int) -> list[Standing]:
    """What waits of a receipt, in the order of the file; nothing where there is no such 取込番号."""
    rivals = rivals_of(document)
    return standing(document.plan(), rivals.waiting(receipt), rivals.texts(receipt))


def waiting_of_all(document: Document) -> list[Standing]:
    """What waits of every file, in the order it came; what is decided together stands for one."""
    rivals, looking = rivals_of(document), Standings(document.plan())
    numbers = (receipt.number for receipt in document.receipts.all())
    return leading(item for n in numbers for item in looking.of_all(rivals.waiting(n), rivals.texts(n)) if is_open(item))
