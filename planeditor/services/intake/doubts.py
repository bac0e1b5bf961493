"""Why a cell must be asked about, and which of its text is proposed."""
from __future__ import annotations

from typing import NamedTuple

from planeditor.domain.masking import fills
from planeditor.formengine.recognition.readings import ReadCell
from planeditor.messages import importing as ask
from planeditor.messages.redacting import MARK, QUESTION_REMOVED


class Question(NamedTuple):
    """What a person is asked, and in a word why; both "" where nothing is to be asked."""

    about: str = ""
    text: str = ""

    def then(self, other: Question) -> Question:
        """Both questions as one, this one first."""
        return Question(self.about or other.about, "".join(dict.fromkeys(filter(None, (self.text, other.text)))))


NO_QUESTION = Question()


def doubt_of(cell: ReadCell) -> Question:
    """Why the reader doubts a cell."""
    if cell.doubt == "struck":
        return Question("struck", ask.QUESTION_STRUCK.format(struck=" ".join(cell.struck.split())))
    if cell.doubt == "error":
        return Question("error", ask.QUESTION_ERROR.format(text=cell.text))
    if cell.doubt == "no_value":
        return Question("no_value", ask.QUESTION_NO_VALUE)
    if cell.doubt == "no_format":
        return Question("no_format", ask.QUESTION_NO_FORMAT)
    if cell.several:
        return Question("several", ask.QUESTION_SEVERAL)
    if cell.astray:
        return Question("unsure", ask.QUESTION_ASTRAY)
    return Question("unsure", ask.QUESTION_POSITION) if cell.guessed else NO_QUESTION


def removed_of(text: str, *known: str) -> Question:
    """Whether a text would bring back what was removed from the plan: a book that went out before has it still."""
    back = any(fills(text, one, MARK) for one in known)
    return Question("removed", QUESTION_REMOVED) if back else NO_QUESTION


def submitted_text(cell: ReadCell) -> str:
    """The text proposed: what is struck through is left out, since offices strike what no longer holds."""
    if not cell.struck:
        return cell.text
    left, place, text = cell.struck, 0, cell.text
    while left:
        length = _found_length(left, text, place)
        if not length:
            return cell.text
        place = text.find(left[:length], place)
        text, left = text[:place] + text[place + length :], left[length:]
    return text.strip("\n")


def _found_length(piece: str, text: str, place: int) -> int:
    """How long a beginning of ``piece`` stands somewhere in ``text`` from ``place`` on; what holds for one holds for shorter ones."""
    low, high = 0, len(piece)
    while low < high:
        middle = (low + high + 1) // 2
        if text.find(piece[:middle], place) >= 0:
            low = middle
        else:
            high = middle - 1
    return low


def is_as_sent(cell: ReadCell, as_sent: str | None) -> bool:
    """Whether a cell came back just as it went out, so that what the reader may doubt about it does not matter."""
    return as_sent is not None and cell.text == as_sent and cell.doubt in ("", "no_format")
