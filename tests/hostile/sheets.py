"""Hostile sheets: what can be wrong in the cells of an official form."""
from __future__ import annotations

import random
from collections.abc import Iterator

from planeditor.formengine.reading.places import cell_name
from tests.hostile.formbook import SHEET, STRINGS, WORK, Kind, book, cell, form, form_cells, inline, parts, rows

WHOLE = "A1:XFD1048576"


def kinds() -> Iterator[Kind]:
    """Every one."""
    yield from _shapes()
    yield from _places()
    yield from _texts()
    yield from _values()
    yield from _markup()


def _shapes() -> Iterator[Kind]:
    merges = "<mergeCells>" + "".join(f'<mergeCell ref="A{n}:XFD{n + 1}"/>' for n in range(101, 80_101, 2)) + "</mergeCells>"
    yield Kind("大きさの宣言.xlsx", book(sheet=form(before=f'<dimension ref="{WHOLE}"/>')), taken=True)
    yield Kind("結合四万.xlsx", book(sheet=form(after=merges)), taken=True)
    yield Kind("全面の結合.xlsx", book(sheet=form(after=f'<mergeCells><mergeCell ref="{WHOLE}"/></mergeCells>')), taken=None)
    overlapping = "".join(f'<mergeCell ref="A1:{cell_name(n, 7)}"/>' for n in range(2, 4000))
    yield Kind("重なる結合.xlsx", book(sheet=form(after=f"<mergeCells>{overlapping}</mergeCells>")), taken=None)
    yield Kind("結合の崩れ.xlsx", book(sheet=form(after='<mergeCells><mergeCell ref="Q:1"/><mergeCell/></mergeCells>')), taken=True)
    hidden = '<cols><col min="-5" max="99999999" hidden="1" width="-3"/></cols>'
    yield Kind("隠し列.xlsx", book(sheet=form(before=hidden)), taken=True)
    validations = "".join(f'<dataValidation sqref="A{n}" type="list"><formula1>"a,b"</formula1></dataValidation>' for n in range(60_000))
    yield Kind("入力規則六万.xlsx", book(sheet=form(after=f"<dataValidations>{validations}</dataValidations>")), taken=True)
    formats = "".join(f'<conditionalFormatting sqref="{WHOLE}"><cfRule type="expression" priority="{n}"/></conditionalFormatting>'
                      for n in range(20_000))
    yield Kind("条件付き書式二万.xlsx", book(sheet=form(after=formats)), taken=True)
    empty = "".join(f'<row r="{n}" ht="12"/>' for n in range(1001, 60_001))
    yield Kind("空の行六万.xlsx", book(sheet=form().replace("</sheetData>", empty + "</sheetData>")), taken=True)
    styled = "".join(f'<c r="{cell_name(1001, n)}" s="0"/>' for n in range(1, 16_385))
    yield Kind("書式だけの列.xlsx", book(sheet=form().replace("</sheetData>", f'<row r="1001">{styled}</row></sheetData>')), taken=True)
    far = {(1_048_576, 16_384): "隅"}
    yield Kind("隅の記入.xlsx", book(sheet=rows(form_cells() | far)), taken=None)
    scattered = {(n * 97 + 40, n * 3 % 16_000 + 20): "散" for n in range(10_000)}
    yield Kind("散らばる記入.xlsx", book(sheet=rows(form_cells() | scattered)), taken=None)


