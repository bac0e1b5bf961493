"""The commands of 会議資料: making it, handing it out, and what was handed out."""
from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import Any

from planeditor.cli.output import Answer, progress_bar, written_data
from planeditor.cli.sets import form_sets
from planeditor.domain.days import long_day
from planeditor.domain.errors import KnownError
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.rendering import PdfView
from planeditor.messages import cli as say_cli
from planeditor.messages import meeting as say
from planeditor.services.meeting import kept
from planeditor.services.meeting.making import write_meeting
from planeditor.services.meeting.material import read_material
from planeditor.services.meeting.order import MeetingOrder, chosen_sections, find_period
from planeditor.services.paper.order import kind_of
from planeditor.services.paper.targets import require_free, write_file
from planeditor.services.states.named import find_state
from planeditor.store.document import Document
from planeditor.store.lock import current_user
from planeditor.store.papers import Paper


def report(chosen: argparse.Namespace) -> Answer:
    """Make 会議資料; where it was handed out at the state asked for, give the very bytes again."""
    kind_of(chosen.to)
    if chosen.snapshot:
        return _handed_out(chosen)
    with Document.open(chosen.file, read_only=True) as document:
        order = _order(chosen, document)
        state = find_state(document, chosen.at)
        found = None if chosen.anew else kept.frozen_paper(document, state, order, kind_of(chosen.to))
        if found is not None:
            kept.save_paper(document, found.number, chosen.to)
            return Answer(
                [say.DONE_FROZEN.format(number=found.number, file=chosen.to)],
                {"written": [str(chosen.to)], "pages": _page_count(document, found), "warnings": [], "paper": found.number},
            )
        material = read_material(document, form_sets(), kept.order_at(document, state, order), chosen.at)
    written = write_meeting(material, chosen.to, fonts=FontBook(), progress=progress_bar(say_cli.PROGRESS_EXPORT))
    data = written_data(written)
    return Answer([say.DONE.format(file=chosen.to, pages=written.pages), *written.warnings], data)


def papers(chosen: argparse.Namespace) -> Answer:
    """List what was handed out, or save one of it."""
    if bool(chosen.save) != bool(chosen.to):
        raise KnownError(say.SAVE_NEEDS_TO)
    with Document.open(chosen.file, read_only=True) as document:
        if chosen.save:
            paper = kept.save_paper(document, chosen.save, chosen.to)
            data = {"written": [str(chosen.to)], "warnings": [], "paper": paper.number, "sha256": paper.sha256}
            return Answer([say.DONE_SAVED.format(number=paper.number, file=chosen.to)], data)
        forms = form_sets().of_file(document)
        plan = document.plan()
        told = [_told(p, forms.vocabulary.label_of_period(plan, p.paper.period)) for p in kept.kept_papers(document)]
    return Answer(list(_lines(told)) or [say.NO_PAPERS], {"papers": told})


def _handed_out(chosen: argparse.Namespace) -> Answer:
    if chosen.at:
        raise KnownError(say.SNAPSHOT_IS_OF_NOW)
    who = current_user()
    with Document.open(chosen.file, who=who) as document:
        sets = form_sets()
        order = _order(chosen, document)
        state = kept.snapshot_for_paper(document, chosen.snapshot, order.period)
        bar = progress_bar(say_cli.PROGRESS_EXPORT)
        require_free(chosen.to)
        printed = kept.print_papers(document, sets, order, state.name if state else "", fonts=FontBook(), progress=bar)
        if kind_of(chosen.to) == "pdf":
            write_file(chosen.to, printed.content)
        else:
            write_meeting(printed.material, chosen.to)
        paper = kept.hand_out(document, printed, chosen.snapshot, who=who).paper
    lines = [
        say.DONE.format(file=chosen.to, pages=printed.written.pages), say.DONE_KEPT.format(number=paper.number, name=chosen.snapshot),
        *printed.written.warnings,
    ]  # fmt: skip
    data = {"written": [str(chosen.to)], "pages": printed.written.pages, "warnings": printed.written.warnings, "paper": paper.number}
    return Answer(lines, data)


def _page_count(document: Document, paper: Paper) -> int:
    """How many pages a kept PDF has."""
    view = PdfView(document.papers.content(paper.number))
    try:
        return len(view.sizes)
    finally:
        view.close()


def _order(chosen: argparse.Namespace, document: Document) -> MeetingOrder:
    vocabulary = form_sets().of_file(document).vocabulary
    period = find_period(document.plan(), vocabulary, chosen.period).key if chosen.period or chosen.snapshot else ""
    return MeetingOrder(
        period, chosen.meeting, chosen.date, chosen.number, tuple(chosen.agenda), chosen_sections(chosen.part, vocabulary)
    )


def _told(found: kept.KeptPaper, period: str) -> dict[str, Any]:
    paper = found.paper
    return {
        "number": paper.number, "state": found.state, "name": paper.name, "kind": paper.kind, "period": period,
        "size": paper.size, "sha256": paper.sha256, "at": paper.at.isoformat(), "who": paper.who,
        "date": long_day(paper.at.astimezone().date()),
    }  # fmt: skip


def _lines(told: list[dict[str, Any]]) -> Iterator[str]:
    for paper in told:
        size = say.KILOBYTES.format(size=-(-paper["size"] // 1024)) if paper["size"] else say.PAPER_GONE
        yield say.PAPER_LINE.format_map({**paper, "state": paper["state"] or say.SNAPSHOT_GONE, "size": size})
