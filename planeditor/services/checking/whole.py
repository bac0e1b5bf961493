"""点検 of a whole plan."""
from __future__ import annotations

from collections.abc import Iterable

from planeditor.domain import rules as rules  # registers them
from planeditor.domain.current import current_period
from planeditor.domain.findings import CheckContext, Claim, Finding
from planeditor.domain.plan import Plan
from planeditor.domain.rulebook import run_rules
from planeditor.formengine.filling.expected import expected
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.form.formset import FormSet


def check(
    plan: Plan, forms: FormSet, fonts: FontBook, submitted: Iterable[str] = (), claims: Iterable[Claim] = ()
) -> list[Finding]:
    """Every finding, in the order of the rules; ``submitted``: the measures that came back for the current period; ``claims``:
    what other papers say of the plan (``claims.py``)."""
    return run_rules(context_of(plan, forms, fonts, submitted, claims))


def context_of(
    plan: Plan, forms: FormSet, fonts: FontBook, submitted: Iterable[str] = (), claims: Iterable[Claim] = ()
) -> CheckContext:
    """What the rules may look at."""
    current = current_period(plan, forms.vocabulary)
    return CheckContext(
        plan, forms.vocabulary, forms.symbols, fonts.missing, current.key if current else "", frozenset(submitted),
        forms.symbol_rules, expected(plan, forms), tuple(claims), forms.checks,
    )
