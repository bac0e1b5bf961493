"""The texts of a measure's yearly report from which its 進捗区分 is read."""
from __future__ import annotations

from planeditor.domain.current import main_series
from planeditor.domain.judging import Judgement, judge
from planeditor.domain.periods import Period
from planeditor.domain.plan import STATE, Key, Plan
from planeditor.domain.progress import ENDS, parse_progress
from planeditor.domain.runs import joined_in
from planeditor.formengine.form.formset import FormSet


def judged_fields(forms: FormSet) -> tuple[str, ...]:
    """The fields of a measure that its 進捗区分 is read from, the weightiest first."""
    if forms.progress.fields:
        return forms.progress.fields
    series = main_series(forms.vocabulary)
    own = [f for f in forms.vocabulary.of("measure") if f.kind == "report" and f.series == series and not f.figure]
    return tuple(f.key for f in own if f.type in ("text", "symbol", "choice"))


class Reports:
    """Reads the reports of one state of a plan."""

    def __init__(self, plan: Plan, forms: FormSet) -> None:
        self.plan, self.forms = plan, forms
        self._fields = judged_fields(forms)
        by_key = forms.vocabulary.by_key
        self._symbols = {f for f in self._fields if (own := by_key.get(("measure", f))) is not None and own.type == "symbol"}
        self._series = {f: own.series for f in self._fields if (own := by_key.get(("measure", f))) is not None}

    def texts(self, measure: str, period: str) -> list[str]:
        """The texts of a period, in the order of the fields; one that stands for several years is of each of them. The field
        of another series counts in the period of that series which the year lies in."""
        found = [self._text(measure, field, period) for field in self._fields]
        return [text for text in found if text]

    def judged(self, measure: str, period: str) -> Judgement | None:
        """What the report says; a measure that was stopped, finished or merged is that in the year it ended in (the caller
        knows which)."""
        texts = []
        for field in self._fields:
            text = self._text(measure, field, period)
            if field in self._symbols:
                progress = self.forms.progress.of_symbol(text) if text else None
                if progress is not None:
                    return Judgement(progress, text)
            elif text:
                texts.append(text)
        return judge(texts)

    def ended(self, measure: str) -> Judgement | None:
        """How a measure ended by its own state; None where it goes on."""
        state = self.plan.text(measure, STATE)
        progress = parse_progress(state)
        return Judgement(progress, state) if progress in ENDS else None

    def _text(self, measure: str, field: str, period: str) -> str:
        series = self._series.get(field, "")
        key = period if period.rpartition(":")[0] == series else _covering(self.plan, series, period)
        own = self.plan.text(measure, field, key)
        if own:
            return own.strip()
        joined = [k for k in joined_in(self.plan, measure, key) if k.field == field]
        return self.plan.entries.get(Key(*joined[0]), "").strip() if joined else ""


def _covering(plan: Plan, series: str, period: str) -> str:
    if not series:
        return ""
    year = Period.from_key(period).first
    return next((key for key in plan.period_keys(series) if year in Period.from_key(key).years), "")
