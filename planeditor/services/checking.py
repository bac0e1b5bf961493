"""点検 of a whole plan."""
from __future__ import annotations

from planeditor.domain import rules as rules  # registers them
from planeditor.domain.findings import CheckContext, Finding, run_rules
from planeditor.domain.plan import Plan
from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.form.formset import FormSet


def check(plan: Plan, forms: FormSet, fonts: FontBook) -> list[Finding]:
    """Every finding, in the order of the rules."""
    context = CheckContext(plan, forms.vocabulary, forms.symbols, fonts.missing)
    return run_rules(context)
