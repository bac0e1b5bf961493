"""Rows of widgets that go on in a further row."""
from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from planeditor.ui.flow import FlowLayout


@pytest.fixture
def bar(qtbot: QtBot) -> QWidget:
    bar = QWidget()
    qtbot.addWidget(bar)
    return bar


def laid_out(bar: QWidget, width: int) -> FlowLayout:
    flow = bar.layout()
    assert isinstance(flow, FlowLayout)
    bar.resize(width, flow.heightForWidth(width))
    bar.show()
    flow.activate()
    return flow


def test_what_does_not_fit_goes_on_below(bar: QWidget) -> None:
    flow = FlowLayout(bar, 8)
    buttons = [QPushButton(f"ボタン {n}") for n in range(4)]
    for button in buttons:
        flow.addWidget(button)
    wide = flow.sizeHint().width()
    laid_out(bar, wide)
    assert len({b.y() for b in buttons}) == 1
    laid_out(bar, wide // 2 + 8)
    assert len({b.y() for b in buttons}) == 2
    assert all(b.geometry().right() < bar.width() for b in buttons)


def test_one_that_can_grow_takes_what_is_left_but_not_one_of_a_fixed_width(bar: QWidget) -> None:
    flow = FlowLayout(bar, 8)
    number, after, text = QLineEdit(), QLabel("ページ"), QLineEdit()
    number.setFixedWidth(50)
    for widget in (number, after, text):
        flow.addWidget(widget)
    laid_out(bar, 600)
    assert after.x() == number.geometry().right() + 1 + 8
    assert text.geometry().right() == 599


def test_what_is_pushed_stands_at_the_right(bar: QWidget) -> None:
    flow = FlowLayout(bar, 8)
    left, first, second = (QPushButton(t) for t in ("左", "右1", "右2"))
    flow.addWidget(left)
    flow.push()
    flow.addWidget(first)
    flow.addWidget(second)
    laid_out(bar, 700)
    assert left.x() == 0
    assert second.geometry().right() == 699
    assert first.geometry().right() + 1 + 8 == second.x()
