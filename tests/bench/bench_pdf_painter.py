"""How long 200 pages take against bare reportlab drawing the same strings, rules and fonts; prints the ratio."""
from __future__ import annotations

import io
import sys
import time
from collections.abc import Callable, Iterator

from reportlab import rl_config
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from planeditor.formengine.fonts.book import FontBook
from planeditor.formengine.pages import Box, CellStyle, Face, Line, Page, Rules
from planeditor.formengine.writing.pdf import PdfInfo, write_pdf

PAGES, ROWS, COLUMNS = 200, 21, 5
WIDTH, HEIGHT = 842.0, 595.0
TEXT = (
    "計画どおり進行した。住民票等のコンビニ交付について関係課と協議し、システムの要件を整理した。令和元年度は"
    "ＩＣＴを活用した業務改革の実施に向け、RPAの試行を3業務で行い、年間約400時間の削減効果（14% 1/7施設）を確認した。"
    "情報セキュリティ研修を年2回開催し、受講率は90%であった。次期基幹系システムの更改に備え、仕様書の作成を進める。"
)
FACES = (Face(), Face(bold=True), Face("BIZ UD明朝"))
STYLES = [CellStyle(face=face, size=9.0, rules=Rules("thin", "thin", "thin", "thin")) for face in FACES]


def pages() -> Iterator[Page]:
    width, height = 780 / COLUMNS, 520 / ROWS
    for number in range(PAGES):
        boxes = []
        for row in range(ROWS):
            for column in range(COLUMNS):
                x, y = 40 + column * width, 40 + row * height
                style = STYLES[1 if row == 0 else 2 if column == 0 else 0]
                count = 2 if (row * COLUMNS + column) % 7 == 0 else 1
                lines = []
                for n in range(count):
                    start = (number * 37 + row * 11 + column * 23 + n * 16) % (len(TEXT) - 16)
                    lines.append(Line(x + 2, y + 10 + 10 * n, TEXT[start : start + 16]))
                boxes.append(Box(x, y, width, height, style, style.size, tuple(lines)))
        yield Page(WIDTH, HEIGHT, boxes, ((f"m{number}", f"施策{number}"),))


def ours() -> bytes:
    target = io.BytesIO()
    write_pdf(pages(), target, fonts=FontBook(), info=PdfInfo("bench"))
    return target.getvalue()


def bare() -> bytes:
    book = FontBook()
    names = {}
    for number, face in enumerate(FACES):
        names[face] = f"Bench{number}"
        pdfmetrics.registerFont(TTFont(names[face], str(book.main(face).path)))
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=(WIDTH, HEIGHT), pageCompression=1)
    for page in pages():
        canvas.setLineWidth(0.5)
        for box in page.boxes:
            canvas.rect(box.x, HEIGHT - box.y - box.height, box.width, box.height)
            canvas.setFont(names[box.style.face], box.size)
            for x, y, text in box.lines:
                canvas.drawString(x, HEIGHT - y, text)
        canvas.bookmarkPage(page.bookmarks[0][0])
        canvas.addOutlineEntry(page.bookmarks[0][1], page.bookmarks[0][0])
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def seconds(job: Callable[[], bytes]) -> tuple[float, int]:
    size, best = 0, float("inf")
    for _ in range(3):
        begin = time.process_time()
        size = len(job())
        best = min(best, time.process_time() - begin)
    return best, size


def main() -> int:
    rl_config.useA85 = 0  # the same compression on both sides
    making = seconds(lambda: b"" if len(list(pages())) else b"x")[0]
    mine, my_size = seconds(ours)
    theirs, their_size = seconds(bare)
    print(f"{PAGES} pages; making the pages themselves: {making:.2f} s (in both figures)")
    print(f"ours {mine:.2f} s, {my_size:,} bytes; bare reportlab {theirs:.2f} s, {their_size:,} bytes")
    ratio = (mine - making) / (theirs - making)
    print(f"ratio {mine / theirs:.2f}; without the making of pages {ratio:.2f}")
    return 0 if mine <= 1.5 * theirs else 1


if __name__ == "__main__":
    sys.exit(main())
