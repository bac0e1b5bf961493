"""The ink of charts as operators of a PDF."""
from __future__ import annotations

from collections.abc import Iterable, Iterator

from planeditor.formengine.charts.picture import Area, Path, Point


def chart_code(ink: Iterable[Area | Path], height: float) -> Iterator[str]:
    """The operators that paint areas and lines on a page of that height."""
    yield "q 0 J 0 j"
    for one in ink:
        yield _area(one, height) if isinstance(one, Area) else _path(one, height)
    yield "Q"


def _area(area: Area, height: float) -> str:
    paint = {(True, True): "b", (True, False): "f", (False, True): "s"}.get((bool(area.fill), area.edge > 0), "n")
    fill = f"{_color(area.fill)} rg " if area.fill else ""
    edge = f"0 G []0 d {area.edge:g} w " if area.edge else ""
    return f"{fill}{edge}{_points(area.points, height)} {paint}"


def _path(path: Path, height: float) -> str:
    dashes = " ".join(f"{length:g}" for length in path.dashes)
    return f"{_color(path.color)} RG [{dashes}]0 d {path.width:g} w {_points(path.points, height)} S"


def _points(points: tuple[Point, ...], height: float) -> str:
    (x, y), *others = points
    return " ".join([f"{x:.2f} {height - y:.2f} m", *(f"{x:.2f} {height - y:.2f} l" for x, y in others)])


def _color(color: str) -> str:
    return " ".join(f"{int(color[n : n + 2], 16) / 255:.3g}" for n in (0, 2, 4))
