"""The data dictionary as a page of its own."""
from __future__ import annotations

from collections.abc import Sequence

from planeditor.messages import publishing as say
from planeditor.services.publishing.markup import Markup, plain
from planeditor.services.publishing.tables import Table


def dictionary_page(tables: Sequence[Table], plan_title: str) -> str:
    """A whole page: for each table what its columns mean."""
    title = say.DICTIONARY_OF.format(plan=plan_title).strip()
    out = Markup(1)
    out.heading(0, title)
    out.paragraph(say.DICTIONARY_INTRO)
    heads = say.DICTIONARY_COLUMNS[3:]
    for table in tables:
        out.heading(1, f"{table.title}（{table.name}.csv）")
        out.table(table.title, [heads], [(c.name, c.meaning, c.type_word, c.unit, c.source) for c in table.columns])
    head = f'<meta charset="utf-8" />\n<title>{plain(title)}</title>'
    return f'<!DOCTYPE html>\n<html lang="ja">\n<head>\n{head}\n</head>\n<body>\n{out.text()}</body>\n</html>\n'
