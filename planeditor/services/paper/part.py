"""One part of papers that are put together: a form filled from a plan, or the list of contents."""
from __future__ import annotations

from dataclasses import dataclass

from planeditor.domain.periods import Period
from planeditor.domain.plan import Node, Plan
from planeditor.formengine.filling.extras import NONE, Extras
from planeditor.formengine.form.definition import FormDef


@dataclass(frozen=True)
class PaperPart:
    """What is filled from what, and how it stands among the other parts."""

    plan: Plan
    form: FormDef
    roots: tuple[Node | None, ...] = (None,)
    extras: Extras = NONE
    title: str = ""
    """Its line in contents and bookmarks, its sheets below it; "" = they are listed by their own names."""
    period: Period | None = None
    """The one period of its series that the form shows."""
    number: str = ""
    """The 資料番号 of this part, where it is not that of all."""
    contents: bool = False
    """This part is the list of what stands behind it; ``form`` gives the paper it stands on where nothing else does."""
    odd: bool = False
    """Begins on an odd page of a PDF: a blank page is put before it where need be."""
    level: int = 1
    """On which level of the contents it is listed; 2 = below the part before that has a title."""
    depth: int = 0
    """Of a list of contents: down to which level it lists; 0 = all."""
    name: str = ""
    """By what ``page_of`` finds its page; what is listed in the contents is found by its title too."""
