"""Documents put together from parts: forms and a list of contents, as one stream of pages with continuous numbers."""
from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from planeditor.domain.periods import Period
from planeditor.domain.plan import Node, Plan
from planeditor.formengine.filling.fill import Filler
from planeditor.formengine.filling.footnotes import Footnotes
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.form.definition import repeats
from planeditor.formengine.form.drawing import PageSetup
from planeditor.formengine.form.formset import FormSet
from planeditor.formengine.form.parts import CONTENTS, Part
from planeditor.formengine.pages import Page
from planeditor.formengine.paging.contents import ENTRY_SIZE, Heading, contents_grid, upright
from planeditor.formengine.paging.laid import LaidOut
from planeditor.formengine.paging.layout import Typesetter
from planeditor.formengine.paging.outline import Outline
from planeditor.formengine.paging.pagenumbers import numbered


@dataclass
class Assembly:
    """One document of a form set, filled from a plan."""

    plan: Plan
    forms: FormSet
    name: str
    fonts: FontBook
    document_number: str = ""
    choose: Callable[[Filler], Iterable[Node | None]] | None = None
    """Which nodes a form is filled for; all of them where it is not given."""
    only: Period | None = None
    """The one period of its series that the forms show."""
    narrowed: bool = field(default=False, init=False)
    """Whether columns were narrowed to the paper on the pages so far."""
    _headings: list[Heading] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.parts = self.forms.documents[self.name]
        self.typesetter = Typesetter(self.fonts)
        self.notes = Footnotes(self.plan, self.forms.vocabulary)
        document = tuple((self.forms.form(p.form), p) for p in self.parts if p.form != CONTENTS)
        if self.notes.known:
            Filler(self.plan, document[0][0], footnotes=self.notes).number_notes(document)

    def pages(self) -> Iterator[Page]:
        """The pages, numbered from 1. Forms are laid out twice: the contents stand before what they list."""
        counts, headings = self._survey()
        contents = self._contents([h for _, h in headings])
        counts = {n: contents.page_count if self.parts[n].form == CONTENTS else count for n, count in counts.items()}
        starts = [sum(counts[n] for n in range(part)) for part in range(len(self.parts))]
        self._headings = [Heading(h.level, h.title, h.page + starts[part] + 1) for part, h in headings]
        yield from numbered(self._stream(), self.fonts, total=sum(counts.values()))

    def _stream(self) -> Iterator[Page]:
        outline = Outline()
        for part in self.parts:
            outline.begin(part.level)
            for laid in self._laid_out(part):
                for page in self.typesetter.pages(laid, list(outline.entries(laid, part.level))):
                    page.shows_number = part.form == CONTENTS or self.forms.form(part.form).options.page_numbers
                    yield page

    def _survey(self) -> tuple[dict[int, int], list[tuple[int, Heading]]]:
        """How many pages each part has, and what begins where after the list of contents."""
        counts: dict[int, int] = {}
        headings: list[tuple[int, Heading]] = []
        outline, seen = Outline(), set[str]()
        listed = all(part.form != CONTENTS for part in self.parts)
        for number, part in enumerate(self.parts):
            counts[number] = 0
            if part.form == CONTENTS:
                listed = True
                continue
            outline.begin(part.level)
            for laid in self._laid_out(part):
                for entry in outline.entries(laid, part.level) if listed else ():
                    if entry.key not in seen:
                        seen.add(entry.key)
                        headings.append((number, Heading(entry.level, entry.title, counts[number] + entry.page)))
                counts[number] += laid.page_count
        return counts, headings

    def _laid_out(self, part: Part) -> Iterator[LaidOut]:
        if part.form == CONTENTS:
            yield self._contents(self._headings)
            return
        form = self.forms.form(part.form)
        filler = Filler(self.plan, form, self.document_number, self.notes, self.only)
        options = form.options
        wanted = None if form.each == "plan" else {n.id for n in filler.roots(part=part) if n is not None}
        for node in self.choose(filler) if self.choose else filler.roots():
            if wanted is not None and node is not None and node.id not in wanted:
                continue
            grid = filler.fill(node)
            if grid.labels_only and any(repeats(form.rows)):
                continue  # a list of what the plan has none of
            self.narrowed |= grid.narrowed
            yield self.typesetter.lay_out(
                grid, form.drawing.setup, fit=options.fit == "page", min_size=options.min_size
            )

    def _contents(self, headings: list[Heading]) -> LaidOut:
        grid = contents_grid(headings, setup := self._setup(), self.fonts)
        return self.typesetter.lay_out(grid, setup, fit=False, min_size=ENTRY_SIZE)

    def _setup(self) -> PageSetup:
        """The paper of the form that follows the contents (a cover before them may have its own margins), upright."""
        forms = [p.form for p in self.parts]
        after = forms[forms.index(CONTENTS) :] if CONTENTS in forms else []
        return upright(next(self.forms.form(f).drawing.setup for f in (*after, *forms) if f != CONTENTS))
