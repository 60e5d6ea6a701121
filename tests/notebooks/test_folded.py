"""A cell that only draws a figure folds its code away; one that computes what a reader follows does not.

One that asks may fold it as well: the code lists the wrong answers, and so tells the right one.
"""

import ast

import nbformat
import pytest

FIGURES, TAG = "unrolled.figures", "hide-input"
# Numbers laid out for a figure, which shows them, are no computing.
LAID_OUT = {"arange", "reshape", "ravel"}
ASKS = {"Guess", "Sentence", "Order", "Blanks"}


def parts(code: str, kind) -> list:
    return [node for node in ast.walk(ast.parse(code)) if isinstance(node, kind)]


def drawing_names(cells) -> set[str]:
    """What the cells call the modules of unrolled.figures, and the functions from them."""
    return {
        alias.asname or alias.name
        for cell in cells
        for found in parts(cell.source, ast.ImportFrom)
        if f"{found.module}.".startswith(f"{FIGURES}.")
        for alias in found.names
    }


def only_draws(cell, names: set[str], later) -> bool:
    """Whether all that the cell does is a picture, and no cell after it reads a name that it gives."""
    called = [ast.unparse(call.func).split(".") for call in parts(cell.source, ast.Call)]
    draws = [path for path in called if path[0] in names]
    imported = [
        alias.name for found in parts(cell.source, ast.Import) for alias in found.names
    ]
    imported += [found.module for found in parts(cell.source, ast.ImportFrom)]
    given = {
        node.id for node in parts(cell.source, ast.Name) if isinstance(node.ctx, ast.Store)
    }
    return (
        any("image/png" in output.get("data", {}) for output in cell.outputs)
        and bool(draws)
        and all(path in draws or path[-1] in LAID_OUT for path in called)
        and all(f"{module}.".startswith(f"{FIGURES}.") for module in imported)
        and not any(given & reads(other.source) for other in later)
    )


def asks(code: str) -> bool:
    """Whether what the cell shows is a question."""
    last = getattr(ast.parse(code).body[-1], "value", None)
    return isinstance(last, ast.Call) and ast.unparse(last.func) in ASKS


def reads(code: str) -> set[str]:
    return {node.id for node in parts(code, ast.Name) if isinstance(node.ctx, ast.Load)}


def unlike(notebook) -> list[str]:
    """The cells that are folded and should not be, or should be and are not."""
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    names = drawing_names(cells)
    return [
        cell.id
        for place, cell in enumerate(cells)
        if not asks(cell.source)
        and (TAG in cell.metadata.get("tags", []))
        != only_draws(cell, names, cells[place + 1 :])
    ]


def test_cells_that_only_draw_are_folded_and_no_others(chapter):
    assert unlike(nbformat.read(chapter, as_version=4)) == []


def notebook_of(*sources: str):
    picture = nbformat.v4.new_output("display_data", data={"image/png": ""})
    cells = [
        nbformat.v4.new_code_cell(source, id=f"cell-{k}", outputs=[picture])
        for k, source in enumerate(sources)
    ]
    return nbformat.v4.new_notebook(cells=cells)


IMPORT = "from unrolled.figures import im2col as figures\n"


@pytest.mark.parametrize(
    "source",
    [
        "figures.places(7, 5)",
        "figures.slices(np.arange(16).reshape(4, 4), 3, 3)",
        "size = 7\nfigures.places(size, 5)",
    ],
)
def test_a_cell_that_only_draws_is_told(source):
    assert unlike(notebook_of(IMPORT + source)) == ["cell-0"]


@pytest.mark.parametrize("tags", [[], [TAG]])
def test_a_cell_that_asks_may_be_folded(tags):
    notebook = notebook_of("a = 1\nGuess('How many?', answer=a, wrong={2: 'No.'})")
    notebook.cells[0].metadata.tags = tags
    assert unlike(notebook) == []


@pytest.mark.parametrize(
    "sources",
    [
        ["figures.price(x, im2col(x, 5, 5))"],
        ["import numpy as np\nfigures.places(7, 5)"],
        ["size = 7\nfigures.places(size, 5)", "print(size)"],
        ["widget"],
    ],
)
def test_a_cell_that_does_more_stays_open(sources):
    assert unlike(notebook_of(IMPORT + sources[0], *sources[1:])) == []
