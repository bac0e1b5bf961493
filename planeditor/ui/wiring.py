"""What the parts tell each other: findings to tree, sheet and status bar; search, drafts, history, jumps."""
from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from planeditor.domain.findings import Finding
from planeditor.domain.plan import Key
from planeditor.messages import cli as say_cli
from planeditor.messages import ui_main as say
from planeditor.messages import ui_review as say_review
from planeditor.messages import ui_submissions as say_submissions
from planeditor.services.editing.entry import entry_name
from planeditor.ui.commands.file import FileCommands
from planeditor.ui.commands.paper import PaperCommands
from planeditor.ui.notices import NoticeArea
from planeditor.ui.parts import Parts
from planeditor.ui.session import Session
from planeditor.ui.status import StatusBar
from planeditor.ui.tree.tree_marks import Badge, BadgeKind

if TYPE_CHECKING:  # the store is opened after the first paint
    from planeditor.store.document import Document
    from planeditor.store.drafts import Draft

DRAFTS = "drafts"
_ORDER = ("error", "warning", "note")
_KINDS: dict[str, BadgeKind] = {"error": "error", "warning": "warning", "note": "quiet"}


class Wiring(QObject):
    """Connects the parts with each other."""

    checked = Signal(int)
    """So many errors and warnings were found."""
    tour_wanted = Signal()
    """The sample, with the manual at its tour."""

    def __init__(
        self, parts: Parts, notices: NoticeArea, status: StatusBar, files: FileCommands, papers: PaperCommands
    ) -> None:
        super().__init__(parts)
        self.parts, self.notices, self.status, self.files, self.papers = parts, notices, status, files, papers
        papers.written.connect(self.written)
        papers.copy_dropped.connect(self._copy_dropped)
        parts.tree.import_wanted.connect(papers.choose_workbooks)
        self.session: Session = parts.session
        self._badges: Mapping[str, Sequence[Badge]] = {}
        """Those of the findings."""
        parts.checks.found.connect(self._found)
        parts.waiting.changed.connect(self._waiting_counted)
        status.waiting.clicked.connect(partial(parts.pages.turn, "review"))
        parts.submitted.read.connect(self._submitted_read)
        status.submitted.clicked.connect(partial(parts.pages.turn, "submissions"))
        parts.sheet.drafts_found.connect(self._drafts)
        parts.sheet.history_wanted.connect(self._history)
        parts.sheet_page.header.fields_wanted.connect(partial(parts.pages.turn, "fields"))
        parts.tree.sheet_wanted.connect(self._to_sheet)
        parts.pages.made.connect(self._page_made)
        self.session.opened.connect(self._end_drafts)

    def complete(self) -> None:
        """Connect what was made after the first paint."""
        parts = self.parts
        parts.search.follow(parts.search_box)
        parts.search.wanted.connect(partial(parts.docks.raise_, "search"))
        parts.search.jumped.connect(self._jumped)
        parts.findings.jumped.connect(self._jumped)
        parts.search.sheet_wanted.connect(self._search_left)
        parts.search_box.searched.connect(self._searched)
        parts.findings.set_findings(parts.checks.findings, parts.checks.seen, done=parts.checks.done)
        parts.last_year.about_to_copy.connect(parts.pages.commit)
        parts.glossary.mark_wanted.connect(parts.sheet.writing.mark)
        parts.submitted.look(looked_at=True)

    def _page_made(self, name: str) -> None:
        """Connect a page when it is made."""
        page, files = self.parts.pages.page(name), self.files
        known: dict[str, Callable[..., object]] = {
            "open_wanted": files.open_path, "new_wanted": files.new, "list_wanted": files.from_list,
            "browse_wanted": files.choose, "sample_wanted": files.sample, "tour_wanted": self.tour_wanted.emit,
            "sheet_wanted": self._sheet_wanted, "import_wanted": self.papers.choose_workbooks, "written": self.written,
            "register_changed": self.parts.tree.reload_departments, "review_wanted": self.papers.review,
        }
        for signal, slot in known.items():
            if hasattr(page, signal):
                getattr(page, signal).connect(slot)

    def _sheet_wanted(self) -> None:
        self.parts.pages.turn("sheet")
        self.parts.to_sheet()

    def written(self, path: Path) -> None:
        """Say that a file was written, with what can be done with it."""
        from planeditor.ui.exporting.running import choices_after

        self.notices.show_notice(say.WRITTEN.format(file=path.name), choices_after(self.session, path), topic="written")

    def _copy_dropped(self, path: Path) -> None:
        """Ask what a copy of the plan is for."""
        take, look = partial(self.papers.take_in, [path]), partial(self.files.open_path, path)
        text = say.COPY_DROPPED.format(name=path.name)
        self.notices.show_notice(text, [(say.TAKE_COPY, take), (say.OPEN_COPY, look)], topic="copy")

    # Findings

    def _found(self, findings: Sequence[Finding]) -> None:
        parts = self.parts
        errors, warnings = (sum(f.severity == s for f in findings) for s in ("error", "warning"))
        self.status.show_check(errors if parts.checks.done else None, warnings)
        self.checked.emit(errors + warnings)
        if parts.completed:
            parts.findings.set_findings(findings, parts.checks.seen, done=parts.checks.done)
        parts.sheet.set_marks(
            {
                place: (say_cli.SEVERITY[f.severity][0], f.severity, f.message)
                for f in sorted(findings, key=lambda f: -_ORDER.index(f.severity))  # the worst of a cell is the last
                for place in f.places
                if place.field
            }
        )
        self._badges = badges(findings)
        self._show_badges()

    def _submitted_read(self) -> None:
        found = self.parts.submitted.status
        self._tell_checks()
        if found is None or not found.requested:
            self.status.show_submitted("", "")
            return
        totals, measure = found.totals, self.parts.words["measure"]
        text = say_submissions.STATUS_BAR.format(done=totals.departments_submitted, all=totals.departments)
        tip = say_submissions.STATUS_BAR_TIP.format(measure=measure, done=totals.measures_submitted, all=totals.measures)
        self.status.show_submitted(text, tip)

    def _waiting_counted(self) -> None:
        self.status.show_waiting(self.parts.waiting.total)
        self._tell_checks()
        self._ask_claims()
        self._show_badges()

    def _tell_checks(self) -> None:
        """Which measures came back: only what was read of the current year tells it."""
        found = self.parts.submitted.status
        if found is None:
            self.parts.checks.set_submitted(frozenset())
        elif found.period == self.session.current:
            from planeditor.services.requests.returned import returned_of

            self.parts.checks.set_submitted(returned_of(found, self.parts.waiting.rows))

    def _ask_claims(self) -> None:
        """What waits of other papers may say otherwise than the plan."""
        if not self.parts.waiting.total or not self.session.is_open:
            self.parts.checks.set_claims(())
            return
        from planeditor.services.checking.claims import claims_of

        forms = self.session.forms
        self.session.ask(lambda document: claims_of(document, forms, waiting_only=True), self.parts.checks.set_claims)

    def _show_badges(self) -> None:
        """What waits for a decision, then what was found."""
        waiting = waiting_badges(self.parts.waiting.rows)
        both = {row: [*found, *self._badges.get(row, ())] for row, found in waiting.items()}
        self.parts.tree.set_badges({**self._badges, **both})

    # Search

    def _searched(self, query: str) -> None:
        if query.strip():
            self.parts.docks.raise_("search")
        elif self.parts.docks["search"].isVisible():
            self.parts.docks["search"].hide()
            self.parts.docks.raise_("tree")

    def _jumped(self) -> None:
        if self.parts.pages.name not in ("sheet", "fields"):
            self.parts.pages.turn("sheet")

    def _search_left(self) -> None:
        self.parts.docks["search"].hide()
        self.parts.docks.raise_("tree")
        self._to_sheet()

    def _to_sheet(self) -> None:
        if self.parts.pages.name not in ("sheet", "fields"):
            self.parts.pages.turn("sheet")
        self.parts.to_sheet()

    # History and drafts

    def _history(self) -> None:
        self.parts.docks.raise_("history")

    def _drafts(self, drafts: Sequence[Draft]) -> None:
        if not drafts:
            return
        first = drafts[0]
        place = entry_name(self.session.plan, self.session.vocabulary, first.key)
        self.notices.show_notice(
            say.DRAFTS.format(count=len(drafts), first=place),
            [(say.DRAFT_RESTORE, partial(self._restore, list(drafts))), (say.DRAFT_DROP, partial(self._drop, [d.key for d in drafts]))],
            topic=DRAFTS, closes=False,
        )

    def _restore(self, drafts: list[Draft]) -> None:
        """Open the first; the others are offered again, and this one too where it may not be edited now."""
        first, *others = drafts
        self._drafts(others if self.take_up(first) else [*others, first])

    def take_up(self, draft: Draft) -> bool:
        """Open a draft on the sheet; in the plain form, which has all fields, where it does not stand on the sheet shown."""
        from planeditor.ui.fields.fields_view import FieldsView

        pages = self.parts.pages
        pages.turn("sheet")
        if self.parts.sheet.restore_draft(draft):
            return True
        if self.parts.sheet.choice.find(draft.key) is not None:
            return False
        pages.turn("fields")
        form = pages.page("fields")
        return isinstance(form, FieldsView) and form.restore_draft(draft)

    def _drop(self, keys: list[Key]) -> None:
        def work(document: Document) -> None:
            for key in keys:
                document.drafts.drop(key)

        self.session.ask(work, lambda _: None)

    def _end_drafts(self) -> None:
        self.notices.end(DRAFTS)


def waiting_badges(rows: Mapping[str, int]) -> dict[str, list[Badge]]:
    """What the tree says of submissions that nobody has decided about yet."""
    return {
        row: [Badge(say_review.BADGE.format(count=count), "warning", say_review.BADGE_SPOKEN.format(count=count))]
        for row, count in rows.items()
    }


def badges(findings: Sequence[Finding]) -> dict[str, list[Badge]]:
    """What the tree says of findings: at each measure and each year of it, of the worst kind only, how many."""
    counts: dict[str, dict[str, int]] = {}
    for finding in findings:
        rows = {row for p in finding.places for row in ((p.node, f"{p.node}/{p.period}") if p.period else (p.node,))}
        for row in rows:
            own = counts.setdefault(row, {})
            own[finding.severity] = own.get(finding.severity, 0) + 1
    found = {}
    for row, own in counts.items():
        worst = next(s for s in _ORDER if s in own)
        word = say_cli.SEVERITY[worst]
        found[row] = [Badge(f"{word[0]} {own[worst]}", _KINDS[worst], f"{word} {own[worst]}")]
    return found