def _places() -> Iterator[Kind]:
    shuffled = [(place, cell(place, inline(text))) for place, text in form_cells().items()]
    random.Random(4).shuffle(shuffled)
    lines = "".join(f'<row r="{place[0]}">{xml}</row>' for place, xml in shuffled)
    yield Kind("順のない行.xlsx", book(sheet=f"<sheetData>{lines}</sheetData>"), taken=True)
    twice = cell(WORK, inline("一度目")) + cell(WORK, inline("二度目"))
    yield Kind("同じ番地が二度.xlsx", book(sheet=form(raw={WORK: twice})), taken=True)
    for name, place in (("列の外", "XFE1"), ("零行", "A0"), ("負の行", "A-1"), ("番地でない", "＃"), ("長い番地", "A" * 5000)):
        wrong = f'<c r="{place}" t="inlineStr">{inline("外")}</c>'
        yield Kind(f"{name}.xlsx", book(sheet=form(raw={(30, 1): wrong})), taken=False)
    yield Kind("行番号の溢れ.xlsx", book(sheet=form(raw={(30, 1): ""}).replace('r="30"', f'r="{"9" * 400}"')), taken=False)
    yield Kind("行番号五千桁.xlsx", book(sheet=form(raw={(30, 1): ""}).replace('r="30"', f'r="{"9" * 5000}"')), taken=False)
    for name, index in (("文字列番号の外", "7"), ("負の文字列番号", "-1"), ("巨大な文字列番号", "9" * 4000), ("指数", "1e30")):
        wrong = cell(WORK, f"<v>{index}</v>", 't="s"')
        yield Kind(f"{name}.xlsx", book(sheet=form(raw={WORK: wrong})), taken=False)
    lying = parts(strings="<si><t>記入</t></si>")[STRINGS].replace(b"<sst ", b'<sst count="4294967295" uniqueCount="4294967295" ')
    yield Kind("個数の嘘.xlsx", book({STRINGS: lying}, sheet=form(raw={WORK: cell(WORK, "<v>0</v>", 't="s"')})), taken=True)
    for name, style in (("書式番号の外", "99999"), ("巨大な書式番号", "9" * 30)):
        yield Kind(f"{name}.xlsx", book(sheet=form(raw={WORK: cell(WORK, inline("記入"), f't="inlineStr" s="{style}"')})), taken=True)
    yield Kind("書式番号でない.xlsx", book(sheet=form(raw={WORK: cell(WORK, inline("記入"), 't="inlineStr" s="x"')})), taken=False)


def _texts() -> Iterator[Kind]:
    def with_work(text: str) -> bytes:
        return book(sheet=form(raw={WORK: cell(WORK, inline(text))}), stored=True)

    yield Kind("改行の符号.xlsx", with_work("一行目_x000D_\n二行目_x000A_三行目"), taken=True)
    yield Kind("制御文字.xlsx", with_work("前_x0000_後_x001B_[31m_x0007_"), taken=True)
    yield Kind("片割れの文字.xlsx", with_work("前_xD800_後_xDFFF_"), taken=True)
    yield Kind("二重の符号.xlsx", with_work("_x005F_x0000_と_x005F_xD800_"), taken=True)
    yield Kind("向きの文字.xlsx", with_work("\u202e文逆\u202c\u2066内\u2069\u200f"), taken=True)
    yield Kind("不可視の文字.xlsx", with_work("あ\ufeff\u200b\u2060\u00ad\U000e0001い\ufffe"[:-1]), taken=True)
    yield Kind("結合文字の山.xlsx", with_work("が" + "\u3099\u0301" * 15_000), taken=True)
    yield Kind("三万字.xlsx", with_work("あ" * 32_767), taken=True)
    yield Kind("百万字.xlsx", with_work("あ" * 1_000_000), taken=True)
    yield Kind("改行三万.xlsx", with_work("\n" * 30_000 + "終"), taken=True)
    yield Kind("数式に見える文字.xlsx", with_work("=cmd|'/C calc'!A0"), taken=True)
    yield Kind("見出しの山.xlsx", book(sheet=rows({(r, c): "施策番号" for r in range(1, 201) for c in range(1, 101)})), taken=None)
    numbers = {(r, c): "1" for r in range(60, 260) for c in range(1, 101)}
    yield Kind("数字だけの山.xlsx", book(sheet=rows(form_cells() | numbers)), taken=None)
    yield Kind("折返しの山.xlsx", with_work("計画通り、" * 6000), taken=True)
    long_strings = "<si><t>" + "あ" * 32_767 + "</t></si>"
    repeated = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 3001))
    yield Kind("同じ長文三千.xlsx", book(sheet=f"<sheetData>{repeated}</sheetData>", strings=long_strings, stored=True), taken=False)


