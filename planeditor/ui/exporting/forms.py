"""Which form or document, and which year of it."""
from __future__ import annotations

from PySide6.QtWidgets import QComboBox

from planeditor.domain.blocks import Holder
from planeditor.domain.periods import Period
from planeditor.formengine.form.parts import CONTENTS
from planeditor.messages import ui_export as say
from planeditor.services.paper.choosing import offered_forms
from planeditor.services.paper.order import Kind
from planeditor.ui.session import Session


class FormBox(QComboBox):
    """The forms of the set, all of them at once, and the documents (which are PDFs)."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setAccessibleName(say.FORM)
        self.offer("pdf")
        self.choose((session.form.name,))

    def offer(self, kind: Kind) -> None:
        """Offer what can be written as that kind; what was chosen stays so if it can."""
        forms = self.session.forms
        offered: list[tuple[str, tuple[str, ...]]] = [
            (f.title, (name,)) for name, f in offered_forms(forms).items() if not f.problems
        ]
        if len(offered) > 1:
            offered.append((say.EVERY_FORM, tuple(name for _, (name,) in offered)))
        if kind == "pdf":
            offered += [(name, (name,)) for name in forms.documents]
        if [self.itemText(n) for n in range(self.count())] == [title for title, _ in offered]:
            return
        chosen = self.names
        self.blockSignals(True)  # noqa: FBT003
        self.clear()
        for title, names in offered:
            self.addItem(title, names)
        self.choose(chosen)
        self.blockSignals(False)  # noqa: FBT003

    def choose(self, names: tuple[str, ...]) -> None:
        """Choose what has these names, if it is offered."""
        for number in range(self.count()):
            if tuple(self.itemData(number)) == names:
                self.setCurrentIndex(number)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the forms, or of the one document; () where nothing is offered."""
        return tuple(self.currentData() or ())

    @property
    def of_plan(self) -> bool:
        """Whether there is one sheet for the whole plan, so that no sheets are to be chosen."""
        return self.holders == {"plan"}

    @property
    def holders(self) -> set[Holder]:
        """What the chosen forms, or those of the chosen document, have sheets for."""
        forms = self.session.forms
        parts = [p.form for n in self.names for p in forms.documents.get(n, ())] or list(self.names)
        return {forms.forms[name].each for name in parts if name in forms.forms}


class YearBox(QComboBox):
    """One year, or every one."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setAccessibleName(say.YEAR)

    def offer(self, names: tuple[str, ...]) -> None:
        """Offer the years that these forms show."""
        chosen = self.currentData()
        plan, forms = self.session.plan, self.session.forms
        parts = [p.form for n in names for p in forms.documents.get(n, ()) if p.form != CONTENTS] or list(names)
        series = {s for n in parts if n in forms.forms for s in forms.forms[n].series}
        self.blockSignals(True)  # noqa: FBT003
        self.clear()
        self.addItem(say.EVERY_YEAR, "")
        for period in forms.vocabulary.all_periods(plan):
            if period.series in series:
                self.addItem(forms.vocabulary.period_label(plan, period), period.key)
        self.setCurrentIndex(max(self.findData(chosen), 0))
        self.setEnabled(self.count() > 1)
        self.blockSignals(False)  # noqa: FBT003

    @property
    def period(self) -> Period | None:
        """The chosen year, None = every one."""
        key = self.currentData()
        return Period.from_key(key) if key else None
