"""The fields that every form set has, by their usual labels."""
from __future__ import annotations

from planeditor.domain.blocks import DATE, GROUP, SORT, TEXT
from planeditor.domain.fields import FieldDef
from planeditor.domain.plan import DEPARTMENTS, MUNICIPALITY, NAME, NUMBER

BUILT_IN = (
    FieldDef(NAME, "題名", "plan"),
    FieldDef(MUNICIPALITY, "自治体名", "plan"),
    FieldDef(NUMBER, "番号", "area"),
    FieldDef(NAME, "名称", "area"),
    FieldDef(NUMBER, "番号", "measure"),
    FieldDef(NAME, "名称", "measure"),
    FieldDef(DEPARTMENTS, "担当部署", "measure"),
    FieldDef(NUMBER, "番号", "block"),
    FieldDef(NAME, "名称", "block", aliases=("題",)),
    FieldDef(TEXT, "本文", "block", aliases=("説明", "備考")),
    FieldDef(DATE, "日付", "block"),
    FieldDef(SORT, "種別", "block"),
    FieldDef(GROUP, "区分", "block"),
)
