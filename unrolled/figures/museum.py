"""The bug museum on paper: mended lines, arrays side by side, and the table of all exhibits."""

import inspect

import numpy as np

from unrolled.exercises import GRADERS
from unrolled.figures.drawing import grid, narrow_sheet, words
from unrolled.figures.source import show_code
from unrolled.museum import Exhibit, mended_source

ACROSS = 2  # that many arrays stand side by side, and the next below


def show_mend(exhibit: Exhibit) -> None:
    """Display an exhibit's wrong lines, each with the right one beneath it."""
    wrong = inspect.getsource(exhibit.piece).splitlines()
    pairs = zip(wrong, mended_source(exhibit).splitlines(), strict=True)
    changed = [f"- {old.strip()}\n+ {new.strip()}" for old, new in pairs if old != new]
    show_code("diff", "\n".join(changed))


def side_by_side(*, colour: str = "image", lit_colour: str = "wrong", **pictures) -> None:
    """2-D arrays, two in a line or one below the other, each under its name.

    A pair of an array and a mask lights some cells: what is wrong.

    colour: of all that is not x.
    """
    pairs = {
        name: picture if isinstance(picture, tuple) else (picture, None)
        for name, picture in pictures.items()
    }
    lines = _lines(list(pairs), ACROSS if len(pairs) % ACROSS == 0 else 1)
    tallest = max(values.shape[0] for values, _ in pairs.values())
    widest = max(values.shape[1] for values, _ in pairs.values())
    ax = narrow_sheet(14, len(lines) * (tallest + 1.8))
    for k, line in enumerate(lines):
        x, top = 7 - (len(line) * (widest + 1.5) - 1.5) / 2, k * (tallest + 1.8)
        for name in line:
            values, lit = pairs[name]
            words(ax, x + widest / 2, top + 0.8, name.replace("_", " "), size=12)
            face = "image" if name == "x" else colour
            light = {"lit": lit, "lit_colour": lit_colour}
            grid(ax, values, x, top + 1.4, face, text="{:g}", **light)
            x += widest + 1.5


def _lines(names: list[str], count: int) -> list[list[str]]:
    return [names[k : k + count] for k in range(0, len(names), count)]


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
