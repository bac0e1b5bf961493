"""Writing the 経過 of a measure: looked up on the lane of the plan, written beside the window."""
from __future__ import annotations

from pathlib import Path

from planeditor.domain.days import today
from planeditor.domain.errors import KnownError
from planeditor.messages import course as say_course
from planeditor.messages import ui_publishing as say
from planeditor.services.course.collecting import Course, Courses
from planeditor.services.course.paper import course_part, write_course
from planeditor.services.paper.order import Written
from planeditor.store.document import Document
from planeditor.ui.exporting.othername import offering
from planeditor.ui.progress import Jobs, Progress
from planeditor.ui.runner import Lane
from planeditor.ui.session import Session


def run_course(session: Session, jobs: Jobs, node_id: str, target: Path) -> None:
    """Write it and say so; a refusal is told as any other."""
    forms, sets = session.forms, session.form_sets

    def look_up(document: Document) -> list[Course]:
        node = document.plan().node(node_id)
        return Courses(document, forms).of_measure(node) if node is not None else []

    def looked_up(found: list[Course]) -> None:
        plan = session.plan
        node = plan.node(node_id)
        if node is None:
            return
        if not found:
            session.failed.emit(KnownError(say_course.NOTHING.format(measure=node.title)))
            return
        title = say_course.TITLE.format(plan=plan.title, measure=node.title)

        def work(progress: Progress) -> Written:
            part = course_part(plan, sets.papers(forms), node, found, today())
            return write_course([part], target, title, fonts=jobs.fonts, progress=progress)

        jobs.run(say.COURSE_JOB, Lane.BESIDE, work, told, offering(session.failed.emit, again))

    def again(other: Path) -> None:
        run_course(session, jobs, node_id, other)

    def told(written: Written) -> None:
        session.told.emit(say.COURSE_WRITTEN.format(file=target.name, pages=written.pages))

    session.ask(look_up, looked_up)
