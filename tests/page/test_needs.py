"""What a cell needs of those before it, by which an exercise works without them having been run."""

import contextlib
import io

import nbformat
import pytest

from tests.browser.built import ROOT
from unrolled.page.needs import needs

CASES = {
    "nothing": (["x = 1", "print(2)"], [], []),
    "the last cell that bound the name": (["x = 1", "x = 2", "x"], [], [1]),
    "what that needs in turn": (["x = 1", "y = x", "y"], [], [0, 1]),
    "an import alone": (["import numpy as np\nprint(1)", "np.ones(3)"], ["np"], []),
    "one name of several": (["from math import pi, tau", "tau"], ["tau"], []),
    "what a function looks up": (["n = 3", "def f():\n    return n\nf()"], [], [0]),
    "what is bound later in the cell": (
        ["n = 3", "def f():\n    return n\nn = 4\nf()"],
        [],
        [],
    ),
    "no argument": (["n = 3", "def f(n):\n    return n"], [], []),
    "no loop variable": (["i = 3", "for i in range(2):\n    print(i)"], [], []),
    "what a loop adds to": (["s = 0", "for i in range(2):\n    s += i"], [], [0]),
    "what is written into": (["a = [0]", "a[0] = 1", "a"], [], [0, 1]),
    "an attribute": (["def f():\n    pass", "f.a = 1", "f.a"], [], [0, 1]),
    "a comprehension": (["n = 3", "[n for _ in range(2)]"], [], [0]),
    "a base class": (["class A:\n    pass", "class B(A):\n    pass"], [], [0]),
    "what hides an import": (["import math", "math = 2", "math"], [], [1]),
    "no cell that is not Python": (["x = = 1", "x = 1", "x"], [], [1]),
}


@pytest.mark.parametrize(("sources", "imports", "cells"), CASES.values(), ids=CASES)
def test_a_cell_needs(sources, imports, cells):
    found = needs(sources)[-1]
    assert (list(found.imports), found.cells) == (imports, cells)


def test_a_name_that_a_later_cell_has_given_a_value_is_there():
    """So an exercise that is written anew keeps what its first try had set."""
    sources = ["W = 1", "W = 2", "W"]
    assert needs(sources, {"W": 0})[-1].cells == [1]
    assert needs(sources, {"W": 1})[-1].cells == []
    assert needs(sources, {"W": 2})[-1].cells == []


@pytest.mark.parametrize(
    "path", sorted(ROOT.glob("book/0[1-5]*.ipynb")), ids=lambda path: path.stem
)
def test_every_exercise_runs_on_what_it_needs(path):
    notebook = nbformat.read(path, 4)
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    sources = [cell.source for cell in cells]
    found = needs(sources)
    tries = [i for i, cell in enumerate(cells) if cell.id.endswith("-try")]
    assert tries
    for place in tries:
        names: dict = {}
        with contextlib.redirect_stdout(io.StringIO()):
            for code in (
                *found[place].imports.values(),
                *(sources[i] for i in found[place].cells),
                sources[place],
            ):
                exec(code, names)
