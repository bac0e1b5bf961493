"""The table ``[check]`` of a form set: which rules of 点検 run, how grave they are, and their thresholds."""
from __future__ import annotations

from collections.abc import Mapping
from typing import Any, get_args

from planeditor.domain import rules as rules  # registers them
from planeditor.domain.findings import CheckSettings, Severity
from planeditor.domain.rulebook import rule_of
from planeditor.formengine.form.settings import BadSetError
from planeditor.messages import forms as say

_LISTS = ("off", "on")
SEVERITY = "severity"
_MOST = 1_000_000
"""Of a threshold."""


def check_settings(table: Mapping[str, Any]) -> CheckSettings:
    """The settings of the table: ``off`` and ``on`` are lists of rules, any other word is a rule with its own table.

    Raises BadSetError for a rule, a word or a value that there is not.
    """
    listed = {word: _rules_of(table.get(word, []), word) for word in _LISTS}
    severity: dict[str, Severity] = {}
    numbers: dict[tuple[str, str], float] = {}
    for name, own in table.items():
        if name in _LISTS:
            continue
        rule = rule_of(name)
        if rule is None or not isinstance(own, Mapping):
            raise BadSetError(say.UNKNOWN_KEY.format(table="check", key=name))
        for word, value in own.items():
            if word == SEVERITY and value in get_args(Severity):
                severity[name] = value
            elif word in rule.numbers and isinstance(value, (int, float)) and not isinstance(value, bool) and 0 <= value <= _MOST:
                numbers[name, word] = float(value)
            else:
                raise BadSetError(say.UNKNOWN_KEY.format(table=f"check.{name}", key=word))
    return CheckSettings(listed["off"], listed["on"], severity, numbers)


def _rules_of(names: Any, word: str) -> frozenset[str]:
    if not isinstance(names, list):
        raise BadSetError(say.WRONG_VALUE.format(place=f"check.{word}", what=say.NEED_LIST))
    for name in names:
        if not isinstance(name, str) or rule_of(name) is None:
            raise BadSetError(say.UNKNOWN_KEY.format(table=f"check.{word}", key=name))
    return frozenset(names)
