"""Small texts that an OOXML workbook carries unseen: custom properties and names that are plain texts."""
from __future__ import annotations

from planeditor.formengine.reading.package import Package
from planeditor.formengine.reading.structure import Structure, relationships
from planeditor.formengine.reading.text import TextCleaner
from planeditor.formengine.reading.xmlpass import Attributes, walk_texts

MAX_NAMES = 1_000
MAX_NAME_LENGTH = 255
"""More or longer ones are none of ours and are passed over."""
Texts = dict[str, str]


def plain_text(expression: str) -> str | None:
    """The text of an expression that is nothing but a text in quotes; None where it is another."""
    expression = expression.strip()
    inner = expression[1:-1]
    if len(expression) < 2 or len(inner) > MAX_NAME_LENGTH or not (expression[0] == expression[-1] == '"'):
        return None
    return inner.replace('""', '"') if '"' not in inner.replace('""', "") else None


def put(texts: Texts, name: str, text: str, cleaner: TextCleaner) -> None:
    """Keep one of them, as far as there is room."""
    if name and len(name) <= MAX_NAME_LENGTH >= len(text) and len(texts) < MAX_NAMES:
        texts[cleaner.clean(name)] = cleaner.clean(text)


def sheet_names(package: Package, book: Structure) -> dict[int, Texts]:
    """The names that are plain texts by the number of their sheet; -1 for those of the whole book."""
    found: dict[int, Texts] = {}
    cleaner = TextCleaner()

    def visit(path: str, attributes: Attributes, text: str) -> None:
        if path != "workbook/definedNames/definedName" or (plain := plain_text(text)) is None:
            return
        number = attributes.get("localSheetId", "-1")
        if number == "-1" or (number.isascii() and number.isdigit() and len(number) < 6):
            put(found.setdefault(int(number), {}), attributes.get("name", ""), plain, cleaner)

    walk_texts(package.chunks(book.workbook), visit)
    return found


def custom_properties(package: Package) -> Texts:
    """The custom properties of the document that are texts."""
    names = set(package.names)
    found: Texts = {}
    cleaner = TextCleaner()
    last: list[str] = []

    def visit(path: str, attributes: Attributes, text: str) -> None:
        if path == "Properties/property":
            put(found, attributes.get("name", ""), last[0] if last else "", cleaner)
            last.clear()
        elif path in ("Properties/property/lpwstr", "Properties/property/lpstr", "Properties/property/bstr"):
            last.append(text)

    for kind, part in relationships(package, "").values():
        if kind == "custom-properties" and part in names:
            walk_texts(package.chunks(part), visit)
    return found
