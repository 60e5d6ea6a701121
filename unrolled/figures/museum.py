"""The bug museum on paper: mended lines, arrays side by side, and the table of all exhibits."""

import inspect

import numpy as np

from unrolled.exercises import GRADERS
from unrolled.figures.drawing import grid, sheet, words
from unrolled.figures.source import show_code
from unrolled.museum import Exhibit, mended_source


def show_mend(exhibit: Exhibit) -> None:
    """Display an exhibit's wrong lines, each with the right one beneath it."""
    wrong = inspect.getsource(exhibit.piece).splitlines()
    pairs = zip(wrong, mended_source(exhibit).splitlines(), strict=True)
    changed = [f"- {old.strip()}\n+ {new.strip()}" for old, new in pairs if old != new]
    show_code("diff", "\n".join(changed))


def side_by_side(*, colour: str = "image", lit_colour: str = "wrong", **pictures) -> None:
    """2-D arrays in a line, each under its name; a pair of an array and a mask lights some cells: what is wrong.

    colour: of all that is not x.
    """
    pairs = {
        name: picture if isinstance(picture, tuple) else (picture, None)
        for name, picture in pictures.items()
    }
    width = sum(values.shape[1] + 1.5 for values, _ in pairs.values())
    tallest = max(values.shape[0] for values, _ in pairs.values())
    sheet_width = max(width + 0.5, 14)
    ax, x = sheet(sheet_width, tallest + 1.8), (sheet_width - width + 1.5) / 2
    for name, (values, lit) in pairs.items():
        words(ax, x + values.shape[1] / 2, 0.8, name.replace("_", " "), size=11)
        face = "image" if name == "x" else colour
        grid(ax, values, x, 1.4, face, lit=lit, lit_colour=lit_colour, text="{:g}")
        x += values.shape[1] + 1.5


def difference(expected: np.ndarray, received: np.ndarray, colour: str = "output") -> None:
    """Two arrays of planes side by side, in the colour of what they are; what differs is lit."""
    planes = expected.reshape(-1, *expected.shape[-2:])
    others = received.reshape(planes.shape)
    several = len(planes) > 1
    pictures = {}
    for title, stack in (("expected", planes), ("received", others)):
        for k, (plane, right) in enumerate(zip(stack, planes, strict=True)):
            name = f"{title}, channel {k}" if several else title
            pictures[name] = plane, plane != right
    side_by_side(colour=colour, **pictures)


class Catalogue:
    """The exhibits and what a grader finds in each: a table on a page, plain text elsewhere."""

    HEAD = ("no.", "exhibit", "what is wrong", "cases wrong", "only where")

    def __init__(self, exhibits: tuple[Exhibit, ...]):
        self.rows = [_row(number, exhibit) for number, exhibit in enumerate(exhibits, 1)]

    def __repr__(self) -> str:
        lines = [self.HEAD, *self.rows]
        widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
        padded = (map(str.ljust, line, widths) for line in lines)
        return "\n".join("  ".join(cells).rstrip() for cells in padded)

    def _repr_markdown_(self) -> str:
        lines = [self.HEAD, ("---",) * len(self.HEAD), *self.rows]
        return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _row(number: int, exhibit: Exhibit) -> tuple[str, ...]:
    verdicts = [grader(exhibit.piece) for grader in GRADERS[exhibit.replaces]]
    worst = max(verdicts, key=lambda verdict: verdict.wrong / verdict.tried)
    share = f"{100 * worst.wrong / worst.tried:.0f} %"
    name = exhibit.piece.__name__
    return str(number), name, exhibit.bug, share, ", ".join(worst.tags)
