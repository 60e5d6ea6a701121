"""What the book's figures are drawn with: a sheet, grids of numbered cells, arrows and words; and diagrams.

Lengths on a sheet are in cells: 20 cells lie side by side on one 20 wide; y grows downwards, as rows do.
matplotlib is imported by what draws, and not before: a chapter's first cell, which imports its figures, need not wait.
"""

import numpy as np

from unrolled.palette import PALETTE

INK, PAPER, FAINT = "#1b1f24", "#ffffff", "#8a929c"
# As wide as the book's column; and so wide that words of 12 points can be read on a phone that shows all of it.
WIDTH_INCHES, NARROW_INCHES = 7.6, 5.4
# How strong the wash of a cell is, and of one that is lit: words on it can be read.
PLAIN, LIT = 0.22, 0.42
NUMBER = 0.46  # the size of a number, in cells


def narrow_sheet(width: float, height: float):
    """A sheet that a phone shows whole; its words should have 12 points."""
    return sheet(width, height, NARROW_INCHES)


def sheet(width: float, height: float, inches: float = WIDTH_INCHES):
    """An empty drawing surface of width x height cells, as wide as the book's column; returns its axes."""
    from matplotlib import pyplot as plt

    scale = inches / width
    figure = plt.figure(figsize=(inches, height * scale), facecolor=PAPER)
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, width), ylim=(height, 0))
    axes.axis("off")
    axes.cell_points = 72 * scale
    return axes


def diagram(height: float):
    """The axes of an empty diagram, so many inches high, which a phone shows whole."""
    from matplotlib import pyplot as plt

    _, ax = plt.subplots(figsize=(NARROW_INCHES, height), layout="constrained")
    return plain(ax)


def plain(ax):
    """The look of every diagram: words of a size to be read, and no frame above and to the right."""
    ax.tick_params(labelsize=12)
    for axis in (ax.xaxis, ax.yaxis):
        axis.label.set_size(12)
    ax.spines[["top", "right"]].set_visible(False)
    return ax


def finished(axes):
    """A sheet's or a diagram's figure, to be a cell's value: closed, or it would be shown twice."""
    from matplotlib import pyplot as plt

    plt.close(axes.figure)
    return axes.figure


def tint(colour: str, strength: float) -> np.ndarray:
    """A palette name or colour mixed into the paper: 0 is paper, 1 the colour itself."""
    from matplotlib.colors import to_rgb

    return 1 - strength * (1 - np.array(to_rgb(PALETTE.get(colour, colour))))


def rectangle(corner: tuple[float, float], width: float, height: float, **style):
    """A rectangle to be added to axes, as matplotlib has it."""
    from matplotlib.patches import Rectangle

    return Rectangle(corner, width, height, **style)


def mask(shape: tuple[int, ...], where) -> np.ndarray:
    """Which cells to light: a boolean array of this shape, true at the index."""
    lit = np.zeros(shape, bool)
    lit[where] = True
    return lit


def grid(
    ax,
    values,
    x: float,
    y: float,
    colour="image",
    *,
    cell=1.0,
    lit=None,
    lit_colour="window",
    text="{}",
    hatch=None,
    size=NUMBER,
    linestyle="solid",
):
    """Draw a 2-D array as a grid of cells with its top left corner at (x, y).

    lit, hatch: boolean masks of values' shape; lit cells are filled with lit_colour, hatched cells
    are padding. text: the format of a cell's number, or None for none; size: of one or two digits, in cells.
    linestyle: of the frame.
    """
    values = np.asarray(values)
    lit = np.zeros(values.shape, bool) if lit is None else lit
    hatch = np.zeros(values.shape, bool) if hatch is None else hatch
    for (i, j), value in np.ndenumerate(values):
        face = (
            tint(lit_colour, LIT)
            if lit[i, j]
            else PAPER
            if hatch[i, j]
            else tint(colour, PLAIN)
        )
        pattern = "////" if hatch[i, j] else None
        box = rectangle(
            (x + j * cell, y + i * cell),
            cell,
            cell,
            facecolor=face,
            edgecolor=PALETTE.get(lit_colour, lit_colour) if lit[i, j] else FAINT,
            linewidth=1.2 if lit[i, j] else 0.6,
            zorder=1.1 if lit[i, j] else 1,
            hatch=pattern,
        )
        ax.add_patch(box)
        if text is not None:
            number = text.format(value)
            points = ax.cell_points * cell * min(size, 1.68 / max(len(number), 1))
            words(ax, x + (j + 0.5) * cell, y + (i + 0.52) * cell, number, size=points)
    height, width = np.multiply(values.shape, cell)
    outline(ax, x, y, width, height, colour=colour, linestyle=linestyle)


def show_image(
    ax, values: np.ndarray, x: float, y: float, size: float, *, low: float, high: float
) -> None:
    """A 2-D array as a gray picture: black is low, white is high. (H, W, 3) is shown in its colors."""
    limits = ax.get_xlim(), ax.get_ylim()
    ax.imshow(
        values,
        cmap="gray",
        vmin=low,
        vmax=high,
        extent=(x, x + size, y + size, y),
        aspect="auto",
    )
    ax.set(xlim=limits[0], ylim=limits[1])
    outline(ax, x, y, size, size, colour=INK, linewidth=1.0)


def outline(
    ax,
    x: float,
    y: float,
    width: float,
    height: float,
    *,
    colour: str,
    linewidth: float = 1.8,
    linestyle: str = "solid",
):
    """A frame in one of the palette's colours."""
    ax.add_patch(
        rectangle(
            (x, y),
            width,
            height,
            fill=False,
            edgecolor=PALETTE.get(colour, colour),
            linewidth=linewidth,
            linestyle=linestyle,
        )
    )


def words(
    ax,
    x: float,
    y: float,
    text: str,
    *,
    size: float = 10,
    colour: str = INK,
    ha="center",
    va="center",
    **more,
):
    """Text at (x, y); size is in points."""
    ax.text(x, y, text, ha=ha, va=va, size=size, color=PALETTE.get(colour, colour), **more)


def arrow(
    ax,
    start: tuple[float, float],
    end: tuple[float, float],
    colour: str = INK,
    bend: float = 0.0,
):
    """An arrow from start to end, curved by `bend`."""
    style = {
        "arrowstyle": "-|>",
        "color": PALETTE.get(colour, colour),
        "linewidth": 1.4,
        "shrinkA": 2,
        "shrinkB": 2,
    }
    ax.annotate(
        "", xy=end, xytext=start, arrowprops=style | {"connectionstyle": f"arc3,rad={bend}"}
    )


def texts(values: np.ndarray) -> np.ndarray:
    """Whole numbers in full, others to three digits."""
    texts = [
        f"{value:.0f}" if float(value).is_integer() else f"{value:.3g}"
        for value in values.ravel()
    ]
    return np.array(
        [text.replace("-", "−").replace("inf", "∞") for text in texts], object
    ).reshape(values.shape)