def _values() -> Iterator[Kind]:
    def with_raw(inside: str, attributes: str = "") -> bytes:
        return book(sheet=form(raw={WORK: cell(WORK, inside, attributes)}))

    yield Kind("値のない数式.xlsx", with_raw("<f>A1&amp;B1</f>"), taken=True)
    yield Kind("網の数式.xlsx", with_raw('<f>WEBSERVICE("http://localhost:9/?"&amp;A1)</f><v>偽</v>', 't="str"'), taken=True)
    yield Kind("DDE.xlsx", with_raw("<f>cmd|'/C calc'!A0</f><v>偽</v>", 't="str"'), taken=True)
    yield Kind("長い数式.xlsx", with_raw("<f>" + "SUM(" * 8000 + ")" * 8000 + "</f><v>1</v>"), taken=True)
    yield Kind("エラー値.xlsx", with_raw("<v>#REF!</v>", 't="e"'), taken=True)
    yield Kind("日付.xlsx", with_raw("<v>99999999999</v>"), taken=True)
    yield Kind("暦の外.xlsx", book(
        sheet=form(raw={WORK: cell(WORK, "<v>2958466</v>", 's="0"')}), styles='<cellXfs><xf numFmtId="14"/></cellXfs>'
    ), taken=True)
    yield Kind("溢れる数.xlsx", with_raw("<v>1e999</v>"), taken=False)
    yield Kind("非数.xlsx", with_raw("<v>NaN</v>"), taken=False)
    yield Kind("長い数.xlsx", with_raw(f"<v>{'9' * 300}</v>"), taken=True)
    yield Kind("知らない型.xlsx", with_raw("<v>1</v>", 't="zzz"'), taken=False)
    code = "[=1]" + "#,##0;" * 2000 + '"' + "x" * 50_000
    styles = f'<numFmts><numFmt numFmtId="200" formatCode="{code.replace(chr(34), "&quot;")}"/></numFmts>'
    yield Kind("長い表示形式.xlsx", book(
        sheet=form(raw={WORK: cell(WORK, "<v>1</v>", 's="0"')}), styles=styles + '<cellXfs><xf numFmtId="200"/></cellXfs>'
    ), taken=True)
    struck = "<is>" + "<r><rPr><strike/></rPr><t>消</t></r><r><t>残</t></r>" * 10_000 + "</is>"
    yield Kind("取り消し線の山.xlsx", book(sheet=form(raw={WORK: cell(WORK, struck)})), taken=True)


def _markup() -> Iterator[Kind]:
    doctype = '<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    ) + "]>"
    yield Kind("億の笑い.xlsx", book({SHEET: f"{doctype}<worksheet>&j;</worksheet>"}), taken=False)
    yield Kind("外の実体.xlsx", book({SHEET: '<!DOCTYPE a SYSTEM "file:///etc/passwd"><worksheet/>'}), taken=False)
    yield Kind("引数の実体.xlsx", book({STRINGS: '<!DOCTYPE a [<!ENTITY % p SYSTEM "http://localhost:9/"> %p;]><sst/>'}), taken=False)
    yield Kind("図の宣言.xlsx", book({"xl/drawings/drawing1.xml": f"{doctype}<a/>"}), taken=False)
    yield Kind("隠れた宣言.xlsx", book({"docProps/custom.xml": "<!--" + " " * 5000 + "-->" + f"{doctype}<a>&j;</a>"}), taken=None)
    yield Kind("深い入れ子.xlsx", book(sheet=form(after="<x>" * 100_000 + "</x>" * 100_000)), taken=False)
    yield Kind("属性の山.xlsx", book(sheet=form(after="<x " + " ".join(f'a{n}="1"' for n in range(60_000)) + "/>")), taken=True)
    yield Kind("長い属性.xlsx", book(sheet=form(after=f'<x a="{"あ" * 2_000_000}"/>'), stored=True), taken=True)
    long_name = "<" + "あ" * 20_000 + ">"
    yield Kind("長い要素名.xlsx", book({"xl/styles.xml": long_name * 190 + long_name.replace("<", "</") * 190}, stored=True), taken=None)
    spaces = " ".join(f'xmlns:n{n}="urn:{n}"' for n in range(20_000))
    yield Kind("名前空間の山.xlsx", book(sheet=form(after=f"<x {spaces}/>")), taken=True)
    yield Kind("知らない要素の山.xlsx", book(sheet=form(after="<x><y/></x>" * 200_000), stored=True), taken=True)
    yield Kind("不正な符号.xlsx", book({SHEET: b"<worksheet>\xff\xfe\x00</worksheet>"}), taken=False)
    yield Kind("途中まで.xlsx", book({SHEET: parts()[SHEET][:-200]}), taken=False)
    yield Kind("別の根.xlsx", book({SHEET: "<html><body>記入</body></html>"}), taken=None)
